"""From granted to entered: the tag, the turnstile, the time-outs, and whose turn is next."""

from dataclasses import replace

from kiosk.lane.actions import GiveTag, Release, Remind
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import Member
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import Annulled, Entered, TagDropped, TagGiven, TagKept, TagOffered, TagStrayed, WalkedThrough
from kiosk.lane.state import Admission, InMouth, Lane, Step
from kiosk.lane.timers import LeaveBy, TakeBy, WalkBy
from kiosk.lane.turn import Turn
from kiosk.lane.view import TagNotGiven
from kiosk.lane.words import Direction, Fault, Sex, Sound

_NO_DROP = (Fault.JAM, Fault.EMPTY)  # what lies in the mouth can still be taken
_SILENT = (Fault.LOST, Fault.BUSY)  # and nobody would see it being taken


def dispenser(pool: Sex) -> str:
    """The device name of one mouth."""
    return f"dispenser:{pool.value}"


def tags_free(turn: Turn, pool: Sex) -> int:
    """Tags of this pool that can still be promised: in the stack and untaken in the mouth, less those promised."""
    lane = turn.lane
    if lane.is_down(dispenser(pool), *_SILENT):
        return 0
    droppable = 0 if lane.is_down(dispenser(pool), *_NO_DROP) else turn.facts.stack(pool).count
    return droppable + _untaken(lane, pool) - lane.waiting_for(pool)


def tag_for(turn: Turn, pool: Sex) -> str | None:
    """The tag that the next member of this pool gets: the one in the mouth, else the next of the stack."""
    lane, mouth = turn.lane, turn.lane.mouth(pool)
    if lane.is_down(dispenser(pool), *_SILENT):
        return None
    if mouth:
        return mouth.tag
    return None if lane.is_down(dispenser(pool), *_NO_DROP) else turn.facts.stack(pool).next_tag


def serve(turn: Turn, admission: Admission, tag: str | None) -> None:
    """Make this the visit being served: their tag drops, or, for staff, the turnstile opens."""
    if admission.pool is None:
        _open(turn, admission)
        return
    if tag is None:
        annul(turn, admission, Annulment.TAG_JAMMED)
        return
    served = replace(admission, step=Step.TAG, tag=tag)
    left = turn.lane.mouth(admission.pool)
    mouth = InMouth(admission.pool, tag, admission.visit, fallen=left is not None and left.fallen)
    turn.change(serving=served, in_mouth=_with_mouth(turn.lane, mouth))
    turn.act(GiveTag(admission.pool, tag), Remind(turn.rules.after(turn.at, turn.rules.take_tag_s), TakeBy(admission.visit)))
    turn.speak(Sound.YES, "welcome", admission.guest, tag=tag)


def serve_next(turn: Turn) -> None:
    """Serve the head of the queue, when nobody is being served. Whoever cannot be given a tag is annulled and told."""
    while turn.lane.serving is None and turn.lane.queue:
        head, *rest = turn.lane.queue
        turn.change(queue=tuple(rest))
        tag = tag_for(turn, head.pool) if head.pool else None
        if tag:
            turn.record(TagOffered(head.visit, tag))
        serve(turn, head, tag)


def tag_taken(turn: Turn, pool: Sex) -> None:
    """A hand took the tag: open for them. A tag that was meant for nobody is not lost sight of.

    What allows it is on disk since the grant, so nobody waits for the disk again; unless nobody saw the tag fall: a counter that
    dies now would take it for one that never did, and drop another.
    """
    mouth = turn.lane.mouth(pool)
    if served := _served_from(turn.lane, pool):
        turn.allowed = mouth is not None and mouth.fallen
        _given(turn, served)
        _open(turn, served)
    else:
        _strayed(turn, pool)


def _served_from(lane: Lane, pool: Sex) -> Admission | None:
    """The visit being served, when it waits for a hand in this mouth."""
    serving = lane.serving
    return serving if serving and serving.step is Step.TAG and serving.pool is pool else None


def _given(turn: Turn, served: Admission) -> None:
    if served.pool and served.tag:
        turn.change(in_mouth=_without_mouth(turn.lane, served.pool))
        turn.record(TagGiven(served.visit, served.tag))


def _strayed(turn: Turn, pool: Sex) -> None:
    mouth = turn.lane.mouth(pool)
    turn.change(in_mouth=_without_mouth(turn.lane, pool))
    tag = mouth.tag if mouth else turn.facts.stack(pool).next_tag
    if tag is None:
        turn.tell(NoticeCode.TAG_STRAYED, tag="?", pool=pool.value)
        return
    turn.record(TagStrayed(tag, mouth.visit if mouth else None))
    turn.tell(NoticeCode.TAG_STRAYED, tag=tag, pool=pool.value)


def tray_seen(turn: Turn, pool: Sex, holding: bool) -> None:
    """What the dispenser sees in its mouth is held against what was ordered to drop there and what was seen of it before."""
    mouth = turn.lane.mouth(pool)
    match mouth, holding:
        case InMouth(fallen=False), True:
            turn.change(in_mouth=_with_mouth(turn.lane, replace(mouth, fallen=True)))
            turn.record(TagDropped(mouth.visit, mouth.tag))
        case InMouth(fallen=False), False:
            _never_fell(turn, mouth)
        case InMouth(fallen=True), False:
            _taken_unseen(turn, pool)


def _never_fell(turn: Turn, mouth: InMouth) -> None:
    """The counter stopped before the tag fell: it drops now, or is the next of its pool again when nobody waits for it any more."""
    if _served_from(turn.lane, mouth.pool):
        turn.act(GiveTag(mouth.pool, mouth.tag))
    else:
        turn.change(in_mouth=_without_mouth(turn.lane, mouth.pool))
        turn.record(TagKept(mouth.tag))


def _taken_unseen(turn: Turn, pool: Sex) -> None:
    """The tag was taken while nobody saw it. The arm may have been freed for it: it is not freed again."""
    if served := _served_from(turn.lane, pool):
        _given(turn, served)
        _let_walk(turn, served)
    else:
        _strayed(turn, pool)


def tag_will_not_come(turn: Turn, pool: Sex, fault: Fault) -> None:
    """The dispenser failed: free whoever waits for its tag.

    A tag that jammed never fell. One that a silent dispenser dropped may lie there or be taken: it says so when it is back.
    """
    mouth = turn.lane.mouth(pool)
    if fault is Fault.JAM and mouth:
        if mouth.fallen:
            return
        turn.change(in_mouth=_without_mouth(turn.lane, pool))
        turn.record(TagKept(mouth.tag))
    if served := _served_from(turn.lane, pool):
        annul(turn, served, Annulment.TAG_JAMMED)
        serve_next(turn)


def passed(turn: Turn, direction: Direction) -> None:
    """The arm turned: the visit being served has entered, or somebody walked whom nobody expected."""
    serving = turn.lane.serving
    if direction is Direction.ENTRY and serving and serving.step is Step.WALK and not turn.lane.lines_on:
        member = serving.who if isinstance(serving.who, Member) else None
        turn.record(Entered(serving.visit, member.card_no if member and member.pays_by_visit else None))
        turn.change(serving=None)
        serve_next(turn)
        return
    asked = direction is Direction.EXIT and turn.lane.exits > 0
    if asked:
        turn.change(exits_until=turn.lane.exits_until[1:])
    turn.record(WalkedThrough(direction, asked, bool(turn.lane.lines_on)))
    if direction is Direction.ENTRY and not turn.lane.lines_on:
        turn.tell(NoticeCode.PASSED_UNASKED)


def open_exit(turn: Turn, visit: int | None) -> None:
    """Let one person out."""
    until = turn.rules.after(turn.at, turn.rules.walk_s)
    turn.change(exits_until=(*turn.lane.exits_until, until))
    turn.act(Release(Direction.EXIT, visit), Remind(until, LeaveBy()))


def leave_time_over(turn: Turn) -> None:
    """Whoever was to have walked out by now is not waited for any longer."""
    turn.change(exits_until=tuple(until for until in turn.lane.exits_until if until > turn.at))


def take_time_over(turn: Turn, visit: int) -> None:
    """The tag was not taken in time. It stays in the mouth for the next of its pool."""
    serving = turn.lane.serving
    if serving and serving.visit == visit and serving.step is Step.TAG:
        annul(turn, serving, Annulment.TAG_NOT_TAKEN)
        serve_next(turn)


def walk_time_over(turn: Turn, visit: int) -> None:
    """Nobody walked through in time. The tag is still with them: the desk hears of it."""
    serving = turn.lane.serving
    if serving and serving.visit == visit and serving.step is Step.WALK:
        annul(turn, serving, Annulment.NOT_ENTERED)
        serve_next(turn)


def annul(turn: Turn, admission: Admission, reason: Annulment, by: str | None = None) -> None:
    """End a visit that has not entered, wherever it stands."""
    turn.record(Annulled(admission.visit, reason, by))
    if turn.lane.serving and turn.lane.serving.visit == admission.visit:
        turn.change(serving=None)
    turn.change(queue=tuple(other for other in turn.lane.queue if other.visit != admission.visit))
    if reason is Annulment.TAG_JAMMED:
        turn.show(TagNotGiven(admission.guest), turn.rules.refused_s)
        turn.speak(Sound.NO, "tag_not_given", admission.guest)
        turn.tell(NoticeCode.TAG_NOT_GIVEN, name=admission.guest.name)
    elif admission.step is Step.WALK and reason is Annulment.NOT_ENTERED:
        turn.tell(NoticeCode.NOT_ENTERED, name=admission.guest.name, tag=admission.tag or "")


def _open(turn: Turn, admission: Admission) -> None:
    turn.act(Release(Direction.ENTRY, admission.visit))
    _let_walk(turn, admission)
    if admission.pool is None:
        turn.speak(Sound.YES, "walk_through", admission.guest)


def _let_walk(turn: Turn, admission: Admission) -> None:
    turn.change(serving=replace(admission, step=Step.WALK))
    turn.act(Remind(turn.rules.after(turn.at, turn.rules.walk_s), WalkBy(admission.visit)))


def _untaken(lane: Lane, pool: Sex) -> int:
    """One when the mouth holds a tag that is not being waited for by the visit being served."""
    mouth = lane.mouth(pool)
    return int(mouth is not None and not (lane.serving and lane.serving.visit == mouth.visit))


def _with_mouth(lane: Lane, new: InMouth) -> tuple[InMouth, ...]:
    return (*_without_mouth(lane, new.pool), new)


def _without_mouth(lane: Lane, pool: Sex) -> tuple[InMouth, ...]:
    return tuple(mouth for mouth in lane.in_mouth if mouth.pool is not pool)
