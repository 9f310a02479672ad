"""Who may have an umbrella."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.errors import RequestRefused


@dataclass(frozen=True, slots=True)
class Lent:
    """An umbrella that is with a member. ``since`` is in UTC."""

    umbrella: int
    card_no: str
    since: str


def must_be_free(umbrella: int, card_no: str, lent: Iterable[Lent]) -> None:
    """One umbrella a member, and one member an umbrella.

    :raises RequestRefused: when either is taken.
    """
    for one in lent:
        if one.umbrella == umbrella:
            raise RequestRefused("umbrella_lent", f"umbrella {umbrella} is with {one.card_no}; take another")
        if one.card_no == card_no:
            raise RequestRefused("has_umbrella", f"{card_no} has umbrella {one.umbrella}; take that back first")
