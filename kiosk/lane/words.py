"""The small vocabularies that events, facts and views share."""

from enum import StrEnum


class Sex(StrEnum):
    """The sex that a card is issued to; it chooses the title and the changing room."""

    FEMALE = "F"
    MALE = "M"


class Language(StrEnum):
    """A language that the counter speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


class Direction(StrEnum):
    """Which way the turnstile lets somebody through."""

    ENTRY = "entry"
    EXIT = "exit"


class Line(StrEnum):
    """An input line that is no sensor of a device."""

    FIRE_ALARM = "fire_alarm"
    EMERGENCY = "emergency"


class Fault(StrEnum):
    """What is wrong with a device."""

    LOST = "lost"  # not there, or not answering
    JAM = "jam"
    EMPTY = "empty"
    LOW = "low"
    STUCK = "stuck"
    FULL = "full"
    BUSY = "busy"  # held by another program


class Kind(StrEnum):
    """In which of the day's figures a visit counts."""

    MEMBER = "member"
    TRIAL = "trial"
    COACH = "coach"
    STAFF = "staff"


class PlanKind(StrEnum):
    """How a card is used up."""

    TERM = "term"
    VISITS = "visits"
    TRIAL = "trial"


class Stage(StrEnum):
    """How far a visit has come. ``LEFT`` and ``ANNULLED`` are the ends."""

    GRANTED = "granted"
    TAG_GIVEN = "tag_given"
    ENTERED = "entered"
    LEFT = "left"
    ANNULLED = "annulled"


class Place(StrEnum):
    """Where a key tag is. A tag is in exactly one place."""

    STACK = "stack"  # in the dispenser, unused
    MOUTH = "mouth"  # dropped for a visit, not yet in a hand
    OUT = "out"  # with somebody
    USED = "used"  # given back, to be disinfected


class Sound(StrEnum):
    """A short sound that comes before any word."""

    YES = "yes"
    NO = "no"
    WAIT = "wait"
    BYE = "bye"
    ALARM = "alarm"


class Light(StrEnum):
    """What the beacon lamp shows."""

    REST = "rest"
    GO = "go"
    STOP = "stop"
    CALL = "call"
