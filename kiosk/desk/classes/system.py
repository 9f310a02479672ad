"""The classes of a day."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.classes import work
from kiosk.desk.classes.requests import AddClass, CancelClass, Classes, MoveClass, RemoveCalendar, RenameCalendar, UndoClass

SYSTEM = System(
    "classes",
    (
        Asked(Classes, By.STAFF, work.classes, refuses=("bad_day",), repeatable=True),
        Asked(CancelClass, By.DESK, work.cancel, refuses=("no_such_class", "cancelled_already")),
        Asked(MoveClass, By.DESK, work.move, refuses=("no_such_class", "cancelled_already", "bad_class", "bad_day", "past")),
        Asked(AddClass, By.DESK, work.add, refuses=("bad_class", "bad_day", "past")),
        Asked(UndoClass, By.DESK, work.undo, refuses=("not_changed",)),
        Asked(RenameCalendar, By.PROGRAM, work.rename_calendar, refuses=("no_such_calendar", "calendar_there", "bad_calendar")),
        Asked(RemoveCalendar, By.PROGRAM, work.remove_calendar, refuses=("no_such_calendar",)),
    ),
)
