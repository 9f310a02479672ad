"""Every face on every panel, drawn by Kivy: nothing leaves its box, overlaps, or is too small to touch."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

pytestmark = [pytest.mark.side_by_side, pytest.mark.timeout(200)]  # whoever comes first draws a hundred faces

SIZES = [(size, larger) for size in ("1024x600", "1280x800") for larger in (False, True)]
CLOSE = "关闭 · Close"  # nobody must touch it: what it closes goes by itself
IDS = [f"{size}{'-larger' if larger else ''}" for size, larger in SIZES]


@cache
def _drawn(size: str, larger: bool) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.middleware.screen_probe", size, *(["larger"] if larger else [])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(("size", "larger"), SIZES, ids=IDS)
def test_every_text_stays_in_its_box_and_on_the_panel(size: str, larger: bool) -> None:
    width, height = (int(part) for part in size.split("x"))
    *faces, digits = _drawn(size, larger)
    assert len(faces) > 90
    faults = []
    for face in faces:
        assert face["texts"], face["name"]
        for text in face["texts"]:
            left, bottom, wide, high = text["box"]
            fits = text["drawn"][0] <= wide + 1 and text["drawn"][1] <= high + 1
            inside = left >= -1 and bottom >= -1 and left + wide <= width + 1 and bottom + high <= height + 1
            if not fits or not inside or text["size"] < text["least"]:
                faults.append((face["name"], text))
        if face["columns_too_full"]:
            faults.append((face["name"], "a column is too full"))
    assert faults == []
    assert len(digits["digit_widths"]) == 1


@pytest.mark.parametrize(("size", "larger"), SIZES, ids=IDS)
def test_no_text_is_cut_unless_the_name_is_very_long(size: str, larger: bool) -> None:
    cut = [(face["name"], text["text"]) for face in _drawn(size, larger)[:-1] for text in face["texts"] if text["cut"]]
    assert [name for name, _ in cut if name.endswith("_short")] == []
    assert all(any(name in text for name in ("Featherstonehaugh", "欧阳娜娜", "娜斯塔霞")) for _, text in cut)


@pytest.mark.parametrize(("size", "larger"), SIZES, ids=IDS)
def test_no_two_texts_overlap(size: str, larger: bool) -> None:
    overlaps = []
    for face in _drawn(size, larger)[:-1]:
        boxes = [(text["text"], text["box"]) for text in face["texts"]]
        for place, (text, box) in enumerate(boxes):
            overlaps += [(face["name"], text, other) for other, other_box in boxes[place + 1 :] if _overlap(box, other_box)]
    assert overlaps == []


def _overlap(one: list[float], other: list[float]) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    upright = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 2 and upright > 2


@pytest.mark.parametrize(("size", "larger"), SIZES, ids=IDS)
def test_what_is_touched_is_large_enough_and_within_reach(size: str, larger: bool) -> None:
    height = int(size.partition("x")[2])
    faces = _drawn(size, larger)[:-1]
    assert any(face["buttons"] for face in faces)
    for face in faces:
        for text, _, bottom, wide, high in face["buttons"]:
            assert min(wide, high) >= 60, face["name"]
            assert bottom + high <= height * 2 / 3 or text == CLOSE, face["name"]
