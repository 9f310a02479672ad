"""The announcer's manners."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audio.orders import Announce, Audible, Chime, Part, Say, Why
from audio.turns import (
    MAX_WAITING,
    STALE_ALARM_S,
    STALE_ANNOUNCEMENT_S,
    STALE_CHIME_S,
    STALE_SPEECH_S,
    Line,
    cuts,
    freshen,
    held,
    is_alarm,
    join,
    without,
)


def chime(number: int, sound: str = "yes", at_s: float = 0) -> Chime:
    return Chime(number, at_s, sound)


def say(number: int, phrase: str = "welcome", at_s: float = 0) -> Say:
    return Say(number, at_s, phrase, "zh")


def announce(number: int, *zones: str, at_s: float = 0, urgent: bool = False, words_at_s: float = 0) -> Announce:
    return Announce(number, at_s, (Part("zh", "尊巴"),), zones or ("desk", "bar", "changing"), urgent, words_at_s)


GREETING = say(1)
ALARM_CHIME = chime(2, "alarm")
ALARM_SPEECH = say(3, "alarm_fire")


def test_chime_goes_before_waiting_speech() -> None:
    line, drops = join((GREETING,), chime(2), [])
    assert line == (chime(2), GREETING)
    assert drops == ()


def test_speech_waits_in_the_order_in_which_it_was_ordered() -> None:
    line: Line = ()
    for order in (say(1), say(2), say(3)):
        line, _ = join(line, order, [])
    assert line == (say(1), say(2), say(3))


def test_newer_chime_takes_the_place_of_one_that_still_waits() -> None:
    line, drops = join((chime(1),), chime(2, "no"), [])
    assert line == (chime(2, "no"),)
    assert drops == ((chime(1), Why.SUPERSEDED),)


def test_chime_cuts_a_greeting_and_a_chime_short() -> None:
    assert cuts(chime(9), GREETING)
    assert cuts(chime(9), chime(8))


def test_speech_cuts_nothing_short() -> None:
    assert not cuts(say(9), GREETING)
    assert not cuts(say(9), chime(8))


def test_door_chime_sounds_over_an_announcement_and_cuts_nothing_of_it() -> None:
    assert not cuts(chime(9), announce(1))
    assert not held(chime(9), (), [announce(1)])
    assert not held(announce(9), (), [chime(1)])
    assert not held(chime(9), (announce(1),), [])


def test_greeting_is_dropped_while_an_announcement_sounds_or_waits_at_the_desk() -> None:
    assert join((), say(9), [announce(1)]) == ((), ((say(9), Why.ANNOUNCING),))
    assert join((announce(1, "desk"),), say(9), []) == ((announce(1, "desk"),), ((say(9), Why.ANNOUNCING),))
    assert join((GREETING,), announce(9), []) == ((announce(9),), ((GREETING, Why.ANNOUNCING),))


def test_greeting_is_spoken_while_other_zones_hear_an_announcement() -> None:
    elsewhere = announce(1, "bar", "changing")
    assert join((), say(9), [elsewhere]) == ((say(9),), ())
    assert not held(say(9), (elsewhere,), [elsewhere])
    assert not cuts(elsewhere, GREETING)


def test_announcement_is_on_time_and_cuts_a_greeting_short() -> None:
    assert cuts(announce(9), GREETING)
    assert not held(announce(9), (), [GREETING])


def test_announcements_wait_for_each_other_where_they_meet() -> None:
    assert held(announce(9, "bar"), (), [announce(1)])
    assert held(announce(9, "bar"), (announce(1, "bar"),), [])
    assert not held(announce(9, "bar"), (announce(1, "desk"),), [announce(2, "changing")])
    assert not cuts(announce(9), announce(1))


def test_urgent_announcement_is_an_alarm() -> None:
    urgent = announce(9, urgent=True)
    for other in (GREETING, chime(8), announce(1)):
        assert cuts(urgent, other)
        assert not cuts(other, urgent)
        assert held(other, (), [urgent])
    assert held(urgent, (), [ALARM_SPEECH])
    assert join((), chime(8), [urgent]) == ((), ((chime(8), Why.ALARM),))
    assert join((announce(1),), urgent, [])[0] == (urgent, announce(1))


def test_alarm_is_spoken_over_an_announcement_s_end() -> None:
    assert cuts(ALARM_SPEECH, announce(1))
    assert join((announce(1),), ALARM_SPEECH, []) == ((ALARM_SPEECH, announce(1)), ())


def test_alarm_cuts_everything_short_and_is_cut_by_nothing() -> None:
    for alarm in (ALARM_CHIME, ALARM_SPEECH):
        assert cuts(alarm, GREETING)
        assert cuts(alarm, chime(8))
        for other in (GREETING, chime(8), ALARM_CHIME, ALARM_SPEECH):
            assert not cuts(other, alarm)


def test_alarm_goes_before_all_that_waits() -> None:
    line: Line = ()
    for order in (GREETING, ALARM_SPEECH, ALARM_CHIME):
        line, _ = join(line, order, [])
    assert line == (ALARM_CHIME, ALARM_SPEECH, GREETING)


def test_other_chimes_are_dropped_while_an_alarm_sounds_or_waits() -> None:
    assert join((), chime(9), [ALARM_SPEECH]) == ((), ((chime(9), Why.ALARM),))
    assert join((ALARM_CHIME,), chime(9), []) == ((ALARM_CHIME,), ((chime(9), Why.ALARM),))


def test_what_is_late_is_dropped_and_said_so() -> None:
    line = (chime(1, at_s=10), say(2, at_s=10))
    assert freshen(line, 10 + STALE_CHIME_S) == (line, ())
    assert freshen(line, 10.1 + STALE_CHIME_S) == ((line[1],), ((line[0], Why.STALE),))
    assert freshen(line, 10.1 + STALE_SPEECH_S) == ((), ((line[0], Why.STALE), (line[1], Why.STALE)))


def test_announcement_with_a_time_of_its_own_grows_old_from_then_on() -> None:
    ahead = announce(1, at_s=10, words_at_s=50)
    assert freshen((ahead,), 50 + STALE_ANNOUNCEMENT_S) == ((ahead,), ())
    assert freshen((ahead,), 50.1 + STALE_ANNOUNCEMENT_S) == ((), ((ahead, Why.STALE),))


def test_alarm_is_worth_hearing_for_longer() -> None:
    assert freshen((ALARM_SPEECH,), STALE_ALARM_S) == ((ALARM_SPEECH,), ())
    assert freshen((announce(1, urgent=True),), STALE_ALARM_S) == ((announce(1, urgent=True),), ())
    assert freshen((announce(1),), STALE_ANNOUNCEMENT_S + 1) == ((), ((announce(1), Why.STALE),))
    assert freshen((ALARM_SPEECH,), STALE_ALARM_S + 1) == ((), ((ALARM_SPEECH, Why.STALE),))


def test_no_crowd_of_greetings_drives_an_announcement_out_of_the_line() -> None:
    line: Line = (announce(1, "bar", at_s=1), *(say(10 + i, at_s=i + 2) for i in range(MAX_WAITING - 1)))
    joined, drops = join(line, say(99, at_s=50), [])
    assert drops == ((say(10, at_s=2), Why.TOO_MANY),)
    assert announce(1, "bar", at_s=1) in joined
    crowd: Line = tuple(announce(number, "bar", at_s=number) for number in range(1, MAX_WAITING + 1))
    assert join(crowd, announce(99, "bar", at_s=50), [])[1] == ((announce(1, "bar", at_s=1), Why.TOO_MANY),)


def test_full_line_drops_its_oldest_but_no_alarm() -> None:
    line: Line = (ALARM_SPEECH, *(say(10 + i, at_s=i + 1) for i in range(MAX_WAITING - 1)))
    joined, drops = join(line, say(99, at_s=50), [])
    assert drops == ((say(10, at_s=1), Why.TOO_MANY),)
    assert len(joined) == MAX_WAITING
    assert joined[0] == ALARM_SPEECH


def test_order_leaves_the_line_alone_of_its_equals() -> None:
    first, second = say(1), say(1)
    assert without((first, second), first) == (second,)


zone_sets = st.sets(st.sampled_from(["desk", "bar", "changing"]), min_size=1).map(lambda zones: tuple(sorted(zones)))
orders: st.SearchStrategy[Audible] = st.one_of(
    st.builds(lambda name, at_s: chime(0, name, at_s), st.sampled_from(["yes", "no", "alarm"]), st.floats(0, 20)),
    st.builds(lambda name, at_s: say(0, name, at_s), st.sampled_from(["welcome", "alarm_fire"]), st.floats(0, 20)),
    st.builds(lambda zones, at_s, urgent: announce(0, *zones, at_s=at_s, urgent=urgent), zone_sets, st.floats(0, 20), st.booleans()),
)


@given(st.lists(orders, max_size=40), st.lists(orders, max_size=2), st.floats(0, 60))
def test_every_order_is_either_in_line_or_dropped_once_and_the_line_keeps_its_manners(
    drawn: list[Audible], sounding: list[Audible], now_s: float
) -> None:
    line: Line = ()
    dropped: list[Audible] = []
    given_orders = [replace(order, number=number) for number, order in enumerate(drawn)]
    for order in given_orders:
        line, drops = join(line, order, sounding)
        dropped += [order for order, _ in drops]
        assert len(line) <= MAX_WAITING
        assert sum(isinstance(order, Chime) for order in line) <= 1
        assert list(line) == sorted(line, key=lambda order: not is_alarm(order))
    line, drops = freshen(line, now_s)
    dropped += [order for order, _ in drops]
    assert sorted([*line, *dropped], key=lambda order: order.number) == given_orders


@given(orders, orders)
def test_what_one_cuts_the_other_does_not(one: Audible, other: Audible) -> None:
    if isinstance(one, Chime) and isinstance(other, Chime) and is_alarm(one) == is_alarm(other):
        return
    assert not (cuts(one, other) and cuts(other, one))
