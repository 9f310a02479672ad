"""What commands share: ``--home``, ``--json`` and what it prints, a progress bar on the terminal."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kiosk.settings.home import DEFAULT_HOME, Home


def _to_home(_context: click.Context, _parameter: click.Parameter, path: Path) -> Home:
    return Home(path)


home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KIOSK_HOME",
    default=DEFAULT_HOME,
    show_default=True,
    show_envvar=True,
    callback=_to_home,
    help="Folder of settings, database and photos.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def json_text(facts: Any) -> str:
    """What ``--json`` prints of facts that people read too: a line each, Chinese as it is written."""
    return json.dumps(facts, ensure_ascii=False, indent=1)


class BarOnTerminal:
    """A progress bar that is drawn on a terminal and is silent elsewhere. Used as ``with BarOnTerminal(label) as progress``."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self._progress

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.render_finish()

    def _progress(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None or self._bar.length != total or done < self._bar.pos:
            self.__exit__()
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)


def somebody_there() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def one_line(most: int) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """Reads an option that is one line of at most so many letters."""

    def read(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
        line = None if text is None else text.strip()
        if line is not None and not (0 < len(line) <= most and line.isprintable()):
            raise click.BadParameter(f"is one line of 1 to {most} letters")
        return line

    return read
