"""What is told of a day's announcements: the calls of classes, and everything that was asked for."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlite_utils import Database

from kiosk.database.announcements import ClassCall, announcements_since, calls_known
from kiosk.database.moment import utc_text
from kiosk.desk.announcing.class_calls import said_in
from kiosk.desk.announcing.due import Call, CallRules, State, calls
from kiosk.desk.classes.programme import midnight, programme, sources_of

FAILED = "failed"


def announcements_listed(db: Database, now: datetime, zone: tzinfo, rules: CallRules, time_known: bool) -> dict[str, Any]:
    """Today's ``calls``, each ``said``, ``coming``, ``due``, ``skipped`` or ``failed`` (and ``why``), and today's ``announcements``:
    one without an ``outcome`` waits or is being said."""
    today = now.astimezone(zone).date()
    begins, ends = (utc_text(midnight(day, zone)) for day in (today, today + timedelta(days=1)))
    classes = programme(today, sources_of(db, today, zone), zone)
    rows = calls_known(db, begins, ends, [one.key for one in classes])
    asked = {row["number"]: row for row in announcements_since(db, begins)}
    return {
        "at": now.astimezone(zone).isoformat(timespec="seconds"),
        "calls": [_call(call, rows, asked, zone) for call in calls(classes, said_in(rows), now, rules, time_known)],
        "announcements": [_announcement(row, zone) for row in asked.values()],
    }


def _call(call: Call, rows: tuple[ClassCall, ...], asked: dict[int, dict[str, Any]], zone: tzinfo) -> dict[str, Any]:
    name = (call.which.value, utc_text(call.due))
    row = next((row for row in rows if (row.call, row.due) == name and row.key == call.one.key), None)
    state, why, number = call.state.value, call.why.value if call.why else None, row.announcement if row else None
    if row and row.skipped and call.state is State.SKIPPED:
        why = row.skipped  # what it was then, not what it would be now
    if number in asked and asked[number]["outcome"] == FAILED:
        state, why = FAILED, asked[number]["reason"]
    return {
        "class": call.one.key,
        "start": call.one.start.isoformat(),
        "name": call.one.name,
        "room": call.one.room,
        "call": call.which.value,
        "due": call.due.astimezone(zone).isoformat(),
        "state": state,
        "at": call.at.astimezone(zone).isoformat(timespec="seconds") if call.at else None,
        "why": why,
        "announcement": number,
    }


def _announcement(row: dict[str, Any], zone: tzinfo) -> dict[str, Any]:
    moments = {
        name: datetime.fromisoformat(row[name]).astimezone(zone).isoformat(timespec="seconds") if row[name] else None
        for name in ("asked_at", "said_at")
    }
    return {**row, **moments, "zones": row["zones"].split()}
