"""The gallery as ``kiosk demo`` runs it: views in by a pipe, PNG files out."""

import struct
import subprocess
import sys
from pathlib import Path

from kiosk.lane.view import Rest
from kiosk.screens.gallery import picture_line
from tests.screens.scenes import shown


def test_each_picture_is_drawn_at_the_size_asked_for_and_its_path_printed(tmp_path: Path) -> None:
    lines = "".join(f"{picture_line(name, view)}\n" for name, view in (("rest", shown(Rest())), ("connecting", None)))
    command = [sys.executable, "-m", "kiosk.screens.gallery", str(tmp_path / "out"), "--size", "1280x800", "--larger-type"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=40, check=False)
    assert done.returncode == 0, done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert paths == [tmp_path / "out" / "rest.png", tmp_path / "out" / "connecting.png"]
    rest, connecting = (path.read_bytes() for path in paths)
    for picture in (rest, connecting):
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">2L", picture[16:24]) == (1280, 800)
    assert rest != connecting
