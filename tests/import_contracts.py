"""Three kinds of contract for import-linter: what a room may import, who stays apart, and where a library may be used.

A ``*`` in the name of a room stands for one name: ``kiosk.desk.*.requests``.
"""

from collections.abc import Iterable
from itertools import zip_longest

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _inside(module: str, rooms: Iterable[str]) -> bool:
    return any(_matches(module, room) for room in rooms)


def _matches(module: str, room: str) -> bool:
    """Whether the module is this room, or lies in it."""
    return all(wanted in (None, "*", name) for name, wanted in zip_longest(module.split("."), room.split(".")))


def _broken(lines: list[str]) -> ContractCheck:
    return ContractCheck(kept=not lines, metadata={"lines": sorted(lines)})


def _print(check: ContractCheck) -> None:
    for line in check.metadata["lines"]:
        output.print_error(line)


class Only(Contract):
    """Everything in ``room`` imports, of our own code, the room itself and ``may_import``; what those import is their affair."""

    type_name = "only"
    room: str = fields.StringField()  # type: ignore[assignment]
    may_import: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 the signature is import-linter's
        ours = {module.partition(".")[0] for module in self.session_options["root_packages"]}
        allowed = [self.room, *self.may_import]
        return _broken(
            [
                f"{module} -> {imported}"
                for module in graph.modules
                if _inside(module, [self.room])
                for imported in graph.find_modules_directly_imported_by(module)
                if _inside(imported, ours) and not _inside(imported, allowed)
            ]
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        _print(check)


class Apart(Contract):
    """The folders in ``house`` do not import one another, but as ``may_know`` says. Files beside them serve them all."""

    type_name = "apart"
    house: str = fields.StringField()  # type: ignore[assignment]
    may_know: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 the signature is import-linter's
        folders = [child for child in graph.find_children(self.house) if graph.find_children(child)]
        return _broken(
            [
                f"{module} -> {imported}"
                for folder in folders
                for module in graph.find_descendants(folder) | {folder}
                for imported in graph.find_modules_directly_imported_by(module)
                for other in folders
                if other != folder and _inside(imported, [other]) and f"{folder} -> {other}" not in self.may_know
            ]
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        _print(check)


class Kept(Contract):
    """``libraries`` are imported in ``rooms`` and nowhere else."""

    type_name = "kept"
    libraries: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]
    rooms: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 the signature is import-linter's
        return _broken(
            [
                f"{module} -> {library}"
                for library in self.libraries
                if library in graph.modules
                for module in graph.find_modules_that_directly_import(library)
                if not _inside(module, self.rooms)
            ]
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        _print(check)
