"""One order being heard: on one sink, or on several at the same time."""

from dataclasses import dataclass, field

from audio.chimes import Clip
from audio.orders import Audible
from audio.playing import Playing


@dataclass(slots=True, eq=False)
class Performance:
    """It is over when the last of its players has ended; one that was heard is enough.

    :param passing: clips that are thrown away afterwards.
    """

    order: Audible
    playings: list[Playing]
    passing: tuple[Clip, ...]
    _heard: bool = False
    _errors: list[str] = field(default_factory=list)

    def ended(self, playing: Playing, error: str | None) -> None:
        """One of its players has ended."""
        self.playings.remove(playing)
        if error is None:
            self._heard = True
        else:
            self._errors.append(error)

    @property
    def failure(self) -> str | None:
        """Why nothing was heard; none when something was."""
        return None if self._heard else "; ".join(dict.fromkeys(self._errors))

    def silence(self) -> None:
        """Cut its players short and throw its clips away."""
        for playing in self.playings:
            playing.cut()
        for clip in self.passing:
            clip.path.unlink(missing_ok=True)
