"""The announcer's manners."""

from hypothesis import given
from hypothesis import strategies as st

from audio.orders import Chime, Order, Say, Why
from audio.turns import MAX_WAITING, STALE_ALARM_S, STALE_CHIME_S, STALE_SPEECH_S, Line, cuts, freshen, is_alarm, join, without


def chime(number: int, sound: str = "yes", at_s: float = 0) -> Chime:
    return Chime(number, at_s, sound)


def say(number: int, phrase: str = "welcome", at_s: float = 0) -> Say:
    return Say(number, at_s, phrase, "zh")


GREETING = say(1)
ALARM_CHIME = chime(2, "alarm")
ALARM_SPEECH = say(3, "alarm_fire")


def test_chime_goes_before_waiting_speech() -> None:
    line, drops = join((GREETING,), chime(2), None)
    assert line == (chime(2), GREETING)
    assert drops == ()


def test_speech_waits_in_the_order_in_which_it_was_ordered() -> None:
    line: Line = ()
    for order in (say(1), say(2), say(3)):
        line, _ = join(line, order, None)
    assert line == (say(1), say(2), say(3))


def test_newer_chime_takes_the_place_of_one_that_still_waits() -> None:
    line, drops = join((chime(1),), chime(2, "no"), None)
    assert line == (chime(2, "no"),)
    assert drops == ((chime(1), Why.SUPERSEDED),)


def test_chime_cuts_a_greeting_and_a_chime_short() -> None:
    assert cuts(chime(9), GREETING)
    assert cuts(chime(9), chime(8))


def test_speech_cuts_nothing_short() -> None:
    assert not cuts(say(9), GREETING)
    assert not cuts(say(9), chime(8))


def test_alarm_cuts_everything_short_and_is_cut_by_nothing() -> None:
    for alarm in (ALARM_CHIME, ALARM_SPEECH):
        assert cuts(alarm, GREETING)
        assert cuts(alarm, chime(8))
        for other in (GREETING, chime(8), ALARM_CHIME, ALARM_SPEECH):
            assert not cuts(other, alarm)


def test_alarm_goes_before_all_that_waits() -> None:
    line: Line = ()
    for order in (GREETING, ALARM_SPEECH, ALARM_CHIME):
        line, _ = join(line, order, None)
    assert line == (ALARM_CHIME, ALARM_SPEECH, GREETING)


def test_other_chimes_are_dropped_while_an_alarm_sounds_or_waits() -> None:
    assert join((), chime(9), ALARM_SPEECH) == ((), ((chime(9), Why.ALARM),))
    assert join((ALARM_CHIME,), chime(9), None) == ((ALARM_CHIME,), ((chime(9), Why.ALARM),))


def test_what_is_late_is_dropped_and_said_so() -> None:
    line = (chime(1, at_s=10), say(2, at_s=10))
    assert freshen(line, 10 + STALE_CHIME_S) == (line, ())
    assert freshen(line, 10.1 + STALE_CHIME_S) == ((line[1],), ((line[0], Why.STALE),))
    assert freshen(line, 10.1 + STALE_SPEECH_S) == ((), ((line[0], Why.STALE), (line[1], Why.STALE)))


def test_alarm_is_worth_hearing_for_longer() -> None:
    assert freshen((ALARM_SPEECH,), STALE_ALARM_S) == ((ALARM_SPEECH,), ())
    assert freshen((ALARM_SPEECH,), STALE_ALARM_S + 1) == ((), ((ALARM_SPEECH, Why.STALE),))


def test_full_line_drops_its_oldest_but_no_alarm() -> None:
    line: Line = (ALARM_SPEECH, *(say(10 + i, at_s=i + 1) for i in range(MAX_WAITING - 1)))
    joined, drops = join(line, say(99, at_s=50), None)
    assert drops == ((say(10, at_s=1), Why.TOO_MANY),)
    assert len(joined) == MAX_WAITING
    assert joined[0] == ALARM_SPEECH


def test_order_leaves_the_line_alone_of_its_equals() -> None:
    first, second = say(1), say(1)
    assert without((first, second), first) == (second,)


orders = st.builds(
    lambda speech, name, at_s: (speech, name, at_s),
    st.booleans(),
    st.sampled_from(["yes", "no", "alarm", "welcome", "alarm_fire"]),
    st.floats(0, 20),
)


@given(st.lists(orders, max_size=40), st.floats(0, 60))
def test_every_order_is_either_in_line_or_dropped_once_and_the_line_keeps_its_manners(
    drawn: list[tuple[bool, str, float]], now_s: float
) -> None:
    line: Line = ()
    dropped: list[Order] = []
    given_orders: list[Order] = []
    for number, (speech, name, at_s) in enumerate(drawn):
        order = say(number, name, at_s) if speech else chime(number, name, at_s)
        given_orders.append(order)
        line, drops = join(line, order, None)
        dropped += [order for order, _ in drops]
        assert len(line) <= MAX_WAITING
        assert sum(isinstance(order, Chime) for order in line) <= 1
        assert list(line) == sorted(line, key=lambda order: (not is_alarm(order), isinstance(order, Say)))
    line, drops = freshen(line, now_s)
    dropped += [order for order, _ in drops]
    assert sorted([*line, *dropped], key=lambda order: order.number) == given_orders
