"""The shipped settings, plans and demo club, as data of ``kiosk.config``: ``importlib.resources.files("kiosk.config")``."""
