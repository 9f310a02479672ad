"""Who may ask what. Checked in the counter, never in the screen."""

from enum import StrEnum

from kiosk.desk.requests import (
    AddClass,
    Announcements,
    AnnulVisit,
    BeginImport,
    CallStaff,
    CancelAnnouncement,
    CancelClass,
    Classes,
    Emergency,
    FinishImport,
    FoundCard,
    Handover,
    ImportProgress,
    ImportRows,
    LetOut,
    MoveClass,
    Music,
    Notice,
    Page,
    Ping,
    PutTagsBack,
    ReportLostCard,
    Request,
    ReturnTag,
    SampleCards,
    SayNow,
    SignIn,
    Simulate,
    UndoClass,
    Volume,
    WhoIsInside,
)


class Role(StrEnum):
    """What somebody works as."""

    RECEPTIONIST = "receptionist"
    CASHIER = "cashier"
    BAR = "bar"
    CONSULTANT = "consultant"
    COACH = "coach"
    CLEANER = "cleaner"
    ENGINEER = "engineer"
    LEAD = "lead"
    MANAGER = "manager"
    TECHNICIAN = "technician"


_DESK = frozenset({Role.RECEPTIONIST, Role.CASHIER, Role.LEAD, Role.MANAGER})
_HOUSE = _DESK | {Role.BAR, Role.TECHNICIAN}
_LEADS = frozenset({Role.LEAD, Role.MANAGER})
_EVERYBODY = frozenset(Role)

_MAY: dict[type[Request], frozenset[Role]] = {
    WhoIsInside: _EVERYBODY,
    Handover: _DESK,
    AnnulVisit: _DESK,
    LetOut: _DESK,
    ReturnTag: _DESK,
    ReportLostCard: _DESK,
    FoundCard: _DESK,
    PutTagsBack: _LEADS,
    Classes: _EVERYBODY,
    CancelClass: _DESK,
    MoveClass: _DESK,
    AddClass: _DESK,
    UndoClass: _DESK,
    Announcements: _EVERYBODY,
    Page: _HOUSE,
    Notice: _HOUSE,
    Emergency: _EVERYBODY,
    SayNow: _DESK,
    CancelAnnouncement: _HOUSE,
    Volume: _HOUSE,
    Music: _HOUSE,
}

BY_ITS_OWN_USER: tuple[type[Request], ...] = (BeginImport, ImportRows, FinishImport, ImportProgress)
"""Asked by a program of root's or of the counter's own user, which the kernel vouches for."""

WITHOUT_SIGN_IN: tuple[type[Request], ...] = (SignIn, Ping, CallStaff, Simulate, SampleCards, *BY_ITS_OWN_USER)


IN_AN_ALARM: tuple[type[Request], ...] = (WhoIsInside,)
"""Answered to anybody while an alarm line is on: nobody types a PIN in a fire."""


def may(role: Role, request: Request) -> bool:
    """Whether this role may ask this."""
    return role in _MAY.get(type(request), frozenset())


def needs_sign_in(request: Request, in_alarm: bool = False) -> bool:
    """Whether somebody must have signed in to ask this."""
    return not isinstance(request, (*WITHOUT_SIGN_IN, *IN_AN_ALARM) if in_alarm else WITHOUT_SIGN_IN)
