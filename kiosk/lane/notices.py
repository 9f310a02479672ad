"""What the desk must hear of. Codes; the words stand in the screens' catalogues."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeCode(StrEnum):
    """What the notice is about."""

    CARD_REFUSED = "card_refused"
    NOT_SERVED = "not_served"
    TAG_NOT_GIVEN = "tag_not_given"
    TAG_STRAYED = "tag_strayed"
    TAG_UNKNOWN = "tag_unknown"
    TAG_NOT_OUT = "tag_not_out"
    PASSED_UNASKED = "passed_unasked"
    NOT_ENTERED = "not_entered"
    DEVICE_FAILED = "device_failed"
    DEVICE_RECOVERED = "device_recovered"
    ALARM = "alarm"
    ALARM_OVER = "alarm_over"
    COUNT_HEADS = "count_heads"
    RESTARTED = "restarted"
    CALL_STAFF = "call_staff"


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for the desk. ``values`` are facts for the sentence, by name."""

    at: datetime
    code: NoticeCode
    values: tuple[tuple[str, str], ...] = ()
