"""Plays lines against the small club and tells what came of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.settings.home import Home
from tests.club import make_club
from tests.command_line import kiosk, script


@dataclass(frozen=True, slots=True)
class Played:
    """What the command printed."""

    happened: list[dict[str, Any]]
    figures: dict[str, Any]
    days: list[dict[str, Any]]

    def told(self, *words: str) -> list[str]:
        """What happened, as ``word key=value``, of these words only, or all."""
        lines = []
        for each in self.happened:
            facts = " ".join(f"{key}={each['data'][key]}" for key in TELLING if each["data"].get(key) is not None)
            if not words or each["what"] in words:
                lines.append(f"{each['what']} {facts}".strip())
        return lines

    def times(self, word: str) -> list[str]:
        """The club's clock when this happened."""
        return [each["at"][11:19] for each in self.happened if each["what"] == word]


TELLING = ("visit", "tag", "reason", "by", "charged_card", "tags", "code", "because", "in_flight", "device", "down", "line", "on", "asked")


class Club:
    """The small club with its simulator."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home: Home = make_club(folder)

    def play(self, *lines: dict[str, Any]) -> Played:
        ran = kiosk("simulate", script(self.folder, lines), "--json", "--home", self.home.path)
        assert ran.code == 0, ran.err
        return Played(ran.json["happened"], ran.json["figures"], ran.json["days"])
