"""The reader of settings files: every type, every limit, every mistake with its line."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import SettingsError
from kiosk.hardware.limits import Between
from kiosk.settings.limits import Checked
from kiosk.settings.reading import read_settings_file


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def short(text: str) -> None:
    if len(text) > 3:
        raise ValueError(f'"{text}" is long; wanted at most 3 letters')


@dataclass(frozen=True, slots=True)
class Lamp:
    name: str
    colour: Colour = Colour.RED
    watts: Annotated[int, Between(1, 60, "W")] = 5


@dataclass(frozen=True, slots=True)
class Room:
    title: Annotated[str, Checked(short)] = "hal"
    lit: bool = False
    height_m: Annotated[float, Between(2, 5, "m")] = 2.5
    opens: time = time(8)
    built: date | None = None
    note: Annotated[str, Checked(short)] | None = None
    steps: tuple[int, ...] = (1, 2)
    ceiling: Lamp = Lamp("ceiling", watts=40)
    lamp: tuple[Lamp, ...] = field(default=(Lamp("door"),))


@dataclass(frozen=True, slots=True)
class House:
    hall: Room = Room()


ROOM_KEYS = "title, lit, height_m, opens, built, note, steps, ceiling, lamp"
DISTINCT: dict[tuple[type, str], str] = {(Lamp, "name"): "name"}


def read(folder: Path, text: str | bytes) -> Room:
    file = folder / "room.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings_file(file, Room, DISTINCT)


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    return [mistake.removeprefix(str(folder / "room.toml")) for mistake in caught.value.mistakes]


def test_every_type_is_read(tmp_path: Path) -> None:
    room = read(
        tmp_path,
        """title = "bar"
        lit = true
        height_m = 3
        opens = "09:30"
        built = 1999-12-31
        note = "old"
        steps = [3, 4, 5]
        [ceiling]
        colour = "green"
        [[lamp]]
        name = "left"
        [[lamp]]
        name = "right"
        watts = 60
        """,
    )
    assert room == Room(
        "bar",
        True,
        3.0,
        time(9, 30),
        date(1999, 12, 31),
        "old",
        (3, 4, 5),
        Lamp("ceiling", Colour.GREEN, 40),
        (Lamp("left"), Lamp("right", watts=60)),
    )
    assert isinstance(room.height_m, float)


def test_empty_text_means_none_where_none_is_allowed(tmp_path: Path) -> None:
    assert read(tmp_path, 'built = ""\nnote = ""') == Room()


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("title = 3", 'title: 3 is a number; wanted text in " "'),
        ('title = " "', 'title: " " is empty; wanted text in " "'),
        ('title = "kitchen"', 'title: "kitchen" is long; wanted at most 3 letters'),
        ('note = "kitchen"', 'note: "kitchen" is long; wanted at most 3 letters'),
        ('lit = "yes"', 'lit: "yes" is text; wanted true or false'),
        ("lit = 1", "lit: 1 is a number; wanted true or false"),
        ("height_m = true", "height_m: true is yes or no; wanted a number from 2 to 5 m"),
        ("height_m = nan", "height_m: NaN is no number to count with; wanted a number from 2 to 5 m"),
        ("height_m = -inf", "height_m: -Infinity is no number to count with; wanted a number from 2 to 5 m"),
        ("height_m = 5.01", "height_m: 5.01 is out of range; wanted 2 to 5 m"),
        ("height_m = -2.5", "height_m: -2.5 is out of range; wanted 2 to 5 m"),
        (f"height_m = {10**400}", f"height_m: 1{'0' * 56}... is no number to count with; wanted a number from 2 to 5 m"),
        ("opens = 08:00:00", 'opens: "08:00:00" is a moment; wanted "HH:MM", such as "09:30"'),
        ('opens = "24:00"', 'opens: "24:00" is no time of day; wanted "HH:MM", such as "09:30"'),
        ('built = "31.12.1999"', 'built: "31.12.1999" is no day of the calendar; wanted "YYYY-MM-DD", such as "2026-02-17"'),
        ('built = "1999-02-29"', 'built: "1999-02-29" is no day of the calendar; wanted "YYYY-MM-DD", such as "2026-02-17"'),
        ('"a b\\n" = 3', f'"a b\\n": no such key; this file has {ROOM_KEYS}'),
        ("built = 1999-12-31T00:00:00", 'built: "1999-12-31 00:00:00" is a moment; wanted "YYYY-MM-DD", such as "2026-02-17"'),
        ("steps = 3", "steps: 3 is no list; wanted a list in [ ]"),
        ("steps = [1, 2.0, 3]", "steps[2]: 2.0 is a number; wanted a whole number"),
        ("steps = [[1]]", "steps[1]: [1] is a list; wanted a whole number"),
        ("ceiling = 3", "ceiling: 3 is no section; wanted [ceiling]"),
        ('ceiling.colour = "gren"', 'ceiling.colour: "gren" is not known; wanted red or green; did you mean green?'),
        ("ceiling.colour = 3", "ceiling.colour: 3 is not known; wanted red or green"),
        ("ceiling.watts = 0", "ceiling.watts: 0 is out of range; wanted 1 to 60 W"),
        ("lamp = {name = 'x'}", 'lamp: {"name": "x"} is no list; wanted [[lamp]]'),
        ("lamp = [3]", "lamp[1]: 3 is no section; wanted [[lamp]]"),
        ("[[lamp]]", "lamp[1].name: is missing; it has no default"),
        (
            "[lmap]",
            f"lmap: no such section; this file has {ROOM_KEYS}; did you mean lamp?",
        ),
        ("[ceiling.shade]", "ceiling.shade: no such section; [ceiling] has name, colour, watts"),
        ("ceiling.wtats = 3", "ceiling.wtats: no such key; [ceiling] has name, colour, watts; did you mean watts?"),
        ("[[lamp]]\nname='a'\nnmae='b'", "lamp[1].nmae: no such key; [[lamp]] has name, colour, watts; did you mean name?"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_is_wanted(tmp_path: Path, line: str, mistake: str) -> None:
    (found,) = mistakes(tmp_path, f"# a comment\n\n{line}\n")
    where, _, text = found.partition(": ")
    assert text == mistake
    assert where == f":{2 + len(line.splitlines())}"


def test_mistakes_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "steps = 3\nlit = 1\ntitle = 3\n[ceiling]\nwatts = 0\n[[lamp]]\n[[lamp]]\nname = 3\n")
    assert [mistake.split(": ")[0] for mistake in found] == [":1", ":2", ":3", ":5", ":6", ":8"]


def test_same_value_twice_where_each_needs_its_own_is_reported_with_both_places(tmp_path: Path) -> None:
    text = '[[lamp]]\nname = "left"\n[[lamp]]\nname = "ceiling"\n[[lamp]]\nname = "left"\n'
    assert mistakes(tmp_path, text) == [
        ':4: lamp[2].name: name "ceiling" is used twice; wanted one of its own, ceiling.name has it by default',
        ':6: lamp[3].name: name "left" is used twice; wanted one of its own, lamp[1].name has it in line 2',
    ]


def test_a_repeated_section_that_is_left_out_keeps_its_names(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, 'ceiling.name = "door"')
    assert found == ':1: ceiling.name: name "door" is used twice; wanted one of its own, lamp[1].name has it by default'


def test_a_section_left_out_inside_a_section_keeps_its_names_too(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('[[hall.lamp]]\nname = "ceiling"\n')
    with pytest.raises(SettingsError, match=r"hall\.ceiling\.name has it by default"):
        read_settings_file(file, House, DISTINCT)


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"lit = true\ntitle = hall\n", ":2: is no TOML: Invalid value at column 9"),
        (b"lit = true\nlit = false\n", ":2: is no TOML: Cannot overwrite a value at column 12"),
        (b'lit = true\ntitle = """hall\n', ":2: is no TOML: "),
        (b"steps = [1, 2\n", ":1: is no TOML: "),
        (b"steps = " + b"[" * 5000, ": is no TOML: brackets nested too deeply"),
        (b"steps = [" + b"9" * 5000 + b"]", ":1: is no TOML: "),
        ('lit = true\ntitle = "大厅"\n'.encode("gb18030"), ":2: is not UTF-8; wanted a text file saved as UTF-8"),
        (b"\x00\x01", ":1: is no TOML: "),
    ],
)
def test_what_is_no_toml_is_one_plain_mistake(tmp_path: Path, content: bytes, mistake: str) -> None:
    (found,) = mistakes(tmp_path, content)
    assert found.startswith(mistake)


def test_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b'\xef\xbb\xbftitle = "bar"\r\nlit = true\r\n') == Room("bar", lit=True)


def test_missing_file_is_one_plain_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings_file(tmp_path / "none.toml", Room)
    assert caught.value.mistakes == [f"{tmp_path}/none.toml: there is no such file; wanted the settings, which kiosk init writes"]


def test_folder_in_place_of_a_file_is_one_plain_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings_file(tmp_path, Room)
    assert caught.value.mistakes == [f"{tmp_path}: cannot be read: Is a directory"]


def test_a_key_of_a_type_that_no_file_can_hold_is_a_programmer_s_mistake(tmp_path: Path) -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        size: complex = 0j

    file = tmp_path / "odd.toml"
    file.write_text("size = 1\n")
    with pytest.raises(TypeError, match="no settings key may be a"):
        read_settings_file(file, Odd)


KEYS = ["title", "lit", "height_m", "steps", "ceiling", "lamp", "name", "watts", "x", '"a b"', "'c'"]
VALUES = [
    "1",
    "-1.5",
    "true",
    '"a # ]"',
    "'}'",
    '"""x\ny"""',
    "[1, 2]",
    "[ [1],\n [] ]",
    "{ name = 'q', watts = [\n1] }",
    "[{}]",
    "08:00:00",
]
LINES = st.one_of(
    st.builds("{} = {}".format, st.lists(st.sampled_from(KEYS), min_size=1, max_size=3).map(".".join), st.sampled_from(VALUES)),
    st.sampled_from(KEYS).map("[{}]".format),
    st.sampled_from(KEYS).map("[[{}]]".format),
    st.just("# [comment] = 'x"),
    st.text(max_size=8),
)


@given(lines=st.lists(LINES, max_size=8))
def test_any_text_is_read_or_refused_with_mistakes_that_name_the_file(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes("\n".join(lines).encode(errors="replace"))
    found: Room | list[str]
    try:
        found = read_settings_file(file, Room, DISTINCT)
    except SettingsError as error:
        found = error.mistakes
    assert isinstance(found, Room) or (found and all(mistake.startswith(f"{file}:") for mistake in found))
