"""A message in several languages at once."""

from collections.abc import Iterable

from kiosk.screens.messages.catalogue import Catalogue


def beside(languages: Iterable[Catalogue], key: str, **values: object) -> str:
    """The message in these languages on one line: ``叫工作人员 · Call staff``."""
    return " · ".join(catalogue.text(key, **values) for catalogue in languages)


def stacked(languages: Iterable[Catalogue], key: str, **values: object) -> str:
    """The message in these languages, each on a line of its own."""
    return "\n".join(catalogue.text(key, **values) for catalogue in languages)
