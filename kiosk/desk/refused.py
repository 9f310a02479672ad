"""A request that a rule of the desk forbids."""


class Refused(Exception):
    """Told to whoever asked. ``code`` is for the screen's catalogue, the text says what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
