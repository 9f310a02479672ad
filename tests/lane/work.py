"""What the database is asked for one member's tap, and when in the tap."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from kiosk.hardware.simulated import Door
from tests.lane.club import Club


@dataclass(frozen=True, slots=True)
class Work:
    """The statements, BEGIN and COMMIT among them.

    :param grant: from the card until the tag drops.
    :param fall: after that and before a hand comes.
    :param hand: from the hand in the mouth until the turnstile opens.
    :param after: for the hand, after that.
    """

    grant: list[str]
    fall: list[str]
    hand: list[str]
    after: list[str]


def work_of(club: Club, uid: str) -> Work:
    """Let this member tap and take the tag, and listen to the database."""
    statements: list[str] = []
    heard: dict[str, list[str]] = {}

    def listening(name: str, method: Callable[..., Any], *arguments: Any) -> Any:
        heard[name], statements[:] = statements.copy(), []
        return method(*arguments)

    give, release = Door.give, Door.release
    with (
        patch.object(Door, "give", lambda door, pool: listening("grant", give, door, pool)),
        patch.object(Door, "release", lambda door, direction: listening("hand", release, door, direction)),
    ):
        club.stage.store.read(lambda db: db.conn.set_trace_callback(statements.append))
        club.do(tap=uid)
        listening("fall", lambda: None)
        club.wait(1)
        club.stage.store.read(lambda db: db.conn.set_trace_callback(None))
    return Work(heard["grant"], heard["fall"], heard["hand"], statements)
