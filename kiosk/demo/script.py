"""The script of the demo's evening: 120 visits, every refusal, the usual mishaps, and the lead who puts tags back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any

from kiosk.demo.club import DemoClub

VISITS = 120
_SEED = 118
_FIRST = time(17, 30)
_LAST = time(22, 40)
_PLANS = ("annual", "monthly", "couple", "ten", "trial")
_LEAD = "S01"

Line = dict[str, Any]


def evening(club: DemoClub, day: date, zone: tzinfo) -> list[Line]:
    """The lines of the evening of this day, each with its ``at`` as a moment."""
    chance = Random(_SEED)
    start = datetime.combine(day, _FIRST, zone)
    lines = [*_visits(club, start, chance), *_mishaps(club, start), *_put_back(start), *_after_closing(club, day, zone)]
    return sorted(lines, key=lambda line: line["at"])


def script_text(lines: Iterable[Line]) -> list[str]:
    """The same lines as a script's."""
    import json

    return [json.dumps(line | {"at": line["at"].isoformat()}, ensure_ascii=False) for line in lines]


def _ordinary(club: DemoClub) -> list[Mapping[str, str]]:
    shown = {sample.card_no for sample in club.samples}
    return [row for row in club.members if row["plan"] in _PLANS and row["card_no"] not in shown]


def _visits(club: DemoClub, start: datetime, chance: Random) -> Iterable[Line]:
    """Members come in bunches, as they do after work, and leave an hour or more later."""
    members = chance.sample(_ordinary(club), VISITS)
    at = start
    for number, member in enumerate(members):
        at += timedelta(seconds=chance.choice((1, 2, 4, 6)) if number % 4 else chance.randrange(200, 420))
        yield {"at": at, "tap": member["card_uid"]}
        yield {"at": at + timedelta(minutes=chance.randrange(50, 80), seconds=chance.randrange(60)), "return_of": member["card_no"]}


def _mishaps(club: DemoClub, start: datetime) -> Iterable[Line]:
    card = {sample.what_en: sample for sample in club.samples}

    def at(minutes: float) -> datetime:
        return start + timedelta(minutes=minutes)

    for number, sample in enumerate(club.samples):
        yield {"at": at(36 + 1.5 * number), "tap": sample.uid}
        if sample.card_no and not sample.card_no.startswith("S"):
            yield {"at": at(64 + 1.1 * number), "return_of": sample.card_no}
    woman, man = card["annual card, woman"], card["annual card, man"]
    yield {"at": at(78), "tap": woman.uid}
    yield {"at": at(90), "return_of": woman.card_no}
    yield {"at": at(92), "behave": {"walks_through": False}}
    yield {"at": at(92), "tap": woman.uid}
    yield {"at": at(93), "tap": woman.uid}
    yield {"at": at(94), "return_of": woman.card_no}
    yield {"at": at(95), "behave": {"takes_tag": False}}
    yield {"at": at(95), "tap": woman.uid}
    yield {"at": at(100), "return_of": man.card_no}
    yield {"at": at(101), "fault": "dispenser_jam", "on": True}
    yield {"at": at(101.2), "tap": man.uid}
    yield {"at": at(101.6), "fault": "dispenser_jam", "on": False}
    yield {"at": at(102), "fault": "dispenser_empty", "on": True}
    yield {"at": at(102.2), "tap": man.uid}
    yield {"at": at(102.6), "fault": "dispenser_empty", "on": False}
    yield {"at": at(104), "fault": "reader_lost", "on": True}
    yield {"at": at(104.5), "fault": "reader_lost", "on": False}
    yield {"at": at(106), "tap": man.uid}
    yield {"at": at(106) + timedelta(seconds=0.5), "tap": woman.uid}
    yield {"at": at(106) + timedelta(seconds=1.5), "power_cut": True}
    yield {"at": at(108), "tap": card["speaks English"].uid}
    yield {"at": at(108) + timedelta(seconds=0.5), "tap": card["expired"].uid}
    yield {"at": at(110), "fault": "turnstile_stuck", "on": True}
    yield {"at": at(110.1), "tap": card["couple card, hers"].uid}
    yield {"at": at(110.6), "fault": "turnstile_stuck", "on": False}
    for line, minutes in (("emergency", 266), ("fire_alarm", 268)):
        yield {"at": at(minutes), "input": line, "on": True}
        yield {"at": at(minutes + 1), "input": line, "on": False}


def _put_back(start: datetime) -> Iterable[Line]:
    for minutes in range(70, 300, 20):
        for pool in ("F", "M"):
            yield {"at": start + timedelta(minutes=minutes), "request": {"do": "put_tags_back", "pool": pool}, "as": _LEAD}


def _after_closing(club: DemoClub, day: date, zone: tzinfo) -> Iterable[Line]:
    speaks_english = next(sample for sample in club.samples if sample.what_en == "speaks English")
    last = datetime.combine(day, _LAST, zone)
    yield {"at": last - timedelta(minutes=30), "return_of": speaks_english.card_no}
    yield {"at": last, "tap": speaks_english.uid}
