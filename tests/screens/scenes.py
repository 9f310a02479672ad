"""Views to draw: every face, for members with short names and long, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from kiosk.lane.reasons import Refusal
from kiosk.lane.view import (
    Alarm,
    Face,
    Goodbye,
    Guest,
    LaneView,
    Message,
    OutOfService,
    Refused,
    Rest,
    TagNotGiven,
    Trouble,
    WalkThrough,
    Welcome,
)
from kiosk.lane.words import Fault, Language, Sex
from kiosk.wire.messages import VERSION, ClassToday, ClubView, Greeting, Reply, Saying, Shown

AT = datetime(2026, 11, 23, 18, 12, 30, tzinfo=timezone(timedelta(hours=8)))
WANG = Guest("王一诺", Sex.FEMALE, Language.CHINESE)
GRACE = Guest("Grace Fielding", Sex.FEMALE, Language.ENGLISH)
LONG_NAMES = (
    Guest("欧阳娜娜·阿不都热西提", Sex.FEMALE, Language.CHINESE),
    Guest("娜斯塔霞·阿尔捷米耶芙娜·雪莱梅捷娃", Sex.FEMALE, Language.CHINESE),
    Guest("Maximiliane Featherstonehaugh-Oyelaran", Sex.FEMALE, Language.ENGLISH),
)

CLOSING = (
    "各位会员，您好。本店将在半小时后结束营业，请您安排好时间，带好随身物品。谢谢。",
    "Dear members. We close in half an hour. Please plan your time, and take all your things with you. Thank you.",
)

_FACTS: dict[Refusal, dict[str, str | tuple[str, ...]]] = {
    Refusal.EXPIRED: {"until": "2026-11-22"},
    Refusal.NOT_YET_VALID: {"since": "2027-03-03"},
    Refusal.FROZEN: {"until": "2026-12-31"},
    Refusal.TAG_OWED: {"tag": "M-017"},
    Refusal.OUTSIDE_HOURS: {"hours": ("10:00-16:00",)},
    Refusal.CLUB_CLOSED: {"hours": ("10:00-22:30",)},
}


def refused(reason: Refusal, guest: Guest | None) -> Refused:
    """A refusal with the facts that belong to it."""
    return Refused(reason, guest, **_FACTS.get(reason, {}))  # type: ignore[arg-type]  # each value has its field's type


def club(time_trusted: bool = True) -> ClubView:
    """The club's evening: one class is over, four are to come."""
    programme = (
        (17, 0, "普拉提", "一号操房"),
        (18, 30, "尊巴", "二号操房"),
        (19, 15, "流瑜伽", "高温瑜伽房"),
        (20, 0, "动感单车", "单车房"),
        (21, 0, "搏击操", "一号操房"),
    )
    classes = tuple(ClassToday(AT.replace(hour=hour, minute=minute, second=0), 60, name, room) for hour, minute, name, room in programme)
    return ClubView("悦动健身", "Joyful Fitness", classes, time_trusted)


def shown(
    face: Face, waiting: tuple[Guest, ...] = (), aside: Message | None = None, troubles: tuple[Trouble, ...] = (), at: datetime = AT
) -> Shown:
    """A view as the counter sends it."""
    return Shown(LaneView(at, face, waiting, aside, troubles), club())


def announcing(zh: str | None, en: str | None) -> Shown:
    """At rest, while this is announced."""
    return Shown(LaneView(AT, Rest()), replace(club(), saying=Saying(zh, en)))


def inside(people: int, guests: tuple[Guest, ...] = (WANG, GRACE)) -> Reply:
    """The counter's answer when so many are inside, called by the names of these guests in turn. The first came yesterday; every third
    works here and took no tag."""
    listed = [
        {
            "name": guests[number % len(guests)].name,
            "card_no": None,
            "tag": None if number % 3 == 2 else f"F-{number + 1:03d}",
            "since": (AT - timedelta(minutes=people - number, days=number == 0)).astimezone(UTC).isoformat(),
            "kind": ("member", "trial", "staff", "member", "member", "coach")[number % 6],
        }
        for number in range(people)
    ]
    return Reply(1, ok=True, value=listed)


UNANSWERED = Reply(1, ok=False, error="timed_out")


def lists(guests: tuple[Guest, ...]) -> list[tuple[str, Shown, Reply | None]]:
    """The list of who is inside over an alarm, by name: while it is awaited, when it cannot be had, and with some names and many."""
    fire, emergency = shown(Alarm(fire=True)), shown(Alarm(fire=False))
    crowded = shown(Alarm(fire=True), aside=refused(Refusal.EXPIRED, WANG))
    return [
        ("list_awaited", fire, None),
        ("list_not_to_be_had", fire, UNANSWERED),
        *((f"list_of_{people}", fire, inside(people, guests)) for people in (0, 1, 3, 200)),
        ("list_in_an_emergency", emergency, inside(20, guests)),
        ("list_above_a_message", crowded, inside(200, guests)),
    ]


MISFIT = Greeting(version=VERSION + 1, oldest=VERSION + 1)


def everything(guests: tuple[Guest, ...]) -> list[tuple[str, Shown | Greeting | None]]:
    """Every face by name, spoken to each of these guests; none is "no counter"."""
    house: list[tuple[str, Shown | Greeting | None]] = [
        ("connecting", None),
        ("misfit", MISFIT),
        ("rest", shown(Rest())),
        (
            "rest_after_the_last_class",
            Shown(LaneView(AT, Rest(), troubles=(Trouble("return_slot", Fault.FULL),)), ClubView("悦动健身", "J")),
        ),
        ("rest_while_a_class_is_called", announcing("18:30，二号操房，尊巴课程即将开始。", "尊巴 begins at 18:30, in 二号操房.")),
        ("rest_while_a_guest_is_paged", announcing("王一诺女士，请到前台来，有您的电话。谢谢。", None)),
        ("rest_while_a_notice_is_read", announcing(*CLOSING)),
        ("fire", shown(Alarm(fire=True))),
        ("emergency", shown(Alarm(fire=False))),
        *((f"out_{fault}", shown(OutOfService("reader:main", fault))) for fault in (Fault.LOST, Fault.BUSY)),
    ]
    return house + [picture for guest in guests for picture in _for_guest(guest)]


def _for_guest(guest: Guest) -> list[tuple[str, Shown | None]]:
    queue = (WANG, guest, GRACE, guest, WANG)
    faces: dict[str, Shown] = {
        "welcome": shown(Welcome(guest, "F-017", Sex.FEMALE, 9, None)),
        "welcome_last_visit": shown(Welcome(guest, "F-008", Sex.FEMALE, None, 1), waiting=queue),
        "welcome_crowded": shown(Welcome(guest, "F-017", Sex.FEMALE, 9, None), queue, refused(Refusal.EXPIRED, WANG)),
        "walk_through": shown(WalkThrough(guest, "F-017", Sex.FEMALE), aside=Goodbye(guest, "F-001", True)),
        "walk_through_without_tag": shown(WalkThrough(guest, None, None)),
        "goodbye": shown(Goodbye(guest, "F-017", False)),
        "goodbye_collect": shown(Goodbye(guest, "F-017", True), waiting=(guest,)),
        "tag_not_given": shown(TagNotGiven(guest)),
        "tag_not_given_aside": shown(WalkThrough(guest, "F-017", Sex.FEMALE), aside=TagNotGiven(guest)),
    }
    faces |= {f"refused_{reason}": shown(refused(reason, guest)) for reason in Refusal}
    faces["refused_nobody"] = shown(refused(Refusal.UNKNOWN_CARD, None), waiting=(guest,))
    return [(f"{name}_{guest.language}", face) for name, face in faces.items()]
