"""Taking in an import, for the program that hands it over."""

from kiosk.desk.asked import Desk
from kiosk.desk.imports.incoming import Incoming
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportProgress, ImportRows


def begin(desk: Desk, request: BeginImport) -> dict[str, int]:
    """The number of the import."""
    return desk.use(Incoming).begin(request, desk.write)


def add(desk: Desk, request: ImportRows) -> None:
    """Keep the next rows."""
    desk.use(Incoming).add(request, desk.write)


def finish(desk: Desk, request: FinishImport) -> None:
    """Let them count."""
    desk.use(Incoming).accept(request, desk.write)


def progress(desk: Desk, request: ImportProgress) -> dict[str, int | bool]:
    """How far it is."""
    del request
    return desk.use(Incoming).progress()
