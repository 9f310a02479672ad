"""Why something was not done, by what rule, and who can help: as the desk reads it."""

from functools import cache
from pathlib import Path

from kiosk.lane.words import Language
from kiosk.screens.messages.catalogue import Catalogue, load_catalogue

COMMON = "common"
"""The folder with the words for what can become of any request."""
OTHER = "other"
"""Its words for a code that nobody here knows."""

_FOLDER = Path(__file__).parent


def refusal_text(system: str, code: str, language: Language) -> str:
    """What the desk reads when a request of this system is refused with this code: first the system's own words, then the common ones.

    A code that is not known here is of a newer counter, and has words too: no screen ever shows a code.

    :raises FileNotFoundError: when no system of this name has screens.
    """
    wordings = [(system, code), (COMMON, code), (COMMON, OTHER)]
    return next(text for name, key in wordings if (text := _catalogue(name, language).messages.get(f"refused.{key}")))


@cache
def _catalogue(name: str, language: Language) -> Catalogue:
    return load_catalogue(language, _FOLDER / name)
