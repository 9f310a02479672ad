"""What lists in Chinese and English call columns and values, and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.desk.roles import Role
from kiosk.lane.words import Language, Sex


@dataclass(frozen=True, slots=True)
class Words:
    """Of one column.

    :param called: what a header may say beside its name; the first is Chinese and stands in templates.
    :param about: what it holds, for people.
    :param example: a cell that is right.
    """

    called: tuple[str, ...]
    about: str
    example: str


SEXES: Mapping[str, tuple[str, ...]] = {Sex.FEMALE: ("女", "女士", "女性", "female"), Sex.MALE: ("男", "男士", "男性", "male")}
LANGUAGES: Mapping[str, tuple[str, ...]] = {Language.CHINESE: ("中文", "汉语", "Chinese"), Language.ENGLISH: ("英文", "英语", "English")}
ROLES: Mapping[str, tuple[str, ...]] = {
    Role.RECEPTIONIST: ("前台", "接待"),
    Role.CASHIER: ("收银", "收银员"),
    Role.BAR: ("吧台", "水吧"),
    Role.CONSULTANT: ("会籍顾问", "会籍", "顾问"),
    Role.COACH: ("教练", "私教"),
    Role.CLEANER: ("保洁", "保洁员"),
    Role.ENGINEER: ("工程", "工程师", "维修"),
    Role.LEAD: ("主管", "领班"),
    Role.MANAGER: ("经理", "店长"),
    Role.TECHNICIAN: ("技术员", "技术"),
}
WEEKDAYS = {
    "一": "monday", "二": "tuesday", "三": "wednesday", "四": "thursday", "五": "friday", "六": "saturday", "日天": "sunday",
}  # fmt: skip

_UID_CALLED = ("卡片UID", "UID", "芯片号", "物理卡号", "卡内码", "card id", "chip", "chip number")
_SEX = Words(("性别", "gender"), "F or M, also 女 or 男", "F")
_UID = Words(_UID_CALLED, "the UID of the chip, 4 to 10 bytes in hex, or the decimal number that a keyboard reader types", "04A1B2C3D4E580")

MEMBERS = {
    "card_no": Words(
        ("卡号", "会员卡号", "会员号", "会员编号", "card number", "member number", "member no"),
        "the number on the card; it finds the member, or makes a new one", "A1001",
    ),
    "name": Words(("姓名", "会员姓名", "名字", "full name", "member name"), "the whole name", "林雨禾"),
    "sex": _SEX,
    "born_on": Words(("生日", "出生日期", "出生年月日", "birthday", "date of birth"), "the day of birth", "1990-03-02"),
    "phone": Words(("手机", "手机号", "手机号码", "电话", "联系电话", "mobile"), "the phone number", "13800000001"),
    "card_uid": _UID,
    "plan": Words(
        ("卡种", "卡类型", "卡类", "会员卡种", "会籍类型", "card type", "card kind", "membership"),
        "the card kind: its code or its name, as they stand in plans.toml", "annual",
    ),
    "valid_from": Words(("开始日期", "生效日期", "开卡日期", "start date"), "the first day on which the card is valid", "2026-01-01"),
    "valid_until": Words(
        ("到期日", "到期日期", "到期时间", "有效期至", "截止日期", "结束日期", "expiry", "expiry date", "expires", "end date", "valid to"),
        "the last day on which it is", "2026-12-31",
    ),
    "visits_left": Words(("剩余次数", "剩余", "次数"), "the visits that are left, 0 to 9999; a new card holds those of its plan", "7"),
    "frozen_from": Words(("停卡开始", "停卡开始日期", "冻结开始"), "the first day on which the card is frozen", "2026-03-01"),
    "frozen_until": Words(("停卡结束", "停卡结束日期", "冻结结束"), "the last day on which it is", "2026-03-31"),
    "coach": Words(("教练", "私教", "教练工号"), "the coach's staff number", "S09"),
    "consultant": Words(("会籍顾问", "顾问", "会籍"), "the consultant's staff number", "S07"),
    "joined_on": Words(("入会日期", "办卡日期", "注册日期", "join date"), "the day on which the member joined", "2025-12-30"),
    "language": Words(("语言",), "zh or en, also 中文 or 英文; a new member has zh", "zh"),
}  # fmt: skip
STAFF = {
    "staff_no": Words(("工号", "员工号", "员工编号", "staff number"), "the staff number; it finds the person, or makes a new one", "S09"),
    "name": Words(("姓名", "员工姓名", "名字", "full name"), "the whole name", "林雨禾"),
    "role": Words(("职位", "岗位", "职务", "job"), f"one of {', '.join(Role)}, or in Chinese, such as 教练", "coach"),
    "sex": _SEX,
    "card_uid": _UID,
    "pin": Words(("密码", "PIN码"), "4 to 8 digits; only its hash is stored, and a new one lifts a lock-out", "4801"),
}
CLASSES = {
    "weekday": Words(("星期", "周几", "day"), "1 (Monday) to 7 (Sunday), also 周一 or Monday", "1"),
    "start": Words(("开始时间", "上课时间", "时间", "start time", "time"), "when it begins", "09:30"),
    "minutes": Words(("时长", "分钟", "课时", "duration"), "how many minutes it takes", "60"),
    "name": Words(("课程", "课程名称", "名称", "class"), "what it is called", "瑜伽"),
    "room": Words(("教室", "房间", "场地"), "where it is", "一号厅"),
    "coach": Words(("教练", "老师", "教练工号"), "the coach's staff number", "S09"),
    "from": Words(("开始日期", "起始日期", "start date"), "the first day of its season", "2026-03-01"),
    "until": Words(("结束日期", "截止日期", "end date"), "the last day of its season", "2026-06-30"),
}
TAGS = {
    "tag": Words(("手牌", "手牌号", "号码", "tag number"), "the tag's number: the pool F or M, and three or four digits", "F-001"),
    "uid": Words((*_UID_CALLED[:1], *_UID_CALLED[2:], "card uid"), _UID.about, "04A1B2C3"),
}
