"""The tables as the journal tells them, written down a second time: what is in one and not in the other was half written."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Self

from sqlite_utils import Database

from tests.rush.door import Door

_VISIT = (
    "business_day", "kind", "card_no", "staff_no", "sex", "uid", "stage", "tag", "granted_at", "offered_at", "tag_given_at",
    "entered_at", "tag_back_at", "left_at", "annulled_at", "annulled",
)  # fmt: skip

Row = dict[str, Any]


def true_time(entry: Row) -> str:
    """When it happened; the journal itself never runs backwards."""
    return str(entry["data"].get("true_at") or entry["at"])


@dataclass
class Books:
    """Visits, tags and the visits left on cards. ``moved`` are the tags that each entry put back into the stack, by its number."""

    visits: dict[int, Row] = field(default_factory=dict)
    tags: dict[str, Row] = field(default_factory=dict)
    visits_left: dict[str, int] = field(default_factory=dict)
    moved: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, db: Database) -> Self:
        """What the tables say."""
        visits = db.execute(f"SELECT visit, {', '.join(_VISIT)} FROM visits").fetchall()
        tags = db.execute("SELECT tag, pool, place, position, visit, since FROM tags").fetchall()
        left = db.execute("SELECT card_no, visits_left FROM members WHERE visits_left IS NOT NULL").fetchall()
        return cls(
            {visit: dict(zip(_VISIT, row, strict=True)) for visit, *row in visits},
            {tag: dict(zip(("pool", "place", "position", "visit", "since"), row, strict=True)) for tag, *row in tags},
            dict(left),
        )

    def copy(self) -> Self:
        """Another of the same."""
        return deepcopy(self)

    def differences(self, other: Self) -> list[str]:
        """What is not the same."""
        pairs: list[tuple[str, dict[Any, Any], dict[Any, Any]]] = [
            ("visit", self.visits, other.visits),
            ("tag", self.tags, other.tags),
            ("visits left of", self.visits_left, other.visits_left),
        ]
        return [
            f"{what} {key}: {mine.get(key)} is not {theirs.get(key)}"
            for what, mine, theirs in pairs
            for key in mine.keys() | theirs.keys()
            if mine.get(key) != theirs.get(key)
        ]

    @property
    def in_flight(self) -> list[int]:
        """Visits that have neither entered nor ended."""
        return [visit for visit, row in self.visits.items() if row["stage"] in ("granted", "tag_given")]

    def is_out(self, tag: str) -> bool:
        """Whether somebody has it."""
        return bool(self.tags[tag]["place"] == "out")

    def misplaced(self, door: Door) -> dict[str, str]:
        """What to say of each tag that is not where it is."""
        true = dict.fromkeys(door.hand, "out") | dict.fromkeys(door.trays.values(), "mouth")
        places = {tag: row["place"] if row["place"] in ("out", "mouth") else "home" for tag, row in self.tags.items()}
        return {tag: f"{tag} is {real}, in the books {place}" for tag, place in places.items() if place != (real := true.get(tag, "home"))}

    def write(self, entry: Row) -> None:
        """Carry one entry of the journal over."""
        at, data = true_time(entry), entry["data"]
        match entry["what"]:
            case "granted":
                self._grant(entry)
            case "tag_offered":
                self.visits[data["visit"]] |= {"tag": data["tag"], "offered_at": at}
                self.tags[data["tag"]] |= {"place": "mouth", "visit": data["visit"], "since": at}
            case "tag_given":
                self.visits[data["visit"]] |= {"stage": "tag_given", "tag": data["tag"], "tag_given_at": at}
                self.tags[data["tag"]] |= {"place": "out", "visit": data["visit"], "since": at}
            case "entered":
                self.visits[data["visit"]] |= {"stage": "entered", "entered_at": at}
                if data["charged_card"]:
                    self.visits_left[data["charged_card"]] -= 1
            case "left":
                self.visits[data["visit"]] |= {"stage": "left", "left_at": at}
            case "annulled":
                self.visits[data["visit"]] |= {"stage": "annulled", "annulled_at": at, "annulled": data["reason"]}
            case "tag_kept":
                self.tags[data["tag"]] |= {"place": "stack", "visit": None, "since": at}
            case "tag_strayed":
                self.tags[data["tag"]] |= {"place": "out", "visit": data["visit"], "since": at}
                if data["visit"]:
                    self.visits[data["visit"]] |= {"tag": data["tag"], "tag_given_at": at}
            case "tag_back":
                self.tags[data["tag"]] |= {"place": "used", "visit": None, "since": at}
                if data["visit"]:
                    self.visits[data["visit"]]["tag_back_at"] = at
            case "tags_put_back":
                self._put_back(entry)
            case _:
                pass

    def _grant(self, entry: Row) -> None:
        data, at = entry["data"], true_time(entry)
        person = {key: data[key] for key in ("kind", "card_no", "staff_no", "sex", "uid", "tag")}
        offered = at if data["tag"] else None
        begun = {"business_day": entry["business_day"], "stage": "granted", "granted_at": at, "offered_at": offered}
        self.visits[data["visit"]] = dict.fromkeys(_VISIT) | person | begun
        if data["tag"]:
            self.tags[data["tag"]] |= {"place": "mouth", "visit": data["visit"], "since": at}

    def _put_back(self, entry: Row) -> None:
        used = [name for name, tag in self.tags.items() if (tag["place"], tag["pool"]) == ("used", entry["data"]["pool"])]
        self.moved[entry["sequence"]] = used = sorted(used, key=lambda name: self.tags[name]["position"])
        bottom = max(tag["position"] for tag in self.tags.values())
        for name in used:
            self.tags[name] |= {"place": "stack", "since": true_time(entry), "position": self.tags[name]["position"] + bottom}
