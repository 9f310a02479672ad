"""What systemd is told, as sd_notify(3) says."""

import socket
from pathlib import Path
from uuid import uuid4

from kiosk.counter.systemd import ALIVE, READY, Notifier
from tests.service_manager import ServiceManager


def test_states_are_told_in_one_message(tmp_path: Path) -> None:
    with ServiceManager(tmp_path) as manager:
        notifier = Notifier(manager.address)
        notifier.tell(READY, "STATUS=open")
        assert manager.hear() == ["READY=1", "STATUS=open"]
        notifier.close()
        notifier.tell(ALIVE)
        assert manager.heard() == []


def test_an_abstract_address_begins_with_an_at_sign() -> None:
    name = f"kiosk-{uuid4()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}")
        notifier = Notifier(f"@{name}")
        notifier.tell(READY)
        assert manager.recv(100) == b"READY=1"
        notifier.close()


def test_a_manager_that_is_gone_or_does_not_read_holds_nobody_up(tmp_path: Path) -> None:
    for address in (None, "", str(tmp_path / "nobody")):
        notifier = Notifier(address)
        notifier.tell(READY)
        notifier.close()
    with ServiceManager(tmp_path) as manager:
        notifier = Notifier(manager.address)
        for _ in range(2000):
            notifier.tell(ALIVE)
        assert 0 < manager.heard().count(ALIVE) < 2000
        notifier.close()
