"""What is broken, and whether anybody can still be admitted."""

from kiosk.lane.actions import Chime
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import AlarmOver, DeviceChanged, InputSeen
from kiosk.lane.serving import annul, dispenser, tag_will_not_come
from kiosk.lane.state import Lane, Step
from kiosk.lane.turn import Turn
from kiosk.lane.view import Trouble
from kiosk.lane.words import Fault, Line, Sex, Sound

_SHUT = (Fault.STUCK, Fault.LOST, Fault.BUSY)
_NO_TAG_COMES = (Fault.JAM, Fault.LOST, Fault.BUSY)


def out_of_service(lane: Lane) -> Trouble | None:
    """The trouble that keeps everybody out, if there is one. A dispenser's keeps out only its own changing room."""
    return next((Trouble("turnstile", fault) for fault in _SHUT if lane.is_down("turnstile", fault)), None)


def device_failed(turn: Turn, device: str, fault: Fault) -> None:
    """Remember it, tell the desk once, and free whoever waits for what cannot come."""
    if turn.lane.is_down(device, fault):
        return
    turn.change(down=(*turn.lane.down, (device, fault)))
    turn.record(DeviceChanged(device, fault, down=True))
    turn.tell(NoticeCode.DEVICE_FAILED, device=device, fault=fault.value)
    if out_of_service(turn.lane):
        _call_off(turn)
    for pool in Sex:
        if device == dispenser(pool) and fault in _NO_TAG_COMES:
            tag_will_not_come(turn, pool, fault)


def device_recovered(turn: Turn, device: str, fault: Fault) -> None:
    """The device works again."""
    if not turn.lane.is_down(device, fault):
        return
    turn.change(down=tuple(trouble for trouble in turn.lane.down if trouble != (device, fault)))
    turn.record(DeviceChanged(device, fault, down=False))
    turn.tell(NoticeCode.DEVICE_RECOVERED, device=device, fault=fault.value)


def input_changed(turn: Turn, line: Line, on: bool) -> None:
    """The alarm frees the turnstile in its wiring; here it is seen, recorded, shown and heard."""
    if (line in turn.lane.lines_on) is on:
        return
    turn.change(lines_on=turn.lane.lines_on | {line} if on else turn.lane.lines_on - {line})
    turn.record(InputSeen(line, on))
    turn.tell(NoticeCode.ALARM if on else NoticeCode.ALARM_OVER, line=line.value)
    if on:
        turn.act(Chime(Sound.ALARM))
        _call_off(turn)
    elif not turn.lane.lines_on:
        _count_heads(turn)


def _count_heads(turn: Turn) -> None:
    """Nobody knows who walked out: they are inside until their tags come back, and the desk must look who it was."""
    walked_in, walked_out = turn.facts.walked_in, turn.facts.walked_out
    turn.record(AlarmOver(walked_in, walked_out))
    if walked_in or walked_out:
        turn.tell(NoticeCode.COUNT_HEADS, walked_in=walked_in, walked_out=walked_out)


def _call_off(turn: Turn) -> None:
    """Nobody can go in now: end the visits that have no tag in hand. Who has one keeps their time to walk."""
    serving = turn.lane.serving
    if serving and serving.step is Step.TAG:
        annul(turn, serving, Annulment.NOT_ENTERED)
    for admission in turn.lane.queue:
        annul(turn, admission, Annulment.NOT_ENTERED)
