"""Imports into a counter that runs."""

from kiosk.desk.asked import Asked, By, System
from kiosk.desk.imports import work
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportProgress, ImportRows

SYSTEM = System(
    "imports",
    (
        Asked(
            BeginImport,
            By.PROGRAM,
            work.begin,
            refuses=("import_runs", "imported_meanwhile", "too_many_rows", "rows_missing"),
            beside=True,
        ),
        Asked(ImportRows, By.PROGRAM, work.add, refuses=("no_such_import", "bad_row", "unknown_plan"), beside=True),
        Asked(FinishImport, By.PROGRAM, work.finish, refuses=("no_such_import", "rows_missing", "bad_row")),
        Asked(ImportProgress, By.PROGRAM, work.progress, refuses=("no_such_import",), repeatable=True),
    ),
)
