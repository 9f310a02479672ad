"""A private PipeWire with sinks that make no noise. Needs no card, no session, no root."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.audio.pulse_server import RATE_HZ, wait_until

_SINK = """
  {{ factory = adapter args = {{
    factory.name = support.null-audio-sink node.name = {name} media.class = Audio/Sink object.linger = true
    audio.position = [ MONO ] audio.rate = {rate}
  }} }}"""


@contextmanager
def pipewire_server(folder: Path, sinks: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Run PipeWire and its session manager in this folder, and give the environment in which programs find them."""
    settings = folder / "config/pipewire/pipewire.conf.d/sinks.conf"
    settings.parent.mkdir(parents=True)
    made = "".join(_SINK.format(name=name, rate=RATE_HZ) for name in sinks)
    settings.write_text(f"context.objects = [{made}\n]\n")
    for name in ("run", "state"):
        (folder / name).mkdir(mode=0o700)
    found = {
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PIPEWIRE_RUNTIME_DIR": str(folder / "run"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    environment = {**os.environ, **found}
    server = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", "pipewire & sleep 0.3; exec wireplumber"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def ready() -> bool:
        asked = ["wpctl", "inspect", "@DEFAULT_AUDIO_SINK@"]
        return subprocess.run(asked, env=environment, capture_output=True, check=False, timeout=5).returncode == 0

    try:
        wait_until(ready, 10)
        yield found
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


class Recording:
    """What a sink plays, written into a file until it is stopped."""

    def __init__(self, sink: str, file: Path) -> None:
        monitor = "{ stream.capture.sink=true }"
        self._process = subprocess.Popen(
            ["pw-record", f"--target={sink}", "-P", monitor, f"--rate={RATE_HZ}", "--channels=1", "--format=s16", str(file)],
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: file.exists() and file.stat().st_size > 2000)

    def stop(self) -> None:
        """End it and finish the file."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
