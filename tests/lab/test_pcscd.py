"""The PC/SC service that goes and comes under the running counter."""

from kiosk.lane.view import OutOfService, Rest
from kiosk.lane.words import Fault
from tests.club import CLEANER, UNKNOWN
from tests.lab.door import Door


def test_service_that_is_stopped_is_missed_and_found_again(door: Door) -> None:
    door.present(UNKNOWN)
    door.pcscd.stop()
    try:
        for reader in ("reader:front", "reader:slot"):
            door.wait_for("device", device=reader, fault=Fault.LOST, down=True)
        door.wait_for_face(OutOfService("reader:front", Fault.LOST))
    finally:
        door.pcscd.start()
    for reader in ("reader:front", "reader:slot"):
        door.wait_for("device", device=reader, fault=Fault.LOST, down=False)
    door.wait_for_face(Rest())
    door.present(CLEANER)
    door.pulses("turnstile.entry")
    assert len(door.journal("device")) == 4
