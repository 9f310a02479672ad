"""Who may sound next: the announcer's manners as pure functions of the orders, the time and what sounds now.

- One thing at a time. A chime goes before speech, an alarm before everything else.
- A chime begins at once: it cuts short whatever sounds, so the greeting of the one before ends when the next card is decided.
  Speech waits for its turn and cuts nothing short, unless it is an alarm. Nothing cuts an alarm.
- While an alarm sounds or waits, other chimes are dropped, and other speech waits.
- Sound never comes late: what is older than ``STALE_…_S`` when its turn comes is dropped.
- What was cut short or dropped is not heard again.
"""

from audio.orders import Chime, Order, Say, Why

STALE_CHIME_S = 1.0
STALE_SPEECH_S = 4.0
STALE_ALARM_S = 30.0
MAX_WAITING = 8

Line = tuple[Order, ...]
"""The orders that wait, the next first."""

Drops = tuple[tuple[Order, Why], ...]


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
    drops: Drops = ()
    if isinstance(order, Chime):
        before = (*line, sounding) if sounding else line
        if not is_alarm(order) and any(map(is_alarm, before)):
            return line, ((order, Why.ALARM),)
        drops = tuple((other, Why.SUPERSEDED) for other in line if isinstance(other, Chime))
        line = tuple(other for other in line if not isinstance(other, Chime))
    line = tuple(sorted((*line, order), key=_rank))
    if len(line) > MAX_WAITING:
        oldest = min((other for other in line if not is_alarm(other)), key=lambda other: other.at_s, default=line[-1])
        line = without(line, oldest)
        drops = (*drops, (oldest, Why.TOO_MANY))
    return line, drops


def freshen(line: Line, now_s: float) -> tuple[Line, Drops]:
    """Drop what has become too old to be said at this time."""
    fresh = tuple(order for order in line if now_s - order.at_s <= stale_after_s(order))
    return fresh, tuple((order, Why.STALE) for order in line if order not in fresh)


def without(line: Line, order: Order) -> Line:
    """The line after this order left it."""
    return tuple(other for other in line if other is not order)


def stale_after_s(order: Order) -> float:
    """How old an order may become before it is better not heard."""
    if is_alarm(order):
        return STALE_ALARM_S
    return STALE_CHIME_S if isinstance(order, Chime) else STALE_SPEECH_S


def _rank(order: Order) -> tuple[bool, bool]:
    return not is_alarm(order), isinstance(order, Say)
