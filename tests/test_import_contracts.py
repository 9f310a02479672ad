import pytest
from grimp import ImportGraph

from tests.import_contracts import Kept, Only

OURS = {"root_packages": ["kiosk", "audio"]}


@pytest.fixture
def graph() -> ImportGraph:
    graph = ImportGraph()
    for importer, imported in [
        ("kiosk.hardware.pcsc", "kiosk.lane.events"),
        ("kiosk.hardware.pcsc", "smartcard"),
        ("kiosk.wire.messages", "kiosk.errors"),
        ("kiosk.screens.link.client", "kiosk.wire.messages"),
    ]:
        graph.add_import(importer=importer, imported=imported)
    return graph


def broken(contract: Only | Kept, graph: ImportGraph) -> list[str]:
    lines: list[str] = contract.check(graph, verbose=False).metadata["lines"]
    return lines


def only(room: str, *may_import: str) -> Only:
    return Only("only", OURS, {"room": room, "may_import": list(may_import)})


def test_a_room_may_import_what_is_named_and_libraries(graph: ImportGraph) -> None:
    assert broken(only("kiosk.hardware", "kiosk.lane"), graph) == []


def test_a_room_that_imports_anything_else_of_ours_breaks_its_contract(graph: ImportGraph) -> None:
    assert broken(only("kiosk.hardware"), graph) == ["kiosk.hardware.pcsc -> kiosk.lane.events"]


def test_what_a_named_room_imports_is_its_own_affair(graph: ImportGraph) -> None:
    assert broken(only("kiosk.screens", "kiosk.wire.messages"), graph) == []


def test_a_name_that_only_begins_alike_is_another_room(graph: ImportGraph) -> None:
    graph.add_import(importer="kiosk.hardware.pcsc", imported="kiosk.lanes")
    assert broken(only("kiosk.hardware", "kiosk.lane"), graph) == ["kiosk.hardware.pcsc -> kiosk.lanes"]


def test_a_library_is_used_in_its_rooms_and_nowhere_else(graph: ImportGraph) -> None:
    def kept(*rooms: str) -> Kept:
        return Kept("kept", OURS, {"libraries": ["smartcard", "evdev"], "rooms": list(rooms)})

    assert broken(kept("kiosk.hardware"), graph) == []
    assert broken(kept("kiosk.screens"), graph) == ["kiosk.hardware.pcsc -> smartcard"]
