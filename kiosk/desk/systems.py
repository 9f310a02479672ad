"""Every system of the front desk, one a line."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sqlite_utils.migrations import Migrations

from kiosk.desk.announcing.system import SYSTEM as ANNOUNCING
from kiosk.desk.asked import GROUPS, Asked, System
from kiosk.desk.classes.system import SYSTEM as CLASSES
from kiosk.desk.door.system import SYSTEM as DOOR
from kiosk.desk.figures.system import SYSTEM as FIGURES
from kiosk.desk.imports.system import SYSTEM as IMPORTS
from kiosk.desk.simulated.system import SYSTEM as SIMULATED
from kiosk.desk.staff.system import SYSTEM as STAFF

SYSTEMS: tuple[System, ...] = (
    STAFF,
    DOOR,
    CLASSES,
    ANNOUNCING,
    FIGURES,
    IMPORTS,
    SIMULATED,
)


def asks_of(systems: Iterable[System] = SYSTEMS) -> Mapping[type, Asked]:
    """Every request by its type."""
    return MappingProxyType({asked.request: asked for system in systems for asked in system.asks})


def requests_of(systems: Iterable[System] = SYSTEMS) -> Mapping[str, type]:
    """The type of every request by its name on the wire."""
    return MappingProxyType({asked.name: asked.request for system in systems for asked in system.asks})


def grants_of(systems: Iterable[System] = SYSTEMS) -> frozenset[str]:
    """What a role can be given: the groups, and every request of one of them."""
    return frozenset((*GROUPS, *(asked.name for system in systems for asked in system.asks if asked.by in GROUPS)))


def tables_of(systems: Iterable[System] = SYSTEMS) -> tuple[Migrations, ...]:
    """The migrations of those that have tables of their own."""
    return tuple(system.tables for system in systems if system.tables)
