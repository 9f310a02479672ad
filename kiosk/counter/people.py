"""From the rows of the database to the people that the lane decides about."""

from datetime import date
from typing import Any

from sqlite_utils import Database

from kiosk.database import people
from kiosk.lane.people import Member, Plan, StaffMember
from kiosk.lane.words import Language, Sex

Plans = dict[str, Plan]


def somebody(db: Database, row: dict[str, Any], plans: Plans, language: Language) -> Member | StaffMember:
    """Whoever this visit is of."""
    if row["card_no"]:
        return member(people.member(db, row["card_no"]) or {}, plans)
    staff = people.staff_member(db, row["staff_no"]) or {}
    return _staff(row["staff_no"], staff["name"], staff["sex"], staff["role"], language)


def staff_of_card(row: dict[str, Any], language: Language) -> StaffMember:
    """The member of staff whose card this is. ``language`` is spoken to staff, whose cards name none."""
    return _staff(row["staff_no"], row["staff_name"], row["staff_sex"], row["role"], language)


def _staff(staff_no: str, name: str, sex: str | None, role: str, language: Language) -> StaffMember:
    return StaffMember(staff_no, name, Sex(sex) if sex else None, language, coach=role == "coach")


def member(row: dict[str, Any], plans: Plans) -> Member:
    """The member of this row."""
    return Member(
        card_no=row["card_no"],
        name=row["name"],
        sex=Sex(row["sex"]),
        language=Language(row["language"]),
        plan=plans[row["plan"]],
        born_on=_day(row["born_on"]),
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        visits_left=row["visits_left"],
        frozen_from=_day(row["frozen_from"]),
        frozen_until=_day(row["frozen_until"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
