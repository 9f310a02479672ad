"""Who is inside, for people and for programs."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any

from kiosk.database.inside import Inside
from kiosk.desk.figures.table import width

_NAME = 24


def inside_as_json(people: Iterable[Inside], zone: tzinfo) -> list[dict[str, Any]]:
    """``name, card_no, tag, since, kind`` of each, first in first; ``since`` on the club's clock."""
    return [asdict(person) | {"since": _local(person, zone).isoformat(timespec="seconds")} for person in people]


def inside_table(people: list[Inside], zone: tzinfo) -> str:
    """A line each, to be read out at the assembly point, and how many they are."""
    lines = [
        f"{person.name}{' ' * max(1, _NAME - width(person.name))}{person.tag or '-':<8}{_local(person, zone):%m-%d %H:%M}"
        f"  {person.card_no or person.kind}"
        for person in people
    ]
    return "\n".join([*lines, f"在场 Inside: {len(people)}", ""])


def _local(person: Inside, zone: tzinfo) -> datetime:
    return datetime.fromisoformat(person.since).astimezone(zone)
