"""What every member screen is drawn from besides its face."""

from dataclasses import dataclass
from datetime import date

from kiosk.lane.view import Guest
from kiosk.lane.words import Language
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.kit.theme import Look
from kiosk.screens.link.counter_time import CounterTime
from kiosk.screens.member.staff_call import Ask, StaffCall
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.wire.messages import ClubView


@dataclass(frozen=True, slots=True)
class Scene:
    """The panel, the languages, the club and the ways through the turnstile.

    :param ask: sends a request to the counter and hands back its reply.
    :param house: the club's language; it comes first while no guest is spoken to.
    :param way_in: where the turnstile is for someone who faces the screen; one of the four arrows.
    """

    look: Look
    catalogues: dict[Language, Catalogue]
    house: Language
    time: CounterTime
    staff: StaffCall
    ask: Ask
    way_in: Shape
    way_out: Shape
    club: ClubView = ClubView("", "")

    def languages(self, guest: Guest | None) -> tuple[Catalogue, Catalogue]:
        """The language to speak in, and the other one."""
        first = guest.language if guest else self.house
        second = next(language for language in Language if language != first)
        return self.catalogues[first], self.catalogues[second]

    def today(self) -> date:
        """The club's day."""
        return self.time.now().date()
