"""The chimes of ``sounds/``, made ready to be played at once."""

from dataclasses import dataclass
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


def prepare(folder: Path, volume_percent: int) -> dict[str, Clip]:
    """Put every chime into the folder at this volume. They are found by name: yes, no, wait, bye, alarm."""
    clips: dict[str, Clip] = {}
    with as_file(files("audio") / "sounds") as sounds:
        for source in sorted(sounds.glob("*.wav")):
            sound = wav.scaled(wav.read(source), volume_percent)
            wav.write(folder / source.name, sound)
            clips[source.stem] = Clip(folder / source.name, sound.seconds)
    return clips


def silence(folder: Path) -> Path:
    """A moment of silence, to find out whether a player works without being heard."""
    path = folder / "silence.wav"
    wav.write(path, wav.silence(SILENCE_S, SILENCE_RATE_HZ))
    return path
