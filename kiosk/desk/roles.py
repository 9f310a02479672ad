"""Who works here as what, and what each role may ask. Checked in the counter, never in the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.desk.asked import Asked


class Role(StrEnum):
    """What somebody works as."""

    RECEPTIONIST = "receptionist"
    CASHIER = "cashier"
    BAR = "bar"
    CONSULTANT = "consultant"
    COACH = "coach"
    CLEANER = "cleaner"
    ENGINEER = "engineer"
    LEAD = "lead"
    MANAGER = "manager"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class Roles:
    """What each role may ask: groups, and single requests by their names on the wire."""

    may: Mapping[Role, frozenset[str]]

    def allow(self, role: Role, asked: Asked) -> bool:
        """Whether this role may ask this."""
        return not self.may[role].isdisjoint((asked.by.value, asked.name))
