"""How often an admitted tap makes the disk promise something, seen by strace. Run: python -m benchmarks.syncs_of_a_tap"""

import subprocess
import tempfile
import time
from pathlib import Path

from tests.club import ALWAYS_OPEN, LI, WANG, make_club
from tests.counter_process import CounterProcess
from tests.screen_client import ScreenClient

SETTLE_S = 0.5


def syncs(log: Path) -> int:
    """How many are in the log."""
    return sum("sync(" in line for line in log.read_text().splitlines())


with tempfile.TemporaryDirectory(prefix="k-") as folder:
    home, log = make_club(Path(folder), ALWAYS_OPEN), Path(folder) / "strace.log"
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        watching = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(log), "-p", str(counter.process.pid)]
        with subprocess.Popen(watching, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            strace.stderr.readline()
            screen.simulate(behave={"takes_tag": False})
            for name, uid in (("refused, the first since the start", "04CC000009"), ("admitted", LI), ("queued", WANG)):
                before = syncs(log)
                screen.simulate(tap=uid)
                time.sleep(SETTLE_S)
                print(f"{name}: {syncs(log) - before} syncs")
            strace.terminate()
