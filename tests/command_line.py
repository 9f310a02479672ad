"""The command line as it is typed: exit code, what it printed, what it complained of."""

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from kiosk.commands.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def kiosk(*arguments: str | Path, typed: str = "") -> Ran:
    """Run ``kiosk ARGUMENTS`` in this process."""
    out, err = io.StringIO(), io.StringIO()
    line = ["kiosk", *(str(argument) for argument in arguments)]
    with (
        mock.patch.object(sys, "argv", line),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Ran(code, out.getvalue(), err.getvalue())


def one_sentence(ran: Ran, code: int = 1) -> str:
    """The one plain line that a command ended with."""
    assert ran.code == code, ran
    assert "Traceback" not in ran.err
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    return lines[0]


def script(folder: Path, lines: Sequence[dict[str, Any] | str]) -> Path:
    """A script for the simulator."""
    file = folder / "script.jsonl"
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return file
