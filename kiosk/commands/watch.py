"""``kiosk watch``: the journal as it grows, and the devices as they come and go (they stand in the journal)."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any

import click

from kiosk.commands.shared import home_option, json_option
from kiosk.database import journal
from kiosk.database.store import one_moment
from kiosk.settings.home import Home

LOOK_EVERY_S = 0.3


@click.command()
@home_option
@click.option("--last", default=10, show_default=True, type=click.IntRange(0), help="Begin with so many entries that are there.")
@json_option
def watch(home: Home, last: int, as_json: bool) -> None:
    """Follow the journal and the devices live, until Ctrl-C."""
    settings = home.settings()
    with suppress(KeyboardInterrupt):
        for line in _follow(home, settings.club.zone, last, as_json):
            click.echo(line)


def _follow(home: Home, zone: tzinfo, last: int, as_json: bool) -> Iterator[str]:
    """The last so many entries, then each new one as a line, for ever.

    :raises DatabaseUnusable: when the database cannot be read.
    """
    seen = None
    while True:
        with one_moment(home.database_file) as db:
            if seen is None:
                seen = max(0, journal.head_of(db).sequence - last)
            entries = list(journal.entries_after(db, seen))
        for entry in entries:
            seen = entry["sequence"]
            yield json.dumps(entry, ensure_ascii=False) if as_json else _line(entry, zone)
        time.sleep(LOOK_EVERY_S)


def _line(entry: dict[str, Any], zone: tzinfo) -> str:
    at = datetime.fromisoformat(entry["at"]).astimezone(zone)
    doubt = "" if entry["time_trusted"] else " (time not known)"
    facts = " ".join(f"{name}={value}" for name, value in entry["data"].items() if value is not None)
    return f"{entry['sequence']:>7}  {at:%m-%d %H:%M:%S}{doubt}  {entry['who']:<10}{entry['what']:<16}{facts}".rstrip()
