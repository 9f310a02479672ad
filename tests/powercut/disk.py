"""What a disk may hold when the power goes: everything that was synced, and any torn part of what was not."""

from dataclasses import dataclass, field
from random import Random

from tests.powercut.trace import Made, Step, Synced, Truncated, Unlinked, Written

SECTOR = 512
FOLDER = "."


@dataclass
class _File:
    synced: bytearray = field(default_factory=bytearray)
    pending: list[Written | Truncated] = field(default_factory=list)
    named: bool = True  # whether its name in the folder is on disk
    unlinked: bool = False


class Disk:
    """Follows the steps of a process.

    :param files: what the folder held at the start, all of it on disk.
    :param keep: the names that matter; what SQLite shares in memory (``-shm``) does not survive by its nature.
    """

    def __init__(self, files: dict[str, bytes], keep: frozenset[str]) -> None:
        self._keep = keep
        self._files = {name: _File(bytearray(content)) for name, content in files.items() if name in keep}

    def follow(self, step: Step) -> None:
        """This step was begun, or for a sync: ended."""
        match step:
            case Made(file) if file in self._keep and file not in self._files:
                self._files[file] = _File(named=False)
            case Written(file) | Truncated(file) if file in self._keep:
                self._files[file].pending.append(step)
            case Synced(file) if file == FOLDER:
                self._sync_names()
            case Synced(file) if file in self._keep:
                for write in self._files[file].pending:
                    _apply(self._files[file].synced, write)
                self._files[file].pending.clear()
            case Unlinked(file) if file in self._files:
                self._files[file].unlinked = True
            case _:
                pass

    def left(self, chance: Random) -> dict[str, bytes]:
        """One of the states in which the disk may be found."""
        found = {}
        for name, file in self._files.items():
            if (file.named and not file.unlinked) or chance.random() < 0.5:
                found[name] = bytes(_torn(file, chance))
        return found

    def _sync_names(self) -> None:
        for file in self._files.values():
            file.named = True
        self._files = {name: file for name, file in self._files.items() if not file.unlinked}


def _torn(file: _File, chance: Random) -> bytearray:
    """Nothing of what is pending, all of it, the first of it, or any of its sectors in any order."""
    content, pending = bytearray(file.synced), file.pending
    match chance.randrange(5):
        case 0:
            whole, torn = 0, 0
        case 1:
            whole, torn = len(pending), len(pending)
        case 2:
            whole = chance.randint(0, len(pending))
            torn = min(whole + 1, len(pending))
        case _:
            whole, torn = 0, len(pending)
    share = chance.choice([0.1, 0.5, 0.9])
    for write in pending[:whole]:
        _apply(content, write)
    for write in pending[whole:torn]:
        for piece in _sectors(write):
            if chance.random() < share:
                _apply(content, piece)
    return content


def _sectors(write: Written | Truncated) -> list[Written | Truncated]:
    if isinstance(write, Truncated):
        return [write]
    pieces: list[Written | Truncated] = []
    start = write.offset
    while start < write.offset + len(write.data):
        end = min((start // SECTOR + 1) * SECTOR, write.offset + len(write.data))
        pieces.append(Written(write.file, start, write.data[start - write.offset : end - write.offset]))
        start = end
    return pieces


def _apply(content: bytearray, write: Written | Truncated) -> None:
    match write:
        case Truncated(size=size):
            del content[size:]
            content.extend(bytes(size - len(content)))
        case Written(offset=offset, data=data):
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(data)] = data
