"""The touchscreen program where it cannot start: one plain sentence, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_START = """
import sys
from pathlib import Path
from kiosk.screens.app import run_screen
from kiosk.screens.options import ScreenOptions
from kiosk.errors import ScreenError
try:
    run_screen(ScreenOptions("nowhere.sock", cache=Path(sys.argv[1]) if sys.argv[1:] else None))
except ScreenError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("display", [None, ":4242"])
def test_no_display_is_one_plain_sentence(display: str | None) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XDG_RUNTIME_DIR")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"DISPLAY": display} if display else {}
    done = subprocess.run([sys.executable, "-c", _START], env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "there is no display to show the screen on; set DISPLAY, or connect one and start again"


def test_a_cache_that_cannot_be_written_is_one_plain_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    command = [sys.executable, "-c", _START, str(in_the_way / "cache")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == f"the font cannot be written to {in_the_way / 'cache'}: Not a directory"


def test_the_gallery_refuses_what_is_no_picture(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk.screens.pictures.gallery", str(tmp_path)]
    done = subprocess.run(command, input="{}\n", capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("a picture has a name and a view")
