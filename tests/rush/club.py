"""A club for a rush: so few tags that they must be put back, cards that are used up, and a lane that soon loses patience."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.database.store import Store, Writing
from kiosk.lane.words import Sex
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.wiring.new_home import init_home
from tests.club import MADE, PIN, QUICK

LEAD = "S01"
TAKE_TAG_S, WALK_S = 1.0, 1.0
TAGS_A_POOL = 12
_SETTINGS = f"""
[club]
opens = "10:00"
closes = "10:00"
[tags]
per_pool = {TAGS_A_POOL}
[sound]
enabled = false
"""

MEMBERS = {f"04A000{number:02X}": Sex.FEMALE if number % 2 else Sex.MALE for number in range(28)}
STAFF = ("05B00001", "05B00002")
STRANGERS = ("0CC00001", "0CC00002")


class QuickHome(Home):
    """A home whose lane waits for nobody longer than a rush in a test can bear."""

    def settings(self) -> Settings:
        """The settings of this home, with times below those that a settings file may ask for."""
        settings = super().settings()
        lane = replace(settings.lane, same_card_s=0.02, take_tag_s=TAKE_TAG_S, walk_s=WALK_S, refused_s=0.1, goodbye_s=0.1)
        return replace(settings, lane=lane)


def make_rush_club(folder: Path) -> QuickHome:
    """The club, ready to run."""
    home = QuickHome(folder / "club")
    home.path.mkdir()
    for name, content in _files().items():
        (home.path / name).write_bytes(content)
    return home


@cache
def _files() -> dict[str, bytes]:
    """What a home with the club in it holds; made once."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.settings_file.write_text(_SETTINGS, encoding="utf-8")
        init_home(home, now=MADE)
        store = Store(home.database_file, "main")
        store.write(_settle)
        store.close()
        return {file.name: file.read_bytes() for file in home.path.iterdir()}


def _settle(writing: Writing) -> None:
    for number, (uid, sex) in enumerate(MEMBERS.items()):
        plan, visits, until = ("ten", 4, None) if number % 4 == 3 else ("annual", None, "2025-12-31" if number == 10 else None)
        card = (f"A{number:03d}", f"name of A{number:03d}", sex.value, plan, visits, until)
        writing.db.execute("INSERT INTO members (card_no, name, sex, plan, visits_left, valid_until) VALUES (?, ?, ?, ?, ?, ?)", card)
        writing.db.execute("INSERT INTO credentials (uid, card_no) VALUES (?, ?)", (uid, card[0]))
    staff = ((LEAD, "lead", None), ("S02", "coach", STAFF[0]), ("S03", "cleaner", STAFF[1]))
    for staff_no, role, card_uid in staff:
        row = (staff_no, f"name of {staff_no}", role, QUICK.hash(PIN))
        writing.db.execute("INSERT INTO staff (staff_no, name, role, sex, pin_hash) VALUES (?, ?, ?, 'F', ?)", row)
        if card_uid:
            writing.db.execute("INSERT INTO credentials (uid, staff_no) VALUES (?, ?)", (card_uid, staff_no))
