"""Every text of the desk's screens for a refusal."""

from pathlib import Path

from kiosk.lane.words import Language
from kiosk.screens import desk
from kiosk.screens.messages.catalogue import load_catalogue

Texts = dict[tuple[str, str], str]

_TABLE = "refused."


def refusals(language: Language) -> Texts:
    """Each by its system and its code."""
    folders = (file.parent for file in Path(next(iter(desk.__path__))).glob("*/zh.toml"))
    read = ((folder.name, load_catalogue(language, folder).messages) for folder in folders)
    return {(name, key.removeprefix(_TABLE)): text for name, messages in read for key, text in messages.items() if key.startswith(_TABLE)}
