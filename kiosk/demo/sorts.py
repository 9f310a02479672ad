"""The sorts of card that the demo club shows, one sample each."""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of card.

    ``what_zh`` and ``what_en`` say what is to be seen when it is tapped. ``cells`` is what its row of the members' file holds
    other than an ordinary one's.
    """

    plan: str
    sex: str
    what_zh: str
    what_en: str
    cells: dict[str, str] = field(default_factory=dict)
    lost: bool = False


def sorts(today: date) -> tuple[Sort, ...]:
    """Every sort, with the days that belong to it."""

    def on(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    english = {"language": "en"}
    return (
        Sort("annual", "F", "年卡，女会员", "annual card, woman"),
        Sort("annual", "M", "年卡，男会员", "annual card, man"),
        Sort("annual", "M", "说英语的会员", "speaks English", english),
        Sort("monthly", "F", "还剩 3 天", "3 days left", {"valid_from": on(-27), "valid_until": on(3)}),
        Sort("monthly", "M", "今天到期，仍可入场", "last day, still valid", {"valid_from": on(-30), "valid_until": on(0)}),
        Sort("monthly", "F", "已过期", "expired", {"valid_from": on(-42), "valid_until": on(-12)}),
        Sort("annual", "M", "已过期，英语", "expired, speaks English", {"valid_from": on(-366), "valid_until": on(-1)} | english),
        Sort("annual", "F", "尚未生效", "not yet valid", {"valid_from": on(5), "valid_until": on(369)}),
        Sort("annual", "M", "停卡中", "frozen", {"frozen_from": on(-10), "frozen_until": on(20)}),
        Sort("annual", "F", "停卡中，未定恢复日", "frozen without an end", {"frozen_from": on(-3)}),
        Sort("ten", "F", "次卡，还剩 7 次", "ten visits, 7 left", {"visits_left": "7"}),
        Sort("ten", "M", "次卡，最后 1 次", "ten visits, the last one", {"visits_left": "1"}),
        Sort("ten", "F", "次卡，次数用完", "ten visits, none left", {"visits_left": "0"}),
        Sort("offpeak", "F", "闲时卡，周一至周五 10:00–16:00", "off-peak card, Monday to Friday 10:00–16:00"),
        Sort("couple", "F", "情侣卡，女方", "couple card, hers"),
        Sort("couple", "M", "情侣卡，男方", "couple card, his"),
        Sort("trial", "M", "体验客人", "trial guest"),
        Sort("trial", "F", "体验客人，英语", "trial guest, speaks English", english),
        Sort("trial", "M", "体验已用过", "trial guest who has trained already", {"visits_left": "0"}),
        Sort("annual", "M", "今天满 16 岁，可入场", "turns 16 today, admitted", {"born_on": _years_before(today, 16)}),
        Sort("annual", "F", "未满 16 岁", "under age", {"born_on": _years_before(today, 15)}),
        Sort("annual", "M", "已挂失", "reported lost", lost=True),
        Sort("annual", "F", "名字很长", "a very long name", {"name": "娜斯塔霞·阿尔捷米耶芙娜·雪莱梅捷娃"}),
        Sort("annual", "F", "英文名字很长", "a very long English name", {"name": "Philippa Quillfeather-Winterbourne"} | english),
    )


def _years_before(day: date, years: int) -> str:
    try:
        return day.replace(year=day.year - years).isoformat()
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1).isoformat()
