"""What somebody types, and what can be made of it."""

from kiosk.errors import RequestRefused


def one_line(text: str, most: int, code: str, what: str) -> str:
    """The text as one line, without spaces at its ends.

    :param what: is named in the refusal, such as ``the name``.
    :raises RequestRefused: with this code, when it is empty, too long, or cannot be shown.
    """
    trimmed = text.strip()
    if not trimmed or len(trimmed) > most or not trimmed.isprintable():
        raise RequestRefused(code, f"{what} is one line of 1 to {most} letters")
    return trimmed
