"""One message in both languages."""

from kiosk.lane.words import Language
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.together import beside, stacked

BOTH = (Catalogue(Language.CHINESE, {"at": "{at} 到"}), Catalogue(Language.ENGLISH, {"at": "At {at}"}))


def test_two_languages_stand_beside_each_other_or_on_two_lines() -> None:
    assert beside(BOTH, "at", at="18:05") == "18:05 到 · At 18:05"
    assert stacked(BOTH, "at", at="18:05") == "18:05 到\nAt 18:05"


def test_one_language_stands_alone() -> None:
    assert beside(BOTH[:1], "at", at="18:05") == stacked(BOTH[:1], "at", at="18:05") == "18:05 到"
