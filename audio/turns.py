"""Who may sound next: the announcer's manners as pure functions of the orders, the time and what sounds now.

- One thing at a time. A chime goes before speech, an alarm before everything else.
- A chime begins at once: it cuts short whatever sounds, so the greeting of the one before ends when the next card is decided.
  Speech waits for its turn and cuts nothing short, unless it is an alarm. Nothing cuts an alarm.
- While an alarm sounds or waits, other chimes are dropped, and other speech waits.
- Sound never comes late: what is older than ``STALE_…_S`` when its turn comes is dropped.
- What was cut short or dropped is not heard again.
"""

from dataclasses import dataclass

from audio.orders import Chime, Order, Say, Why

STALE_CHIME_S = 1.0
STALE_SPEECH_S = 4.0
STALE_ALARM_S = 30.0
MAX_WAITING = 8

Drops = tuple[tuple[Order, Why], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The orders that wait, the next first."""

    waiting: tuple[Order, ...] = ()


def is_alarm(order: Order) -> bool:
    """Whether lives may hang on it."""
    match order:
        case Chime(sound=name) | Say(phrase=name):
            return name == "alarm" or name.startswith("alarm_")


def cuts(order: Order, sounding: Order) -> bool:
    """Whether this new order may cut short what sounds now."""
    return not is_alarm(sounding) and (isinstance(order, Chime) or is_alarm(order))


def join(line: Line, order: Order, sounding: Order | None) -> tuple[Line, Drops]:
    """Let an order join the line while ``sounding`` sounds. Returns the line, and what drops out of it."""
    waiting = line.waiting
    drops: Drops = ()
    if isinstance(order, Chime):
        if not is_alarm(order) and any(is_alarm(other) for other in (*waiting, *((sounding,) if sounding else ()))):
            return line, ((order, Why.ALARM),)
        drops = tuple((other, Why.SUPERSEDED) for other in waiting if isinstance(other, Chime))
        waiting = tuple(other for other in waiting if not isinstance(other, Chime))
    waiting = tuple(sorted((*waiting, order), key=_rank))
    if len(waiting) > MAX_WAITING:
        oldest = min((other for other in waiting if not is_alarm(other)), key=lambda other: other.at_s, default=waiting[-1])
        waiting = tuple(other for other in waiting if other is not oldest)
        drops = (*drops, (oldest, Why.TOO_MANY))
    return Line(waiting), drops


def freshen(line: Line, now_s: float) -> tuple[Line, Drops]:
    """Drop what has become too old to be said at this time."""
    late = tuple(order for order in line.waiting if now_s - order.at_s > stale_after_s(order))
    fresh = tuple(order for order in line.waiting if order not in late)
    return Line(fresh), tuple((order, Why.STALE) for order in late)


def without(line: Line, order: Order) -> Line:
    """The line after this order left it."""
    return Line(tuple(other for other in line.waiting if other is not order))


def stale_after_s(order: Order) -> float:
    """How old an order may become before it is better not heard."""
    if is_alarm(order):
        return STALE_ALARM_S
    return STALE_CHIME_S if isinstance(order, Chime) else STALE_SPEECH_S


def _rank(order: Order) -> tuple[bool, bool]:
    return not is_alarm(order), isinstance(order, Say)
