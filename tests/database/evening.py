"""A short evening in the tables: visits of every kind, put there one by one."""

from sqlite_utils import Database

from kiosk.database.journal import Head, Stamp, append
from kiosk.database.people import set_plans
from kiosk.database.tags import add_pools

DAY = "2026-11-25"


class Evening:
    """Writes people, visits and refusals of one day as the lane would."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._visit = 0
        self._head = Head()
        with db.conn:
            set_plans(db, [("annual", "term"), ("trial", "trial")])
            add_pools(db, 9)

    def person(self, number: str, sex: str | None, name: str = "") -> None:
        """A member, or staff when the number begins with S."""
        with self.db.conn:
            if number.startswith("S"):
                self.db.execute("INSERT INTO staff (staff_no, name, role, sex) VALUES (?, ?, 'coach', ?)", (number, name or number, sex))
            else:
                self.db.execute("INSERT INTO members (card_no, name, sex, plan) VALUES (?, ?, ?, 'annual')", (number, name or number, sex))

    def visit(self, number: str, stage: str, kind: str = "member", tag: str | None = None, day: str = DAY, **columns: str) -> int:
        """A visit that has come as far as ``stage``; ``columns`` are set besides, such as ``tag_back_at``."""
        self._visit += 1
        card_no, staff_no = (None, number) if number.startswith("S") else (number, None)
        reached = {"granted": 0, "annulled": 0, "tag_given": 1, "entered": 2, "left": 3}[stage]
        times = dict(zip(("tag_given_at", "entered_at", "left_at"), (self.at(day, hour) for hour in (10, 11, 12)), strict=True))
        values = dict(list(times.items())[:reached]) | columns
        if not tag:
            values.pop("tag_given_at", None)
        with self.db.conn:
            self.db.execute(
                "INSERT INTO visits (visit, lane, business_day, kind, card_no, staff_no, sex, uid, stage, tag, granted_at,"
                " tag_given_at, entered_at, tag_back_at, left_at, annulled)"
                " VALUES (?, 'main', ?, ?, ?, ?,"
                " (SELECT sex FROM members WHERE card_no = ? UNION SELECT sex FROM staff WHERE staff_no = ?),"
                " '04A1B2C3', ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self._visit, day, kind, card_no, staff_no, card_no, staff_no, stage, tag, self.at(day, 9),
                    *(values.get(column) for column in ("tag_given_at", "entered_at", "tag_back_at", "left_at", "annulled")),
                ),
            )  # fmt: skip
            if values.get("tag_given_at") and not values.get("tag_back_at"):
                self.out(str(tag), self._visit, values["tag_given_at"])
        return self._visit

    def out(self, tag: str, visit: int | None, since: str | None) -> None:
        """The tag is with somebody."""
        with self.db.conn:
            self.db.execute("UPDATE tags SET place = 'out', visit = ?, since = ? WHERE tag = ?", (visit, since, tag))

    def journal(self, what: str, data: dict[str, object], day: str = DAY, hour: int = 10) -> None:
        """An entry of the journal."""
        with self.db.conn:
            self._head = append(self.db, self._head, "test", Stamp(self.at(day, hour), True, day, "counter"), what, data)

    @staticmethod
    def at(day: str, hour: int) -> str:
        """A moment in UTC."""
        return f"{day}T{hour:02d}:20:03.123Z"
