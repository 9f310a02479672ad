"""Reads a language's messages. A key is the path to a message, such as ``refused.expired.title``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.lane.words import Language

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language."""

    language: Language
    messages: dict[str, str]

    def text(self, key: str, **values: object) -> str:
        """The message, filled in.

        :raises KeyError: when there is no such message, or a value that it needs is not given.
        """
        return self.messages[key].format(**values)


def load_catalogue(language: Language, folder: Path = _FOLDER) -> Catalogue:
    """Read the messages that ship in ``LANGUAGE.toml`` of this folder; without one, those for members."""
    tree = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Catalogue(language, dict(_flat(tree)))


def _flat(tree: dict[str, Any], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in tree.items():
        match value:
            case dict():
                found += _flat(value, f"{path}{name}.")
            case list():
                found += [(f"{path}{name}.{place}", item) for place, item in enumerate(value, 1)]
            case _:
                found.append((f"{path}{name}", value))
    return found
