"""The chimes of ``sounds/``, made ready to be played at once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from audio import wav

SILENCE_S = 0.02
SILENCE_RATE_HZ = 22050


@dataclass(frozen=True, slots=True)
class Clip:
    """A file to play, and how long it lasts."""

    path: Path
    seconds: float


class Chimes:
    """The chimes as files, at any volume; those at ``percent`` are made at once.

    :param folder: where they lie.
    """

    def __init__(self, folder: Path, percent: int) -> None:
        self._folder = folder
        self._made: dict[tuple[str, int], Clip] = {}
        for name in names():
            self.clip(name, percent)

    def clip(self, name: str, percent: int) -> Clip:
        """This chime at this volume, 0 to 100 percent."""
        if (name, percent) not in self._made:
            sound = wav.scaled(chime(name), percent / 100)
            path = self._folder / f"{name}-{percent}.wav"
            wav.write(path, sound)
            self._made[name, percent] = Clip(path, sound.seconds)
        return self._made[name, percent]


@cache
def names() -> frozenset[str]:
    """Every chime there is."""
    return frozenset(Path(file.name).stem for file in (files("audio") / "sounds").iterdir() if file.name.endswith(".wav"))


@cache
def chime(name: str) -> wav.Sound:
    """The chime of this name, as it was made."""
    with as_file(files("audio") / "sounds" / f"{name}.wav") as path:
        return wav.read(path)


def silence(folder: Path) -> Path:
    """A moment of silence, to find out whether a player works without being heard."""
    path = folder / "silence.wav"
    wav.write(path, wav.silence(SILENCE_S, SILENCE_RATE_HZ))
    return path
