"""The figures on the terminal."""

from datetime import UTC, date, datetime

import pytest

from kiosk.desk.figures.figures import BySex, Figures, OutstandingTag, TagFigures
from kiosk.desk.figures.table import figures_table, width
from kiosk.lane.reasons import Annulment, Refusal

SINCE = datetime(2026, 11, 25, 10, 20, 3, tzinfo=UTC)


def some_figures(refused: dict[str, int], annulled: dict[str, int]) -> Figures:
    outstanding = (OutstandingTag("F-003", "林雨禾", "A3", SINCE), OutstandingTag("M-001", None, None, None))
    return Figures(
        business_day=date(2026, 11, 25),
        generated_at=SINCE,
        entries=BySex(61, 59, 120),
        trials=BySex(2, 1, 3),
        coaches=BySex(1, 2, 3),
        visitors=0,
        outside_workers=0,
        phone_enquiries=0,
        cards_sold={},
        refused=refused,
        annulled=annulled,
        still_inside=4,
        tags=TagFigures(125, 123, 121, 2, outstanding),
    )


def test_the_table_reads_like_the_handover_book() -> None:
    table = figures_table(some_figures({"expired": 2, "frozen": 12}, {"by_staff": 1}))

    assert table == (
        "营业日 Business day 2026-11-25   统计于 counted 2026-11-25 10:20:03\n"
        "\n"
        "                                          女 F      男 M  合计 all\n"
        "会员入场 Entries                            61        59       120\n"
        "体验 Trials                                  2         1         3\n"
        "教练 Coaches                                 1         2         3\n"
        "\n"
        "访客 Visitors                                0\n"
        "外单位人员 Outside workers                   0\n"
        "来电咨询 Phone enquiries                     0\n"
        "仍在场内 Still inside                        4\n"
        "\n"
        "售卡 Cards sold                              0\n"
        "\n"
        "拒绝 Refused                                14\n"
        "  停卡 frozen                               12\n"
        "  已过期 expired                             2\n"
        "\n"
        "作废 Annulled                                1\n"
        "  前台撤销 called off by staff               1\n"
        "\n"
        "手牌发出 Tags given out                    125\n"
        "应发出 Expected                            123\n"
        "差额 Difference                             +2\n"
        "已收回 Returned                            121\n"
        "未收回 Outstanding                           2\n"
        "  F-003  11-25 10:20  林雨禾 A3\n"
        "  M-001  --:--        不知在谁手里 nobody knows\n"
    )


def test_every_column_ends_at_the_same_place_whatever_the_script() -> None:
    table = figures_table(some_figures(dict.fromkeys(Refusal, 3), dict.fromkeys(Annulment, 3)))

    counts = [line for line in table.splitlines() if line.endswith("3") and not line.startswith(("营业日", "体验", "教练", "  F-"))]
    assert {width(line) for line in counts} == {46}
    assert len(counts) == len(Refusal) + len(Annulment) + 1


@pytest.mark.parametrize("code", [*Refusal, *Annulment])
def test_every_reason_has_words(code: str) -> None:
    figures = some_figures({code: 1}, {}) if code in list(Refusal) else some_figures({}, {code: 1})

    assert f"  {code} " not in figures_table(figures)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("手牌", 4), ("ＡＢ", 4), ("é", 1), ("e\u0301", 1), ("·", 1), ("", 0)])
def test_wide_characters_take_two_columns_and_combining_ones_none(text: str, columns: int) -> None:
    assert width(text) == columns
