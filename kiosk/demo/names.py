"""Invented names for the demo club. They are put together by chance and are no real person's."""

from random import Random

_SURNAMES = ["林", "苏", "沈", "陆", "顾", "叶", "江", "白", "柳", "温", "简", "骆", "桑", "黎", "穆", "宁", "尹", "单", "云", "乔"]
_FIRST = ["知", "雨", "清", "若", "书", "沐", "远", "星", "景", "竹", "听", "念", "松", "禾", "晚", "以", "南", "北", "川", "青"]
_FEMALE_LAST = ["禾", "薇", "澄", "棠", "笙", "芷", "汐", "蔓", "苒", "葵"]
_MALE_LAST = ["舟", "岳", "樵", "屿", "骁", "砚", "峤", "柏", "渡", "楠"]

_ENGLISH_FEMALE = ["Wren", "Maribel", "Isolde", "Tamsin", "Odette", "Linnea", "Perpetua", "Saffron"]
_ENGLISH_MALE = ["Tobin", "Alaric", "Corwin", "Jasper", "Leif", "Osric", "Rowan", "Thaddeus"]
_ENGLISH_LAST = ["Halloway", "Marshwood", "Fernley", "Quillfeather", "Ashdown", "Brackenbury", "Larkspur", "Winterbourne"]


def chinese_name(chance: Random, sex: str) -> str:
    """A family name and one or two given characters."""
    last = chance.choice(_FEMALE_LAST if sex == "F" else _MALE_LAST)
    middle = chance.choice(_FIRST) if chance.random() < 0.8 else ""
    return chance.choice(_SURNAMES) + middle + last


def english_name(chance: Random, sex: str) -> str:
    """A given and a family name."""
    return f"{chance.choice(_ENGLISH_FEMALE if sex == 'F' else _ENGLISH_MALE)} {chance.choice(_ENGLISH_LAST)}"
