"""docs/requests.md against the code from which it is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

import pytest

from kiosk.desk.asked import Asked
from kiosk.desk.classes.requests import AddClass, Classes
from kiosk.desk.classes.work import ClassListed
from kiosk.desk.imports.requests import BeginImport
from kiosk.desk.systems import SYSTEMS, asks_of
from kiosk.lane.words import Sex
from kiosk.wire.messages import Greeting, decode_ask, decode_from_counter
from tests.desk.refusal_codes import common_codes
from tests.requests_page.common import COMMON
from tests.requests_page.kinds import default_in_words, in_words, told, told_of_fields
from tests.requests_page.page import PAGE, page

ASKS = {asked.name: asked for asked in asks_of().values()}


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sections(written: str) -> Mapping[str, str]:
    """What the page says of each request, by its name."""
    parts = re.split(r"^#{2,3} ", written, flags=re.MULTILINE)
    return {part.split("`")[1]: part for part in parts if part.startswith("`")}


def test_the_page_tells_what_the_code_does(written: str) -> None:
    assert written == page(), "docs/requests.md is not as the code has it; mend it with: make requests-page"


def test_the_page_tells_of_every_system_and_every_request(written: str, sections: Mapping[str, str]) -> None:
    assert [name for name in re.findall(r"^## (\w+)$", written, re.MULTILINE) if name != "Keys"] == [system.name for system in SYSTEMS]
    assert list(sections) == list(ASKS)


@pytest.mark.parametrize("asked", ASKS.values(), ids=list(ASKS))
def test_every_field_and_every_code_of_a_request_stands_with_it(asked: Asked, sections: Mapping[str, str]) -> None:
    section = sections[asked.name]
    told_fields = re.findall(r"^\| `(\w+)` \|", section.partition("| of the reply")[0], re.MULTILINE)
    assert told_fields == [each.name for each in fields(asked.request)]
    refused = re.search(r"^- \*\*Refused with:\*\* (.*)$", section, re.MULTILINE)
    assert refused
    assert re.findall(r"`(\w+)`", refused[1]) == list(asked.refuses)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("put_tags_back", "the group `leads` (lead, manager)."),
        ("return_tag", "the group `desk` (receptionist, cashier, lead, manager)."),
        ("who_is_inside", "technician); while an alarm is on, anybody."),
        ("sign_in", "anybody, also where nobody has signed in."),
        ("finish_import", "a program of root's or of the counter's own user."),
    ],
)
def test_the_page_says_who_may_ask(name: str, said: str, sections: Mapping[str, str]) -> None:
    assert said in sections[name]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cancel_class", "**Reply:** nothing but that it is done."),
        ("classes", "**Reply:** a list; each entry: A class of a day."),
        ("put_tags_back", "| `tags` | whole number |"),
        ("handover", "`business_day`"),
        ("announcements", "`waiting`"),
        ("import_progress", "`finished`"),
        ("begin_import", "as `import`"),
        ("sample_cards", "`what_zh`"),
    ],
)
def test_the_page_says_what_a_reply_holds(name: str, said: str, sections: Mapping[str, str]) -> None:
    assert said in sections[name]


def test_the_page_says_what_may_be_repeated_and_what_bears_a_key(sections: Mapping[str, str]) -> None:
    assert "**Repeated:** does no harm and needs no key." in sections["classes"]
    assert "**Repeated:** with its key it is done once." in sections["add_class"]


def test_a_secret_is_told_to_be_one(sections: Mapping[str, str]) -> None:
    assert "| `pin` | text; never logged | must be given |" in sections["sign_in"]


def test_the_lines_that_the_page_shows_can_be_sent_and_read(written: str) -> None:
    greeting, ask, *replies = re.findall(r"^    (\{.*\})$", written, re.MULTILINE)
    assert decode_from_counter(greeting.encode()) == Greeting()
    sent = decode_ask(ask.encode(), {name: asked.request for name, asked in ASKS.items()})
    assert sent.key
    assert [getattr(decode_from_counter(reply.encode()), "ok", None) for reply in replies] == [True, False]


def test_every_common_code_has_its_meaning() -> None:
    assert set(COMMON) == common_codes()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (str, "text"),
        (int | None, "whole number, or `null`"),
        (Sex, "one of `F`, `M`"),
        (tuple[Sex, ...], "list, each: one of `F`, `M`"),
        (list[bool], "list, each: `true` or `false`"),
        (dict[str, Any], "JSON object"),
        (date | None, "day, such as `2026-03-02`, or `null`"),
        (datetime, "moment, such as `2026-03-02T18:20:00+08:00`"),
    ],
)
def test_a_type_is_told_in_words(kind: Any, words: str) -> None:
    assert in_words(kind) == words


def test_a_type_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        in_words(set[int])


def test_a_default_is_told_as_it_would_be_sent() -> None:
    @dataclass
    class Given:
        name: str
        pools: tuple[Sex, ...] = (Sex.FEMALE,)
        day: date | None = None
        note: str = field(default="早")

    assert [default_in_words(each) for each in fields(Given)] == ["must be given", '`["F"]`', "`null`", '`"早"`']


def test_a_docstring_is_told_without_its_parameters_which_are_told_with_the_fields() -> None:
    assert told(BeginImport).endswith("the reply's `import` is the number of the import.")
    assert told_of_fields(BeginImport)["after"].startswith("the number of the import that was the last one")
    assert told(Classes) == "The classes of a day (`YYYY-MM-DD`; today's when none), the cancelled ones too."
    assert told_of_fields(AddClass) == {}
    assert told(ClassListed) == "A class of a day. `key` names it; `start` is on the club's clock."
