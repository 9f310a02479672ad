"""A private MPD that plays one long tone on a sink of the private PulseAudio, through any of the outputs that we ship settings for."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from mpd import MPDClient

from tests.audio.pulse_server import RATE_HZ, wait_until

TONE_HZ = 9800
"""Where speech has next to nothing."""

PLAYLIST = "evening"

_SETTINGS = """
music_directory "{folder}/music"
playlist_directory "{folder}/playlists"
db_file "{folder}/database"
state_file "{folder}/state"
bind_to_address "{folder}/socket"
restore_paused "no"
audio_output {{
  name "{sink}"
  {output}
  format "{rate}:16:1"
}}
"""


class Output(Enum):
    """How MPD reaches the sink, and who turns its volume. ``ALSA`` needs ``alsa_on_pulse``."""

    PULSE = 'type "pulse"\n  sink "{sink}"\n  mixer_type "hardware"'
    PULSE_OWN_MIXER = 'type "pulse"\n  sink "{sink}"\n  mixer_type "software"'
    ALSA = 'type "alsa"\n  device "{sink}"\n  mixer_type "software"\n  buffer_time "100000"'


class Mpd:
    """One MPD. ``socket`` is where it listens."""

    def __init__(self, folder: Path, sink: str, output: Output = Output.PULSE) -> None:
        self.socket = str(folder / "socket")
        self._settings = folder / "mpd.conf"
        for name in ("music", "playlists"):
            (folder / name).mkdir(parents=True)
        tone = ["synth", "120", "sine", str(TONE_HZ), "gain", "-6"]
        subprocess.run(["sox", "-n", "-b", "16", "-r", str(RATE_HZ), "-c", "1", str(folder / "music/tone.flac"), *tone], check=True)
        (folder / f"playlists/{PLAYLIST}.m3u").write_text("tone.flac\n")
        self._settings.write_text(_SETTINGS.format(folder=folder, sink=sink, output=output.value.format(sink=sink), rate=RATE_HZ))
        self.start()
        with self.client() as client:
            client.update()
            wait_until(lambda: "updating_db" not in client.status())

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = subprocess.Popen(["mpd", "--no-daemon", str(self._settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self._listens)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()
        self._process.wait()

    @contextmanager
    def client(self) -> Iterator[MPDClient]:
        """A connection to it."""
        client = MPDClient()
        client.connect(self.socket)
        try:
            yield client
        finally:
            client.disconnect()

    def status(self) -> dict[str, str]:
        """What it says of itself."""
        with self.client() as client:
            found: dict[str, str] = client.status()
            return found

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as tried, suppress(OSError):
            tried.connect(self.socket)
            return True
        return False
