"""The simulator's script: JSON lines, each with its time. Read whole and checked before anything is played."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.desk.systems import requests_of
from kiosk.errors import MessageError, ScriptError
from kiosk.hardware.simulated import ScriptFault
from kiosk.lane.card import canonical_uid
from kiosk.lane.words import Line
from kiosk.simulator.people import behaviour_from
from kiosk.wire.messages import json_object, request_from

VERBS = ("tap", "return", "return_of", "behave", "fault", "input", "request", "power_cut")
_YEARS = range(2000, 2100)
_BESIDE = {"tap": {"lane"}, "return": {"lane"}, "return_of": {"lane"}, "fault": {"on"}, "input": {"on"}, "request": {"as"}}


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line: when, what, and the rest of its fields."""

    number: int
    at: datetime
    verb: str
    fields: dict[str, Any]


def read_script(lines: Iterable[str], lane: str, staff: Container[str] | None = None) -> list[ScriptLine]:
    """Read and check a script.

    :param staff: the numbers of everybody who works here, for ``as``; with none, any number will do.
    :raises ScriptError: with every line that is wrong, and why.
    """
    script: list[ScriptLine] = []
    mistakes = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = _read(number, text, lane)
            if staff is not None and line.fields.get("as", "") and line.fields["as"] not in staff:
                raise MessageError(f"nobody works here under the number {line.fields['as']!r}")
            if script and line.at < script[-1].at:
                raise MessageError(f"its time is before the line above ({script[-1].at.isoformat()})")
            script.append(line)
        except ValueError as error:
            mistakes.append(f"line {number}: {error}")
    if not script and not mistakes:
        mistakes.append("the script is empty")
    if mistakes:
        raise ScriptError("\n".join(mistakes))
    return script


def _read(number: int, text: str, lane: str) -> ScriptLine:
    fields = json_object(text)
    at = _moment(fields.pop("at", None))
    verb = check_step(fields, lane)
    return ScriptLine(number, at, verb, fields)


def check_step(fields: dict[str, Any], lane: str) -> str:
    """Check what a line does (its fields without ``at``); returns its verb.

    :raises MessageError: when it is nothing that the simulator can do.
    """
    verbs = [verb for verb in VERBS if verb in fields]
    if len(verbs) != 1:
        raise MessageError(f"wanted exactly one of {', '.join(VERBS)}; found {', '.join(verbs) or 'none'}")
    verb = verbs[0]
    extra = sorted(set(fields) - {verb} - _BESIDE.get(verb, set()))
    if extra:
        raise MessageError(f"{verb} goes with no {', '.join(extra)}")
    if fields.get("lane", lane) != lane:
        raise MessageError(f"there is no lane {fields['lane']!r} here; this is {lane!r}")
    _check_value(verb, fields)
    return verb


def _check_value(verb: str, fields: dict[str, Any]) -> None:
    value = fields[verb]
    match verb:
        case "tap":
            _uid(_text(verb, value))
        case "return" | "return_of":
            _text(verb, value)
        case "behave":
            behaviour_from(_object(verb, value))
        case "fault":
            _known(verb, value, [fault.value for fault in ScriptFault])
            _switch(fields)
        case "input":
            _known(verb, value, [line.value for line in Line])
            _switch(fields)
        case "request":
            request_from(_object(verb, value), requests_of())
            if "as" in fields:
                _text("as", fields["as"])
        case _ if value is not True:
            raise MessageError("power_cut must be true")


def _moment(value: Any) -> datetime:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise MessageError(f"at must be ISO 8601 with offset, such as 2026-03-02T18:20:00+08:00; found {value!r}") from None
    if at.tzinfo is None:
        raise MessageError(f"at needs its offset, such as {value}+08:00")
    if at.year not in _YEARS:
        raise MessageError(f"at must be from {_YEARS.start} to {_YEARS.stop - 1}; found {value!r}")
    return at


def _uid(text: str) -> None:
    try:
        canonical_uid(text)
    except ValueError as error:
        raise MessageError(str(error)) from None


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise MessageError(f"{key} must be a text; found {value!r}")
    return value


def _object(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MessageError(f"{key} must be an object; found {value!r}")
    return value


def _known(key: str, value: Any, words: list[str]) -> None:
    if value not in words:
        raise MessageError(f"there is no {key} {value!r}; known are {', '.join(words)}")


def _switch(fields: dict[str, Any]) -> None:
    if not isinstance(fields.get("on"), bool):
        raise MessageError("on must be true or false")
