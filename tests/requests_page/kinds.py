"""Types of fields and replies, in words that a technician understands."""

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from kiosk.wire.messages import plain

_PLAIN: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    datetime: "moment, such as `2026-03-02T18:20:00+08:00`",
    date: "day, such as `2026-03-02`",
    Any: "anything",
    object: "anything",
}
_PARAM = re.compile(r"^:param (\w+): (.+?)(?=^:|\Z)", re.MULTILINE | re.DOTALL)


def in_words(kind: Any) -> str:
    """What can stand there.

    :raises KeyError: for a type that has no words yet.
    """
    origin, inner = get_origin(kind), [each for each in get_args(kind) if each is not Ellipsis]
    if origin in (UnionType, Union):
        return f"{' or '.join(in_words(each) for each in inner if each is not type(None))}, or `null`"
    if origin in (tuple, list):
        return f"list, each: {in_words(inner[0])}"
    if origin is dict:
        return "JSON object"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"one of {', '.join(f'`{each.value}`' for each in kind)}"
    return _PLAIN[kind]


def default_in_words(field: Field[Any]) -> str:
    """What counts when the field is not given."""
    return "must be given" if field.default is MISSING else f"`{json.dumps(plain(field.default), ensure_ascii=False)}`"


def told(thing: Any) -> str:
    """The docstring of a class or a function without its parameters, in one paragraph."""
    return _one_paragraph(re.split(r"^:", _doc(thing), flags=re.MULTILINE)[0])


def told_of_fields(kind: type) -> Mapping[str, str]:
    """What the docstring of a class says about single fields."""
    return {name: _one_paragraph(text) for name, text in _PARAM.findall(_doc(kind))}


def _doc(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "")


def _one_paragraph(text: str) -> str:
    return " ".join(text.replace("``", "`").split())
