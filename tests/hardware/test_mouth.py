from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.mouth import (
    Aim,
    Asked,
    Began,
    Happening,
    Motor,
    Mouth,
    Order,
    Rules,
    Sensed,
    Sensor,
    Taken,
    TrayReport,
    Trouble,
    Wake,
    Woke,
    step,
)
from kiosk.lane.words import Fault

RULES = Rules(give_s=2.0, pause_s=0.5, retries=2)
FULL = frozenset({Sensor.TRAY_EMPTY, Sensor.READY})


def play(*happenings: Happening, rules: Rules = RULES) -> tuple[Mouth, list[Order]]:
    """Play this from the beginning; return the state and the orders of the last one."""
    mouth, orders = Mouth(), tuple[Order, ...]()
    for happening in happenings:
        mouth, orders = step(mouth, rules, happening)
    return mouth, list(orders)


def play_on(mouth: Mouth, rules: Rules = RULES) -> tuple[Mouth, list[Order]]:
    """Let the time that the mouth waits for run out, until it waits no more."""
    said: list[Order] = []
    while mouth.aim is not Aim.NOTHING:
        mouth, orders = step(mouth, rules, Woke(mouth.wake))
        said.extend(orders)
    return mouth, said


def test_mouth_with_a_tag_at_the_gate_rests_at_the_start() -> None:
    _, orders = play(Began(FULL))
    assert orders == [TrayReport(False), Trouble(Fault.LOW, False), Trouble(Fault.EMPTY, False)]


def test_mouth_brings_the_next_tag_to_the_gate_at_the_start() -> None:
    mouth, orders = play(Began(frozenset({Sensor.TRAY_EMPTY})))
    assert orders[-2:] == [Wake(2.0, mouth.wake), Motor(True)]
    mouth, said = step(mouth, RULES, Sensed(Sensor.READY, True))
    assert said[0] == Motor(False)
    assert mouth.aim is Aim.NOTHING


def test_motor_stays_off_at_the_start_while_a_tag_lies_in_the_tray() -> None:
    _, orders = play(Began(frozenset()))
    assert TrayReport(True) in orders
    assert Motor(True) not in orders


def test_motor_stays_off_at_the_start_while_the_stack_is_empty() -> None:
    _, orders = play(Began(frozenset({Sensor.TRAY_EMPTY, Sensor.EMPTY})))
    assert orders == [TrayReport(False), Trouble(Fault.LOW, False), Trouble(Fault.EMPTY, True)]


def test_motor_runs_until_the_tag_drops() -> None:
    mouth, orders = play(Began(FULL), Asked())
    assert orders == [Wake(2.0, mouth.wake), Motor(True)]
    mouth, said = step(mouth, RULES, Sensed(Sensor.TRAY_EMPTY, False))
    assert said == (Motor(False), TrayReport(True), Trouble(Fault.JAM, False))
    assert mouth.holding


def test_tag_that_is_taken_is_told_and_the_next_is_brought_forward() -> None:
    mouth, orders = play(
        Began(FULL), Asked(), Sensed(Sensor.READY, False), Sensed(Sensor.TRAY_EMPTY, False), Sensed(Sensor.TRAY_EMPTY, True)
    )
    assert orders == [Taken(), Wake(2.0, mouth.wake), Motor(True)]


def test_tag_is_jammed_after_the_last_try() -> None:
    mouth, _ = play(Began(FULL), Asked())
    mouth, said = play_on(mouth)
    tries = [order for order in said if isinstance(order, Motor | Trouble)]
    assert tries == [Motor(False), Motor(True), Motor(False), Motor(True), Motor(False), Trouble(Fault.JAM, True)]
    assert [order.after_s for order in said if isinstance(order, Wake)] == [0.5, 2.0, 0.5, 2.0]


def test_tag_that_drops_in_a_pause_is_given() -> None:
    mouth, _ = play(Began(FULL), Asked())
    mouth, _ = step(mouth, RULES, Woke(mouth.wake))
    mouth, said = step(mouth, RULES, Sensed(Sensor.TRAY_EMPTY, False))
    assert Trouble(Fault.JAM, False) in said
    assert play_on(mouth) == (mouth, [])


def test_jam_is_over_when_a_tag_stands_at_the_gate_again() -> None:
    mouth, _ = play_on(play(Began(FULL), Asked())[0])
    mouth, _ = step(mouth, RULES, Sensed(Sensor.READY, False))
    mouth, said = step(mouth, RULES, Sensed(Sensor.READY, True))
    assert said == (Trouble(Fault.JAM, False),)


def test_hands_in_the_stack_start_no_motor() -> None:
    mouth, _ = play_on(play(Began(FULL), Asked())[0])
    for sensor, on in ((Sensor.READY, False), (Sensor.EMPTY, True), (Sensor.EMPTY, False), (Sensor.LOW, True), (Sensor.LOW, False)):
        mouth, said = step(mouth, RULES, Sensed(sensor, on))
        assert not any(isinstance(order, Motor) for order in said)


def test_tag_that_is_asked_for_while_the_next_comes_forward_is_given() -> None:
    mouth, _ = play(Began(frozenset({Sensor.TRAY_EMPTY})), Asked(), Sensed(Sensor.READY, True))
    assert mouth.running
    assert mouth.aim is Aim.GIVE


def test_nothing_that_comes_forward_is_a_jam() -> None:
    _, said = play_on(play(Began(frozenset({Sensor.TRAY_EMPTY})))[0])
    assert said[-1] == Trouble(Fault.JAM, True)


def test_nothing_that_comes_forward_from_an_empty_stack_is_no_jam() -> None:
    mouth, _ = play(Began(frozenset({Sensor.TRAY_EMPTY})), Sensed(Sensor.EMPTY, True))
    _, said = play_on(mouth)
    assert Trouble(Fault.JAM, True) not in said


def test_call_of_an_earlier_try_is_void() -> None:
    mouth, _ = play(Began(FULL), Asked())
    early = mouth.wake
    mouth, _ = step(mouth, RULES, Sensed(Sensor.TRAY_EMPTY, False))
    assert step(mouth, RULES, Woke(early)) == (mouth, ())


def test_tray_without_a_sensor_counts_a_tag_as_taken_after_its_time() -> None:
    blind = Rules(2.0, 0.5, 2, sees_tray=False, sees_ready=False)
    mouth, orders = play(Began(frozenset()), rules=blind)
    assert orders[0] == TrayReport(False)
    mouth, said = step(mouth, blind, Asked())
    assert TrayReport(True) in said  # nobody sees it fall
    assert play_on(mouth, blind)[1] == [Motor(False), Taken()]


def test_jam_that_no_sensor_can_end_is_over_after_a_time_without_the_motor() -> None:
    no_ready = Rules(2.0, 0.5, 0, jam_over_s=60, sees_ready=False)
    mouth, _ = play(Began(FULL), Asked(), rules=no_ready)
    mouth, said = step(mouth, no_ready, Woke(mouth.wake))
    assert said == (Motor(False), Trouble(Fault.JAM, True), Wake(60, mouth.wake))
    assert step(mouth, no_ready, Woke(mouth.wake))[1] == (Trouble(Fault.JAM, False),)
    assert Motor(True) in step(mouth, no_ready, Asked())[1]


happenings = st.one_of(
    st.just(Asked()),
    st.builds(Sensed, st.sampled_from(Sensor), st.booleans()),
    st.builds(Woke, st.integers(0, 12)),
)


@given(st.frozensets(st.sampled_from(Sensor)), st.lists(happenings, max_size=30), st.booleans(), st.booleans())
def test_motor_always_stops_by_itself(active: frozenset[Sensor], story: list[Happening], sees_tray: bool, sees_ready: bool) -> None:
    rules = Rules(2.0, 0.5, 2, sees_tray=sees_tray, sees_ready=sees_ready)
    mouth, on, pending = Mouth(), False, 0
    for happening in (Began(active), *story):
        mouth, orders = step(mouth, rules, happening)
        for order in orders:
            if isinstance(order, Motor):
                on = order.on
            if isinstance(order, Wake):
                pending = order.number
        assert on == mouth.running
        assert not on or pending == mouth.wake
        assert not (on and mouth.holding)
    mouth, _ = play_on(mouth, rules)
    assert not mouth.running
