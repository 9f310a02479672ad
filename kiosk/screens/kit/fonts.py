"""Takes the Simplified Chinese face out of the system's font collection, for Kivy can only open a collection's first face.

``python -m kiosk.screens.kit.fonts [FOLDER]`` does it beforehand; the screen does it by itself when it finds none.
Source: OpenType specification 1.9, "Organization of an OpenType Font" and "name - Naming Table".
"""

import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import ScreenError

COLLECTIONS = Path("/usr/share/fonts/opentype/noto")
FAMILY = "Noto Sans CJK SC"
_PACKAGE = "fonts-noto-cjk"

_FULL_NAME = 4
_WINDOWS = 3
_ENTRY = struct.Struct(">4sLLL")  # tag, checksum, offset, length
_NAME_RECORD = struct.Struct(">6H")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two weights of the one family, as files that Kivy opens."""

    regular: Path
    bold: Path


@dataclass(frozen=True, slots=True)
class _Table:
    tag: bytes
    checksum: int
    offset: int
    length: int


def cache_folder() -> Path:
    """Where extracted fonts are kept: systemd's cache folder, else the user's."""
    if given := os.environ.get("CACHE_DIRECTORY"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kiosk"


def ensure_fonts(folder: Path | None = None, collections: Path = COLLECTIONS) -> Fonts:
    """The fonts, extracted into ``folder`` (else the cache folder) unless they are there already.

    :raises ScreenError: when the collection is missing or holds no Simplified Chinese, or the folder cannot be written.
    """
    folder = folder or cache_folder()
    return Fonts(*(_ensure_weight(weight, folder, collections) for weight in ("Regular", "Bold")))


def _ensure_weight(weight: str, folder: Path, collections: Path) -> Path:
    target = folder / f"NotoSansCJKsc-{weight}.otf"
    source = collections / f"NotoSansCJK-{weight}.ttc"
    if target.exists() and (not source.exists() or target.stat().st_mtime >= source.stat().st_mtime):
        return target
    try:
        collection = source.read_bytes()
    except OSError:
        raise ScreenError(f"the Chinese font is missing ({source}); install it with: apt-get install {_PACKAGE}") from None
    face = extract_face(collection, FAMILY)
    unfinished = target.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(face)
        unfinished.replace(target)
    except OSError as error:
        raise ScreenError(f"the font cannot be written to {folder}: {error.strerror}") from None
    return target


def extract_face(collection: bytes, family: str) -> bytes:
    """One face of a collection as a font file of its own; its tables are copied as they are.

    :raises ScreenError: when this is no collection, or none of its faces is of this family.
    """
    if collection[:4] != b"ttcf":
        raise ScreenError(f"the font file is damaged; install it again with: apt-get install --reinstall {_PACKAGE}")
    try:
        for start in struct.unpack_from(f">{_u32(collection, 8)}L", collection, 12):
            tables = _tables(collection, start)
            if _full_name(collection, tables).startswith(family):
                return _assemble(collection, collection[start : start + 12], tables)
    except struct.error:
        raise ScreenError(f"the font file is damaged; install it again with: apt-get install --reinstall {_PACKAGE}") from None
    raise ScreenError(f"the font collection holds no {family}; install it with: apt-get install {_PACKAGE}")


def _tables(collection: bytes, start: int) -> list[_Table]:
    (count,) = struct.unpack_from(">H", collection, start + 4)
    return [_Table(*_ENTRY.unpack_from(collection, start + 12 + _ENTRY.size * index)) for index in range(count)]


def _full_name(collection: bytes, tables: list[_Table]) -> str:
    start = next((table.offset for table in tables if table.tag == b"name"), None)
    if start is None:
        return ""
    _, count, storage = struct.unpack_from(">3H", collection, start)
    for index in range(count):
        platform, _, _, name, length, offset = _NAME_RECORD.unpack_from(collection, start + 6 + _NAME_RECORD.size * index)
        if platform == _WINDOWS and name == _FULL_NAME:
            text = start + storage + offset
            return collection[text : text + length].decode("utf-16-be")
    return ""


def _assemble(collection: bytes, header: bytes, tables: list[_Table]) -> bytes:
    directory, body = bytearray(header), bytearray()
    first = len(header) + _ENTRY.size * len(tables)
    for table in tables:
        directory += _ENTRY.pack(table.tag, table.checksum, first + len(body), table.length)
        body += collection[table.offset : table.offset + table.length]
        body += bytes(-table.length % 4)
    return bytes(directory + body)


def _u32(data: bytes, offset: int) -> int:
    (value,) = struct.unpack_from(">L", data, offset)
    return int(value)


def main(arguments: list[str]) -> int:
    """Extract the fonts and print where they are."""
    try:
        fonts = ensure_fonts(Path(arguments[0]) if arguments else None)
    except ScreenError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{fonts.regular}\n{fonts.bold}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
