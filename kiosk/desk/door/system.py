"""Members, cards, tags and visits at the turnstile."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.door import work
from kiosk.desk.door.requests import (
    AnnulVisit,
    CallStaff,
    FoundCard,
    LetOut,
    Ping,
    PutTagsBack,
    ReportLostCard,
    ReturnTag,
    WhoIsInside,
)

SYSTEM = System(
    "door",
    (
        Asked(Ping, By.ANYBODY, work.ping, repeatable=True),
        Asked(CallStaff, By.ANYBODY, work.call_staff, repeatable=True),
        Asked(WhoIsInside, By.STAFF, work.who_is_inside, repeatable=True, in_alarm=True),
        Asked(AnnulVisit, By.DESK, work.annul_visit, refuses=("no_visit", "inside")),
        Asked(LetOut, By.DESK, work.let_out, refuses=("no_visit", "not_inside")),
        Asked(ReturnTag, By.DESK, work.return_tag, refuses=("no_such_tag",)),
        Asked(PutTagsBack, By.LEADS, work.put_tags_back),
        Asked(ReportLostCard, By.DESK, work.report_lost, refuses=("no_such_card", "no_change")),
        Asked(FoundCard, By.DESK, work.found_again, refuses=("no_such_card", "no_change")),
    ),
)
