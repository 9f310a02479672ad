"""Where the keys of a TOML document stand."""

import tomllib

import pytest

from kiosk.settings.lines import Path, lines_of


@pytest.mark.parametrize(
    ("text", "line_of"),
    [
        ("", {}),
        ("a = 1", {("a",): 1}),
        ('# c\n\na = "b # [c]" # d\n', {("a",): 3}),
        ("a.\"b c\".'d' = 1.5", {("a",): 1, ("a", "b c"): 1, ("a", "b c", "d"): 1}),
        ('a = """x\n]\\""""""\nb = \'\'\'\n{\'\'\'\nc = 1979-05-27 07:32:00', {("a",): 1, ("b",): 3, ("c",): 5}),
        (
            'a = [ 1, # one\n "]",\n { b = [2,\n 3] },\n]\n',
            {("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 2): 3, ("a", 2, "b"): 3} | {("a", 2, "b", 0): 3, ("a", 2, "b", 1): 4},
        ),
        ('[a]\nb = -1.5e+3\n[ c . "d" ]\nb = {}\r\n', {("a",): 1, ("a", "b"): 2, ("c",): 3, ("c", "d"): 3, ("c", "d", "b"): 4}),
        (
            "[[a]]\nb = 1\n[a.c]\n[[a]]\n[[a.d]]\n[[a.d]]\nb = []\n",
            {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "c"): 3, ("a", 1): 4}
            | {("a", 1, "d"): 5, ("a", 1, "d", 0): 5, ("a", 1, "d", 1): 6, ("a", 1, "d", 1, "b"): 7},
        ),
    ],
)
def test_every_table_key_and_item_has_its_line(text: str, line_of: dict[Path, int]) -> None:
    tomllib.loads(text.replace("\r\n", "\n"))
    assert lines_of(text) == line_of
