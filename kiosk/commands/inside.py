"""``kiosk inside``: who is inside, for people and for programs."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.database.inside import Inside
from kiosk.database.inside import inside as inside_now
from kiosk.database.store import one_moment
from kiosk.settings.home import Home

_NAME = 24


@click.command()
@home_option
@json_option
def inside(home: Home, as_json: bool) -> None:
    """Who is inside now, members and staff, with their tags and since when. Needs no counter that runs."""
    zone = home.settings().club.zone
    with one_moment(home.database_file) as db:
        people = inside_now(db)
    click.echo(json_text(_as_json(people, zone)) if as_json else _table(people, zone), nl=as_json)


def _as_json(people: Iterable[Inside], zone: tzinfo) -> list[dict[str, Any]]:
    """``name, card_no, tag, since, kind`` of each, first in first; ``since`` on the club's clock."""
    return [asdict(person) | {"since": _local(person, zone).isoformat(timespec="seconds")} for person in people]


def _table(people: list[Inside], zone: tzinfo) -> str:
    """A line each, to be read out at the assembly point, and how many they are."""
    from kiosk.desk.figures.table import width

    lines = [
        f"{person.name}{' ' * max(1, _NAME - width(person.name))}{person.tag or '-':<8}{_local(person, zone):%m-%d %H:%M}"
        f"  {person.card_no or person.kind}"
        for person in people
    ]
    return "\n".join([*lines, f"在场 Inside: {len(people)}", ""])


def _local(person: Inside, zone: tzinfo) -> datetime:
    return datetime.fromisoformat(person.since).astimezone(zone)
