"""What a text in the settings may be, written beside its key: ``Annotated[str, Checked(check)]``."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that ``check`` accepts; it raises ``ValueError`` with what is wrong and what is wanted."""

    check: Callable[[str], object]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a mistake, ``; did you mean WORD?``, or nothing when no known word is close."""
    by_lower = {each.lower(): each for each in known}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5)
    return f"; did you mean {by_lower[close[0]]}?" if close else ""
