"""The club's card kinds, from ``plans.toml``: the rules that the lane decides by, and what the desk sells them as."""

import re
from dataclasses import dataclass, fields
from datetime import time
from pathlib import Path
from typing import Annotated

from kiosk.hardware.limits import Between
from kiosk.lane.people import Hours, Plan
from kiosk.lane.words import PlanKind
from kiosk.settings.limits import Checked
from kiosk.settings.reading import read_settings_file
from kiosk.settings.values import shown


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A card kind as it is sold: ``price_fen`` in fen, ``visits`` on a new card (none for a term)."""

    plan: Plan
    name_zh: str
    name_en: str
    price_fen: int
    visits: int | None


def load_plans(path: Path) -> dict[str, PlanCard]:
    """Read the club's card kinds, by code, in the order of the file.

    :raises SettingsError: with every mistake of the file.
    """
    return {entry.code: entry.card() for entry in read_settings_file(path, _PlansFile, {(_Entry, "code"): "code"}).plan}


def _check_code(code: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", code):
        raise ValueError(f"{shown(code)} is no code; wanted a small letter, then small letters, digits and _, such as offpeak")


def _stretch(text: str) -> tuple[time, time]:
    clock = r"(?:[01]\d|2[0-3]):[0-5]\d"
    if not re.fullmatch(f"{clock}-{clock}", text, re.ASCII):
        raise ValueError(f'{shown(text)} is no stretch of a day; wanted "HH:MM-HH:MM", such as "10:00-16:00"')
    opens, closes = (time.fromisoformat(each) for each in text.split("-"))
    if opens >= closes:
        raise ValueError(f'{shown(text)} ends before it begins; wanted the earlier time first, such as "10:00-16:00"')
    return opens, closes


_Stretches = tuple[Annotated[str, Checked(_stretch)], ...]


@dataclass(frozen=True, slots=True)
class _Week:
    monday: _Stretches = ()
    tuesday: _Stretches = ()
    wednesday: _Stretches = ()
    thursday: _Stretches = ()
    friday: _Stretches = ()
    saturday: _Stretches = ()
    sunday: _Stretches = ()

    def hours(self) -> tuple[Hours, ...]:
        return tuple(
            Hours(weekday, *_stretch(text)) for weekday, day in enumerate(fields(self), start=1) for text in getattr(self, day.name)
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    code: Annotated[str, Checked(_check_code)]
    name_zh: str
    name_en: str
    kind: PlanKind
    price_fen: Annotated[int, Between(0, 100_000_000, "fen")]
    visits: Annotated[int, Between(1, 1000, "visits")] | None = None
    hours: _Week = _Week()

    def __post_init__(self) -> None:
        if self.kind is PlanKind.TERM and self.visits is not None:
            raise ValueError(f"visits of a term are not counted; wanted kind {PlanKind.VISITS}, or no visits")
        if self.kind is not PlanKind.TERM and self.visits is None:
            raise ValueError(f"visits are missing; wanted how many a new card of kind {self.kind} holds")

    def card(self) -> PlanCard:
        return PlanCard(Plan(self.code, self.kind, self.hours.hours()), self.name_zh, self.name_en, self.price_fen, self.visits)


@dataclass(frozen=True, slots=True)
class _PlansFile:
    plan: tuple[_Entry, ...]

    def __post_init__(self) -> None:
        if not self.plan:
            raise ValueError("plan: there is none; wanted at least one [[plan]]")
