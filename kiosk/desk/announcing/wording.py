"""What is announced, in the words of the catalogues under ``phrases/``: Chinese first, then English, when both are wanted."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from audio.orders import Part
from kiosk.desk.announcing.due import Call, Which
from kiosk.desk.announcing.requests import Tongues
from kiosk.desk.classes.programme import Occurrence
from kiosk.lane.words import Language, Sex

_TONGUES = {
    Tongues.CHINESE: (Language.CHINESE,),
    Tongues.ENGLISH: (Language.ENGLISH,),
    Tongues.BOTH: (Language.CHINESE, Language.ENGLISH),
}
_FRAME = ("class-opening", "class-closing")
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w-]+")


Spoken = tuple[Part, ...]


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every phrase of this language by its key, ``page.desk``."""
    tables = tomllib.loads((files("kiosk.desk.announcing") / "phrases" / f"{language.value}.toml").read_text(encoding="utf-8"))
    return MappingProxyType({f"{table}.{key}": text for table, phrases in tables.items() for key, text in phrases.items()})


def phrases(table: str) -> tuple[str, ...]:
    """The phrases of a table that staff can choose from, ``page``, ``notice`` or ``emergency``."""
    return tuple(key.removeprefix(f"{table}.") for key in catalogue(Language.CHINESE) if key.startswith(f"{table}."))


def class_call(group: Iterable[Call], tongues: Tongues) -> Spoken:
    """The announcement of classes that start at one moment."""
    together = tuple(group)
    return tuple(
        part
        for language in _TONGUES[tongues]
        for part in (
            _phrase("class.opening", language),
            *(_class(call.one, call.which, language) for call in together),
            _phrase("class.closing", language),
        )
    )


def page(phrase: str, guest: str, sex: Sex | None, tongues: Tongues) -> Spoken:
    """A guest is called by name. The name is never looked for among the recordings."""
    return tuple(
        Part(language.value, _fill(f"page.{phrase}", language, name=guest, title=_title(sex, language))) for language in _TONGUES[tongues]
    )


def from_catalogue(table: str, phrase: str, tongues: Tongues) -> Spoken:
    """A phrase of the tables ``notice`` or ``emergency``."""
    return tuple(_phrase(f"{table}.{phrase}", language) for language in _TONGUES[tongues])


def typed(zh: str | None, en: str | None) -> Spoken:
    """What somebody typed, in each language that they typed."""
    texts = ((Language.CHINESE, zh), (Language.ENGLISH, en))
    return tuple(Part(language.value, text) for language, text in texts if text)


def shown_in(spoken: Spoken, language: Language) -> str | None:
    """The heart of it in this language, for a screen: without its greeting and its close."""
    return text_in(tuple(part for part in spoken if part.recording not in _FRAME), language)


def text_in(spoken: Spoken, language: Language) -> str | None:
    """All of it in this language, to be read; none when nothing is said in it."""
    parts = [part.text for part in spoken if part.language == language]
    return ("" if language is Language.CHINESE else " ").join(parts) or None


def _class(one: Occurrence, which: Which, language: Language) -> Part:
    phrase = "class.second" if which is Which.SECOND else "class.first"
    text = _fill(phrase, language, name=one.name, room=one.room, time=f"{one.start:%H:%M}")
    return Part(language.value, text, f"class-{_NOT_IN_A_FILE_NAME.sub('-', one.name.lower()).strip('-')}")


def _phrase(key: str, language: Language) -> Part:
    return Part(language.value, catalogue(language)[key], key.replace(".", "-"))


def _fill(key: str, language: Language, **values: str) -> str:
    return catalogue(language)[key].format_map(values).strip()


def _title(sex: Sex | None, language: Language) -> str:
    return catalogue(language)[f"title.{sex.value}"] if sex else ""
