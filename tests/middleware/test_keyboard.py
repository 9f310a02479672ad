"""Keyboard readers through the real python-evdev, on a mock machine."""

import subprocess
import sys

import pytest

from tests.middleware.umock_keyboard import STORIES


@pytest.mark.parametrize("story", STORIES)
def test_keyboard_reader_lives_through(story: str) -> None:
    command = ["umockdev-wrapper", sys.executable, "-W", "error", "-m", "tests.middleware.umock_keyboard", story]
    run = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert run.returncode == 0, run.stderr
