"""Sentences become WAV files: through pyttsx3, each script in the voice of its own language."""

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyttsx3

from audio import club_driver, wav
from audio.loudness import RATE_HZ, LevelError, level
from audio.options import AudioOptions
from audio.phrasebook import fill

PAUSE_BETWEEN_VOICES_S = 0.08
LOUDNESS = {"zh": 0.7, "en": 0.9}
"""Part of full amplitude by language: as loud as each other, and espeak-ng's loudest vowels stay below clipping."""
MEDIUM_RATE_WPM = {"zh": 190, "en": 140}
"""At this rate of espeak-ng's, piper speaks at its own."""

_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class SpeechError(Exception):
    """A sentence could not be rendered. The text holds no personal data."""


class Speaker:
    """Renders sentences, one at a time. Not to be shared between threads.

    :param synthesiser: the program, called as espeak-ng is.
    :param models: piper's models by language. A language without one is spoken by espeak-ng.
    """

    def __init__(
        self, options: AudioOptions, synthesiser: str = club_driver.SYNTHESISER, models: Mapping[str, Path] = MappingProxyType({})
    ) -> None:
        club_driver.register()
        self._options = options
        self._synthesiser = synthesiser
        self._models = models
        self._errors: list[Exception] = []
        # Not pyttsx3.init, which hands out the same engine to everybody.
        self._engine = pyttsx3.Engine(club_driver.NAME)
        self._engine.connect("error", self._failed)

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
        settings = self._piper(language) if language in self._models else self._espeak(language)
        for name, value in settings.items():
            self._engine.setProperty(name, value)
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        if self._errors:
            raise SpeechError(str(self._errors[0]))

    def _espeak(self, language: str) -> dict[str, object]:
        return {
            "synthesiser": self._synthesiser,
            "voice": self._options.voice(language),
            "rate": self._options.rate_wpm(language),
            "pitch": self._options.pitch,
            "volume": LOUDNESS[language],
            "limit_s": self._options.synth_limit_s,
        }

    def _piper(self, language: str) -> dict[str, object]:
        return {
            "synthesiser": self._options.piper,
            "voice": str(self._models[language]),
            "pace": self._options.rate_wpm(language) / MEDIUM_RATE_WPM[language],
            "limit_s": self._options.piper_limit_s,
        }

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


def levelled(path: Path, lufs: float, failed: Callable[[str], None]) -> wav.Sound:
    """What was rendered there, as loud as everything else that is said; as it is when it cannot be levelled, after telling why.

    :raises ValueError: when it cannot be levelled and does not go together with other sounds.
    """
    try:
        return level(path, lufs)
    except LevelError as error:
        failed(str(error))
    sound = wav.read(path)
    if sound.rate_hz != RATE_HZ:
        raise ValueError(f"rendered at {sound.rate_hz} Hz and not levelled")
    return sound


def render_phrase(phrase: str, language: str, values: Mapping[str, str], path: Path, options: AudioOptions | None = None) -> None:
    """Write a phrase of the catalogue, as it would be spoken, as a WAV.

    :raises ValueError: when the phrase, the language or a value is missing.
    :raises SpeechError: when it cannot be rendered or levelled.
    """
    chosen = options or AudioOptions()
    Speaker(chosen).render(fill(phrase, language, values), language, path)
    try:
        wav.write(path, wav.scaled(level(path, chosen.loudness_lufs), chosen.volume_percent / 100))
    except LevelError as error:
        raise SpeechError(f"not levelled: {error}") from None
