"""An invented club: 200 members of every sort, staff, key tags and a timetable, as rows of the import files.

The same people with the same cards come out every time; only the days move with ``today``. The PIN of a member of staff is 48
and the two digits of the staff number: S01 signs in with 4801.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kiosk.demo.names import chinese_name, english_name
from kiosk.demo.sorts import Sort, sorts

Table = tuple[Mapping[str, str], ...]

TAGS_A_POOL = 60

_SEED = 2026
_NUMBERS = {"annual": 80, "monthly": 40, "couple": 24, "offpeak": 20, "ten": 24, "trial": 12}
_CLASS_LETTERS = {"annual": "A", "monthly": "M", "couple": "C", "offpeak": "P", "ten": "T", "trial": "X"}
_TERM_DAYS = {"annual": 365, "monthly": 30, "couple": 365, "offpeak": 365}
_MEMBER_COLUMNS = (
    "card_no", "name", "sex", "born_on", "phone", "card_uid", "plan", "valid_from", "valid_until", "visits_left",
    "frozen_from", "frozen_until", "coach", "consultant", "joined_on", "language",
)  # fmt: skip

_ROLES = (
    "lead", "manager", "receptionist", "receptionist", "cashier", "bar", "consultant", "consultant",
    "coach", "coach", "coach", "cleaner", "engineer", "technician",
)  # fmt: skip
_CONSULTANTS = ("S07", "S08")
_COACHES = ("S09", "S10", "S11")

# Weekdays, start, minutes, name, room, coach.
_CLASSES = (
    ("12345", "10:30", 60, "晨间瑜伽", "瑜伽室", "S09"),
    ("135", "12:15", 45, "午间单车", "单车房", "S10"),
    ("24", "12:15", 45, "核心训练", "大操厅", "S11"),
    ("12345", "18:30", 60, "有氧搏击", "大操厅", "S10"),
    ("135", "19:45", 60, "普拉提", "瑜伽室", "S09"),
    ("24", "19:45", 50, "夜骑单车", "单车房", "S11"),
    ("67", "11:00", 75, "周末流瑜伽", "瑜伽室", "S09"),
    ("67", "15:30", 60, "尊巴舞", "大操厅", "S11"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One card to tap. ``card_no`` is a staff number for staff; it and ``name`` are none for a card that nobody knows."""

    uid: str
    card_no: str | None
    name: str | None
    what_zh: str
    what_en: str


@dataclass(frozen=True, slots=True)
class DemoClub:
    """The rows of the four import files, the cards reported lost, and one card of each sort."""

    members: Table
    staff: Table
    classes: Table
    tags: Table
    lost: tuple[str, ...]
    samples: tuple[Sample, ...]


def demo_club(today: date) -> DemoClub:
    """Invent the club as it is on this day."""
    chance = Random(_SEED)
    uids = _uids(chance)
    shown = sorts(today)
    staff = tuple(_staff(number, role, chance, next(uids)) for number, role in enumerate(_ROLES, start=1))
    members = tuple(_members(today, shown, chance, uids))
    tags = tuple({"tag": f"{pool}-{number:03d}", "uid": next(uids)} for pool in "FM" for number in range(1, TAGS_A_POOL + 1))
    of_sorts = tuple(zip(shown, _rows_of_sorts(shown, members), strict=True))
    samples = (
        *(Sample(row["card_uid"], row["card_no"], row["name"], sort.what_zh, sort.what_en) for sort, row in of_sorts),
        *(_staff_sample(row) for row in staff if row["staff_no"] in ("S03", "S09")),
        Sample(next(uids), None, None, "不认识的卡", "a card that nobody knows"),
    )
    lost = tuple(row["card_no"] for sort, row in of_sorts if sort.lost)
    return DemoClub(members, staff, tuple(_timetable()), tags, lost, samples)


def demo_csv(club: DemoClub) -> dict[str, str]:
    """The club as import files, by file name: examples for whoever wants to bring a club of their own."""
    tables = {"members.csv": club.members, "staff.csv": club.staff, "classes.csv": club.classes, "tags.csv": club.tags}
    return {name: _csv(table) for name, table in tables.items()}


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


def _uids(chance: Random) -> Iterator[str]:
    """Seven bytes that begin with 04, as cards of one maker do; never the same twice."""
    seen: set[str] = set()
    while True:
        uid = f"04{chance.getrandbits(48):012X}"
        if uid not in seen:
            seen.add(uid)
            yield uid


def _members(today: date, shown: tuple[Sort, ...], chance: Random, uids: Iterator[str]) -> Iterator[Mapping[str, str]]:
    for plan, number in _NUMBERS.items():
        special = [sort for sort in shown if sort.plan == plan]
        for position in range(number):
            sort = special[position] if position < len(special) else None
            card_no = f"{_CLASS_LETTERS[plan]}{1001 + position}"
            sex = sort.sex if sort else "FM"[position % 2]
            yield _member(today, card_no, plan, sex, chance, next(uids)) | (_of_sort(sort) if sort else {})


def _member(today: date, card_no: str, plan: str, sex: str, chance: Random, uid: str) -> dict[str, str]:
    language = "en" if chance.random() < 0.15 else "zh"
    term = _TERM_DAYS.get(plan)
    joined_on = today - timedelta(days=chance.randrange(1, (term or 60) - 15))
    born_on = today - timedelta(days=chance.randrange(18 * 366, 65 * 365))
    return dict.fromkeys(_MEMBER_COLUMNS, "") | {
        "card_no": card_no,
        "name": english_name(chance, sex) if language == "en" else chinese_name(chance, sex),
        "sex": sex,
        "born_on": born_on.isoformat(),
        "phone": f"000{chance.randrange(10**8):08d}",
        "card_uid": uid,
        "plan": plan,
        "valid_from": joined_on.isoformat(),
        "valid_until": (joined_on + timedelta(days=term)).isoformat() if term else "",
        "visits_left": str(chance.randrange(2, 11)) if plan == "ten" else "",
        "coach": chance.choice(("", *_COACHES)),
        "consultant": chance.choice(_CONSULTANTS),
        "joined_on": joined_on.isoformat(),
        "language": language,
    }


def _of_sort(sort: Sort) -> dict[str, str]:
    """What the row of a sample holds for certain: it is Chinese unless its sort says otherwise."""
    language = sort.cells.get("language", "zh")
    chance = Random(f"{_SEED} {sort.what_en}")
    name = english_name(chance, sort.sex) if language == "en" else chinese_name(chance, sort.sex)
    return {"name": name, "language": language} | sort.cells


def _rows_of_sorts(shown: tuple[Sort, ...], members: Table) -> Iterator[Mapping[str, str]]:
    of_plan = {plan: iter([row for row in members if row["plan"] == plan]) for plan in _NUMBERS}
    return (next(of_plan[sort.plan]) for sort in shown)


def _staff(number: int, role: str, chance: Random, uid: str) -> Mapping[str, str]:
    sex = "FM"[number % 2]
    name = chinese_name(chance, sex)
    return {"staff_no": f"S{number:02d}", "name": name, "role": role, "sex": sex, "card_uid": uid, "pin": f"48{number:02d}"}


def _staff_sample(row: Mapping[str, str]) -> Sample:
    words = {"coach": ("教练", "coach"), "receptionist": ("前台", "receptionist")}
    return Sample(row["card_uid"], row["staff_no"], row["name"], *words[row["role"]])


def _timetable() -> Iterator[Mapping[str, str]]:
    for weekdays, start, minutes, name, room, coach in _CLASSES:
        for weekday in weekdays:
            yield {
                "weekday": weekday, "start": start, "minutes": str(minutes), "name": name, "room": room,
                "coach": coach, "from": "", "until": "",
            }  # fmt: skip
