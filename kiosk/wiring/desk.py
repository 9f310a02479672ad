"""The desk of a counter: what the systems live on, who may ask what, and the way of requests from the socket to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from kiosk.counter.beside import Beside
from kiosk.counter.clock import Clock
from kiosk.counter.counter import Counter
from kiosk.database.journal import Stamp
from kiosk.database.store import Store
from kiosk.desk.announcing.class_calls import Calling
from kiosk.desk.announcing.due import CallRules
from kiosk.desk.announcing.entry import Loudspeaker, Manner
from kiosk.desk.announcing.minutes import Minutes
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.announcing.wording import shown_in
from kiosk.desk.answering import Answering
from kiosk.desk.classes.programme import Occurrence, held
from kiosk.desk.classes.remembered import Programme
from kiosk.desk.door.inside import AlarmsNoted
from kiosk.desk.imports.incoming import WHO, Incoming
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Roles
from kiosk.desk.sessions import Sessions
from kiosk.desk.simulated.work import Playground
from kiosk.desk.systems import asks_of, requests_of
from kiosk.errors import barrier
from kiosk.lane.words import Language
from kiosk.settings.home import Home
from kiosk.settings.keys import ClubSettings, Settings
from kiosk.settings.plans import PlanCard
from kiosk.wire.broadcast import Broadcast
from kiosk.wire.listening import Screen
from kiosk.wire.messages import Ask, ClassToday, ClubView, Reply, Saying, plain
from kiosk.wiring.counter import bring_plans


def programme_of(store: Store, settings: Settings) -> Programme:
    """The classes of each day, on the club's clock."""
    return Programme(store, settings.club.zone)


def call_rules_of(settings: Settings, lead_s: float = 0.0) -> CallRules:
    """When classes are called; ``lead_s`` before that the loudspeaker is told."""
    announcing = settings.announcing
    return CallRules(
        first=timedelta(minutes=announcing.first_minutes),
        second=timedelta(minutes=announcing.second_minutes) if announcing.second_minutes else None,
        late=timedelta(minutes=announcing.late_minutes),
        quiet=(announcing.quiet_from, announcing.quiet_until),
        closed_on=frozenset(settings.club.closed_on),
        lead=timedelta(seconds=lead_s),
    )


def announcements_of(
    settings: Settings, programme: Programme, counter: Counter, speaker: Loudspeaker | None, changed: Callable[[], None]
) -> Announcements:
    """What the club announces; ``speaker`` none is a counter without sound. The counter wakes it, also when the classes have changed."""
    announcing = settings.announcing
    manner = Manner(
        rules=call_rules_of(settings, speaker.lead_s if speaker else 0.0),
        tongues=announcing.languages,
        zones=announcing.zones,
        pause=timedelta(seconds=announcing.pause_s),
        prepare=timedelta(minutes=announcing.prepare_minutes),
        needs_known_time=announcing.needs_known_time,
    )
    calling = Calling(counter.store, programme, manner.rules, counter.stamp)
    announcements = Announcements(counter.clock, calling, Minutes(counter.store, counter.stamp), manner, speaker, changed)

    def look_again() -> None:
        announcements.look_now()
        with barrier("the club's view"):
            changed()

    programme.when_changed = look_again
    counter.timed = (Beside("announcements", announcements),)
    return announcements


def incoming_of(counter: Counter, programme: Programme) -> Incoming:
    """Takes in imports while this counter runs."""
    incoming = Incoming(counter.store, lambda: counter.stamp(counter.clock.now(), WHO), frozenset(counter.house.plans), programme.changed)
    counter.store_waiting_rows_of = incoming.store_waiting_rows_of
    return incoming


def finish_import(store: Store, plans: dict[str, PlanCard], stamp: Callable[[], Stamp]) -> None:
    """Finish the import that a counter had accepted when it stopped, if there is one."""
    store.write(lambda writing: bring_plans(writing, plans))
    Incoming(store, stamp, frozenset(plans)).finish()


def desk_of(
    counter: Counter,
    settings: Settings,
    roles: Roles,
    announcements: Announcements,
    incoming: Incoming,
    playground: Playground | None = None,
) -> Answering:
    """Answers to requests. ``playground`` is of simulated hardware."""
    sessions = Sessions(settings.desk.lock_after_s, settings.desk.longest_session_h * 3600)
    programme = announcements.calling.programme
    tools: tuple[object, ...] = (sessions, AlarmsNoted(), programme, announcements, incoming, playground or Playground())
    return Answering(counter, asks_of(), roles, sessions, {type(tool): tool for tool in tools}, plain)


def taking(answering: Answering) -> Callable[[Screen, Ask], None]:
    """How a request comes from a screen to the desk, and its one reply back."""

    def take(screen: Screen, ask: Ask) -> None:
        def reply(outcome: Outcome) -> None:
            screen.reply(Reply(ask.number, outcome.ok, outcome.value, outcome.error, outcome.text))

        answering.arrive(screen, ask.request, ask.key, reply)

    return take


def broadcast_of(home: Home, club: "ClubBoard", clock: Clock) -> Broadcast:
    """The socket's end of the counter."""
    return Broadcast(home.socket, requests_of(), club.on, lambda: clock.now().astimezone(club.zone))


@dataclass(slots=True)
class ClubBoard:
    """What the screens say of the club: its name, the classes of a day, what is being announced.

    :param saying: what is being announced.
    """

    settings: ClubSettings
    programme: Programme
    trusted: Callable[[], bool]
    saying: Callable[[], Saying | None] = lambda: None
    _last: ClubView | None = None

    @property
    def zone(self) -> tzinfo:
        """The club's time zone."""
        return self.settings.zone

    def on(self, at: datetime) -> ClubView:
        """As it stands on the day of this moment; as it was told last when that fails: the lane's view is shown all the same."""
        name, name_en = self.settings.name, self.settings.name_en
        with barrier("the club's view"):
            self._last = ClubView(name, name_en, classes_shown(self.programme.on(at.date())), self.trusted(), self.saying())
        return self._last or ClubView(name, name_en)


def classes_shown(classes: tuple[Occurrence, ...]) -> tuple[ClassToday, ...]:
    """The classes of a day that take place, as the screen shows them."""
    return tuple(ClassToday(one.start, one.minutes, one.name, one.room) for one in held(classes))


def saying_of(announcements: Announcements) -> Saying | None:
    """What is being announced, as the screen shows it."""
    entry = announcements.saying()
    return Saying(shown_in(entry.spoken, Language.CHINESE), shown_in(entry.spoken, Language.ENGLISH)) if entry else None
