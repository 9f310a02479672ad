"""Whoever looks at the lane, or nobody."""

from typing import Protocol

from kiosk.lane.notices import Notice
from kiosk.lane.view import LaneView


class Audience(Protocol):
    """Whoever looks at the lane."""

    def show(self, view: LaneView) -> None:
        """The whole view changed."""

    def tell(self, notice: Notice) -> None:
        """The desk must hear of this."""


class NoAudience:
    """The audience of a counter that nobody looks at."""

    def show(self, view: LaneView) -> None:
        """Not seen."""

    def tell(self, notice: Notice) -> None:
        """Not heard."""
