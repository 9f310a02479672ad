"""Parts of announcements become sound: by a recording, by piper, or by espeak-ng, levelled and kept."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audio import recordings, wav
from audio.chimes import chime
from audio.gong import GONG, PAUSE_S
from audio.loudness import LevelError, level
from audio.options import AudioOptions
from audio.orders import Part
from audio.phrasebook import spoken
from audio.speech import Speaker, SpeechError, levelled
from audio.store import Store, key
from audio.voices import piper_models

_MAKE = 1
"""Counted up when the same facts come to sound otherwise, so that nothing old is heard."""


@dataclass(frozen=True, slots=True)
class Source:
    """One way in which a part can become sound; ``key`` names what it gives."""

    name: str
    key: str
    make: Callable[[], wav.Sound]
    slow: bool = False


class Reader:
    """May be used by several threads.

    :param notice: takes ``event key=value`` once for each thing that is wrong.
    """

    def __init__(self, options: AudioOptions, notice: Callable[[str], None]) -> None:
        self._options = options
        self._notice = notice
        self._noticed: set[str] = set()
        self._store = Store(Path(options.cache), options.cache_mb * 1_000_000)

    def sound(self, part: Part, quick: bool = False) -> wav.Sound:
        """This part as sound, its best source first.

        :param quick: pass over what takes seconds and was not rendered ahead.
        :raises SpeechError: when nothing can be heard of it.
        """
        failure = SpeechError("nothing to say")
        for source in self._sources(part):
            if kept := self._store.get(source.key):
                return kept
            if quick and source.slow:
                continue
            try:
                return source.make()
            except (SpeechError, LevelError, ValueError, OSError) as error:
                failure = SpeechError(str(error))
                self._notice_once(f"voice_failed source={source.name} reason={error}")
        raise failure

    def _sources(self, part: Part) -> Iterator[Source]:
        lufs = self._options.loudness_lufs
        if part.recording and (path := recordings.find(Path(self._options.recordings), part.recording, part.language)):
            name = key(_MAKE, "recording", _identity(path), lufs)
            yield Source(path.name, name, lambda: self._keep(name, level(path, lufs)))
        text = spoken(part.text, part.language)
        facts = (_MAKE, text, part.language, lufs, *_voice_facts(self._options))
        if models := piper_models(self._options):
            with_piper = key(*facts, [_identity(model) for model in models.values()])
            yield Source("piper", with_piper, lambda: self._spoken(with_piper, text, part.language, models), slow=True)
        with_espeak = key(*facts)
        yield Source("espeak-ng", with_espeak, lambda: self._spoken(with_espeak, text, part.language, {}))

    def _spoken(self, name: str, text: str, language: str, models: Mapping[str, Path]) -> wav.Sound:
        troubles: list[str] = []
        with tempfile.TemporaryDirectory(prefix="part-") as folder:
            path = Path(folder) / "part.wav"
            Speaker(self._options, models=models).render(text, language, path)
            sound = levelled(path, self._options.loudness_lufs, troubles.append)
        if not troubles:
            return self._keep(name, sound)
        self._notice_once(f"not_levelled reason={troubles[0]}")
        return sound

    def _keep(self, name: str, sound: wav.Sound) -> wav.Sound:
        self._store.put(name, sound)
        return sound

    def _notice_once(self, event: str) -> None:
        if event not in self._noticed:
            self._noticed.add(event)
            self._notice(event)


def mixed(sounds: Sequence[wav.Sound]) -> wav.Sound:
    """A whole announcement: the gong, then the parts."""
    return wav.joined([chime(GONG), *sounds], PAUSE_S)


def render_announcement(parts: Sequence[Part], path: Path, options: AudioOptions) -> None:
    """Write an announcement as a WAV, as it would sound at full volume.

    :raises SpeechError: when a part cannot be rendered.
    """
    reader = Reader(options, lambda _: None)
    wav.write(path, mixed([reader.sound(part) for part in parts]))


def _identity(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return path.name, stat.st_mtime_ns, stat.st_size


def _voice_facts(options: AudioOptions) -> tuple[object, ...]:
    return options.zh_voice, options.en_voice, options.zh_rate_wpm, options.en_rate_wpm, options.pitch
