"""What a process did to its files and said on its sockets, in order, as strace saw it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Command = list[str]

_CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink,openat,sendto,recvfrom"
_LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$")
_UNFINISHED = " <unfinished ...>"
_RESULT = re.compile(r"\) += (-?\d+)")
_FILE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Made:
    """A file was opened that may not have been there."""

    file: str


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes were handed to the system; they are not on disk yet."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncated:
    """A file was cut to this size."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """All that was written to this file, or folder, before is on disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A file was removed."""

    file: str


@dataclass(frozen=True, slots=True)
class Said:
    """Text left the process. It counts from the beginning of the call: somebody may have acted on it by its end."""

    descriptor: int
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Text came in."""

    descriptor: int
    text: str


Step = Made | Written | Truncated | Synced | Unlinked | Said | Heard


@dataclass(frozen=True, slots=True)
class UnderStrace:
    """Makes a command one that strace watches, as its grandchild: signals reach the command itself."""

    trace: Path

    def __call__(self, command: Command) -> Command:
        watch = ["strace", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-e", "signal=none"]
        return [*watch, "-o", str(self.trace), *command]


def steps_of(trace: Path, folder: Path) -> Iterator[Step]:
    """The steps of everything in this folder, and of all sockets."""
    began: dict[str, str] = {}
    for line in trace.read_text(encoding="ascii").splitlines():
        if not (match := _LINE.match(line)):
            continue
        process, call, rest = match.groups()
        arguments = began.pop(process, "") if " resumed>" in line[:60] else ""
        if not arguments and (step := _at_begin(call, rest, folder)):
            yield step
        if rest.endswith(_UNFINISHED):
            began[process] = rest.removesuffix(_UNFINISHED)
        elif (result := _RESULT.search(rest)) and int(result[1]) >= 0 and (step := _at_end(call, arguments + rest, folder)):
            yield step


def _at_begin(call: str, arguments: str, folder: Path) -> Step | None:
    match call:
        case "pwrite64" if file := _file(arguments, folder):
            return Written(file, int(arguments.rsplit(", ", 1)[1].split(")")[0].split()[0]), _data(arguments))
        case "ftruncate" if file := _file(arguments, folder):
            return Truncated(file, int(arguments.split(", ")[1].split(")")[0].split()[0]))
        case "unlink" if file := _inside(Path(_data(arguments).decode()), folder):
            return Unlinked(file)
        case "openat" if "O_CREAT" in arguments and (file := _inside(Path(_data(arguments).decode()), folder)):
            return Made(file)
        case "sendto":
            return Said(_descriptor(arguments), _data(arguments).decode())
        case _:
            return None


def _at_end(call: str, arguments: str, folder: Path) -> Step | None:
    match call:
        case "fdatasync" | "fsync" if file := _file(arguments, folder):
            return Synced(file)
        case "write" if file := _file(arguments, folder):
            raise ValueError(f"{file} is written without an offset")
        case "recvfrom":
            return Heard(_descriptor(arguments), _data(arguments).decode())
        case _:
            return None


def _descriptor(arguments: str) -> int:
    match = _FILE.match(arguments)
    return int(match[1]) if match else -1


def _file(arguments: str, folder: Path) -> str | None:
    match = _FILE.match(arguments)
    return _inside(Path(_plain(match[2]).decode(errors="replace")), folder) if match else None


def _inside(path: Path, folder: Path) -> str | None:
    """The name in the folder; ``.`` is the folder itself."""
    if path == folder:
        return "."
    return path.name if path.parent == folder else None


def _data(arguments: str) -> bytes:
    match = _TEXT.search(arguments)
    return _plain(match[1]) if match else b""


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
