"""A database in memory with the shipped plans, for everything at the desk."""

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from kiosk.database.people import set_plans
from kiosk.database.store import open_database


@pytest.fixture
def db() -> Iterator[Database]:
    db = open_database(":memory:")
    term = ["annual", "monthly", "couple", "offpeak"]
    db.execute("BEGIN IMMEDIATE")
    set_plans(db, [*((code, "term") for code in term), ("ten", "visits"), ("trial", "trial")])
    db.conn.commit()
    yield db
    db.conn.close()
