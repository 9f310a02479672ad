"""What is said, in each language: the catalogues under ``phrases/`` and how their places are filled."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Protocol

from audio import en_text, zh_text
from audio.options import LANGUAGES

MAX_VALUE_LENGTH = 40
"""A longer name is cut, or one greeting would hold the loudspeaker for minutes."""


class Words(Protocol):
    """How a language speaks what is written in figures."""

    def spoken(self, text: str) -> str:
        """A sentence with no digit left in it."""

    def tag(self, printed: str) -> str:
        """A tag's number as it is called out."""


_WORDS: dict[str, Words] = {"zh": zh_text, "en": en_text}


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every phrase of this language by its key; tables are joined by a dot (``refused.expired``).

    :raises ValueError: when the club does not speak it.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; known are {', '.join(LANGUAGES)}")
    tables = tomllib.loads((files("audio") / "phrases" / f"{language}.toml").read_text(encoding="utf-8"))
    phrases: dict[str, str] = {}
    for key, value in tables.items():
        if isinstance(value, dict):
            phrases |= {f"{key}.{name}": text for name, text in value.items()}
        else:
            phrases[key] = value
    return MappingProxyType(phrases)


def places(text: str) -> frozenset[str]:
    """The places of a phrase that values must fill."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def fill(phrase: str, language: str, values: Mapping[str, str]) -> str:
    """The sentence to speak, with numbers, times and known foreign words put into words of its language.

    ``values`` may hold more than the phrase needs. ``title`` comes from ``sex`` (F, M, or none for no title), and ``tag`` is a
    tag's number as it is printed (``M-017``).

    :raises ValueError: when the phrase or a value is missing.
    """
    phrases = catalogue(language)
    if phrase not in phrases or phrase.startswith("title."):
        raise ValueError(f"no such phrase: {phrase!r}")
    words = _WORDS[language]
    filling = {place: value[:MAX_VALUE_LENGTH] for place, value in values.items()}
    filling["title"] = phrases.get(f"title.{values.get('sex', '')}", "")
    if "tag" in filling:
        filling["tag"] = words.tag(filling["tag"])
    text = phrases[phrase]
    if missing := places(text) - filling.keys():
        raise ValueError(f"phrase {phrase!r} needs {', '.join(sorted(missing))}")
    return words.spoken(text.format_map(filling))


def spoken(text: str, language: str) -> str:
    """Any sentence, with numbers, times and known foreign words put into words of this language, one of ``LANGUAGES``."""
    return _WORDS[language].spoken(text)
