"""Umbrellas for members on a rainy day: a system that was made up, to show what it takes to add one."""

from kiosk.desk.asked import Asked, By, System
from tests.desk.umbrellas import work
from tests.desk.umbrellas.requests import LendUmbrella, UmbrellasLent
from tests.desk.umbrellas.tables import tables

SYSTEM = System(
    "umbrellas",
    (
        Asked(LendUmbrella, By.DESK, work.lend, refuses=("umbrella_lent", "has_umbrella")),
        Asked(UmbrellasLent, By.STAFF, work.lent, repeatable=True),
    ),
    tables=tables,
)
