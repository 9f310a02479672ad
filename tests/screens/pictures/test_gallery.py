"""Pictures cross the pipe to the gallery as lines."""

import subprocess
import sys
from dataclasses import replace

import pytest

from kiosk.lane.view import Alarm, Rest
from kiosk.screens.pictures.gallery import Picture, picture_line, read_picture
from kiosk.wire.messages import Shown
from tests.screens.scenes import inside, shown

LISTED = Picture("fire_list", shown(Alarm(fire=True)), inside(3))


@pytest.mark.parametrize("picture", [Picture("rest", shown(Rest())), Picture("connecting", None), LISTED], ids=lambda one: one.name)
def test_a_picture_survives_its_line(picture: Picture) -> None:
    assert read_picture(picture_line(picture)) == picture


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", '{"name":"x","shown":{"message":"reply","number":1,"ok":true}}', '{"name":"x","shown":{"lane":1}}']
)
def test_a_line_that_is_no_picture_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_picture(line)


@pytest.mark.parametrize("view", [shown(Rest()), None])
def test_who_is_inside_is_drawn_over_an_alarm_alone(view: Shown | None) -> None:
    with pytest.raises(ValueError, match="over an alarm"):
        read_picture(picture_line(replace(LISTED, shown=view)))


def test_importing_the_program_brings_in_no_kivy() -> None:
    looked = "import sys, kiosk.screens.app, kiosk.screens.pictures.gallery; sys.exit(any(name.startswith('kivy') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", looked], check=False).returncode == 0
