"""Simulated people: they see what the counter decided, and do what people do."""

from dataclasses import dataclass, field
from typing import Any

from kiosk.errors import MessageError
from kiosk.hardware.simulated import Door, Schedule
from kiosk.lane.decide import Decision
from kiosk.lane.events import Event
from kiosk.lane.records import CardRefused, Granted, NotServed
from kiosk.lane.state import Step
from kiosk.lane.words import Direction

FOLLOWER_S = 0.3
MOST_S = 3600
MOST_FOLLOWERS = 20


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the next person does.

    :param seconds: pace: how long before they take the tag, and again before they walk, at most ``MOST_S``; none is 1 s and 2 s.
    :param followed_by: people who slip through behind them, at most ``MOST_FOLLOWERS``.
    """

    takes_tag: bool = True
    walks_through: bool = True
    seconds: float | None = None
    followed_by: int = 0

    @property
    def take_s(self) -> float:
        """Seconds from the tag's drop to the hand."""
        return 1.0 if self.seconds is None else self.seconds

    @property
    def walk_s(self) -> float:
        """Seconds from the opening to the walk."""
        return 2.0 if self.seconds is None else self.seconds


def behaviour_from(fields: dict[str, Any]) -> Behaviour:
    """Read a script's ``behave``.

    :raises MessageError: for a key or a value that it has not.
    """
    for key, value in fields.items():
        match key, value:
            case (("takes_tag" | "walks_through"), bool()):
                continue
            case (("seconds" | "followed_by"), bool()):
                pass
            case "seconds", int() | float() if 0 <= value <= MOST_S:
                continue
            case "followed_by", int() if 0 <= value <= MOST_FOLLOWERS:
                continue
            case (("takes_tag" | "walks_through" | "seconds" | "followed_by"), _):
                pass
            case _:
                raise MessageError(f"behave has no {key!r}; it has takes_tag, walks_through, seconds, followed_by")
        raise MessageError(f"behave.{key} cannot be {value!r}")
    return Behaviour(**fields)


@dataclass(slots=True)
class People:
    """Everybody at the door. ``watch`` is given to the counter as one of its watchers."""

    door: Door
    schedule: Schedule
    next_one: Behaviour = Behaviour()
    _ways: dict[int, Behaviour] = field(default_factory=dict)
    _acted: tuple[int, Step] | None = None
    _exits: int = 0

    def behave(self, fields: dict[str, Any]) -> None:
        """Say how the next person behaves.

        :raises MessageError: for a key or a value that it has not.
        """
        self.next_one = behaviour_from(fields)

    def watch(self, event: Event, decision: Decision) -> None:
        """See a decision: take the tag that dropped, walk when the arm is free, walk out when it opens outwards."""
        del event
        for record in decision.records:
            match record:
                case Granted(visit=visit):
                    self._ways[visit], self.next_one = self.next_one, Behaviour()
                case CardRefused() | NotServed():
                    self.next_one = Behaviour()
                case _:
                    pass
        serving = decision.lane.serving
        if serving and (serving.visit, serving.step) != self._acted:
            self._acted = (serving.visit, serving.step)
            self._act(serving.visit, serving.step, serving.pool)
        if decision.lane.exits > self._exits:
            self.schedule.after(Behaviour().walk_s, lambda: self._walk_out())
        self._exits = decision.lane.exits

    def _act(self, visit: int, step: Step, pool: Any) -> None:
        way = self._ways.get(visit, Behaviour())
        if step is Step.TAG and way.takes_tag:
            self.schedule.after(way.take_s, lambda: self._take(pool))
        elif step is Step.WALK and way.walks_through:
            self.schedule.after(way.walk_s, lambda: self._walk(way))

    def _take(self, pool: Any) -> None:
        self.door.take_tag(pool)

    def _walk(self, way: Behaviour) -> None:
        if not self.door.walk(Direction.ENTRY):
            return
        for follower in range(way.followed_by):
            self.schedule.after(FOLLOWER_S * (follower + 1), lambda: self.door.slip_through(Direction.ENTRY))

    def _walk_out(self) -> None:
        self.door.walk(Direction.EXIT)
