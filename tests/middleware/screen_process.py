"""The touchscreen program as its own process, offscreen, and what can be seen and touched on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

PATIENCE_S = 30.0
"""Of the test with the screen, and of the screen with the counter of a test: a busy machine keeps both waiting."""


class ScreenProcess:
    """Runs from when its first frame is drawn.

    :param socket: of the counter.
    :param options: other fields of ``ScreenOptions``.
    """

    def __init__(self, folder: Path, socket: Path, **options: Any) -> None:
        self._log = folder / "screen.log"
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment |= {"SDL_VIDEODRIVER": "offscreen", "LP_NUM_THREADS": "0"}
        command = [sys.executable, "-m", "tests.middleware.screen_driver", json.dumps({"socket": str(socket), **options})]
        self.started = time.time()
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        first = self._answer()
        self.first_frame_s, self.first_frame_cpu_s = first["first_frame"] - self.started, first["cpu_s"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, do: str, **values: Any) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def texts(self) -> str:
        return "\n".join(self.ask("texts")).replace("\u200b", "")

    def until_seen(self, *wanted: str, timeout_s: float = PATIENCE_S) -> None:
        self.until(lambda: all(one in self.texts() for one in wanted), f"{wanted} on the screen", timeout_s)

    def touch(self, text: str, times: int = 1) -> None:
        assert "touched" in self.ask("touch", text=text, times=times)

    def until(self, true: Callable[[], object], what: str, timeout_s: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + timeout_s
        while not true():
            assert time.monotonic() < deadline, f"waited in vain for {what}; there was:\n{self.texts()}"
            time.sleep(0.02)

    def close(self) -> None:
        """End it; it must not have complained."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        code = self._process.wait(timeout=15)
        assert self._process.stdout is not None
        self._process.stdout.close()
        assert code == 0, self._log.read_text()[-3000:]
        assert "Traceback" not in self._log.read_text()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._log.read_text()[-3000:]
        return json.loads(line)
