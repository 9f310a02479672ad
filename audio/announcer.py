"""The announcer: a process that sounds one thing at a time in a zone, and may hang or die without harm to the counter.

``python -m audio.announcer OPTIONS FOLDER`` reads orders from its input and writes reports to its output, one JSON object a line
(``audio.lines``). OPTIONS is a JSON object of ``AudioOptions``, FOLDER an empty folder for sound files. It ends when its input
ends. Whose turn it is, is decided in ``audio.turns``.

One loop and one inbox. What may block (input, synthesisers, players, probes, MPD) has a thread of its own that only fills the inbox.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from audio import chimes, turns
from audio.chimes import Chimes, Clip
from audio.ducking import SETTLE_S
from audio.gong import begins_at_s
from audio.house import House
from audio.lines import decode, encode
from audio.options import ZONES, AudioOptions, from_json
from audio.orders import (
    Alive,
    Announce,
    Audible,
    Cancel,
    Chime,
    Cut,
    Dropped,
    Failed,
    Finished,
    Music,
    MusicNow,
    Noticed,
    Order,
    Prepare,
    Report,
    Say,
    Started,
    Volume,
    Why,
)
from audio.outlet import Outlet, Probed
from audio.performing import Performance
from audio.playing import Playing
from audio.rendering import Rendered, Renderer
from audio.studio import Mixed, Studio

HEARTBEAT_S = 0.5


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
class Beat:
    """Nothing came for a while."""


Message = Order | Rendered | Mixed | Ended | Probed | MusicNow | Noticed | Garbled | Closed | Beat
Inbox = SimpleQueue[Message]


class Announcer:
    """Takes one message after the other; all that the announcer knows is changed here only.

    :param folder: an empty folder for sound files.
    """

    def __init__(self, options: AudioOptions, folder: Path, inbox: Inbox, tell: Callable[[Report], None]) -> None:
        options = options.at(folder)
        self._inbox = inbox
        self._tell = tell
        self._house = House(options, inbox.put, tell)
        self._chimes = Chimes(folder, self._house.loud(turns.DESK))
        silence = chimes.silence(folder)
        self._outlets = {sink: Outlet(sink, options.player, silence, inbox.put, tell) for sink in self._house.sinks}
        self._renderer = Renderer(options, folder, inbox.put)
        self._studio = Studio(options, folder, inbox.put)
        self._line: turns.Line = ()
        self._performances: list[Performance] = []

    def run(self) -> None:
        """Work until the input is closed."""
        try:
            for outlet in self._outlets.values():
                outlet.probe()
            for zone in ZONES:
                self._house.tell(zone)
            wake_s = 0.0
            while not isinstance(message := self._next_message(wake_s), Closed):
                self._take(message)
                self._house.follow_the_day()
                wake_s = self._advance()
        finally:
            for performance in self._performances:
                performance.silence()
            self._house.stop()
            self._renderer.stop()

    def _next_message(self, wake_s: float) -> Message:
        wait_s = min(HEARTBEAT_S, wake_s - monotonic()) if wake_s else HEARTBEAT_S
        try:
            return self._inbox.get(timeout=max(0.0, wait_s))
        except Empty:
            return Beat()

    def _take(self, message: Message) -> None:
        match message:
            case Chime() | Say() | Announce():
                self._join(message)
            case Prepare():
                self._studio.prepare(message)
            case Cancel(_, of):
                self._cancel(of)
            case Volume(_, zone, percent):
                self._house.set_volume(zone, percent)
            case Music(_, zone, do):
                self._house.music(zone, do)
            case Rendered(number, _, error):
                self._renderer.arrived(message)
                if error:
                    self._leave(number, Failed(number, error))
            case Mixed(number, _, error):
                self._studio.arrived(message)
                if error:
                    self._leave(number, Failed(number, error))
            case Ended(playing, error):
                self._ended(playing, error)
            case Probed(sink, player):
                self._outlets[sink].probed(player)
            case MusicNow() | Noticed():
                self._tell(message)
            case Garbled(error):
                self._tell(Failed(0, error))
            case Beat():
                self._tell(Alive())

    def _join(self, order: Audible) -> None:
        if isinstance(order, Chime) and order.sound not in chimes.names():
            self._tell(Failed(order.number, "no such chime"))
            return
        if isinstance(order, Announce):
            order = replace(order, zones=self._house.sharing(order.zones))
        self._line, drops = turns.join(self._line, order, self._sounding)
        self._report(drops)
        if isinstance(order, Announce) and order in self._line:
            self._studio.make(order, frozenset(self._house.percent(order, sink) for sink in self._house.sinks_of(order)))

    def _cancel(self, number: int) -> None:
        self._leave(number, Dropped(number, Why.CANCELLED))
        for performance in self._performances:
            if performance.order.number == number:
                self._end(performance, Cut(number))
                return

    def _leave(self, number: int, report: Report) -> None:
        for order in self._line:
            if order.number == number:
                self._line = turns.without(self._line, order)
                self._forget(order)
                self._tell(report)

    def _forget(self, order: Audible) -> None:
        if isinstance(order, Announce):
            self._studio.forget(order)

    def _ended(self, playing: Playing, error: str | None) -> None:
        performance = next((found for found in self._performances if playing in found.playings), None)
        if performance is None:
            return
        if error is not None:
            self._outlets[playing.sink].probe()
        performance.ended(playing, error)
        if not performance.playings:
            number, failure = performance.order.number, performance.failure
            self._end(performance, Finished(number) if failure is None else Failed(number, failure))

    def _end(self, performance: Performance, report: Report) -> None:
        performance.silence()
        self._performances.remove(performance)
        self._tell(report)

    def _advance(self) -> float:
        """Start what may start now. Returns when to look again; 0 for when something comes."""
        self._line, drops = turns.freshen(self._line, monotonic())
        self._report(drops)
        for outlet in self._outlets.values():
            outlet.probe_when_due()
        deaf = tuple(order for order in self._line if all(self._outlets[sink].silent for sink in self._house.sinks_of(order)))
        self._line = tuple(order for order in self._line if order not in deaf)
        self._report(tuple((order, Why.NO_SOUND) for order in deaf))
        self._house.ducking.lower(frozenset(zone for order in self._speech() for zone in turns.zones_of(order)))
        wake_s = 0.0
        for order, ahead in _with_those_ahead(self._line):
            if self._may_start(order, ahead):
                again_s = self._start_in_time(order)
                wake_s = min(wake_s or again_s, again_s or wake_s)
        saying = next((order for order in self._line if isinstance(order, Say)), None)
        self._renderer.want(saying, self._house.percent(saying, self._house.sinks[0]) if saying else 0)
        return wake_s

    def _speech(self) -> list[Audible]:
        """What is said now, and what will be as soon as the music is down."""
        sounding = [order for order in self._sounding if not isinstance(order, Chime)]
        soon = tuple(order for order in self._line if isinstance(order, Say) or (isinstance(order, Announce) and self._is_near(order)))
        return sounding + [order for order, ahead in _with_those_ahead(soon) if not turns.held(order, ahead, sounding)]

    def _may_start(self, order: Audible, ahead: turns.Line) -> bool:
        outlets = [self._outlets[sink] for sink in self._house.sinks_of(order)]
        ready = any(outlet.player for outlet in outlets) and all(outlet.player or outlet.silent for outlet in outlets)
        return ready and not turns.held(order, ahead, self._sounding) and self._is_rendered(order)

    def _is_near(self, order: Announce) -> bool:
        """Whether the music goes down for it now."""
        return self._is_rendered(order) and begins_at_s(order) - SETTLE_S <= monotonic()

    def _start_in_time(self, order: Audible) -> float:
        """Start it, unless its time or that of its music is ahead. Returns when to look again; 0 for when something comes."""
        settled_s = 0.0 if isinstance(order, Chime) or turns.is_alarm(order) else self._house.ducking.settled_s(turns.zones_of(order))
        begins_s, now_s = begins_at_s(order), monotonic()
        if ahead_s := [at_s for at_s in (begins_s - SETTLE_S, begins_s, settled_s) if at_s > now_s]:
            return min(ahead_s)
        self._start(order)
        return 0.0

    def _start(self, order: Audible) -> None:
        for performance in [found for found in self._performances if turns.cuts(order, found.order)]:
            self._end(performance, Cut(performance.order.number))
        self._line = turns.without(self._line, order)
        sinks = [sink for sink in self._house.sinks_of(order) if self._outlets[sink].player]
        clips, passing = self._clips(order, sinks)
        performance = Performance(order, [], passing)
        errors = []
        for sink in sinks:
            if player := self._outlets[sink].player:
                try:
                    performance.playings.append(Playing(player, clips[sink], sink, lambda *ended: self._inbox.put(Ended(*ended))))
                except OSError as error:
                    errors.append(f"{player.program} not started: {error.strerror}")
                    self._outlets[sink].probe()
        if not performance.playings:
            performance.silence()
            self._tell(Failed(order.number, errors[0]))
            return
        self._performances.append(performance)
        self._tell(Started(order.number, round(1000 * (monotonic() - order.at_s))))

    def _is_rendered(self, order: Audible) -> bool:
        match order:
            case Chime():
                return True
            case Say():
                return self._renderer.is_ready(order)
            case Announce():
                return self._studio.is_ready(order)

    def _clips(self, order: Audible, sinks: list[str]) -> tuple[dict[str, Clip], tuple[Clip, ...]]:
        """The clip for each sink, and those that are thrown away afterwards."""
        match order:
            case Chime():
                return {sink: self._chimes.clip(order.sound, self._house.percent(order, sink)) for sink in sinks}, ()
            case Say():
                clip = self._renderer.take(order)
                return dict.fromkeys(sinks, clip), (clip,)
            case Announce():
                clips = self._studio.take(order)
                loudest = max(clips)
                return {sink: clips.get(self._house.percent(order, sink), clips[loudest]) for sink in sinks}, tuple(clips.values())

    @property
    def _sounding(self) -> list[Audible]:
        return [performance.order for performance in self._performances]

    def _report(self, drops: turns.Drops) -> None:
        for order, why in drops:
            self._forget(order)
            self._tell(Dropped(order.number, why))


def _with_those_ahead(line: turns.Line) -> Iterator[tuple[Audible, turns.Line]]:
    return ((order, line[:place]) for place, order in enumerate(line))


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
    main(from_json(sys.argv[1]), Path(sys.argv[2]))
