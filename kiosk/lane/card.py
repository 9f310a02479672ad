"""One written form for a card's number, whichever reader saw it."""

_SEPARATORS = str.maketrans("", "", " :-\t")
_HEX = frozenset("0123456789ABCDEFabcdef")


def canonical_uid(text: str) -> str:
    """The UID as upper-case hex without separators: ``04:a1 b2-c3`` becomes ``04A1B2C3``.

    :param text: 4 to 10 bytes in hex (ISO/IEC 14443-3: UIDs of 4, 7 or 10 bytes; other readers 5 or 8).
    :raises ValueError: when it is not whole bytes of hex, or of another length.
    """
    uid = text.translate(_SEPARATORS)
    if not 8 <= len(uid) <= 20 or len(uid) % 2 or not _HEX.issuperset(uid):
        raise ValueError(f"not a card's UID: {text!r} (wanted 4 to 10 bytes in hex, such as 04A1B2C3D4E580)")
    return uid.upper()


def as_mark(mark: str) -> str:
    """What a tag is known by, from what was read or typed: its UID, or its number such as ``F-001``."""
    try:
        return canonical_uid(mark)
    except ValueError:
        return mark.strip().upper()
