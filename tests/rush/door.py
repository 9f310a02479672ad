"""The door as it is, whatever any book says: where the tags lie, and whether the arm is free. Shared by the live world and its replay."""

from dataclasses import dataclass, field

from kiosk.lane.words import Direction, Sex


@dataclass
class Door:
    """Orders and acts change it; nothing else does. ``hand`` are the tags that somebody has, ``slot`` those that came back."""

    stacks: dict[Sex, list[str]]
    trays: dict[Sex, str] = field(default_factory=dict)
    hand: set[str] = field(default_factory=set)
    slot: list[str] = field(default_factory=list)
    releases: dict[Direction, int] = field(default_factory=lambda: dict.fromkeys(Direction, 0))

    def give(self, pool: Sex) -> bool:
        """Drop the next tag, unless one lies there; whether one fell."""
        falls = pool not in self.trays and bool(self.stacks[pool])
        if falls:
            self.trays[pool] = self.stacks[pool].pop(0)
        return falls

    def take(self, pool: Sex) -> str:
        """A hand takes the tag."""
        tag = self.trays.pop(pool)
        self.hand.add(tag)
        return tag

    def put_in_slot(self, tag: str) -> None:
        """A tag comes back."""
        self.hand.remove(tag)
        self.slot.append(tag)

    def refill(self, tags: list[str]) -> None:
        """Tags from the slot, disinfected, go to the bottoms of their stacks."""
        for tag in tags:
            self.slot.remove(tag)
            self.stacks[Sex(tag[0])].append(tag)
