"""A driver for pyttsx3 that renders with espeak-ng or piper in a child process, under a time limit.

pyttsx3's own espeak driver plays inside the process, forgets errors, and hangs on an empty text. This one only writes files
(``save_to_file``); playing is the announcer's. Registered as ``pyttsx3.drivers.club`` and chosen by ``pyttsx3.Engine("club")``.
"""

import subprocess
import sys
import types
from typing import Any, Protocol

from pyttsx3.voice import Voice

NAME = "club"
SYNTHESISER = "espeak-ng"
PIPER_MODEL = ".onnx"


class Proxy(Protocol):
    """What pyttsx3 gives its driver."""

    def setBusy(self, busy: bool) -> None:
        """Say whether commands may come; ``False`` works the queue off."""

    def notify(self, topic: str, **values: object) -> None:
        """Tell whoever connected to the engine."""


class ClubDriver:
    """One voice, one file at a time.

    Properties: ``voice``, ``rate`` (words a minute), ``volume`` (0 to 1), ``pitch`` (0 to 99), ``limit_s``, and ``synthesiser``, a
    program that is called as espeak-ng is. When the voice is the file of a piper model, the program is called as piper is, which
    knows neither rate nor pitch nor volume, but ``pace``: 1 is the model's own, more is quicker.
    """

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._properties: dict[str, Any] = {
            "voice": "en",
            "voices": [Voice("cmn-latn-pinyin", "Mandarin", ["zh"]), Voice("en", "English", ["en"])],
            "rate": 150,
            "volume": 1.0,
            "pitch": 50,
            "pace": 1.0,
            "limit_s": 5.0,
            "synthesiser": SYNTHESISER,
        }

    def getProperty(self, name: str) -> Any:
        """A property's value.

        :raises KeyError: when there is none of this name.
        """
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        """Set a property.

        :raises KeyError: when there is none of this name.
        """
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def say(self, _text: str) -> None:
        """Refuse: this driver does not play.

        :raises RuntimeError: always.
        """
        raise RuntimeError("the club's driver renders to files only; the announcer plays them")

    def save_to_file(self, text: str, filename: str) -> None:
        """Render the text as a WAV, before this returns. The text goes through a pipe, not on the command line that others can read.

        :raises ValueError: when there is nothing to say.
        :raises RuntimeError: when the synthesiser is not there, fails, or needs longer than ``limit_s``.
        """
        if not text.strip():
            raise ValueError("nothing to say")
        self._proxy.notify("started-utterance")
        try:
            done = subprocess.run(
                self._command(filename),
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=self._properties["limit_s"],
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"synthesiser killed after {self._properties['limit_s']} s") from None
        except OSError as error:
            raise RuntimeError(f"synthesiser not started: {error.strerror}") from None
        if done.returncode != 0:
            # The last line only: piper tells where in its source it was, at length.
            told = done.stderr.decode(errors="replace").strip().splitlines()
            raise RuntimeError(f"synthesiser failed: {told[-1] if told else done.returncode}")
        self._proxy.notify("finished-utterance", completed=True)

    def startLoop(self) -> None:
        """Work off the commands that wait."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        """Nothing runs outside a command."""

    def iterate(self) -> Any:
        """Work off the commands that wait, from somebody else's loop."""
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        """Nothing runs outside a command."""

    def _command(self, filename: str) -> list[str]:
        if self._properties["voice"].endswith(PIPER_MODEL):
            return [
                self._properties["synthesiser"],
                "--model", self._properties["voice"],
                "--length_scale", f"{1 / self._properties['pace']:.2f}",
                "--output_file", filename,
            ]  # fmt: skip
        return [
            self._properties["synthesiser"],
            "-v", self._properties["voice"],
            "-s", str(self._properties["rate"]),
            "-p", str(self._properties["pitch"]),
            "-a", str(round(100 * self._properties["volume"])),
            "-b", "1",
            "-w", filename,
            "--stdin",
        ]  # fmt: skip


def register() -> None:
    """Make the driver known to pyttsx3, which finds drivers by module name only."""
    module = types.ModuleType(f"pyttsx3.drivers.{NAME}")
    module.buildDriver = ClubDriver  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
