"""The club's own recordings, which win over the synthesiser."""

from pathlib import Path

KINDS = ("wav", "flac", "mp3")


def find(folder: Path, name: str, language: str) -> Path | None:
    """The recording of this name, the one in this language before the one in any; none when there is no such file."""
    stems = (f"{name}.{language}", name)
    paths = (folder / f"{stem}.{kind}" for stem in stems for kind in KINDS)
    return next((path for path in paths if path.is_file()), None)
