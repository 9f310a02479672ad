"""What keeps the touchscreen from starting."""


class ScreenError(RuntimeError):
    """The touchscreen cannot be shown (technician). The text is one plain sentence."""
