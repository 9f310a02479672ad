"""What a keyboard reader types, turned into a card's UID. Pure.

Source for the key codes: Linux, include/uapi/linux/input-event-codes.h.
"""

from collections.abc import Callable
from enum import StrEnum

from kiosk.lane.card import canonical_uid

PAUSE_S = 0.5
_LONGEST = 32
_NO_SIGN = "?"

_DIGIT_KEYS = {2 + i: digit for i, digit in enumerate("1234567890")}
_KEYPAD_KEYS = {71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6", 79: "1", 80: "2", 81: "3", 82: "0"}
_LETTER_KEYS = {30: "A", 48: "B", 46: "C", 32: "D", 18: "E", 33: "F"}
_COMMA_KEY = {51: ","}
_SHIFT_KEYS = (42, 54)
_ENTER_KEYS = (28, 96)
_UNSHIFTED = {**_DIGIT_KEYS, **_KEYPAD_KEYS, **_LETTER_KEYS, **_COMMA_KEY}

_UP, _DOWN = 0, 1


class Format(StrEnum):
    """What the reader types for a card.

    With the card ``04A1B2C3`` (bytes in the order of its UID): ``hex`` is ``04A1B2C3`` (any length a UID can have);
    ``decimal_be`` is ``0077705923``, the number whose *first* byte counts most (0x04A1B2C3); ``decimal_le`` is
    ``3283263748``, the number whose *last* byte counts most (0xC3B2A104); ``wiegand_3_5`` is three digits of one byte and
    five of two, ``16145763`` or ``161,45763``: it has only three bytes, and the UID gets a leading ``00``.
    """

    HEX = "hex"
    DECIMAL_BE = "decimal_be"
    DECIMAL_LE = "decimal_le"
    WIEGAND_3_5 = "wiegand_3_5"


def uid_from_text(text: str, format: Format) -> str:
    """The canonical UID of what was typed.

    :raises ValueError: when it is not of this format.
    """
    return _READ[format](text)


class Keystrokes:
    """Gathers the keys of one reader and gives a UID at each Enter. Whatever is no card is dropped without a word."""

    def __init__(self, format: Format) -> None:
        self._format = format
        self._typed = ""
        self._last_s: float | None = None
        self._shifts: set[int] = set()

    def key(self, code: int, value: int, at_s: float) -> str | None:
        """Take one key event; return the UID when it ends a card.

        :param value: 1 pressed, 0 released, 2 repeated.
        :param at_s: the event's own time, in seconds.
        """
        if code in _SHIFT_KEYS:
            (self._shifts.discard if value == _UP else self._shifts.add)(code)
            return None
        if value != _DOWN:
            return None
        if self._last_s is not None and not 0 <= at_s - self._last_s <= PAUSE_S:
            self._typed = ""
        self._last_s = at_s
        if code in _ENTER_KEYS:
            return self._end()
        self._typed = (self._typed + self._letter(code))[:_LONGEST]
        return None

    def discard(self) -> None:
        """Keys were lost: drop what was typed, and what comes until the next Enter or pause."""
        self._typed = _NO_SIGN
        self._shifts.clear()

    def _letter(self, code: int) -> str:
        shifted_sign = bool(self._shifts) and code not in _LETTER_KEYS
        return _NO_SIGN if shifted_sign else _UNSHIFTED.get(code, _NO_SIGN)

    def _end(self) -> str | None:
        typed, self._typed = self._typed, ""
        try:
            return uid_from_text(typed, self._format)
        except ValueError:
            return None


def _decimal(text: str, digits: int, highest: int) -> int:
    if len(text) != digits or not (text.isascii() and text.isdigit()) or int(text) > highest:
        raise ValueError(f"not {digits} digits up to {highest}: {text!r}")
    return int(text)


def _decimal_be(text: str) -> str:
    return canonical_uid(_decimal(text, 10, 0xFFFFFFFF).to_bytes(4, "big").hex())


def _decimal_le(text: str) -> str:
    return canonical_uid(_decimal(text, 10, 0xFFFFFFFF).to_bytes(4, "little").hex())


def _wiegand(text: str) -> str:
    facility, number = (text[:3], text[4:]) if text[3:4] == "," else (text[:3], text[3:])
    return canonical_uid(f"00{_decimal(facility, 3, 0xFF):02X}{_decimal(number, 5, 0xFFFF):04X}")


_READ: dict[Format, Callable[[str], str]] = {
    Format.HEX: canonical_uid,
    Format.DECIMAL_BE: _decimal_be,
    Format.DECIMAL_LE: _decimal_le,
    Format.WIEGAND_3_5: _wiegand,
}
