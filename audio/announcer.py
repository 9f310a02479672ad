"""The announcer: a process that sounds one thing at a time, and may hang or die without harm to the counter.

``python -m audio.announcer OPTIONS FOLDER`` reads orders from its input and writes reports to its output, one JSON object a line
(``audio.orders``). OPTIONS is a JSON object of ``AudioOptions``, FOLDER an empty folder for sound files. It ends when its input
ends. Whose turn it is, is decided in ``audio.turns``.

One loop and one inbox. What may block (input, synthesiser, player, probe) has a thread of its own that only fills the inbox.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from audio import chimes, turns
from audio.chimes import Clip
from audio.lines import decode, encode
from audio.options import AudioOptions
from audio.orders import Alive, Audible, Chime, Cut, Dropped, Failed, Finished, Order, Report, Say, Started, Why
from audio.outlet import Outlet, Probed
from audio.players import Player
from audio.playing import Playing
from audio.rendering import Rendered, Renderer

HEARTBEAT_S = 1.0


@dataclass(frozen=True, slots=True)
class Ended:
    """A player ended, by itself or by its time limit; ``error`` is none when its sound was heard."""

    playing: Playing
    error: str | None


@dataclass(frozen=True, slots=True)
class Garbled:
    """A line that was no order."""

    error: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The counter went: nothing more will be ordered."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """What is being heard."""

    order: Audible
    clip: Clip
    playing: Playing


@dataclass(frozen=True, slots=True)
class Beat:
    """Nothing came for a while."""


Message = Order | Rendered | Ended | Probed | Garbled | Closed | Beat
Inbox = SimpleQueue[Message]


class Announcer:
    """Takes one message after the other; all that the announcer knows is changed here only.

    :param folder: an empty folder for sound files.
    """

    def __init__(self, options: AudioOptions, folder: Path, inbox: Inbox, tell: Callable[[Report], None]) -> None:
        self._inbox = inbox
        self._tell = tell
        self._chimes = chimes.prepare(folder, options.volume_percent)
        self._outlet = Outlet(options.player, chimes.silence(folder), inbox.put, tell)
        self._renderer = Renderer(options, folder, inbox.put)
        self._line: turns.Line = ()
        self._sounding: Sounding | None = None

    def run(self) -> None:
        """Work until the input is closed."""
        self._outlet.probe()
        try:
            while not isinstance(message := self._next_message(), Closed):
                self._take(message)
                self._advance()
        finally:
            self._silence()
            self._renderer.stop()

    def _next_message(self) -> Message:
        try:
            return self._inbox.get(timeout=HEARTBEAT_S)
        except Empty:
            return Beat()

    def _take(self, message: Message) -> None:
        match message:
            case Chime() | Say():
                self._join(message)
            case Rendered(number, _, error):
                self._renderer.arrived(message)
                if error:
                    self._leave(number, error)
            case Ended(playing, error):
                self._ended(playing, error)
            case Probed(player):
                self._outlet.probed(player)
            case Garbled(error):
                self._tell(Failed(0, error))
            case Beat():
                self._tell(Alive())

    def _join(self, order: Chime | Say) -> None:
        if isinstance(order, Chime) and order.sound not in self._chimes:
            self._tell(Failed(order.number, "no such chime"))
            return
        sounding = self._sounding.order if self._sounding else None
        self._line, drops = turns.join(self._line, order, [sounding] if sounding else [])
        self._report(drops)
        if sounding and order in self._line and turns.cuts(order, sounding):
            self._silence()
            self._tell(Cut(sounding.number))

    def _leave(self, number: int, error: str) -> None:
        for order in self._line:
            if order.number == number:
                self._line = turns.without(self._line, order)
                self._tell(Failed(number, error))

    def _ended(self, playing: Playing, error: str | None) -> None:
        if self._sounding is None or self._sounding.playing is not playing:
            return
        number = self._sounding.order.number
        self._silence()
        if error is None:
            self._tell(Finished(number))
        else:
            self._tell(Failed(number, error))
            self._outlet.probe()

    def _silence(self) -> None:
        if self._sounding:
            self._sounding.playing.cut()
            if isinstance(self._sounding.order, Say):
                self._sounding.clip.path.unlink(missing_ok=True)
            self._sounding = None

    def _advance(self) -> None:
        """Start what may start now."""
        self._line, drops = turns.freshen(self._line, monotonic())
        self._report(drops)
        if self._outlet.silent:
            self._report(tuple((order, Why.NO_SOUND) for order in self._line))
            self._line = ()
            self._outlet.probe_when_due()
        if self._outlet.player and self._line and self._sounding is None:
            self._start(self._line[0], self._outlet.player)
        self._renderer.want(next((order for order in self._line if isinstance(order, Say)), None))

    def _start(self, order: Audible, player: Player) -> None:
        clip = self._chimes[order.sound] if isinstance(order, Chime) else self._renderer.take(order) if isinstance(order, Say) else None
        if clip is None:
            return
        try:
            playing = Playing(player, clip.path, clip.seconds, lambda playing, error: self._inbox.put(Ended(playing, error)))
        except OSError as error:
            self._leave(order.number, f"{player.program} not started: {error.strerror}")
            self._outlet.probe()
            return
        self._line = turns.without(self._line, order)
        self._sounding = Sounding(order, clip, playing)
        self._tell(Started(order.number, round(1000 * (monotonic() - order.at_s))))

    def _report(self, drops: turns.Drops) -> None:
        for order, why in drops:
            self._tell(Dropped(order.number, why))


def _read(inbox: Inbox) -> None:
    for line in sys.stdin.buffer:
        try:
            message = decode(line)
        except ValueError as error:
            inbox.put(Garbled(f"not understood: {error}"))
        else:
            if isinstance(message, Order):
                inbox.put(message)
    inbox.put(Closed())


def _write(report: Report) -> None:
    os.write(sys.stdout.fileno(), encode(report))


def main(options: AudioOptions, folder: Path) -> None:
    """Announce until standard input ends."""
    inbox: Inbox = SimpleQueue()
    Thread(target=_read, args=(inbox,), name="orders", daemon=True).start()
    with suppress(BrokenPipeError):  # the counter is gone before its announcer
        Announcer(options, folder, inbox, _write).run()


if __name__ == "__main__":
    main(AudioOptions(**json.loads(sys.argv[1])), Path(sys.argv[2]))
