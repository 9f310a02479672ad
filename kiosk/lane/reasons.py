"""Why a card is refused and why a visit is annulled: the fixed codes of the figures."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a card does not open the turnstile."""

    UNKNOWN_CARD = "unknown_card"
    LOST_CARD = "lost_card"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    FROZEN = "frozen"
    NO_VISITS_LEFT = "no_visits_left"
    OUTSIDE_HOURS = "outside_hours"
    UNDER_AGE = "under_age"
    ALREADY_INSIDE = "already_inside"
    TAG_OWED = "tag_owed"
    CLUB_CLOSED = "club_closed"
    NO_TAG = "no_tag"


class Annulment(StrEnum):
    """Why a granted visit came to nothing."""

    TAG_NOT_TAKEN = "tag_not_taken"
    NOT_ENTERED = "not_entered"
    BY_STAFF = "by_staff"
    TAG_JAMMED = "tag_jammed"
