"""``kiosk demo --headless DIR``: an evening that plays by itself, and what it leaves behind."""

import json
import subprocess
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from audio.speech import SpeechError, render_phrase
from kiosk.database.people import staff_numbers
from kiosk.database.store import one_moment
from kiosk.demo.album import Album
from kiosk.demo.club import demo_club
from kiosk.demo.new_club import init_demo_home
from kiosk.demo.script import evening, script_text
from kiosk.desk.classes.programme import Occurrence, programme, sources_of
from kiosk.desk.figures.figures import Figures, as_json
from kiosk.desk.figures.table import figures_table
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.simulator.playing import Happened, Played, play
from kiosk.simulator.report import played_as_text
from kiosk.simulator.script import read_script
from kiosk.wire.messages import ClubView, Shown, encode
from kiosk.wiring.desk import classes_shown

Progress = Callable[[int, int], None]
Bar = Callable[[str], AbstractContextManager[Progress]]

SIZES = ("1024x600", "1280x800")
_GREETINGS = (("zh", {"name": "王一诺", "sex": "F", "tag": "F-017"}), ("en", {"name": "Grace Fielding", "sex": "F", "tag": "F-003"}))
_NOTEWORTHY = (
    "refused", "annulled", "device", "input", "power_cut", "restarted", "tag_strayed", "reply", "request_refused", "not_seen", "not_served",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evening:
    """What was played and what is left of it."""

    played: Played
    screenshots: tuple[Path, ...]
    recordings: tuple[Path, ...]
    account: Path

    @property
    def figures(self) -> Figures:
        """Those of the evening's business day."""
        return self.played.days[0]

    def as_json(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "happened": dict(Tally(each.what for each in self.played.happened)),
            "figures": as_json(self.figures),
            "screenshots": [str(path) for path in self.screenshots],
            "recordings": [str(path) for path in self.recordings],
            "account": str(self.account),
        }

    def as_text(self) -> str:
        """For people: what was out of the ordinary, the figures, and where everything is."""
        noteworthy = [_line(each) for each in self.played.happened if each.what in _NOTEWORTHY]
        admitted = sum(each.what == "entered" for each in self.played.happened)
        return "\n".join(
            [
                *noteworthy,
                "",
                f"{admitted} people walked in; every step of everybody stands in {self.account}",
                "",
                figures_table(self.figures),
                f"{len(self.screenshots)} screenshots: {self.screenshots[0].parent.parent}",
                *(f"recording: {path}" for path in self.recordings),
            ]
        )


def play_evening(home: Home | None, folder: Path, bar: Bar) -> Evening:
    """Play the evening of today and leave screenshots, recordings and an account of it in ``folder``.

    :param home: a demo home to play in; none makes one that is thrown away.
    :param bar: draws the progress of each part.
    :raises KioskError: when the home or the folder cannot be used, or those who ask in the evening do not work there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(f"{folder} cannot be made: {error.strerror}; choose another folder") from None
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as thrown_away:
        return _play_in(home or Home(Path(thrown_away)), folder, bar)


def _play_in(home: Home, folder: Path, bar: Bar) -> Evening:
    if not home.settings_file.exists():
        init_demo_home(home, now=datetime.now(UTC))
    settings, plans = home.settings(), home.plans()
    today = datetime.now(settings.club.zone).date()
    with one_moment(home.database_file) as db:
        staff = staff_numbers(db)
    script = read_script(script_text(evening(demo_club(today), today, settings.club.zone)), settings.lane.name, staff)
    album = Album()
    with home.owned(), bar("evening") as progress:
        played = play(home, settings, plans, script, lambda done: progress(done, len(script)), album)
    account = folder / "evening.txt"
    account.write_text(played_as_text(played), encoding="utf-8")
    with bar("recordings") as progress:
        recordings = _record(settings, folder / "recordings", progress)
    with bar("screenshots") as progress:
        screenshots = _photograph(_pages(home, settings, album), folder / "screenshots", progress)
    return Evening(played, screenshots, recordings, account)


def _pages(home: Home, settings: Settings, album: Album) -> list[tuple[str, Shown]]:
    club = settings.club
    with one_moment(home.database_file) as db:
        return [
            (name, Shown(view, ClubView(club.name, club.name_en, classes_shown(_classes(db, view.at.date(), club.zone)))))
            for name, view in album.in_both_languages()
        ]


def _classes(db: Database, day: date, zone: tzinfo) -> tuple[Occurrence, ...]:
    return programme(day, sources_of(db, day, zone), zone)


def _photograph(pages: list[tuple[str, Shown]], folder: Path, progress: Progress) -> tuple[Path, ...]:
    """Have the screen program draw every page, at both sizes, in a process of its own."""
    lines = "".join(json.dumps({"name": name, "shown": json.loads(encode(shown))}, ensure_ascii=False) + "\n" for name, shown in pages)
    paths: list[Path] = []
    for size in SIZES:
        command = [sys.executable, "-m", "kiosk.screens.pictures.gallery", str(folder / size), "--size", size]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as gallery:
            if gallery.stdin is None or gallery.stdout is None:
                raise HomeError("the screen program cannot be reached")
            gallery.stdin.write(lines)
            gallery.stdin.close()
            for line in gallery.stdout:
                paths.append(Path(line.strip()))
                progress(len(paths), len(pages) * len(SIZES))
        if gallery.returncode:
            raise HomeError(f"the screens of {size} could not be drawn (the lines above say why)")
    return tuple(paths)


def _record(settings: Settings, folder: Path, progress: Progress) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for done, (language, values) in enumerate(_GREETINGS, 1):
        path = folder / f"greeting-{language}.wav"
        try:
            render_phrase("welcome", language, values, path, settings.sound)
        except SpeechError as error:
            raise HomeError(f"the greeting cannot be spoken: {error}; run: apt-get install espeak-ng") from None
        paths.append(path)
        progress(done, len(_GREETINGS))
    return tuple(paths)


def _line(happened: Happened) -> str:
    facts = " ".join(f"{name}={value}" for name, value in happened.data.items() if value is not None)
    return f"{happened.at:%H:%M:%S}  {happened.what:<12}{facts}"
