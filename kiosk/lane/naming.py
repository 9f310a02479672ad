"""One way from the name of a type to the word for it."""


def word_of(kind: type) -> str:
    """The word for this type on the wire: ``ReturnTag`` is ``return_tag``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("_")
