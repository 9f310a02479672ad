"""Two kinds of contract for import-linter: what a room may import, and where a library may be used."""

from collections.abc import Iterable

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _inside(module: str, rooms: Iterable[str]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


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
