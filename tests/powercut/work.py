"""What an admitted tap costs: the syncs that strace saw."""

from tests.powercut.recording import Recording
from tests.powercut.trace import Synced
from tests.rush.club import MEMBERS


def fdatasyncs_up_to_the_release(recording: Recording) -> int:
    """How often the disk was waited for between a member's tap and the release for it, when nobody else came between."""
    granted = {visit: uid for _, report in recording.reports for visit, uid in report["granted"]}
    taps = [(step, line["tap"]) for step, side, line in recording.lines if side == "heard" and "tap" in line]
    waits = []
    for order in recording.orders:
        if (order.what, order.of) == ("release", "entry") and (uid := granted[order.which]) in MEMBERS:
            tap = max(step for step, tapped in taps if tapped == uid and step < order.step)
            waits.append(sum(isinstance(step, Synced) for step in recording.steps[tap : order.step]))
    return min(waits)
