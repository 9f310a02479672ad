"""The figures of a business day as a table for the terminal, in Chinese and English."""

import unicodedata
from collections.abc import Iterable, Mapping

from kiosk.desk.figures.figures import BySex, Figures, TagFigures

_LABEL, _VALUE = 36, 10

_REFUSED = {
    "unknown_card": "不认识的卡 unknown card",
    "lost_card": "挂失 reported lost",
    "expired": "已过期 expired",
    "not_yet_valid": "未生效 not yet valid",
    "frozen": "停卡 frozen",
    "no_visits_left": "次数用完 no visits left",
    "outside_hours": "时段不符 outside the plan's hours",
    "under_age": "未满年龄 under age",
    "already_inside": "已在场内 already inside",
    "tag_owed": "手牌未还 tag owed",
    "club_closed": "未营业 club closed",
    "no_tag": "手牌已发完 no tag left",
}

_ANNULLED = {
    "tag_not_taken": "未取手牌 tag not taken",
    "not_entered": "未进场 nobody walked through",
    "by_staff": "前台撤销 called off by staff",
    "tag_jammed": "手牌卡住 tag jammed",
}


def figures_table(figures: Figures) -> str:
    """The whole table, with a newline at its end."""
    blocks = [
        [f"营业日 Business day {figures.business_day}   统计于 counted {figures.generated_at:%Y-%m-%d %H:%M:%S}"],
        _people(figures),
        [
            _line("访客 Visitors", figures.visitors),
            _line("外单位人员 Outside workers", figures.outside_workers),
            _line("来电咨询 Phone enquiries", figures.phone_enquiries),
            _line("仍在场内 Still inside", figures.still_inside),
        ],
        _reasons("售卡 Cards sold", figures.cards_sold, {}),
        _reasons("拒绝 Refused", figures.refused, _REFUSED),
        _reasons("作废 Annulled", figures.annulled, _ANNULLED),
        _tags(figures.tags),
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def width(text: str) -> int:
    """How many columns a text takes up in a terminal: two for wide characters, none for combining ones.

    Source: Unicode Standard Annex 11, East Asian Width.
    """
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _people(figures: Figures) -> list[str]:
    rows = (("会员入场 Entries", figures.entries), ("体验 Trials", figures.trials), ("教练 Coaches", figures.coaches))
    return [_cells("", ("女 F", "男 M", "合计 all")), *(_by_sex(label, count) for label, count in rows)]


def _by_sex(label: str, count: BySex) -> str:
    return _cells(label, (str(count.female), str(count.male), str(count.total)))


def _reasons(label: str, counts: Mapping[str, int], words: Mapping[str, str]) -> list[str]:
    often_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [_line(label, sum(counts.values())), *(_line(f"  {words.get(code, code)}", count) for code, count in often_first)]


def _tags(tags: TagFigures) -> list[str]:
    lines = [
        _line("手牌发出 Tags given out", tags.given_out),
        _line("应发出 Expected", tags.expected),
        _line("差额 Difference", f"{tags.difference:+d}" if tags.difference else "0"),
        _line("已收回 Returned", tags.returned),
        _line("未收回 Outstanding", len(tags.outstanding)),
    ]
    for out in tags.outstanding:
        since = f"{out.since:%m-%d %H:%M}" if out.since else "--:--"
        who = f"{out.name} {out.card_no or ''}".rstrip() if out.name else "不知在谁手里 nobody knows"
        lines.append(f"  {out.tag}  {since:<11}  {who}")
    return lines


def _line(label: str, value: int | str) -> str:
    return _cells(label, (str(value),))


def _cells(label: str, values: Iterable[str]) -> str:
    return label + " " * (_LABEL - width(label)) + "".join(" " * (_VALUE - width(value)) + value for value in values)
