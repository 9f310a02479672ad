"""A door without hardware, for demonstrations, training and tests."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.simulated import work
from kiosk.desk.simulated.requests import SampleCards, Simulate

SYSTEM = System(
    "simulated",
    (
        Asked(
            Simulate,
            By.ANYBODY,
            work.simulate,
            refuses=("real_hardware", "bad_line", "reader_lost", "no_tag", "return_full", "locked"),
            repeatable=True,
        ),
        Asked(SampleCards, By.ANYBODY, work.sample_cards, repeatable=True),
    ),
)
