"""Numbers, clock times and the gym's foreign words as Chinese words, because the synthesiser reads them badly."""

import re

from audio.printed import check_number, check_time, digits_of_tag

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_CLOCK = re.compile(r"(?<![\d:：])([01]?\d|2[0-3])[:：]([0-5]\d)(?![\d:：])")
_NUMBER = re.compile(r"[0-9]+")
_FOREIGN = {
    "body pump": "杠铃操",
    "body combat": "搏击操",
    "body balance": "身心平衡",
    "boxing": "拳击",
    "crossfit": "综合体能",
    "hiit": "高强度间歇训练",
    "pilates": "普拉提",
    "spinning": "动感单车",
    "stretching": "拉伸",
    "tabata": "塔巴塔",
    "trx": "悬吊训练",
    "yoga": "瑜伽",
    "zumba": "尊巴",
}
_FOREIGN_WORD = re.compile(r"(?<![A-Za-z])(" + "|".join(sorted(_FOREIGN, key=len, reverse=True)) + r")(?![A-Za-z])", re.IGNORECASE)
_SPACE_BY_HANZI = re.compile(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")


def number(value: int) -> str:
    """A whole number from 0 to 9999 in words: 17 is 十七, 105 is 一百零五.

    :raises ValueError: when it is out of that range.
    """
    check_number(value)
    words = ""
    rest = value
    gap = False
    for unit, name in _UNITS:
        count, rest = divmod(rest, unit)
        if count:
            words += ("零" if gap else "") + _DIGITS[count] + name
            gap = False
        elif words:
            gap = True
    if rest or not words:
        words += ("零" if gap else "") + _DIGITS[rest]
    return words.removeprefix("一") if words.startswith("一十") else words


def digits(text: str) -> str:
    """Each digit by itself, as telephone numbers are read: 138 is 一三八."""
    return "".join(_DIGITS[int(digit)] for digit in text)


def clock(hour: int, minute: int) -> str:
    """A time of day: 18:30 is 十八点半, 20:00 is 二十点整, 9:05 is 九点零五分.

    :raises ValueError: when it is no time of day.
    """
    check_time(hour, minute)
    match minute:
        case 0:
            return f"{number(hour)}点整"
        case 30:
            return f"{number(hour)}点半"
        case _:
            return f"{number(hour)}点{'零' if minute < 10 else ''}{number(minute)}分"


def tag(printed: str) -> str:
    """A tag's number as it is called out: M-017 is 十七号.

    :raises ValueError: when nothing like a number is printed on it.
    """
    return f"{_number_or_digits(digits_of_tag(printed))}号"


def spoken(text: str) -> str:
    """The sentence with no digit left in it, and the foreign words that the gym uses in Chinese."""
    text = _CLOCK.sub(lambda found: clock(int(found[1]), int(found[2])), text)
    text = _FOREIGN_WORD.sub(lambda found: _FOREIGN[found[1].lower()], text)
    text = _NUMBER.sub(lambda found: _number_or_digits(found[0]), text)
    return _SPACE_BY_HANZI.sub("", text)


def _number_or_digits(text: str) -> str:
    return number(int(text)) if len(text) <= 4 else digits(text)
