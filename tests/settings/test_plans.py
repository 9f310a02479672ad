"""The card kinds of the club."""

from datetime import time
from pathlib import Path

import pytest

from kiosk.errors import SettingsError
from kiosk.lane.people import Hours, Plan
from kiosk.lane.words import PlanKind
from kiosk.settings.plans import PlanCard, load_plans
from kiosk.settings.shipped import shipped_text

SWIM = '[[plan]]\ncode = "swim"\nname_zh = "游泳卡"\nname_en = "Swim"\nkind = "visits"\nvisits = 20\nprice_fen = 90000\n'


def load(folder: Path, text: str) -> dict[str, PlanCard]:
    file = folder / "plans.toml"
    file.write_text(text, encoding="utf-8")
    return load_plans(file)


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(folder, text)
    return [mistake.removeprefix(f"{folder}/plans.toml:") for mistake in caught.value.mistakes]


def test_shipped_plans_are_the_house_s_card_kinds(tmp_path: Path) -> None:
    cards = load(tmp_path, shipped_text("plans.toml"))
    assert {code: (card.plan.kind, card.visits) for code, card in cards.items()} == {
        "annual": (PlanKind.TERM, None),
        "monthly": (PlanKind.TERM, None),
        "couple": (PlanKind.TERM, None),
        "offpeak": (PlanKind.TERM, None),
        "ten": (PlanKind.VISITS, 10),
        "trial": (PlanKind.TRIAL, 1),
    }
    assert cards["offpeak"].plan.hours == tuple(Hours(weekday, time(10), time(16)) for weekday in range(1, 6))
    assert all(card.plan.hours == () for code, card in cards.items() if code != "offpeak")
    assert cards["trial"].price_fen == 0


def test_a_card_kind_of_the_club_s_own_is_read(tmp_path: Path) -> None:
    cards = load(tmp_path, SWIM + '[plan.hours]\nsunday = ["06:30-08:00", "20:00-22:00"]\n')
    hours = (Hours(7, time(6, 30), time(8)), Hours(7, time(20), time(22)))
    assert cards == {"swim": PlanCard(Plan("swim", PlanKind.VISITS, hours), "游泳卡", "Swim", 90000, 20)}


def test_no_hours_at_all_is_whenever_the_club_is_open(tmp_path: Path) -> None:
    assert load(tmp_path, SWIM + "hours = {}\n")["swim"].plan.hours == ()


@pytest.mark.parametrize(
    ("good", "bad", "mistake"),
    [
        ('"swim"', '"Swim card"', '2: plan[1].code: "Swim card" is no code; wanted a small letter, then small letters, digits and _'),
        ('"visits"', '"visit"', '5: plan[1].kind: "visit" is not known; wanted term, visits or trial; did you mean visits?'),
        ('"visits"', '"term"', "6: plan[1].visits: visits of a term are not counted; wanted kind visits, or no visits"),
        ("visits = 20\n", "", "1: plan[1].visits: visits are missing; wanted how many a new card of kind visits holds"),
        ("= 20", "= 0", "6: plan[1].visits: 0 is out of range; wanted 1 to 1000 visits"),
        ("90000", "-1", "7: plan[1].price_fen: -1 is out of range; wanted 0 to 100000000 fen"),
        ("price_fen", "price", "1: plan[1].price_fen: is missing; it has no default"),
        ("90000", '1\nhours.monday = ["10-16"]', '8: plan[1].hours.monday[1]: "10-16" is no stretch of a day; wanted "HH:MM-HH:MM"'),
        ("90000", '1\nhours.monday = ["16:00-10:00"]', '8: plan[1].hours.monday[1]: "16:00-10:00" ends before it begins'),
        ("90000", "1\nhours.mondy = []", "8: plan[1].hours.mondy: no such key; [plan.hours] has monday, tuesday"),
    ],
)
def test_a_mistake_names_its_line_and_key(tmp_path: Path, good: str, bad: str, mistake: str) -> None:
    assert mistakes(tmp_path, SWIM.replace(good, bad))[0].startswith(mistake)


def test_a_code_that_comes_twice_is_refused(tmp_path: Path) -> None:
    assert mistakes(tmp_path, SWIM + SWIM) == [
        '9: plan[2].code: code "swim" is used twice; wanted one of its own, plan[1].code has it in line 2'
    ]


@pytest.mark.parametrize("text", ["", "plan = []"])
def test_a_club_without_any_plan_is_refused(tmp_path: Path, text: str) -> None:
    (found,) = mistakes(tmp_path, text)
    assert "plan: " in found
