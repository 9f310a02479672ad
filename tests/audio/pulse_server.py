"""A private PulseAudio with sinks that make no noise, and recorders on them. Needs no card, no session, no root."""

import array
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

RATE_HZ = 22050
"""The rate of our own sounds: nothing is resampled, so that a recording holds the very samples that were played."""

READY_LIMIT_S = 15.0


class Recorder:
    """Records what a sink plays, and when each piece of it arrived here."""

    def __init__(self, sink: str = "hall") -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", f"{sink}.monitor", "--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=10"],
            stdout=subprocess.PIPE,
        )
        self._chunks: list[tuple[float, array.array[int]]] = []
        self._stopped = False
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        wait_until(lambda: len(self._chunks) > 3)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        while data := os.read(self._process.stdout.fileno(), 4096):
            data = rest + data
            whole = len(data) // 2 * 2
            self._chunks.append((monotonic(), array.array("h", data[:whole])))
            rest = data[whole:]

    def heard_since(self, at_s: float) -> list[int]:
        """Every sample that arrived after this time and is not silence."""
        return [sample for arrived_s, chunk in self.chunks() if arrived_s > at_s for sample in chunk if sample]

    def chunks(self) -> "list[tuple[float, array.array[int]]]":
        """All that arrived until now: when, and the samples.

        :raises AssertionError: when the server ended the recording.
        """
        assert self._stopped or self._thread.is_alive(), "the sound server ended the recording"
        return list(self._chunks)

    def first_heard_s(self, since_s: float) -> float | None:
        """When the first sound after this time had arrived. It was audible before that, never after."""
        return next((at_s for at_s, chunk in self.chunks() if at_s > since_s and any(chunk)), None)

    def quiet_for_s(self) -> float:
        """For how long nothing has been heard."""
        last = next((at_s for at_s, chunk in reversed(self.chunks()) if any(chunk)), self._chunks[0][0])
        return monotonic() - last

    def stop(self) -> None:
        """End the recording."""
        self._stopped = True
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def wait_until(true: Callable[[], object], limit_s: float = READY_LIMIT_S, seen: Callable[[], object] = str) -> None:
    """Wait until it holds.

    :param seen: what to show when it does not.
    :raises AssertionError: when it does not within the limit.
    """
    deadline = monotonic() + limit_s
    while not true():
        assert monotonic() < deadline, f"not within {limit_s} s {seen()}"
        sleep(0.005)


def alsa_on_pulse(folder: Path, sinks: tuple[str, ...]) -> dict[str, str]:
    """The environment in which programs of ALSA find these sinks as devices, the first as the default one."""
    named = {"!default": sinks[0], **{sink: sink for sink in sinks}}
    devices = "".join(f"pcm.{name} {{ type pulse device {sink} }}\n" for name, sink in named.items())
    (folder / "asound.conf").write_text(f"</usr/share/alsa/alsa.conf>\n{devices}")
    return {"ALSA_CONFIG_PATH": str(folder / "asound.conf")}


@contextmanager
def pulse_server(folder: Path, sinks: tuple[str, ...] = ("hall",)) -> Iterator[dict[str, str]]:
    """Run a server in this folder, and give the environment in which programs find it. The first sink is the default one."""
    for name in ("run", "config"):
        (folder / name).mkdir(mode=0o700)
    found = {
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PULSE_RUNTIME_PATH": str(folder / "run"),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_SERVER": f"unix:{folder / 'native'}",
    }
    environment = {**os.environ, **found}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--high-priority=no", "--realtime=no"),
                "--disable-shm=yes",  # PulseAudio 16 can abort over memory that a killed player shared with it: its issue 824
                *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={folder / 'native'}"),
                *(word for sink in sinks for word in ("-L", f"module-null-sink sink_name={sink} rate={RATE_HZ} channels=1 format=s16le")),
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        wait_until(lambda: subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False).returncode == 0)
        yield found
    finally:
        ended = server.poll()
        server.terminate()
        server.wait()
        assert ended is None, f"the sound server ended with {ended}: {(folder / 'log').read_text()[-2000:]}"
