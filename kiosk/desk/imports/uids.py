"""UIDs of cards as lists hold them: in hex, or as the decimal number that a keyboard reader types."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.desk.imports.columns import AS_IT_STANDS, Entry, Turned, in_lines

HEX = "hex"
OPTION = "--uid-format"

FEWEST_LEFT = 5
"""Digits of a number that may have lost zeros; what is shorter is no card's."""

_DIGITS = re.compile(r"[0-9]+|[0-9]{1,3},[0-9]{1,5}")
_SIZES = (8, 14, 20)
"""Digits of UIDs by ISO/IEC 14443-3: 4, 7 or 10 bytes."""
_INVENTED = frozenset({"01020304", "04030201", "12345678", "87654321", "DEADBEEF", "11223344", "AABBCCDD"})


@dataclass(frozen=True, slots=True)
class UidForms:
    """How UIDs that are all digits are read.

    :param readings: by format, how its digits become a UID; ``ValueError`` when they are none.
    :param chosen: a format; none when nobody knows which.
    :param asked: whether it was asked for, and is not just what this counter's readers type.
    """

    readings: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    chosen: str | None = HEX
    asked: bool = False

    def turn(self, cells: Sequence[str]) -> Turned:
        """Of a column, how its cells become hex.

        :raises ValueError: when they are digits only, and nobody knows which.
        """
        digits = [cell for cell in cells if _DIGITS.fullmatch(cell)]
        if not digits or (not self.asked and len(digits) < len(cells) and all(len(cell) in _SIZES for cell in digits)):
            return AS_IT_STANDS
        if self.chosen is None:
            readings = self._readings_of(digits[0]) or "a UID in no format"
            raise ValueError(f"holds digits only: say with {OPTION} what they are. The first, {digits[0]}, is {readings}")
        if self.chosen == HEX:
            return self._hex(digits)
        try:
            first = self._decimal(digits[0])
        except ValueError:
            return Turned(self._decimal)
        others = self._readings_of(digits[0], self.chosen)
        return Turned(
            self._decimal, f"digits were read as {self.chosen}: {digits[0]} is {first}{f' (it would be {others})' if others else ''}"
        )

    def _hex(self, digits: Sequence[str]) -> Turned:
        lost = [cell for cell in digits if _with_zeros(cell) != cell]
        if lost:
            return Turned(_with_zeros, f"zeros that a spreadsheet lost were put back: {lost[0]} is {_with_zeros(lost[0])}")
        if not self.readings:
            return AS_IT_STANDS
        return Turned(_with_zeros, self._said(digits[0], digits[0]))

    def _said(self, cell: str, uid: str) -> str:
        others = self._readings_of(cell, self.chosen or "")
        return f"digits were read as {self.chosen}: {cell} is {uid}{f' (it would be {others})' if others else ''}"

    def _decimal(self, cell: str) -> str:
        if not _DIGITS.fullmatch(cell):
            return cell
        chosen = self.chosen or HEX
        try:
            return self.readings[chosen](_filled(cell, chosen))
        except ValueError:
            raise ValueError(f"“{cell}” is no card's number as {chosen}; if it is another format, say so with {OPTION}") from None

    def _readings_of(self, cell: str, without: str = "") -> str:
        found = []
        for form, read in self.readings.items():
            if form != without:
                try:
                    found.append(f"{read(_filled(cell, form))} as {form}")
                except ValueError:
                    continue
        return ", ".join(found)


def doubtful_uids(entries: Iterable[Entry], column: str) -> list[str]:
    """A warning for each kind of UID that is no card's own."""
    random, invented = [], []
    for entry in entries:
        uid = entry.text(column)
        if uid is None:
            continue
        if len(uid) == 8 and uid.startswith("08"):
            random.append(entry.line)
        elif uid in _INVENTED or len(set(zip(uid[::2], uid[1::2], strict=True))) == 1:
            invented.append(entry.line)
    warnings = []
    if random:
        warnings.append(
            f"{column}: a UID of 4 bytes that begins with 08 is another one at each tap (phones, bank cards): "
            f"such a card is not known again ({in_lines(random)})"
        )
    if invented:
        warnings.append(f"{column}: this looks invented, or like a card that was copied: hold the card to a reader ({in_lines(invented)})")
    return warnings


def _filled(cell: str, form: str) -> str:
    """With the zeros in front that a spreadsheet takes away."""
    if len(cell) < FEWEST_LEFT:
        return cell
    if form == HEX:
        return _with_zeros(cell)
    if form != "wiegand_3_5":
        return cell.zfill(10)
    facility, comma, number = cell.partition(",")
    return f"{facility.zfill(3)},{number.zfill(5)}" if comma else cell.zfill(8)


def _with_zeros(cell: str) -> str:
    if not cell.isdecimal() or len(cell) < FEWEST_LEFT:
        return cell
    filled = cell.zfill(_SIZES[0])
    return filled.zfill(len(filled) + len(filled) % 2)
