"""``python -m benchmarks [NAME …]``: measure, print a table, and keep it as ``build/bench.json``. All of them without a NAME."""

import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from benchmarks import at_rest, card_to_pin, decision, desk_beside, import_beside, soak, time_to_ready, work_of_a_tap
from benchmarks.figure import Figure

KEPT = Path("build/bench.json")
BENCHMARKS: dict[str, Callable[[], Iterable[Figure]]] = {
    "work": work_of_a_tap.measure,
    "decision": decision.measure,
    "card": card_to_pin.measure,
    "desk": desk_beside.measure,
    "import": import_beside.measure,
    "rest": at_rest.measure,
    "ready": time_to_ready.measure,
    "soak": soak.measure,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(tuple(BENCHMARKS)))
@click.option("--minutes", default=soak.MINUTES, show_default=True, type=click.FloatRange(0.5), help="How long the soak lasts.")
def bench(names: tuple[str, ...], minutes: float) -> None:
    """Measure NAMES, or everything."""
    for name in names or tuple(BENCHMARKS):
        measure = partial(soak.measure, minutes) if name == "soak" else BENCHMARKS[name]
        _keep(name, _measured(name, measure))


def _keep(name: str, measured: dict[str, Any]) -> None:
    """Put it beside what other runs measured."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({**kept, name: measured}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measured(name: str, measure: Callable[[], Iterable[Figure]]) -> dict[str, Any]:
    began_s, load = time.monotonic(), os.getloadavg()[0]
    figures = tuple(measure())
    loads = (load, os.getloadavg()[0])
    click.echo(
        f"{name}: {time.monotonic() - began_s:.0f} s, load of the machine {loads[0]:.1f} to {loads[1]:.1f} on {os.cpu_count()} cores"
    )
    for one in figures:
        asked = "" if one.at_most is None else f"at most {one.at_most:g}"
        click.echo(f"  {one.what:<66}{one.seen:>9.2f} {one.unit:<3}{asked:<14}{'' if one.holds else 'FALLS SHORT'}")
    rows = [{"what": one.what, "seen": round(one.seen, 3), "unit": one.unit, "at_most": one.at_most, "holds": one.holds} for one in figures]
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": platform.machine(), "load": loads, "figures": rows}


if __name__ == "__main__":
    bench()
