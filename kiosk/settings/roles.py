"""What each role may ask, from ``roles.toml``."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

from kiosk.desk.asked import GROUPS
from kiosk.desk.roles import Role, Roles
from kiosk.desk.systems import grants_of
from kiosk.settings.limits import Checked, did_you_mean
from kiosk.settings.reading import read_settings_file
from kiosk.settings.values import shown


def load_roles(path: Path) -> Roles:
    """Read what each role may ask.

    :raises SettingsError: with every mistake of the file.
    """
    read = read_settings_file(path, _RolesFile)
    return Roles({Role(field.name): frozenset(getattr(read, field.name)) for field in fields(read)})


def _check_grant(word: str) -> None:
    known = grants_of()
    if word not in known:
        hint = did_you_mean(word, known)
        raise ValueError(f"{shown(word)} is no group and no request; wanted {', '.join(GROUPS)}, or a name of docs/requests.md{hint}")


_Grants = tuple[Annotated[str, Checked(_check_grant)], ...]


@dataclass(frozen=True, slots=True)
class _RolesFile:
    receptionist: _Grants
    cashier: _Grants
    bar: _Grants
    consultant: _Grants
    coach: _Grants
    cleaner: _Grants
    engineer: _Grants
    lead: _Grants
    manager: _Grants
    technician: _Grants
