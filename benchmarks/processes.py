"""What a process takes from the machine, and the touchscreen as a process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.settings.home import Home

_TICKS_PER_S, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


def resident_mb(pid: int) -> float:
    """Its memory now, in millions of bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6


def processor_s(pid: int) -> float:
    """The processor's time that it has taken, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def share_of_a_core(pids: tuple[int, ...], seconds: float) -> tuple[float, ...]:
    """Per cent of one core that each of them takes during the next seconds."""
    before, began_s = [processor_s(pid) for pid in pids], time.monotonic()
    time.sleep(seconds)
    took_s = time.monotonic() - began_s
    return tuple(100 * (processor_s(pid) - then) / took_s for pid, then in zip(pids, before, strict=True))


@contextmanager
def touchscreen(home: Home) -> Iterator[int]:
    """The touchscreen of this home, drawn by the processor on no display; its process's number, once it shows something."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"SDL_VIDEODRIVER": "offscreen", "LP_NUM_THREADS": "0"}
    command = [sys.executable, "-m", "tests.middleware.screen_driver", json.dumps({"socket": str(home.socket)})]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=environment) as screen:
        assert screen.stdout
        assert screen.stdin
        screen.stdout.readline()
        try:
            yield screen.pid
        finally:
            screen.stdin.close()
            screen.wait(15)
