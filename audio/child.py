"""The announcer as the counter holds it: orders go in at once, and a child process that dies or hangs is started again.

Only the standard library and no pyttsx3 here, so that the counter starts quickly and stays small.
"""

import logging
import os
import select
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from audio.lines import decode, encode
from audio.options import AudioOptions, as_json
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
    NoSound,
    Noticed,
    Order,
    Part,
    Prepare,
    Ready,
    Report,
    Say,
    Started,
    Volume,
    Why,
)
from audio.process import LineProcess
from audio.turns import is_passing

log = logging.getLogger(__name__)

MAX_UNSENT = 32
LONGEST_SILENCE_S = 2.5
"""The announcer reports twice a second while it waits; after this it counts as hung."""
LONGEST_START_S = 15.0
"""The same for its first report: while the machine itself starts, everything takes longer."""
GRACE_S = 1.0
"""So long a child may take to end by itself at the stop."""
STOP_LIMIT_S = 2.0
BACK_OFF_S = (0.05, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
LEAD_S = 3.0
"""An announcement that has a time is ordered so long before its first word. Its gong takes 1.5 s, lowering the music 0.7 s, and what was
rendered ahead must be read."""
STEADY_AFTER_S = 10.0
"""A child that lived so long is started again after the shortest wait."""

Told = Callable[[Report], None]


class Silent:
    """For a counter without sound: takes every order and does nothing."""

    lead_s: Final = 0.0

    def start(self) -> None:
        """Do nothing."""

    def chime(self, sound: str) -> None:
        """Do nothing."""

    def say(self, phrase: str, language: str, values: Mapping[str, str]) -> None:
        """Do nothing."""

    def prepare(self, parts: Sequence[Part]) -> None:
        """Do nothing."""

    def announce(self, parts: Sequence[Part], zones: Sequence[str], urgent: bool = False, words_in_s: float = 0.0) -> int:
        """Do nothing but look at the order. Its number is 0, and nothing is told of it.

        :raises ValueError: as ``Announcer.announce``.
        """
        return _announcement(0, parts, zones, urgent, words_in_s).number

    def cancel(self, of: int) -> None:
        """Do nothing."""

    def volume(self, zone: str, percent: int) -> None:
        """Do nothing."""

    def music(self, zone: str, do: str) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


class Announcer:
    """Sends orders to the announcer's process. No order waits for sound; what becomes of it is told.

    An order that went to a child which then died is never sent again. ``lead_s`` is how long before its first word an announcement that has
    a time is best ordered.

    :param told: takes every report but ``Alive``, in the announcer's thread; it must not raise.
    :param command: the child's command line, to which an empty folder is added; by default ``audio.announcer`` with these options.
    :param time_zone: by whose time the volumes of the day change, such as ``Asia/Shanghai``; none for the machine's own.
    """

    lead_s: Final = LEAD_S

    def __init__(
        self, options: AudioOptions, told: Told | None = None, command: Sequence[str] | None = None, time_zone: str | None = None
    ) -> None:
        self._environment = {"TZ": time_zone} if time_zone else {}
        self._command = command or (sys.executable, "-m", "audio.announcer", as_json(options))
        self._told = told or (lambda _: None)
        self._lock = threading.Lock()
        self._unsent: deque[Order] = deque()
        self._crowded_out: deque[Order] = deque(maxlen=MAX_UNSENT)
        self._number = 0
        self._unheard: set[int] = set()
        self._troubles: dict[str, str] = {}
        self._stopping = threading.Event()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._work, name="announcer", daemon=True)

    def start(self) -> None:
        """Start the child, from a thread of its own. Returns at once."""
        self._thread.start()

    def chime(self, sound: str) -> None:
        """Sound it at once: ``yes``, ``no``, ``wait``, ``bye`` or ``alarm``. It may cut short what is being said."""
        self._send(lambda number: Chime(number, monotonic(), sound))

    def say(self, phrase: str, language: str, values: Mapping[str, str]) -> None:
        """Speak a phrase of the catalogue in ``zh`` or ``en`` when its turn comes, or not at all when that is too late."""
        self._send(lambda number: Say(number, monotonic(), phrase, language, tuple(values.items())))

    def prepare(self, parts: Sequence[Part]) -> None:
        """Render these parts ahead, so that an announcement of them starts at once. They stay ready over restarts."""
        self._send(lambda number: Prepare(number, monotonic(), tuple(parts)))

    def announce(self, parts: Sequence[Part], zones: Sequence[str], urgent: bool = False, words_in_s: float = 0.0) -> int:
        """Sound the gong and speak the parts in these zones. Returns the order's number, under which its reports come.

        :param words_in_s: when the first word is to be heard, to the tenth of a second when it is ``LEAD_S`` ahead; as soon as it can by
            default.
        :raises ValueError: when there is no part, or no zone, or an unknown one.
        """
        return self._send(lambda number: _announcement(number, parts, zones, urgent, words_in_s))

    def cancel(self, of: int) -> None:
        """Call back an announcement that waits (``Dropped``) or sounds (``Cut``)."""
        self._send(lambda number: Cancel(number, of))

    def volume(self, zone: str, percent: int) -> None:
        """Set how loud a zone is, announcements and music, 0 to 100 percent, until its next time of day comes.

        :raises ValueError: when the zone is unknown or the volume out of its range.
        """
        self._send(lambda number: Volume(number, zone, percent))

    def music(self, zone: str, do: str) -> None:
        """Switch a zone's music ``on`` or ``off``, or to the ``next`` piece.

        :raises ValueError: when the zone or the word is unknown.
        """
        self._send(lambda number: Music(number, zone, do))

    def stop(self) -> None:
        """Fall silent and end the child, within ``STOP_LIMIT_S``. May be called twice."""
        with self._lock:
            if self._stopping.is_set():
                return
            self._stopping.set()
            os.eventfd_write(self._wake, 1)
        if self._thread.ident is not None:
            self._thread.join(STOP_LIMIT_S)
        if not self._thread.is_alive():
            os.close(self._wake)

    def _send(self, order: Callable[[int], Order]) -> int:
        with self._lock:
            number = self._number + 1
            made = order(number)
            self._number = number
            if self._stopping.is_set():
                return number
            self._unsent.append(made)
            if len(self._unsent) > MAX_UNSENT:
                least = next(filter(is_passing, self._unsent), self._unsent[0])
                self._unsent.remove(least)
                self._crowded_out.append(least)
                log.warning("sound_dropped why=%s", Why.TOO_MANY)
            os.eventfd_write(self._wake, 1)
            return number

    def _work(self) -> None:
        tries = 0
        while not self._stopping.is_set():
            born_s = monotonic()
            ended = self._live()
            if self._stopping.is_set():
                return
            self._in_trouble(ended)
            for number in sorted(self._unheard):
                self._told(Dropped(number, Why.DIED))
            self._unheard.clear()
            self._tell_crowded_out()
            tries = 0 if monotonic() - born_s >= STEADY_AFTER_S else tries + 1
            self._stopping.wait(BACK_OFF_S[min(tries, len(BACK_OFF_S) - 1)])

    def _live(self) -> str:
        """One life of the child. Returns what ended it."""
        try:
            # We make the folder and not the child, so that a child that is killed leaves nothing behind.
            with TemporaryDirectory(prefix="announcer-", ignore_cleanup_errors=True) as folder:
                process = LineProcess([*self._command, folder], self._environment)
                try:
                    return self._attend(process)
                finally:
                    process.end(GRACE_S if self._stopping.is_set() else 0)
        except BrokenPipeError:
            return "announcer_died"
        except OSError as error:
            return f"announcer_not_started:{error.strerror}"
        except ValueError:
            return "announcer_not_understood"

    def _attend(self, process: LineProcess) -> str:
        line = b""
        heard_s, limit_s = monotonic(), LONGEST_START_S
        while not self._stopping.is_set():
            self._tell_crowded_out()
            line = line or self._next_line()
            poll = select.poll()
            poll.register(process.output, select.POLLIN)
            poll.register(self._wake, select.POLLIN)
            if line:
                poll.register(process.input, select.POLLOUT)
            ready = dict(poll.poll(1000 * max(0, limit_s - (monotonic() - heard_s)) + 1))
            if self._wake in ready:
                os.eventfd_read(self._wake)
            if process.input in ready:
                line = process.write(line)
            if process.output in ready:
                reports = process.read()
                if reports is None:
                    return "announcer_died"
                heard_s, limit_s = monotonic(), LONGEST_SILENCE_S
                self._take(reports)
            if monotonic() - heard_s > limit_s:
                return "announcer_hung"
        return "stopped"

    def _next_line(self) -> bytes:
        with self._lock:
            if not self._unsent:
                return b""
            order = self._unsent.popleft()
        if isinstance(order, Audible):
            self._unheard.add(order.number)
        return encode(order)

    def _tell_crowded_out(self) -> None:
        while self._crowded_out:
            if isinstance(order := self._crowded_out.popleft(), Audible):
                self._told(Dropped(order.number, Why.TOO_MANY))

    def _take(self, lines: list[bytes]) -> None:
        for line in lines:
            report = decode(line)
            match report:
                case Alive() | Started() | MusicNow():
                    pass
                case Noticed(event):
                    log.warning("%s", event)
                case Ready(_, sink):
                    self._well(sink)
                    self._well()
                case NoSound(tried, sink):
                    self._in_trouble(f"no_sound player={tried}", sink)
                case Finished(number):
                    self._unheard.discard(number)
                    self._well()
                case Failed(number, reason):
                    self._unheard.discard(number)
                    self._in_trouble(reason)
                case Cut(number):
                    self._unheard.discard(number)
                case Dropped(number, why):
                    self._unheard.discard(number)
                    log.log(logging.DEBUG if why is Why.NO_SOUND else logging.INFO, "sound_dropped why=%s", why)
            if isinstance(report, Report) and not isinstance(report, Alive):
                self._told(report)

    def _in_trouble(self, reason: str, sink: str = "") -> None:
        if reason != self._troubles.get(sink):
            log.warning("sound_lost reason=%s%s", reason, f" sink={sink}" if sink else "")
        self._troubles[sink] = reason

    def _well(self, sink: str = "") -> None:
        if self._troubles.pop(sink, None):
            log.info("sound_back%s", f" sink={sink}" if sink else "")


def _announcement(number: int, parts: Sequence[Part], zones: Sequence[str], urgent: bool, words_in_s: float) -> Announce:
    now_s = monotonic()
    return Announce(number, now_s, tuple(parts), tuple(zones), urgent, now_s + words_in_s if words_in_s > 0 else 0.0)
