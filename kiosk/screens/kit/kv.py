"""Loads the layout that lies beside a screen's module."""

from pathlib import Path

from kivy.lang import Builder


def load_layout(module: str) -> None:
    """Load ``NAME.kv`` beside ``NAME.py``. :param module: the module's ``__file__``."""
    Builder.load_file(str(Path(module).with_suffix(".kv")))
