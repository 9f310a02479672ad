"""Who may sound next: the announcer's manners as pure functions of the orders, the time and what sounds now.

- One thing at a time in a zone. A chime goes before speech, an alarm before everything else. Chimes and greetings sound at the desk,
  announcements in the zones that they name; an urgent announcement is an alarm.
- A chime begins at once: it cuts short a chime or a greeting, so the greeting of the one before ends when the next card is decided.
  Over an announcement it just sounds.
- A greeting waits for its turn and cuts nothing short. It is never spoken over an announcement, and not after it either: it is dropped.
- An announcement is on time: it cuts a greeting short. It waits for another announcement.
- An alarm cuts everything else short, and nothing cuts an alarm. While one sounds or waits, other chimes are dropped, and other
  speech waits.
- Of too many that wait, chimes and greetings go first, the oldest of them before the others.
- Sound never comes late: what is older than ``STALE_…_S`` when its turn comes is dropped.
- What was cut short or dropped is not heard again.
"""

from collections.abc import Sequence

from audio.orders import Announce, Audible, Chime, Order, Say, Why

STALE_CHIME_S = 1.0
STALE_SPEECH_S = 4.0
STALE_ANNOUNCEMENT_S = 30.0
STALE_ALARM_S = 30.0
MAX_WAITING = 8
DESK = "desk"

Line = tuple[Audible, ...]
"""The orders that wait, the next first."""

Drops = tuple[tuple[Audible, Why], ...]


def is_alarm(order: Audible) -> bool:
    """Whether lives may hang on it."""
    match order:
        case Announce(urgent=urgent):
            return urgent
        case Chime(sound=name) | Say(phrase=name):
            return name == "alarm" or name.startswith("alarm_")


def is_passing(order: Order) -> bool:
    """A chime or a greeting: there will be another with the next card, so it is the first to go where it is crowded."""
    return isinstance(order, Chime | Say) and not is_alarm(order)


def zones_of(order: Audible) -> frozenset[str]:
    """Where it sounds."""
    return frozenset(order.zones if isinstance(order, Announce) else (DESK,))


def cuts(order: Audible, sounding: Audible) -> bool:
    """Whether this order may cut short what sounds now."""
    if is_alarm(sounding) or not _meet(order, sounding):
        return False
    return is_alarm(order) or (isinstance(order, Chime | Announce) and isinstance(sounding, Say)) or _both_chimes(order, sounding)


def held(order: Audible, ahead: Line, sounding: Sequence[Audible]) -> bool:
    """Whether it must wait for one of those ahead of it in the line, or for what sounds."""
    return any(not _together(order, other) for other in ahead) or any(
        not _together(order, other) and not cuts(order, other) for other in sounding
    )


def join(line: Line, order: Audible, sounding: Sequence[Audible]) -> tuple[Line, Drops]:
    """Let an order join the line while others sound. Returns the line, and what drops out of it."""
    before = [other for other in (*line, *sounding) if _meet(order, other)]
    if isinstance(order, Chime) and not is_alarm(order) and any(map(is_alarm, before)):
        return line, ((order, Why.ALARM),)
    if isinstance(order, Say) and not is_alarm(order) and any(isinstance(other, Announce) for other in before):
        return line, ((order, Why.ANNOUNCING),)
    drops = tuple((other, why) for other in line if (why := _displaced(other, order)))
    dropped = [other for other, _ in drops]
    line = tuple(sorted((*(other for other in line if other not in dropped), order), key=_rank))
    if len(line) > MAX_WAITING:
        least = min(line, key=lambda other: (is_alarm(other), not is_passing(other), other.at_s))
        line = without(line, least)
        drops = (*drops, (least, Why.TOO_MANY))
    return line, drops


def freshen(line: Line, now_s: float) -> tuple[Line, Drops]:
    """Drop what has become too old to be said at this time."""
    fresh = tuple(order for order in line if now_s - _wanted_at_s(order) <= stale_after_s(order))
    return fresh, tuple((order, Why.STALE) for order in line if order not in fresh)


def without(line: Line, order: Audible) -> Line:
    """The line after this order left it."""
    return tuple(other for other in line if other is not order)


def stale_after_s(order: Audible) -> float:
    """How old an order may become before it is better not heard."""
    if is_alarm(order):
        return STALE_ALARM_S
    match order:
        case Chime():
            return STALE_CHIME_S
        case Say():
            return STALE_SPEECH_S
        case Announce():
            return STALE_ANNOUNCEMENT_S


def _wanted_at_s(order: Audible) -> float:
    return max(order.at_s, order.words_at_s) if isinstance(order, Announce) else order.at_s


def _meet(order: Audible, other: Audible) -> bool:
    return not zones_of(order).isdisjoint(zones_of(other))


def _both_chimes(order: Audible, other: Audible) -> bool:
    return isinstance(order, Chime) and isinstance(other, Chime)


def _together(order: Audible, other: Audible) -> bool:
    """Whether both may be heard at the same time."""
    if not _meet(order, other):
        return True
    chime_over_announcement = {type(order), type(other)} == {Chime, Announce}
    return chime_over_announcement and not is_alarm(order) and not is_alarm(other)


def _displaced(waiting: Audible, order: Audible) -> Why | None:
    """Why the one that waits gives up its place when this order comes."""
    if _both_chimes(order, waiting):
        return Why.SUPERSEDED
    if isinstance(order, Announce) and isinstance(waiting, Say) and not is_alarm(waiting) and _meet(order, waiting):
        return Why.ANNOUNCING
    return None


def _rank(order: Audible) -> tuple[bool, bool, bool]:
    return not is_alarm(order), not isinstance(order, Chime), isinstance(order, Say)
