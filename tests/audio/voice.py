"""An announcer on real middleware, and what it told."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType

from audio.child import Announcer
from audio.options import AudioOptions
from audio.orders import Finished, MusicNow, Report, Started
from tests.audio.pulse_server import wait_until

LIMIT_S = 15.0


class Voice:
    """Runs while it is entered."""

    def __init__(self, options: AudioOptions | None = None) -> None:
        self.reports: list[Report] = []
        self._told_s: list[tuple[float, Report]] = []
        self.announcer = Announcer(options or AudioOptions(), self._take)
        self.announcer.start()

    def __enter__(self) -> "Voice":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.announcer.stop()

    def wait_for(self, report: Report, times: int = 1) -> float:
        """Wait until it told this so often. Returns when it did."""
        self._wait(lambda: self.reports.count(report) >= times, str(report))
        return [at_s for at_s, told in self._told_s if told == report][times - 1]

    def wait_for_start(self, number: int) -> float:
        """Wait until this order sounds. Returns since when."""
        self._wait(lambda: self._started_s(number) is not None, f"start of {number}")
        return self._started_s(number) or 0.0

    def wait_for_end(self, number: int) -> float:
        """Wait until this order was heard to its end. Returns when."""
        return self.wait_for(Finished(number))

    def wait_for_music(self, zone: str, playing: bool, percent: int = 100) -> None:
        """Wait until a zone's music stands like this."""
        self._wait(lambda: self._last_music(zone) == MusicNow(zone, playing, percent), f"music {zone}")

    def _take(self, report: Report) -> None:
        self._told_s.append((monotonic(), report))
        self.reports.append(report)

    def _started_s(self, number: int) -> float | None:
        return next((at_s for at_s, told in self._told_s if isinstance(told, Started) and told.number == number), None)

    def _last_music(self, zone: str) -> MusicNow | None:
        return next((told for told in reversed(self.reports) if isinstance(told, MusicNow) and told.zone == zone), None)

    def _wait(self, true: Callable[[], bool], what: str) -> None:
        wait_until(true, LIMIT_S, lambda: f"{what}: {self.reports}")


def announcers() -> list[int]:
    """The process ids of the announcers that this process has started."""
    found = Path("/proc/self/task").glob("*/children")
    children = [int(pid) for file in found for pid in file.read_text().split()]
    return [pid for pid in children if b"audio.announcer" in Path(f"/proc/{pid}/cmdline").read_bytes()]
