"""Makes ``docs/imports.md`` from the columns that the imports know."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.desk.imports.columns import Column
from kiosk.desk.imports.kinds import columns_of
from kiosk.desk.imports.requests import ImportKind

PAGE = Path(__file__).parents[2] / "docs/imports.md"
HEAD = Path(__file__).with_name("head.md")


def page() -> str:
    """The whole page."""
    parts = [HEAD.read_text(encoding="utf-8").strip()]
    for kind in ImportKind:
        parts += [f"## {kind}", "\n".join(_table(columns_of(kind)))]
    return "\n\n".join(parts) + "\n"


def _table(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | also called | holds | such as |"
    yield "| --- | --- | --- | --- |"
    for column in columns:
        words = column.words
        yield f"| `{column.name}`{' *' if column.required else ''} | {', '.join(words.called)} | {words.about} | {words.example} |"
