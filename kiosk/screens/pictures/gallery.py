"""Draws views offscreen, without a counter, and saves a picture of each.

``python -m kiosk.screens.pictures.gallery OUT_DIR [--size 1024x600] [--larger-type] [--language zh]`` reads lines
``{"name": …, "shown": {…}}`` and prints the path of each picture. ``shown`` is a view as it crosses the wire, null for "no counter", or
the greeting of a counter of another version.
With ``"inside": {…}``, a reply as it crosses the wire, the list of who is inside lies over an alarm.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import ScreenError
from kiosk.lane.view import Alarm
from kiosk.lane.words import Language
from kiosk.screens.app import set_up_kivy
from kiosk.screens.options import ScreenOptions
from kiosk.wire import messages as wire


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a view, none for "no counter", or the greeting of a counter of another version.

    Over an alarm, when there is an answer, lies the list of who is inside.
    """

    name: str
    shown: wire.Shown | wire.Greeting | None
    inside: wire.Reply | None = None


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
    from kiosk.screens.pictures.easel import Easel

    easel = Easel(ScreenOptions("", *size, larger_type=larger_type, language=language))
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScreenError(f"the pictures cannot be written to {out_dir}: {error.strerror}") from None
    for picture in pictures:
        if picture.inside and isinstance(picture.shown, wire.Shown):
            easel.draw_list(picture.shown, picture.inside)
        else:
            easel.draw(picture.shown)
        path = out_dir / f"{picture.name}.png"
        easel.save(path)
        yield path


def read_picture(line: str) -> Picture:
    """A picture from its line.

    :raises ValueError: when the line is none.
    """
    fields: dict[str, Any] = json.loads(line)
    if not {"name", "shown"} <= set(fields) <= {"name", "shown", "inside"}:
        raise ValueError(f"a picture has a name and a view, not {sorted(fields)}")
    shown, inside = (_message(fields.get(key)) for key in ("shown", "inside"))
    if not isinstance(shown, wire.Shown | wire.Greeting | None):
        raise ValueError("a picture is of a view, or of a greeting")
    if inside is None:
        return Picture(fields["name"], shown)
    if not isinstance(inside, wire.Reply) or not isinstance(shown, wire.Shown) or not isinstance(shown.lane.face, Alarm):
        raise ValueError("who is inside is a reply, shown over an alarm")
    return Picture(fields["name"], shown, inside)


def picture_line(picture: Picture) -> str:
    """The line that ``read_picture`` reads."""
    fields = {"name": picture.name, "shown": _plain(picture.shown)}
    return json.dumps(fields | ({"inside": _plain(picture.inside)} if picture.inside else {}), ensure_ascii=False)


def _message(fields: Any) -> wire.FromCounter | None:
    return None if fields is None else wire.decode_from_counter(json.dumps(fields).encode())


def _plain(message: wire.FromCounter | None) -> Any:
    return json.loads(wire.encode(message)) if message else None


def main(arguments: list[str]) -> int:
    """Draw the pictures on standard input."""
    parser = argparse.ArgumentParser(prog="kiosk.screens.pictures.gallery", description="Draw views without a counter.")
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
