"""Speech is rendered ahead, in a thread of its own, so that a slow synthesiser holds up nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from audio.chimes import Clip
from audio.options import AudioOptions
from audio.orders import Say


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of the order with this number: a clip, or the reason why there is none."""

    number: int
    clip: Clip | None
    error: str | None = None


class Renderer:
    """Keeps the clip of one order, the one that will be spoken next.

    :param folder: where the clips lie until they have been played.
    :param put: takes each ``Rendered``, from the renderer's thread; ``arrived`` must then be called from the owner's.
    """

    def __init__(self, options: AudioOptions, folder: Path, put: Callable[[Rendered], None]) -> None:
        self._options = options
        self._folder = folder
        self._put = put
        self._asked: SimpleQueue[Say | None] = SimpleQueue()
        self._busy = False
        self._next: int | None = None
        self._ready: Rendered | None = None
        self._thread = Thread(target=self._work, name="renderer")
        self._thread.start()

    def want(self, order: Say | None) -> None:
        """Have this order ready next; what was ready for another is thrown away."""
        self._next = order.number if order else None
        if self._ready and self._ready.number != self._next:
            _discard(self._ready)
            self._ready = None
        if order and not self._ready and not self._busy:
            self._busy = True
            self._asked.put(order)

    def arrived(self, rendered: Rendered) -> None:
        """Take in what the thread put."""
        self._busy = False
        if rendered.clip and rendered.number == self._next:
            self._ready = rendered
        else:
            _discard(rendered)

    def take(self, order: Say) -> Clip | None:
        """The clip of this order, once it is ready. It belongs to the caller from now on."""
        if self._ready is None or self._ready.number != order.number:
            return None
        clip = self._ready.clip
        self._ready = None
        return clip

    def stop(self) -> None:
        """End the thread; waits for a synthesiser that still runs, within its time limit."""
        self._asked.put(None)
        self._thread.join()

    def _work(self) -> None:
        # Imported here: pyttsx3 would make the first chime wait.
        from audio import wav
        from audio.phrasebook import fill
        from audio.speech import Speaker, SpeechError

        speaker = Speaker(self._options)
        while order := self._asked.get():
            path = self._folder / f"{order.number}.wav"
            try:
                speaker.render(fill(order.phrase, order.language, dict(order.values)), order.language, path)
                self._put(Rendered(order.number, Clip(path, wav.read(path).seconds)))
            except (SpeechError, ValueError, OSError) as error:
                path.unlink(missing_ok=True)
                self._put(Rendered(order.number, None, str(error)))


def _discard(rendered: Rendered) -> None:
    if rendered.clip:
        rendered.clip.path.unlink(missing_ok=True)
