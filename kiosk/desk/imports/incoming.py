"""Takes in an import while the counter runs: whole or not at all, and nobody at the turnstile waits for it.

The rows of members wait in a table of their own until the last one is there. Then one small transaction makes them count. From that
moment whoever taps is stored first, and all the others follow in short steps; a power cut only interrupts the steps.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from sqlite3 import IntegrityError

from sqlite_utils import Database

from kiosk.database import imports_under_way
from kiosk.database.imports import Counts
from kiosk.database.imports_under_way import Import, Row, Waiting
from kiosk.database.journal import Stamp
from kiosk.database.store import Store, Urgency, Write, Writing
from kiosk.desk.imports.handing import person_of, store_lines
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportKind, ImportRows
from kiosk.errors import DatabaseUnusable, RequestRefused, way_of

log = logging.getLogger("kiosk.incoming")

AT_ONCE = 5_000
"""So many rows of staff, classes or tags go in with one transaction; a club has no more."""
STEP = 25
AGAIN_S = 10.0
WHO = "technician"


class Incoming:
    """One import at a time.

    :param stamp: now, and by whom, for the journal.
    :param plans: the card kinds that this counter knows.
    :param changed: called in the thread that accepts when classes are others now.
    """

    def __init__(
        self,
        store: Store,
        stamp: Callable[[], Stamp],
        plans: frozenset[str],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._plans = plans
        self._stamp = stamp
        self._changed = changed
        self._standing: Import | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Go on with what was accepted before the counter stopped."""
        found = self._store.read(imports_under_way.last)
        if found and found.accepted and not found.finished:
            self._stand(found)

    def finish(self) -> None:
        """Store what was accepted before, to the end, in this thread."""
        found = self._store.read(imports_under_way.last)
        if found and found.accepted and not found.finished:
            while not self._store.write(partial(self._step, current=found), Urgency.BULK):
                pass

    def stop(self) -> None:
        """Stop between two steps. The next start goes on."""
        self._stopping.set()
        if self._thread:
            self._thread.join()

    def store_waiting_rows_of(self, mark: str) -> None:
        """Whoever has this UID or card number is as the import that counts has them. In the thread that decides, before it asks."""
        if found := self._standing:
            self._store.write(lambda writing: _store(writing, found, imports_under_way.waiting_about(writing.db, mark)))

    def begin(self, request: BeginImport, write: Write) -> dict[str, int]:
        """A file was checked: its rows will come. The number of the import is its ``import``.

        :raises RequestRefused: when it cannot be taken in now.
        """
        if request.rows < 0:
            raise RequestRefused("rows_missing", "not every row has arrived; try again")
        if request.rows > AT_ONCE and request.kind is not ImportKind.MEMBERS:
            raise RequestRefused(
                "too_many_rows", f"more than {AT_ONCE} rows of {request.kind} keep members waiting; stop the counter first"
            )

        def change(writing: Writing) -> dict[str, int]:
            before = imports_under_way.last(writing.db)
            if before and before.accepted and not before.finished:
                raise RequestRefused("import_runs", "another import is not done yet; wait a moment and try again")
            if request.after != (before.number if before else 0):
                raise RequestRefused("imported_meanwhile", "somebody else imports too; try again")
            return {"import": imports_under_way.begin(writing.db, request.kind, request.calendar, request.rows)}

        return write(change, Urgency.BULK)

    def add(self, request: ImportRows, write: Write) -> None:
        """Keep the next rows.

        :raises RequestRefused: when they are none of this import.
        """
        current = self._store.read(partial(_current, number=request.number), Urgency.DESK)
        arrived = [self._row(current, line) for line in request.rows]

        def change(writing: Writing) -> None:
            _current(writing.db, request.number)
            imports_under_way.add(writing.db, arrived)

        write(change, Urgency.BULK)

    def accept(self, request: FinishImport, write: Write) -> None:
        """From now on the rows count. In the thread that decides, between two events.

        :raises RequestRefused: when they cannot.
        """

        def change(writing: Writing) -> Import:
            db, stamp = writing.db, self._stamp()
            current = _current(db, request.number)
            if imports_under_way.left(db) != current.rows:
                raise RequestRefused("rows_missing", "not every row has arrived; try again")
            whole = current.kind != ImportKind.MEMBERS
            imports_under_way.accept(db, current.number, stamp.at)
            _store(writing, current, imports_under_way.waiting(db, AT_ONCE) if whole else imports_under_way.waiting_in_flight(db))
            writing.journal(stamp, f"import_{current.kind}", {"import": current.number, "rows": current.rows})
            if whole:
                self._finish(writing, current)
            return current

        accepted: list[Import] = []
        try:
            write(lambda writing: accepted.append(change(writing)), Urgency.DESK)
        except (ValueError, TypeError, IntegrityError) as error:
            raise RequestRefused("bad_row", f"a row cannot be stored: {error}") from None
        if accepted[0].kind != ImportKind.MEMBERS:
            self._changed()
        else:
            self._stand(accepted[0])

    def progress(self, number: int) -> dict[str, int | bool]:
        """How far this import is.

        :raises RequestRefused: when there is none of this number.
        """
        found = self._store.read(partial(imports_under_way.of_number, number=number), Urgency.DESK)
        if found is None:
            raise RequestRefused("no_such_import", "another import took the place of this one; try again")
        counts = found.counts
        done = counts.added + counts.updated + counts.unchanged
        return {
            "done": done, "of": found.rows, "finished": found.finished,
            "added": counts.added, "updated": counts.updated, "unchanged": counts.unchanged,
        }  # fmt: skip

    def _row(self, current: Import, line: str) -> Row:
        if current.kind != ImportKind.MEMBERS:
            return Row(None, None, line)
        try:
            change = person_of(line)
        except ValueError as error:
            raise RequestRefused("bad_row", str(error)) from None
        plan = change.values.get("plan")
        if plan not in self._plans:
            raise RequestRefused("unknown_plan", f"the counter that runs does not know the plan {plan!r}; start it again first")
        return Row(change.number, change.uid, line)

    def _stand(self, current: Import) -> None:
        self._standing = current
        self._thread = threading.Thread(target=self._work, args=(current,), name="import", daemon=True)
        self._thread.start()

    def _work(self, current: Import) -> None:
        """Step by step, resting between two as long as a step takes."""
        failed = False
        while not self._stopping.is_set():
            began_s = time.monotonic()
            try:
                if self._store.write(partial(self._step, current=current), Urgency.BULK):
                    self._standing = None
                    return
                failed, rest_s = False, time.monotonic() - began_s
            except DatabaseUnusable as error:
                if not failed:
                    log.error("import_waits because=%s", error)
                failed, rest_s = True, AGAIN_S
            except Exception as error:
                if not failed:
                    log.error("import_step_failed error=%s", way_of(error))
                failed, rest_s = True, AGAIN_S
            self._stopping.wait(rest_s)

    def _step(self, writing: Writing, current: Import) -> bool:
        """Store the next rows; returns whether those were the last."""
        rows = imports_under_way.waiting(writing.db, STEP)
        _store(writing, current, rows)
        if len(rows) == STEP:
            return False
        self._finish(writing, current)
        return True

    def _finish(self, writing: Writing, current: Import) -> None:
        stamp = self._stamp()
        imports_under_way.finish(writing.db, current.number, stamp.at)
        done = imports_under_way.last(writing.db)
        counts = done.counts if done else Counts(0, 0, 0)
        writing.journal(stamp, "import_finished", {"import": current.number, "added": counts.added, "updated": counts.updated})


def _store(writing: Writing, current: Import, rows: Waiting) -> None:
    if rows or current.calendar is not None:  # a calendar in which nothing is left takes its classes away
        counts = store_lines(writing.db, ImportKind(current.kind), current.calendar, [change for _, change in rows])
        imports_under_way.stored(writing.db, current.number, rows, counts)


def _current(db: Database, number: int) -> Import:
    """The import whose rows come in now."""
    found = imports_under_way.last(db)
    if found is None or found.number != number or found.accepted:
        raise RequestRefused("no_such_import", "another import took the place of this one; try again")
    return found
