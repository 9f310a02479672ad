"""Which screen draws which face. A screen and its layout are loaded when first needed."""

from importlib import import_module
from typing import Any

from kiosk.lane.view import Alarm, Goodbye, LaneView, OutOfService, Refused, Rest, TagNotGiven, WalkThrough, Welcome
from kiosk.screens.member.scene import Scene


def draw_face(lane: LaneView, scene: Scene) -> Any:
    """The screen of the face of this view."""
    match lane.face:
        case Rest():
            from kiosk.screens.member.rest import RestScreen

            return RestScreen(scene, lane.troubles)
        case Welcome() as face:
            from kiosk.screens.member.welcome import WelcomeScreen

            return WelcomeScreen(face, scene)
        case WalkThrough() as face:
            from kiosk.screens.member.walk_through import WalkThroughScreen

            return WalkThroughScreen(face, scene)
        case Refused() as face:
            from kiosk.screens.member.refused import RefusedScreen

            return RefusedScreen(face, scene)
        case TagNotGiven() as face:
            from kiosk.screens.member.tag_not_given import TagNotGivenScreen

            return TagNotGivenScreen(face, scene)
        case Goodbye() as face:
            from kiosk.screens.member.goodbye import GoodbyeScreen

            return GoodbyeScreen(face, scene)
        case OutOfService() as face:
            from kiosk.screens.member.out_of_service import OutOfServiceScreen

            return OutOfServiceScreen(face, scene)
        case Alarm() as face:
            from kiosk.screens.member.alarm import AlarmScreen

            return AlarmScreen(face, scene)


def draw_connecting(scene: Scene, words: str) -> Any:
    """The screen when there is no counter; ``words`` is the table of the catalogue that says so."""
    from kiosk.screens.member.connecting import ConnectingScreen

    return ConnectingScreen(scene, words)


def load_all() -> None:
    """Load every screen beforehand, so that the first member does not wait for a layout to be read."""
    for name in ("rest", "welcome", "walk_through", "refused", "tag_not_given", "goodbye", "out_of_service", "alarm", "inside", "strip"):
        import_module(f"kiosk.screens.member.{name}")
