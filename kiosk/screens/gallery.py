"""Draws views offscreen, without a counter, and saves a picture of each.

``python -m kiosk.screens.gallery OUT_DIR [--size 1024x600] [--larger-type] [--language zh]`` reads lines
``{"name": …, "shown": {…}}`` and prints the path of each picture. ``shown`` is a view as it crosses the wire, or null for "no counter".
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kiosk import wire
from kiosk.lane.words import Language
from kiosk.screens.app import ScreenOptions, set_up_kivy
from kiosk.screens.errors import ScreenError

Picture = tuple[str, wire.Shown | None]


def render(
    pictures: Iterable[Picture],
    out_dir: Path,
    size: tuple[int, int] = (1024, 600),
    larger_type: bool = False,
    language: Language = Language.CHINESE,
    cache: Path | None = None,
) -> Iterator[Path]:
    """Draw each picture into ``OUT_DIR/NAME.png``, overwriting; yields its path when it is there. Once in a process.

    :raises ScreenError: when the folder cannot be written, or there is no Chinese font.
    """
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    os.environ.setdefault("LP_NUM_THREADS", "0")  # else software frames queue up to a gigabyte
    set_up_kivy(*size, fullscreen=False, cache=cache, max_fps=0)
    from kiosk.screens.easel import Easel

    easel = Easel(ScreenOptions("", *size, larger_type=larger_type, language=language))
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScreenError(f"the pictures cannot be written to {out_dir}: {error.strerror}") from None
    for name, shown in pictures:
        easel.draw(shown)
        path = out_dir / f"{name}.png"
        easel.save(path)
        yield path


def read_picture(line: str) -> Picture:
    """A picture from its line.

    :raises ValueError: when the line is none.
    """
    fields: dict[str, Any] = json.loads(line)
    if set(fields) != {"name", "shown"}:
        raise ValueError(f"a picture has a name and a view, not {sorted(fields)}")
    if fields["shown"] is None:
        return fields["name"], None
    shown = wire.decode_from_counter(json.dumps(fields["shown"]).encode())
    if not isinstance(shown, wire.Shown):
        raise ValueError("a picture is of a view")
    return fields["name"], shown


def picture_line(name: str, shown: wire.Shown | None) -> str:
    """The line that ``read_picture`` reads."""
    return json.dumps({"name": name, "shown": json.loads(wire.encode(shown)) if shown else None}, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Draw the pictures on standard input."""
    parser = argparse.ArgumentParser(prog="kiosk.screens.gallery", description="Draw views without a counter.")
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("--size", default="1024x600", type=_size)
    parser.add_argument("--larger-type", action="store_true")
    parser.add_argument("--language", default=Language.CHINESE, type=Language)
    asked = parser.parse_args(arguments)
    try:
        pictures = [read_picture(line) for line in sys.stdin if line.strip()]
        for path in render(pictures, asked.out_dir, asked.size, asked.larger_type, asked.language):
            sys.stdout.write(f"{path}\n")
            sys.stdout.flush()
    except (ScreenError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _size(text: str) -> tuple[int, int]:
    width, height = text.split("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
