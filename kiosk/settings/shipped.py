"""The files that ship in ``config/``: beside the package's modules once installed, beside the package in the source tree."""

from pathlib import Path


def shipped_file(name: str) -> Path:
    """Where a shipped file such as ``kiosk.toml`` stands."""
    package = Path(__file__).parent.parent
    installed, source = package / "config" / name, package.parent / "config" / name
    return installed if installed.exists() else source


def shipped_text(name: str) -> str:
    """The text of a shipped file.

    :raises FileNotFoundError: when none of this name ships.
    """
    return shipped_file(name).read_text(encoding="utf-8")
