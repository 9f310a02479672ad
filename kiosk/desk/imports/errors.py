"""Why a file is not imported: every bad place, by line and column."""

from dataclasses import dataclass

from kiosk.errors import KioskError

LISTED = 50
"""How many problems are kept with their text; of the others only the number."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad place. ``line`` is the line of the file, from 1; none for both means the file as a whole."""

    line: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.column or "") if part)
        return f"{place}: {self.reason}" if place else self.reason


class ImportRefused(KioskError):
    """Nothing was imported. ``problems`` are the first ones, ``count`` is how many there are in all."""

    def __init__(self, source: str, problems: tuple[Problem, ...], count: int) -> None:
        super().__init__(source, problems, count)
        self.source = source
        self.problems = problems
        self.count = count

    def __str__(self) -> str:
        if self.count == 1:
            return f"nothing was imported from {self.source}: {self.problems[0]}"
        lines = [f"nothing was imported from {self.source}: {self.count} problems", *(f"  {problem}" for problem in self.problems)]
        if self.count > len(self.problems):
            lines.append(f"  … and {self.count - len(self.problems)} more")
        return "\n".join(lines)


class Problems:
    """Collects what is wrong with one file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._listed: list[Problem] = []
        self._count = 0

    def add(self, line: int | None, column: str | None, reason: str) -> None:
        """Note one bad place."""
        self._count += 1
        if len(self._listed) < LISTED:
            self._listed.append(Problem(line, column, reason))

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
