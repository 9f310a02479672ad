"""The weekly timetable as it is stored."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class of the week.

    ``weekday`` is 1 Monday … 7 Sunday, ``start`` is ``HH:MM`` on the club's clock. It is held from ``from_day`` until
    ``until_day`` (``YYYY-MM-DD``, both inclusive); none means without end on that side.
    """

    weekday: int
    start: str
    minutes: int
    name: str
    room: str
    coach: str | None = None
    from_day: str | None = None
    until_day: str | None = None

    @property
    def identity(self) -> tuple[int, str, str, str, str]:
        """What makes it the same class when it is imported again."""
        return (self.weekday, self.start, self.room, self.name, self.from_day or "")


def all_classes(db: Database) -> tuple[ClassRow, ...]:
    """Every class, in the order of the week."""
    rows = db.execute(
        "SELECT weekday, start, minutes, name, room, coach, from_day, until_day FROM classes ORDER BY weekday, start, room, class"
    )
    return tuple(ClassRow(*row) for row in rows)
