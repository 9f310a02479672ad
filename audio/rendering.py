"""Speech is rendered ahead, in a thread of its own, so that a slow synthesiser holds up nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from audio.chimes import Clip
from audio.options import AudioOptions
from audio.orders import Noticed, Say


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of the order with this number: a clip, or the reason why there is none."""

    number: int
    clip: Clip | None
    error: str | None = None


class Renderer:
    """Keeps the clip of one order, the one that will be spoken next.

    :param folder: where the clips lie until they have been played.
    :param put: takes each ``Rendered``, from the renderer's thread; ``arrived`` must then be called from the owner's. Takes ``Noticed``
        once when speech cannot be levelled.
    """

    def __init__(self, options: AudioOptions, folder: Path, put: Callable[[Rendered | Noticed], None]) -> None:
        self._options = options
        self._folder = folder
        self._put = put
        self._asked: SimpleQueue[tuple[Say, int] | None] = SimpleQueue()
        self._busy = False
        self._next: int | None = None
        self._ready: dict[int, Clip] = {}
        self._thread = Thread(target=self._work, name="renderer")
        self._thread.start()

    def want(self, order: Say | None, percent: int = 100) -> None:
        """Have this order ready next, at this volume; what was ready for another is thrown away."""
        self._next = order.number if order else None
        for number in self._ready.keys() - {self._next}:
            self._ready.pop(number).path.unlink(missing_ok=True)
        if order and not self._ready and not self._busy:
            self._busy = True
            self._asked.put((order, percent))

    def arrived(self, rendered: Rendered) -> None:
        """Take in what the thread put."""
        self._busy = False
        if rendered.clip and rendered.number == self._next:
            self._ready[rendered.number] = rendered.clip
        elif rendered.clip:
            rendered.clip.path.unlink(missing_ok=True)

    def is_ready(self, order: Say) -> bool:
        """Whether ``take`` would give something."""
        return order.number in self._ready

    def take(self, order: Say) -> Clip:
        """The clip of this order, once it is ready. It belongs to the caller from now on."""
        return self._ready.pop(order.number)

    def stop(self) -> None:
        """End the thread; waits for a synthesiser that still runs, within its time limit."""
        self._asked.put(None)
        self._thread.join()

    def _work(self) -> None:
        # Imported here: pyttsx3 would make the first chime wait.
        from audio import wav
        from audio.phrasebook import fill
        from audio.speech import Speaker, SpeechError, levelled

        speaker = Speaker(self._options)
        troubles: list[str] = []
        while asked := self._asked.get():
            order, percent = asked
            path = self._folder / f"{order.number}.wav"
            try:
                speaker.render(fill(order.phrase, order.language, dict(order.values)), order.language, path)
                sound = levelled(path, self._options.loudness_lufs, troubles.append)
                wav.write(path, wav.scaled(sound, percent / 100))
                self._put(Rendered(order.number, Clip(path, sound.seconds)))
            except (SpeechError, ValueError, OSError) as error:
                path.unlink(missing_ok=True)
                self._put(Rendered(order.number, None, str(error)))
            if len(troubles) == 1:
                self._put(Noticed(f"not_levelled reason={troubles[0]}"))
