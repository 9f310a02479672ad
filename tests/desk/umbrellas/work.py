"""What the desk does about umbrellas."""

from kiosk.database.moment import utc_text
from kiosk.database.store import Writing
from kiosk.desk.asked import Desk
from tests.desk.umbrellas import statements
from tests.desk.umbrellas.requests import LendUmbrella, UmbrellasLent
from tests.desk.umbrellas.rules import Lent, must_be_free


def lend(desk: Desk, request: LendUmbrella) -> Lent:
    """Write down who has it."""

    def change(writing: Writing) -> Lent:
        must_be_free(request.umbrella, request.card_no, statements.lent(writing.db))
        one = Lent(request.umbrella, request.card_no, utc_text(desk.now))
        statements.keep(writing.db, one)
        writing.journal(desk.stamp, "umbrella_lent", {"umbrella": one.umbrella, "card_no": one.card_no})
        return one

    return desk.write(change)


def lent(desk: Desk, request: UmbrellasLent) -> list[Lent]:
    """Every umbrella that is with a member."""
    del request
    return desk.read(statements.lent)
