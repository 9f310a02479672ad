"""Asks the running counter, as a screen does, which of its devices are in trouble."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.upkeep.findings import Finding, Health
from kiosk.wire.asking import view_seen_at

_TROUBLES = {
    "lost": "does not answer; look at its plug and cable",
    "jam": "a tag is jammed; open the dispenser and take it out",
    "empty": "no tags are left; fill the stack",
    "low": "few tags are left; fill the stack soon",
    "stuck": "the arm does not turn; look for something in its way",
    "full": "the return slot is full; empty it",
    "busy": "another program holds its lines; stop that program",
}


def examine_counter(counter_socket: Path) -> Iterator[Finding]:
    """Whether the counter runs and, when it does, each device that is in trouble."""
    shown = view_seen_at(counter_socket)
    if shown is None:
        yield Finding("counter", Health.CARE, "not running; start it with: kiosk counter (on a device: systemctl start kiosk-counter)")
        return
    yield Finding("counter", Health.WELL, "running")
    for trouble in shown.lane.troubles:
        yield Finding(trouble.device, Health.BAD, _TROUBLES.get(trouble.fault.value, trouble.fault.value))
