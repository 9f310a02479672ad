"""Pictures cross the pipe to the gallery as lines."""

import subprocess
import sys

import pytest

from kiosk.lane.view import Rest
from kiosk.screens.gallery import picture_line, read_picture
from tests.screens.scenes import shown


@pytest.mark.parametrize("view", [shown(Rest()), None])
def test_a_picture_survives_its_line(view: object) -> None:
    assert read_picture(picture_line("rest", view)) == ("rest", view)  # type: ignore[arg-type]  # a view or none


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", '{"name":"x","shown":{"message":"reply","number":1,"ok":true}}', '{"name":"x","shown":{"lane":1}}']
)
def test_a_line_that_is_no_picture_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_picture(line)


def test_importing_the_program_brings_in_no_kivy() -> None:
    looked = "import sys, kiosk.screens.app, kiosk.screens.gallery; sys.exit(any(name.startswith('kivy') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", looked], check=False).returncode == 0
