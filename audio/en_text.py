"""Numbers, clock times and tags in English words, as they are said over a loudspeaker."""

import re

from audio.printed import check_number, check_time, digits_of_tag

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_NUMBER = re.compile(r"[0-9]+")


def number(value: int) -> str:
    """A whole number from 0 to 9999 in words: 17 is seventeen, 105 is one hundred and five.

    :raises ValueError: when it is out of that range.
    """
    check_number(value)
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, rest = divmod(value, 10)
        return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")
    thousands, rest = divmod(value, 1000)
    joint = " and " if rest < 100 else " "
    return f"{_SMALL[thousands]} thousand" + (f"{joint}{number(rest)}" if rest else "")


def digits(text: str) -> str:
    """Each digit by itself, as telephone numbers are read: 138 is one three eight."""
    return " ".join(_SMALL[int(digit)] for digit in text)


def clock(hour: int, minute: int) -> str:
    """A time of day: 18:30 is six thirty, 20:00 is eight o'clock, 9:05 is nine oh five, 0:00 is midnight, 12:00 is noon.

    :raises ValueError: when it is no time of day.
    """
    check_time(hour, minute)
    if minute == 0 and hour % 12 == 0:
        return "noon" if hour else "midnight"
    spoken_hour = number(hour % 12 or 12)
    if minute == 0:
        return f"{spoken_hour} o'clock"
    return f"{spoken_hour} {'oh ' if minute < 10 else ''}{number(minute)}"


def tag(printed: str) -> str:
    """A tag's number as it is called out: M-017 is number seventeen.

    :raises ValueError: when nothing like a number is printed on it.
    """
    return f"number {_number_or_digits(digits_of_tag(printed))}"


def spoken(text: str) -> str:
    """The sentence with no digit left in it."""
    text = _CLOCK.sub(lambda found: clock(int(found[1]), int(found[2])), text)
    text = _NUMBER.sub(lambda found: _number_or_digits(found[0]), text)
    return " ".join(text.split())


def _number_or_digits(text: str) -> str:
    return number(int(text)) if len(text) <= 4 else digits(text)
