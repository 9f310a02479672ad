"""Headers and values in Chinese and English."""

from datetime import date

import pytest

from kiosk.desk.imports import classes, members, staff, tags
from kiosk.desk.imports.columns import Column
from kiosk.desk.imports.headings import fits, plain_heading
from kiosk.desk.imports.options import Options
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer, member_row

KINDS = {
    "members": members.columns(date(2026, 11, 25), {}),
    "staff": staff.columns(),
    "classes": classes.columns(),
    "tags": tags.columns(),
}


@pytest.mark.parametrize("columns", KINDS.values(), ids=list(KINDS))
def test_no_heading_means_two_columns(columns: tuple[Column, ...]) -> None:
    names = [plain_heading(name) for column in columns for name in {plain_heading(one) for one in (column.name, *column.words.called)}]
    assert sorted(set(names)) == sorted(names)
    assert all(names)


@pytest.mark.parametrize(
    "header",
    [
        "卡号,姓名,性别,卡种",
        "Card No,Full Name,GENDER,Card Type",
        " 卡 号 ,姓名*,性别（男/女）,会员卡种：",
        "ＣＡＲＤ＿ＮＯ,Name,Sex [F/M],Plan",
        "会员卡号,会员姓名,性别,卡类型",
    ],
)
def test_a_header_is_known_in_either_language_and_however_it_is_dressed(importer: Importer, header: str) -> None:
    importer.members(header, "A1,林一,女,ten")
    assert (member_row(importer.db, "A1")["name"], member_row(importer.db, "A1")["sex"]) == ("林一", "F")


def test_two_headings_of_one_column_are_told(importer: Importer) -> None:
    told = importer.problems(ImportKind.TAGS, "tag,手牌号,UID", "F-001,F-001,04A1B2C3")
    assert told == ["line 1, 手牌号: this is the same column as tag"]


def test_a_header_fits_when_every_column_that_must_be_is_there() -> None:
    assert fits(["手牌"], KINDS["tags"])
    assert not fits(["uid"], KINDS["tags"])
    assert fits(["备注", "卡号", "姓名", "性别", "卡种"], KINDS["members"])


def test_values_are_known_in_chinese_and_english(importer: Importer) -> None:
    importer.members("card_no,name,sex,plan,language", "A1,A,男,ten,英文", "A2,B,female,ten,Chinese", "A3,C,m,TEN,ZH")
    assert importer.db.execute("SELECT sex, plan, language FROM members ORDER BY card_no").fetchall() == [
        ("M", "ten", "en"), ("F", "ten", "zh"), ("M", "ten", "zh"),
    ]  # fmt: skip
    importer.staff("工号,姓名,职位", "S1,A,教练", "S2,B,前台", "S3,C,Lead")
    assert importer.db.execute("SELECT role FROM staff ORDER BY staff_no").fetchall() == [("coach",), ("receptionist",), ("lead",)]
    importer.classes(
        "星期,开始时间,时长,课程,教室", "周一,9:00,60,A,大厅", "星期天,9:00,60,A,大厅", "Tue,9:00:00,60,A,大厅", "friday,9:00,60,A,大厅"
    )
    assert importer.db.execute("SELECT weekday FROM classes ORDER BY weekday").fetchall() == [(1,), (2,), (5,), (7,)]


def test_a_plan_is_known_by_its_names_and_one_that_two_bear_is_not(importer: Importer) -> None:
    names = Options(plan_names={"annual": ("年卡", "Annual"), "ten": ("次卡", "Ten visits"), "trial": ("次卡", "Trial")})
    importer.members("卡号,姓名,性别,卡种", "A1,A,女,年卡", "A2,B,女,ten VISITS", "A3,C,女,trial", options=names)
    assert importer.db.execute("SELECT plan FROM members ORDER BY card_no").fetchall() == [("annual",), ("ten",), ("trial",)]
    assert importer.problems(ImportKind.MEMBERS, "卡号,姓名,性别,卡种", "A4,A,女,次卡", options=names) == [
        "line 2, plan: “次卡” is unknown; known are annual, monthly, couple, offpeak, ten, trial"
    ]
