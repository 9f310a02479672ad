"""What can be asked of the counter. Each is answered by one reply."""

from kiosk.desk.announcing.requests import (
    Announcements,
    CancelAnnouncement,
    Emergency,
    Music,
    MusicDo,
    Notice,
    Page,
    SayNow,
    Tongues,
    Volume,
    Zone,
)
from kiosk.desk.classes.requests import AddClass, CancelClass, Classes, MoveClass, UndoClass
from kiosk.desk.door.requests import (
    AnnulVisit,
    CallStaff,
    FoundCard,
    Handover,
    LetOut,
    Ping,
    PutTagsBack,
    ReportLostCard,
    ReturnTag,
    SampleCards,
    SignIn,
    Simulate,
    WhoIsInside,
)
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportKind, ImportProgress, ImportRequest, ImportRows

__all__ = [
    "AddClass", "Announcements", "AnnulVisit", "BeginImport", "CallStaff", "CancelAnnouncement", "CancelClass", "Classes",
    "Emergency", "FinishImport", "FoundCard", "Handover", "ImportKind", "ImportProgress", "ImportRequest",
    "ImportRows", "LetOut", "MoveClass", "Music", "MusicDo", "Notice", "Page", "Ping", "PutTagsBack", "ReportLostCard", "Request",
    "ReturnTag", "SampleCards", "SayNow", "SignIn", "Simulate", "Tongues", "UndoClass", "Volume", "WhoIsInside", "Zone",
]  # fmt: skip

Request = (
    AnnulVisit
    | CallStaff
    | FoundCard
    | Handover
    | LetOut
    | Ping
    | PutTagsBack
    | ReportLostCard
    | ReturnTag
    | SampleCards
    | SignIn
    | Simulate
    | WhoIsInside
    | AddClass
    | CancelClass
    | Classes
    | MoveClass
    | UndoClass
    | Announcements
    | CancelAnnouncement
    | Emergency
    | Music
    | Notice
    | Page
    | SayNow
    | Volume
    | ImportRequest
)
