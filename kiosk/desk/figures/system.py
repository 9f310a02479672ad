"""The nightly figures."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.figures import work
from kiosk.desk.figures.requests import Handover

SYSTEM = System("figures", (Asked(Handover, By.DESK, work.handover, refuses=("bad_day",), repeatable=True),))
