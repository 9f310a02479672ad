"""A tag comes back, or staff open the way: the visit is closed and nobody is held."""

from kiosk.lane.facts import KnownTag
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import Left, TagBack, TagUnknown
from kiosk.lane.serving import annul, open_exit, serve_next
from kiosk.lane.turn import Turn
from kiosk.lane.view import Goodbye
from kiosk.lane.words import Place, Sound, Stage


def tag_returned(turn: Turn, mark: str) -> None:
    """Take the tag back. Whoever gives one that was out may leave, whatever the books say of them."""
    known = turn.facts.known_tag
    match known:
        case None:
            turn.record(TagUnknown(mark))
            turn.tell(NoticeCode.TAG_UNKNOWN)
        case KnownTag(place=Place.OUT):
            _taken_back(turn, known)
        case KnownTag(place=Place.USED):
            pass  # read twice
        case _:
            _found_in_slot(turn, known)


def _taken_back(turn: Turn, known: KnownTag) -> None:
    turn.record(TagBack(known.tag, known.visit))
    serving = turn.lane.serving
    if serving and serving.visit == known.visit:
        annul(turn, serving, Annulment.NOT_ENTERED)
        serve_next(turn)
    if known.visit and known.stage is Stage.ENTERED:
        turn.record(Left(known.visit))
    if known.guest:
        turn.show(Goodbye(known.guest, known.tag, turn.rules.cards_kept_at_desk), turn.rules.goodbye_s)
        turn.speak(Sound.BYE, "goodbye", known.guest)
    open_exit(turn, known.visit)


def _found_in_slot(turn: Turn, known: KnownTag) -> None:
    """A tag that nobody was known to have is in the slot: believe the slot. Whoever had it may leave, too."""
    turn.change(in_mouth=tuple(mouth for mouth in turn.lane.in_mouth if mouth.tag != known.tag))
    turn.record(TagBack(known.tag, None))
    turn.tell(NoticeCode.TAG_NOT_OUT, tag=known.tag)
    open_exit(turn, None)
    serving = turn.lane.serving
    if serving and serving.tag == known.tag:
        annul(turn, serving, Annulment.TAG_NOT_TAKEN)
        serve_next(turn)


def staff_let_out(turn: Turn, visit: int, by: str) -> None:
    """Close the visit and open the exit; the tag stays owed. One that has not entered is left alone."""
    if any(admission.visit == visit for admission in turn.lane.under_way):
        return
    turn.record(Left(visit, by))
    open_exit(turn, visit)


def staff_annulled(turn: Turn, visit: int, by: str) -> None:
    """Call off a visit that is being served or waits; one that has entered meanwhile is left alone."""
    for admission in turn.lane.under_way:
        if admission.visit == visit:
            annul(turn, admission, Annulment.BY_STAFF, by)
            serve_next(turn)
