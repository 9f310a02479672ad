"""The command line's end of an import into a home whose counter runs: hands over checked rows, and waits until all are stored."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kiosk.database.imports import Counts
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportKind, ImportProgress, ImportRows
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.wire.asking import Asking

PART_BYTES = 24 * 1024
"""Of the rows in one message, as they stand in it: well below a line's length."""
LOOK_S = 0.1


def hand_in(
    home: Home, kind: ImportKind, calendar: str | None, lines: Sequence[str], after: int, progress: Callable[[int, int], None]
) -> Counts:
    """Hand these rows to the counter that runs in this home.

    :param after: the number of the import that was the last one when they were checked.
    :raises RequestRefused: when the counter cannot take them; nothing was imported.
    :raises HomeError: when it goes away; the text says whether the rows count.
    """
    with Asking(home.socket) as asking:
        number = asking.ask(BeginImport(kind, len(lines), after, calendar))["import"]
        sent = 0
        for part in _parts(lines):
            asking.ask(ImportRows(number, part))
            sent += len(part)
            progress(sent, len(lines))
        asking.ask(FinishImport(number))
        try:
            return _when_stored(lambda: asking.ask(ImportProgress(number)), progress)
        except HomeError:
            raise HomeError("every row counts, but the counter stopped before all were stored; it goes on at its next start") from None


def _parts(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(json.dumps(line, ensure_ascii=False).encode())
        if part and size + length > PART_BYTES:
            yield tuple(part)
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield tuple(part)


def _when_stored(look: Callable[[], dict[str, Any]], progress: Callable[[int, int], None]) -> Counts:
    while not (at := look())["finished"]:
        progress(at["done"], at["of"])
        time.sleep(LOOK_S)
    progress(at["of"], at["of"])
    return Counts(at["added"], at["updated"], at["unchanged"])
