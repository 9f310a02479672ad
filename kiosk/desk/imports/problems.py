"""Why a file is not imported: every bad place, by line and column."""

from kiosk.errors import ImportRefused, Problem

LISTED = 50
"""How many problems are kept with their text; of the others only the number."""


class Problems:
    """Collects what is wrong with one file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._listed: list[Problem] = []
        self._count = 0

    def add(self, line: int | None, column: str | None, reason: str) -> None:
        """Note one bad place."""
        self.note(Problem(line, column, reason))

    def note(self, problem: Problem) -> None:
        """Note one that is put into words already."""
        self._count += 1
        if len(self._listed) < LISTED:
            self._listed.append(problem)

    def refuse(self, line: int | None, column: str | None, reason: str) -> ImportRefused:
        """Note it, and give the error to raise at once because reading on makes no sense."""
        self.add(line, column, reason)
        return self._refused()

    def raise_if_any(self) -> None:
        """:raises ImportRefused: when anything was noted; the problems are in the order of the file."""
        if self._count:
            raise self._refused()

    def _refused(self) -> ImportRefused:
        return ImportRefused(self._source, tuple(sorted(self._listed, key=lambda problem: problem.line or 0)), self._count)
