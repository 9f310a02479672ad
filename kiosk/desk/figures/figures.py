"""The figures of a business day, for the handover book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlite_utils import Database

from kiosk.database import figures as questions


@dataclass(frozen=True, slots=True)
class BySex:
    """A count of people. ``total`` can be more than both when the sex of some is not known."""

    female: int
    male: int
    total: int


@dataclass(frozen=True, slots=True)
class OutstandingTag:
    """A tag that is not back; ``name`` and ``card_no`` are none when nobody knows who has it. ``since`` is the club's time."""

    tag: str
    name: str | None
    card_no: str | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class TagFigures:
    """``expected`` is the number of people who came in to train, ``difference`` is ``given_out`` less ``expected``."""

    given_out: int
    expected: int
    returned: int
    difference: int
    outstanding: tuple[OutstandingTag, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One business day. The fields are those of ``kiosk handover --json``."""

    business_day: date
    generated_at: datetime
    entries: BySex
    trials: BySex
    coaches: BySex
    visitors: int
    outside_workers: int
    phone_enquiries: int
    cards_sold: Mapping[str, int]
    refused: Mapping[str, int]
    annulled: Mapping[str, int]
    still_inside: int
    tags: TagFigures


def figures(db: Database, day: date, now: datetime, zone: tzinfo) -> Figures:
    """Count a business day as it stands now.

    :param zone: the club's time zone, in which times are told.
    :raises ValueError: when ``now`` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("a moment needs its offset")
    key = day.isoformat()
    entries, trials = _by_sex(questions.entered(db, key, "member")), _by_sex(questions.entered(db, key, "trial"))
    return Figures(
        business_day=day,
        generated_at=_to_the_second(now, zone),
        entries=entries,
        trials=trials,
        coaches=_by_sex(questions.coaches(db, key)),
        visitors=0,
        outside_workers=0,
        phone_enquiries=0,
        cards_sold={},
        refused=questions.refused(db, key),
        annulled=questions.annulled(db, key),
        still_inside=questions.still_inside(db, key),
        tags=_tags(db, day, entries.total + trials.total, zone),
    )


def as_json(counted: Figures) -> dict[str, object]:
    """The figures as ``kiosk handover --json`` prints them."""
    return {
        "business_day": counted.business_day.isoformat(),
        "generated_at": counted.generated_at.isoformat(),
        "entries": _plain_by_sex(counted.entries),
        "trials": _plain_by_sex(counted.trials),
        "coaches": _plain_by_sex(counted.coaches),
        "visitors": counted.visitors,
        "outside_workers": counted.outside_workers,
        "phone_enquiries": counted.phone_enquiries,
        "cards_sold": dict(counted.cards_sold),
        "refused": dict(counted.refused),
        "annulled": dict(counted.annulled),
        "still_inside": counted.still_inside,
        "tags": {
            "given_out": counted.tags.given_out,
            "expected": counted.tags.expected,
            "returned": counted.tags.returned,
            "difference": counted.tags.difference,
            "outstanding": [
                {"tag": out.tag, "name": out.name, "card_no": out.card_no, "since": out.since.isoformat() if out.since else None}
                for out in counted.tags.outstanding
            ],
        },
    }


def _tags(db: Database, day: date, expected: int, zone: tzinfo) -> TagFigures:
    counts = questions.tag_counts(db, day.isoformat())
    outstanding = tuple(
        OutstandingTag(out.tag, out.name, out.card_no, since)
        for out in questions.tags_out(db)
        if _went_out_by(day, out, since := _local(out.since, zone))
    )
    return TagFigures(counts.given_out, expected, counts.returned, counts.given_out - expected, outstanding)


def _went_out_by(day: date, out: questions.TagOut, since: datetime | None) -> bool:
    if out.day is not None:
        return out.day <= day.isoformat()
    return since is None or since.date() <= day


def _local(text: str | None, zone: tzinfo) -> datetime | None:
    return _to_the_second(datetime.fromisoformat(text), zone) if text else None


def _to_the_second(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(microsecond=0)


def _by_sex(counts: Mapping[str, int] | Mapping[str | None, int]) -> BySex:
    by_sex = dict(counts.items())
    return BySex(by_sex.get("F", 0), by_sex.get("M", 0), sum(by_sex.values()))


def _plain_by_sex(count: BySex) -> dict[str, int]:
    return {"female": count.female, "male": count.male, "total": count.total}
