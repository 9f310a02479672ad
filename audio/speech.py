"""Sentences become WAV files: through pyttsx3, each script in the voice of its own language."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyttsx3

from audio import club_driver, wav
from audio.options import AudioOptions
from audio.phrasebook import fill

PAUSE_BETWEEN_VOICES_S = 0.08
LOUDNESS = {"zh": 0.7, "en": 0.9}
"""Part of full amplitude by language: as loud as each other, and espeak-ng's loudest vowels stay below clipping."""

_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class SpeechError(Exception):
    """A sentence could not be rendered. The text holds no personal data."""


class Speaker:
    """Renders sentences, one at a time. Not to be shared between threads.

    :param synthesiser: the program, called as espeak-ng is.
    """

    def __init__(self, options: AudioOptions, synthesiser: str = club_driver.SYNTHESISER) -> None:
        club_driver.register()
        self._options = options
        self._errors: list[Exception] = []
        # Not pyttsx3.init, which hands out the same engine to everybody.
        self._engine = pyttsx3.Engine(club_driver.NAME)
        self._engine.connect("error", self._failed)
        self._settings = {"limit_s": options.synth_limit_s, "pitch": options.pitch, "synthesiser": synthesiser}

    def render(self, text: str, language: str, path: Path) -> None:
        """Write the sentence as a WAV (mono, 16 bits). Words in the other script are spoken by the other language's voice.

        :raises SpeechError: when nothing can be spoken of it, or the synthesiser fails or is too slow.
        """
        runs = voice_runs(text, language)
        if not runs:
            raise SpeechError("nothing to say")
        with tempfile.TemporaryDirectory(prefix="speech-", dir=path.parent) as folder:
            parts = [Path(folder) / f"{i}.wav" for i in range(len(runs))]
            for (tongue, run), part in zip(runs, parts, strict=True):
                self._render_run(run, tongue, part)
            try:
                wav.write(path, wav.joined(map(wav.read, parts), PAUSE_BETWEEN_VOICES_S))
            except (OSError, ValueError) as error:
                raise SpeechError(f"nothing usable was rendered: {error}") from None

    def _render_run(self, text: str, language: str, path: Path) -> None:
        self._errors.clear()
        settings = self._settings | {
            "voice": self._options.voice(language),
            "rate": self._options.rate_wpm(language),
            "volume": LOUDNESS[language] * self._options.volume_percent / 100,
        }
        for name, value in settings.items():
            self._engine.setProperty(name, value)
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        if self._errors:
            raise SpeechError(str(self._errors[0]))

    def _failed(self, exception: Exception, **_: object) -> None:
        self._errors.append(exception)


def voice_runs(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Cut a sentence where the script changes: pairs of the language whose voice speaks it, and the text.

    What belongs to no script (spaces, marks) stays with what stands before it. Text without a single word or digit gives none.
    """
    runs: list[tuple[str, str]] = []
    for char in text:
        tongue = "zh" if _HANZI.match(char) else "en" if _LATIN.match(char) else runs[-1][0] if runs else language
        if runs and runs[-1][0] == tongue:
            runs[-1] = (tongue, runs[-1][1] + char)
        else:
            runs.append((tongue, char))
    return tuple((tongue, run.strip()) for tongue, run in runs if any(char.isalnum() for char in run))


def render_phrase(phrase: str, language: str, values: Mapping[str, str], path: Path, options: AudioOptions | None = None) -> None:
    """Write a phrase of the catalogue, as it would be spoken, as a WAV.

    :raises ValueError: when the phrase, the language or a value is missing.
    :raises SpeechError: when it cannot be rendered.
    """
    Speaker(options or AudioOptions()).render(fill(phrase, language, values), language, path)
