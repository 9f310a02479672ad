"""The gallery as ``kiosk demo`` runs it: views in by a pipe, PNG files out."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.lane.view import Alarm, Rest
from kiosk.screens.pictures.gallery import Picture, picture_line
from tests.screens.scenes import inside, shown

pytestmark = pytest.mark.side_by_side


def test_each_picture_is_drawn_at_the_size_asked_for_and_its_path_printed(tmp_path: Path) -> None:
    fire = shown(Alarm(fire=True))
    pictures = (
        Picture("rest", shown(Rest())),
        Picture("connecting", None),
        Picture("fire", fire),
        Picture("fire_list", fire, inside(3)),
        Picture("fire_list_of_nobody", fire, inside(0)),
    )
    lines = "".join(f"{picture_line(picture)}\n" for picture in pictures)
    command = [sys.executable, "-m", "kiosk.screens.pictures.gallery", str(tmp_path / "out"), "--size", "1280x800", "--larger-type"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=40, check=False)
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert paths == [tmp_path / "out" / f"{picture.name}.png" for picture in pictures]
    drawn = [path.read_bytes() for path in paths]
    for picture in drawn:
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">2L", picture[16:24]) == (1280, 800)
    assert len(set(drawn)) == len(pictures)
