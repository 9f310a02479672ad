"""How a list is read here: what was asked for on the command line, and what this home has of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import click

from kiosk.desk.imports.options import Options
from kiosk.desk.imports.uids import UidForms
from kiosk.hardware.keystrokes import Format, uid_from_text
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard

F = TypeVar("F", bound=Callable[..., Any])

READINGS = {form.value: partial(uid_from_text, format=form) for form in Format}


@dataclass(frozen=True, slots=True)
class ListOptions:
    """The options of ``kiosk import`` on how to read.

    :param sheet: of a workbook; the first that fits when none.
    :param uid_format: of UIDs that are all digits; that of the keyboard readers when none.
    :param clear_empty: whether an empty cell takes away what is stored.
    """

    sheet: str | None = None
    uid_format: str | None = None
    clear_empty: bool = False

    def here(self, settings: Settings, plans: Mapping[str, PlanCard]) -> Options:
        """As the list is checked in a home with these settings and card kinds."""
        names = {code: (card.name_zh, card.name_en) for code, card in plans.items()}
        return Options(self.clear_empty, UidForms(READINGS, self.uid_format or _typed_here(settings), self.uid_format is not None), names)


AS_THEY_ARE = ListOptions()
_OPTIONS = (
    click.option("--sheet", metavar="NAME", help="Of a workbook; the first that has the columns without it."),
    click.option(
        "--uid-format",
        type=click.Choice(["hex", "decimal_be", "decimal_le", "wiegand_3_5"]),
        help="Of UIDs that are all digits; what this counter's keyboard readers type without it.",
    ),
    click.option("--clear-empty", is_flag=True, help="An empty cell takes away what is stored. Without it, it takes nothing away."),
)


def list_options(command: F) -> F:
    """``--sheet``, ``--uid-format``, ``--clear-empty``: the parts of ``ListOptions``, by their names."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _typed_here(settings: Settings) -> str | None:
    """The one format that all keyboard readers of this counter type; none when there is no such reader, or two formats."""
    formats = {reader.format.value for reader in settings.keyboard}
    return formats.pop() if len(formats) == 1 else None
