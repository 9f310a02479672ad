"""Taking in an import, for the program that hands it over."""

from kiosk.desk.asked import Desk
from kiosk.desk.imports.incoming import Incoming
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportProgress, ImportRows


def begin(desk: Desk, request: BeginImport) -> dict[str, int]:
    """The number of the import, as ``import``: under it the rows are sent and the import is finished."""
    return desk.use(Incoming).begin(request, desk.write)


def add(desk: Desk, request: ImportRows) -> None:
    """Keep the next rows."""
    desk.use(Incoming).add(request, desk.write)


def finish(desk: Desk, request: FinishImport) -> None:
    """Let them count."""
    desk.use(Incoming).accept(request, desk.write)


def progress(desk: Desk, request: ImportProgress) -> dict[str, int | bool]:
    """How far it is: rows ``done`` ``of`` all, whether it is ``finished``, and how many were ``added``, ``updated`` or ``unchanged``."""
    return desk.use(Incoming).progress(request.number)
