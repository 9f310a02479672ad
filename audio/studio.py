"""Announcements are rendered in threads of their own, ahead or when they are ordered, so that nothing else waits for a voice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from audio import wav
from audio.chimes import Clip
from audio.options import AudioOptions
from audio.orders import Announce, Noticed, Prepare

if TYPE_CHECKING:
    from audio.parts import Reader


@dataclass(frozen=True, slots=True)
class Mixed:
    """What became of the announcement with this number: its clip for each volume in percent, or why there is none."""

    number: int
    clips: Mapping[int, Clip] = field(default_factory=dict)
    error: str | None = None


class Studio:
    """Prepares one announcement after the other, and makes those that are ordered at once.

    :param folder: where the clips lie until they have been played.
    :param put: takes each ``Mixed`` and ``Noticed``, from other threads; ``arrived`` must then be called from the owner's.
    """

    def __init__(self, options: AudioOptions, folder: Path, put: Callable[[Mixed | Noticed], None]) -> None:
        self._options = options
        self._folder = folder
        self._put = put
        self._lock = Lock()
        self._made_reader: Reader | None = None
        self._awaited: set[int] = set()
        self._mixed: dict[int, Mapping[int, Clip]] = {}
        self._to_prepare: SimpleQueue[Prepare] = SimpleQueue()
        Thread(target=self._prepare, name="studio", daemon=True).start()

    def prepare(self, order: Prepare) -> None:
        """Render these parts when those before are done."""
        self._to_prepare.put(order)

    def make(self, order: Announce, percents: frozenset[int]) -> None:
        """Have this announcement ready at these volumes."""
        self._awaited.add(order.number)
        Thread(target=self._make, args=(order, percents), name="announcement", daemon=True).start()

    def arrived(self, mixed: Mixed) -> None:
        """Take in what a thread put."""
        if mixed.number in self._awaited and mixed.error is None:
            self._mixed[mixed.number] = mixed.clips
        else:
            _discard(mixed.clips)

    def is_ready(self, order: Announce) -> bool:
        """Whether ``take`` would give something."""
        return order.number in self._mixed

    def take(self, order: Announce) -> Mapping[int, Clip]:
        """The clips of this order, once it is ready. They belong to the caller from now on."""
        self._awaited.discard(order.number)
        return self._mixed.pop(order.number)

    def forget(self, order: Announce) -> None:
        """This order is not wanted any more."""
        self._awaited.discard(order.number)
        _discard(self._mixed.pop(order.number, {}))

    def _prepare(self) -> None:
        from audio.speech import SpeechError

        while True:
            order = self._to_prepare.get()
            for part in order.parts:
                try:
                    self._reader().sound(part)
                except SpeechError as error:
                    self._put(Noticed(f"not_prepared reason={error}"))

    def _make(self, order: Announce, percents: frozenset[int]) -> None:
        from audio.parts import mixed
        from audio.speech import SpeechError

        clips: dict[int, Clip] = {}
        try:
            sound = mixed([self._reader().sound(part, quick=order.urgent) for part in order.parts])
            for percent in percents:
                path = self._folder / f"announcement-{order.number}-{percent}.wav"
                wav.write(path, wav.scaled(sound, percent / 100))
                clips[percent] = Clip(path, sound.seconds)
            self._put(Mixed(order.number, clips))
        except (SpeechError, ValueError, OSError) as error:
            _discard(clips)
            self._put(Mixed(order.number, error=str(error)))

    def _reader(self) -> "Reader":
        # Imported here: pyttsx3 would make the first chime wait.
        from audio.parts import Reader

        with self._lock:
            if self._made_reader is None:
                self._made_reader = Reader(self._options, lambda event: self._put(Noticed(event)))
            return self._made_reader


def _discard(clips: Mapping[int, Clip]) -> None:
    for clip in clips.values():
        clip.path.unlink(missing_ok=True)
