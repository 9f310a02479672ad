"""Keeps one view of every member screen as it comes by, and shows each in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.lane.notices import Notice
from kiosk.lane.view import (
    Alarm,
    Face,
    Goodbye,
    Guest,
    LaneView,
    OutOfService,
    Refused,
    Rest,
    TagNotGiven,
    WalkThrough,
    Welcome,
)
from kiosk.lane.words import Language


@dataclass(slots=True)
class Album:
    """An audience with a camera."""

    pages: dict[str, LaneView] = field(default_factory=dict)
    notices: int = 0

    def show(self, view: LaneView) -> None:
        """Keep this view under the name of its screen, if it is the first."""
        for name in _names(view):
            self.pages.setdefault(name, view)

    def tell(self, notice: Notice) -> None:
        """Count it."""
        del notice
        self.notices += 1

    def in_both_languages(self) -> Iterator[tuple[str, LaneView]]:
        """Each page by name; one that speaks to somebody, as if they read Chinese and as if they read English."""
        for name, view in sorted(self.pages.items()):
            guest = _guest(view.face)
            if guest is None:
                yield name, view
                continue
            for language in Language:
                yield f"{name}-{language}", replace(view, face=_to_reader(view.face, replace(guest, language=language)))


def _names(view: LaneView) -> Iterator[str]:
    alone = not view.waiting and view.aside is None
    if view.waiting:
        yield "waiting"
    if view.aside:
        yield "aside"
    match view.face:
        case Rest() if alone and not view.troubles:
            yield "rest"
        case Welcome(days_left=days, visits_left=visits) if alone:
            yield "welcome-few-days" if days is not None else "welcome-few-visits" if visits is not None else "welcome"
        case WalkThrough(tag=tag) if alone:
            yield "walk-through" if tag else "walk-through-staff"
        case Refused(reason=reason) if alone:
            yield f"refused-{reason.replace('_', '-')}"
        case TagNotGiven() if alone:
            yield "tag-not-given"
        case Goodbye() if alone:
            yield "goodbye"
        case OutOfService():
            yield "out-of-service"
        case Alarm(fire=fire):
            yield "alarm-fire" if fire else "alarm-emergency"
        case _:
            pass


def _guest(face: Face) -> Guest | None:
    match face:
        case Rest() | OutOfService() | Alarm():
            return None
        case _:
            return face.guest


def _to_reader(face: Face, guest: Guest) -> Face:
    match face:
        case Rest() | OutOfService() | Alarm():
            return face
        case _:
            return replace(face, guest=guest)
