"""What spreadsheets and copying do to a cell: mended where nothing is lost, refused where something is."""

import re

from kiosk.desk.imports.cells import quoted

AS_TEXT = (
    "format the column as text (Format Cells, Text), put the right value in again and save it anew, best as .xlsx; "
    "or start from `kiosk import --template`"
)

# C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc]"
)
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_LOST = "\ufffd"
# A UID such as 12E45678 has neither point nor sign.
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+[Ee][+-]?|[Ee][+-])[0-9]+")
_POINT_ZERO = re.compile(r"[+-]?[0-9]+\.0+")
_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)")
_PERHAPS = re.compile(
    f"{_CONTROL.pattern}|{_INVISIBLE.pattern}|{_NO_BREAK.pattern}|[='#{_LOST}\uff01-\uff5e]|\\.0|[0-9][Ee][+-]|[0-9]\\.[0-9]+[Ee]"
)

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HAS_FULL_WIDTH = re.compile("[\uff01-\uff5e]")


def perhaps(cells: str) -> bool:
    """Whether one of these cells, all in one text, must be looked at closely. Quick, and never wrong in saying no."""
    return _PERHAPS.search(cells) is not None


def mended(content: str, shown: bool = True) -> str:
    """The content with plain spaces for those that do not break.

    :param shown: whether the reason may repeat the content.
    :raises ValueError: when it holds what nobody put there: told with what to do.
    """
    as_shown = quoted(_made_visible(content)) if shown else "the cell"
    without_controls(content, shown)
    if found := _INVISIBLE.search(content):
        raise ValueError(f"{as_shown} holds the invisible sign U+{ord(found.group()):04X}: delete it; {AS_TEXT}")
    if _LOST in content:
        raise ValueError(
            f"{as_shown} holds U+FFFD, where a sign was lost when the list was saved: "
            f"take the original and save it as .xlsx or “CSV UTF-8”; {AS_TEXT}"
        )
    if _SCIENTIFIC.fullmatch(content):
        raise ValueError(f"{as_shown} is a number that a spreadsheet shortened, and its digits are lost: {AS_TEXT}")
    if _POINT_ZERO.fullmatch(content):
        raise ValueError(f"{as_shown} has a point and zeros that a spreadsheet put there: {AS_TEXT}")
    if content[0] in "='":
        raise ValueError(f"{as_shown} begins with “{content[0]}”, which belongs to the spreadsheet: {AS_TEXT}")
    if _SHEET_ERROR.fullmatch(content):
        raise ValueError(f"{as_shown} is an error of the spreadsheet, or its column is too narrow: mend it there; {AS_TEXT}")
    return _NO_BREAK.sub(" ", content)


def without_controls(content: str, shown: bool = True) -> str:
    """The content, when there is no line break or control character in it.

    :raises ValueError: when there is.
    """
    if found := _CONTROL.search(content):
        kind = "a line break" if found.group() in "\r\n\u2028\u2029" else f"the control character U+{ord(found.group()):04X}"
        raise ValueError(f"{quoted(_CONTROL.sub(' ', content)) if shown else 'the cell'} holds {kind}")
    return content


def narrowed(content: str) -> str:
    """Full-width digits, letters and punctuation as plain ones."""
    return content.translate(_FULL_WIDTH)


def is_wide(content: str) -> bool:
    """Whether there is something to narrow."""
    return _HAS_FULL_WIDTH.search(content) is not None


def _made_visible(content: str) -> str:
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", content)
