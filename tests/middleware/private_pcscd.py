"""A pcscd of a test's own: with virtual readers on free ports, and nothing shared with the machine's pcscd. Needs root."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.middleware.waiting import wait_until

DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
SLOTS = 2  # of each virtual reader, on ports that follow each other

SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"


def fast_polling(directory: Path) -> Path:
    """Compile what makes pcscd look at its virtual readers every 5 ms instead of every 400."""
    library = directory / "fastsleep.so"
    source = Path(__file__).with_name("fastsleep.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    return library


def free_port() -> int:
    """The first of ``SLOTS`` free ports in a row."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            try:
                for slot in range(1, SLOTS):
                    socket.create_server(("127.0.0.1", port + slot)).close()
            except (OSError, OverflowError):
                continue
            return port


class PrivatePcscd:
    """``readers`` are names; a card for one goes to ``ports[name]``. A client finds it by ``PCSCLITE_CSOCK_NAME=socket``.

    A process settles for one socket with its first call of PC/SC: in one process let all of these have one ``directory``.
    """

    def __init__(self, readers: tuple[str, ...], directory: Path | None = None, preload: Path | None = None) -> None:
        self.ports = {name: free_port() for name in readers}
        self._own_directory = directory is None
        self._directory = directory or Path(tempfile.mkdtemp(prefix="pcscd-"))  # a socket's path must be short
        self._preload = preload
        self._process: subprocess.Popen[bytes] | None = None
        self.socket = str(self._directory / "run" / "pcscd.comm")

    def start(self, without: str | None = None) -> None:
        """Start it; ready when this returns. ``without`` leaves one reader unplugged."""
        run, log = self._directory / "run", self._directory / "log"
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir()
        Path("/run/pcscd").mkdir(exist_ok=True)
        self._plug(without)
        environment = dict(os.environ)
        preload = f"LD_PRELOAD={self._preload} " if self._preload else ""
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                ["unshare", "--mount", "sh", "-c", f"mount --bind {run} /run/pcscd && {preload}exec pcscd -f -i -c {self._readers}"],
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=environment,
            )
        wait_until(lambda: b"daemon ready" in log.read_bytes(), "pcscd")

    def stop(self) -> None:
        """Stop it, as a restart of the service does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def hang(self) -> None:
        """Let it hang until ``go_on``."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.go_on()
        self.stop()
        if self._own_directory:
            shutil.rmtree(self._directory)

    @property
    def _readers(self) -> Path:
        return self._directory / "readers.conf"

    def _plug(self, without: str | None) -> None:
        lines = []
        for name, port in self.ports.items():
            # The driver has room for one reader: a second one needs a copy of it, or takes the first one's cards.
            driver = self._directory / f"{name}.so"
            if not driver.exists():
                shutil.copy(DRIVER, driver)
            if name != without:
                lines.append(f'FRIENDLYNAME "{name}"\nDEVICENAME /dev/null:{port:#x}\nLIBPATH {driver}\nCHANNELID {port:#x}\n')
        self._readers.write_text("".join(lines))

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
