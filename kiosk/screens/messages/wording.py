"""What a face of the view says, in one language."""

from dataclasses import dataclass
from datetime import date

from kiosk.lane.notices import Notice
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Goodbye, Guest, Message, Refused, TagNotGiven, Welcome
from kiosk.lane.words import Fault, Sex
from kiosk.screens.kit.typesetting import BREAK
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.dates import day_phrase, until_phrase

_TITLES = {Sex.FEMALE: "female", Sex.MALE: "male", None: "plain"}
_DEVICES = frozenset({"reader", "dispenser", "turnstile", "return_slot", "inputs"})


@dataclass(frozen=True, slots=True)
class Advice:
    """What is the matter, and what to do."""

    title: str
    what_to_do: str


def salutation(guest: Guest, catalogue: Catalogue) -> str:
    """``王一诺 女士``, ``Ms Grace Fielding``."""
    return catalogue.text(f"guest.{_TITLES[guest.sex]}", name=guest.name.replace("·", f"·{BREAK}"))


def hello(guest: Guest | None, catalogue: Catalogue) -> str:
    """``李尔东 先生，您好``; without a name when it is not known who it is."""
    if guest is None:
        return catalogue.text("guest.hello_nobody")
    return catalogue.text("guest.hello", guest=salutation(guest, catalogue))


def tag_number(tag: str) -> str:
    """The number as a member reads it, without its pool: ``017`` of ``F-017``."""
    return tag.rpartition("-")[2]


def few_left(welcome: Welcome, catalogue: Catalogue) -> str:
    """How little is left on the card; empty when it is not little."""
    match welcome:
        case Welcome(visits_left=int(visits)):
            return catalogue.text("welcome.visits_left", visits=visits) if visits > 1 else catalogue.text("welcome.last_visit")
        case Welcome(days_left=int(days)):
            return catalogue.text("welcome.days_left", days=days) if days > 0 else catalogue.text("welcome.last_day")
    return ""


def refusal(refused: Refused, today: date, catalogue: Catalogue) -> Advice:
    """Why the card was refused, and what to do next."""
    key = f"refused.{refused.reason}"
    match refused:
        case Refused(reason=Refusal.EXPIRED, until=str(day)):
            title = catalogue.text(f"{key}.title", day=day_phrase(date.fromisoformat(day), today, catalogue))
        case Refused(reason=Refusal.NOT_YET_VALID, since=str(day)):
            title = catalogue.text(f"{key}.title", day=day_phrase(date.fromisoformat(day), today, catalogue))
        case Refused(reason=Refusal.FROZEN, until=str(day)):
            title = catalogue.text(f"{key}.title", day=until_phrase(date.fromisoformat(day), today, catalogue))
        case Refused(reason=Refusal.EXPIRED | Refusal.NOT_YET_VALID | Refusal.FROZEN):
            title = catalogue.text(f"{key}.title_undated")
        case Refused(reason=Refusal.TAG_OWED, tag=None):
            title = catalogue.text(f"{key}.title_unnamed")
        case _:
            title = catalogue.text(f"{key}.title", tag=refused.tag)
    if refused.hours and refused.reason in (Refusal.OUTSIDE_HOURS, Refusal.CLUB_CLOSED):
        hours = catalogue.text("calendar.join").join(span.replace("-", "–") for span in refused.hours)
        return Advice(title, catalogue.text(f"{key}.advice_hours", hours=hours))
    return Advice(title, catalogue.text(f"{key}.advice"))


def fault_sentence(device: str, fault: Fault, catalogue: Catalogue) -> str:
    """``闸机卡住了``, ``the turnstile is stuck``."""
    kind = device.partition(":")[0]
    name = catalogue.text(f"device.{kind if kind in _DEVICES else 'other'}")
    return catalogue.text("out_of_service.reason", device=name, fault=catalogue.text(f"fault.{fault}"))


def aside_line(message: Message, today: date, catalogue: Catalogue) -> str:
    """A message for somebody else, in one line."""
    match message:
        case Refused(guest=guest):
            title = refusal(message, today, catalogue).title
            line = catalogue.text("aside.refused", guest=salutation(guest, catalogue), title=title) if guest else title
        case TagNotGiven(guest):
            line = catalogue.text("aside.tag_not_given", guest=salutation(guest, catalogue))
        case Goodbye(guest, collect_card=collect):
            line = catalogue.text("aside.collect_card" if collect else "aside.goodbye", guest=salutation(guest, catalogue))
    return line.replace(BREAK, "")


def notice_line(notice: Notice, catalogue: Catalogue) -> str:
    """A notice for the desk, with its facts."""
    return " · ".join([catalogue.text(f"notice.{notice.code}"), *(value for _, value in notice.values)])
