"""The files that ship in ``config/``: beside the package's modules once installed, beside the package in the source tree."""

from pathlib import Path


def shipped_text(name: str) -> str:
    """The text of a shipped file such as ``kiosk.toml``.

    :raises FileNotFoundError: when none of this name ships.
    """
    package = Path(__file__).parent.parent
    installed, source = package / "config" / name, package.parent / "config" / name
    return (installed if installed.exists() else source).read_text(encoding="utf-8")
