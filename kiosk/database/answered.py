"""What was answered to requests that bore a key, so that a repeat is answered alike and does nothing twice."""

from dataclasses import astuple, dataclass

from sqlite_utils import Database

KEPT = 10_000
"""So many answers are kept: a busy desk asks less in a week. Counted, for a clock can be set."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer. ``asked`` tells requests apart without telling what was asked; ``answer`` is JSON."""

    key: str
    who: str
    asked: str
    answer: str


def answered(db: Database, key: str) -> Answered | None:
    """What was answered to the request with this key; none when there was none, or long ago."""
    row = db.execute("SELECT key, who, asked, answer FROM answered WHERE key = ?", (key,)).fetchone()
    return Answered(*row) if row else None


def keep_answer(db: Database, answer: Answered) -> None:
    """Keep this answer, in place of what was kept under its key before."""
    db.execute(
        "INSERT INTO answered (key, who, asked, answer) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET answer = excluded.answer",
        astuple(answer),
    )
    db.execute("DELETE FROM answered WHERE number <= (SELECT max(number) FROM answered) - ?", (KEPT,))
