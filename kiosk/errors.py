"""What goes wrong, by who can act on it."""


class KioskError(Exception):
    """Anything that is told in one plain sentence. ``exit_code`` is the command's."""

    exit_code = 1


class SettingsError(KioskError):
    """The settings are wrong (technician). Holds every mistake, one a line."""

    exit_code = 2

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class HomeError(KioskError):
    """The home folder, its database or its lock cannot be used (technician)."""


class RequestRefused(KioskError):
    """A request that a rule forbids (desk). ``code`` is for the screen's catalogue."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class MessageError(KioskError, ValueError):
    """A line on the socket or in a script that cannot be read."""
