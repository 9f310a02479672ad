"""``kiosk demo`` with a display: counter and screen as two programs, as on a device, with a panel to play with."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path

from kiosk.demo.new_club import init_demo_home
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.simulator.live import KILLED

OPENS_AT = clock_time(18, 10)
LOOK_EVERY_S = 0.1
GRACE_S = 5.0


def run_demo(home: Home | None, say: Callable[[str], None]) -> None:
    """Run both programs until the window is closed, or Ctrl-C or SIGTERM comes; neither program outlives this one. A power cut from the
    panel kills the counter, and it is started again.

    :param home: a demo home; none makes one that is thrown away.
    :param say: tells the newcomer what is going on.
    :raises KioskError: when there is no display, or a program cannot start.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise HomeError("there is no display; run: kiosk demo --headless DIR")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as thrown_away, suppress(KeyboardInterrupt):
        _run_in(home or Home(Path(thrown_away)), say)


def _run_in(home: Home, say: Callable[[str], None]) -> None:
    if not home.settings_file.exists():
        say("Making the demo club …")
        init_demo_home(home, now=datetime.now(UTC))
    zone = home.settings().club.zone
    now = datetime.now(zone)
    ahead_s = (datetime.combine(now.date(), OPENS_AT, zone) - now).total_seconds()
    say("The window opens. Tap a card in the panel beside it; close the window to end.")
    counter = ["counter", "--home", str(home.path), "--ahead", f"{ahead_s:.0f}"]
    with ExitStack() as programs:
        running = _started(programs, counter)
        screen = _started(programs, ["screen", "--home", str(home.path), "--demo-panel"])
        while screen.poll() is None:
            if (code := running.poll()) is not None:
                if code != KILLED:
                    raise HomeError(f"the counter ended with exit code {code} (the lines above say why)")
                running = _started(programs, counter)
            time.sleep(LOOK_EVERY_S)
    if screen.returncode:
        raise HomeError(f"the screen ended with exit code {screen.returncode} (the lines above say why)")


def _started(programs: ExitStack, arguments: list[str]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", "kiosk", *arguments])
    programs.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
