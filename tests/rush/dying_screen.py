"""The touchscreen as a process that is killed again and again while the counter works."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from random import Random
from typing import Self

from kiosk.settings.home import Home

LIFE_S = (0.5, 3.0)  # killed while it starts, while it connects, and while it draws


@dataclass
class DyingScreen:
    """Inside the block ``kiosk screen`` is started, and killed after a while, so many times.

    :param kills: how often it was killed so far.
    """

    home: Home
    chance: Random
    times: int
    kills: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="screens")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def done(self) -> bool:
        """Whether it was killed as often as it should be."""
        return self.kills >= self.times

    def _run(self) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment |= {"SDL_VIDEODRIVER": "offscreen", "LP_NUM_THREADS": "0"}
        command = [sys.executable, "-m", "kiosk", "screen", "--home", str(self.home.path)]
        while not (self.done or self._over.is_set()):
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as screen:
                self._over.wait(self.chance.uniform(*LIFE_S))
                if screen.poll() is not None:
                    return
                screen.kill()
            self.kills += 1
