"""UIDs of digits only: hex, or the number that a keyboard reader types."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.imports.options import Options
from kiosk.desk.imports.uids import UidForms
from kiosk.desk.imports.whole import ImportKind
from kiosk.hardware.keystrokes import Format, uid_from_text
from tests.desk.imports.importing import Importer

READINGS = {form.value: partial(uid_from_text, format=form) for form in Format}
HEADER = "card_no,name,sex,plan,card_uid"


def forms(chosen: str | None, asked: bool = False) -> Options:
    return Options(uids=UidForms(READINGS, chosen, asked))


def rows(*uids: str) -> list[str]:
    return [HEADER, *(f'A{number},Anna,F,ten,"{uid}"' for number, uid in enumerate(uids))]


def stored(importer: Importer) -> list[str]:
    return [uid for (uid,) in importer.db.execute("SELECT uid FROM credentials ORDER BY card_no")]


@pytest.mark.parametrize(
    ("form", "typed", "uid"),
    [
        ("decimal_be", "0077705923", "04A1B2C3"),
        ("decimal_be", "77705923", "04A1B2C3"),
        ("decimal_le", "3283263748", "04A1B2C3"),
        ("wiegand_3_5", "16145763", "00A1B2C3"),
        ("wiegand_3_5", "161,45763", "00A1B2C3"),
        ("wiegand_3_5", "1,763", "000102FB"),
        ("wiegand_3_5", "100763", "000102FB"),
        ("hex", "04010203", "04010203"),
        ("hex", "4010203", "04010203"),
        ("hex", "4010203040506", "04010203040506"),
    ],
)
def test_a_column_of_digits_is_read_as_the_readers_of_this_counter_type_it(importer: Importer, form: str, typed: str, uid: str) -> None:
    importer.members(*rows(typed), options=forms(form))
    assert stored(importer) == [uid]


def test_both_readings_of_the_first_card_are_told(importer: Importer) -> None:
    assert importer.members(*rows("0077705923", "0077705924"), options=forms("decimal_be")).warnings == (
        "card_uid: digits were read as decimal_be: 0077705923 is 04A1B2C3 (it would be 0077705923 as hex, C3B2A104 as decimal_le)",
    )


def test_zeros_that_were_put_back_are_told(importer: Importer) -> None:
    assert importer.members(*rows("04010203", "4010204"), options=forms("hex")).warnings == (
        "card_uid: zeros that a spreadsheet lost were put back: 4010204 is 04010204",
    )


def test_where_nobody_knows_the_format_it_is_asked_for_once(importer: Importer) -> None:
    assert importer.problems(ImportKind.MEMBERS, *rows("0077705923", "0077705924"), options=forms(None)) == [
        "line 1, card_uid: holds digits only: say with --uid-format what they are. The first, 0077705923, is 0077705923 as hex, "
        "04A1B2C3 as decimal_be, C3B2A104 as decimal_le"
    ]


def test_hex_with_letters_needs_no_format_nor_do_digits_of_its_size_beside_it(importer: Importer) -> None:
    assert importer.members(*rows("04A1B2C3", "04010203", "04:01:02:04", ""), options=forms(None)).warnings == ()
    assert stored(importer) == ["04A1B2C3", "04010203", "04010204"]


def test_digits_of_no_uids_size_beside_hex_are_a_number(importer: Importer) -> None:
    importer.members(*rows("0077705923", "04A1B2C4"), options=forms("decimal_be"))
    assert stored(importer) == ["04A1B2C3", "04A1B2C4"]
    assert "--uid-format" in importer.problems(ImportKind.MEMBERS, *rows("0077705923", "04A1B2C4"), options=forms(None))[0]


def test_what_was_asked_for_holds_for_every_cell_of_digits(importer: Importer) -> None:
    importer.members(*rows("04A1B2C4", "77705923"), options=forms("decimal_be", asked=True))
    assert stored(importer) == ["04A1B2C4", "04A1B2C3"]


@pytest.mark.parametrize("typed", ["4294967296", "04010203040506", "1234"])
def test_digits_that_are_no_card_in_this_format_are_told_by_line(importer: Importer, typed: str) -> None:
    assert importer.problems(ImportKind.MEMBERS, *rows("0077705923", typed), options=forms("decimal_be")) == [
        f"line 3, card_uid: “{typed}” is no card's number as decimal_be; if it is another format, say so with --uid-format"
    ]


def test_cards_that_are_no_cards_of_their_own_are_warned_about(importer: Importer) -> None:
    cells = ("08A1B2C3", "08A1B2C4", "00000000", "FFFFFFFFFFFFFF", "01020304", "08A1B2C3D4E5F6", "04A1B2C3")
    assert importer.members(*rows(*cells)).warnings == (
        "card_uid: a UID of 4 bytes that begins with 08 is another one at each tap (phones, bank cards): "
        "such a card is not known again (line 2 and 1 more)",
        "card_uid: this looks invented, or like a card that was copied: hold the card to a reader (line 4 and 2 more)",
    )


@pytest.mark.parametrize("kind", [ImportKind.STAFF, ImportKind.TAGS])
def test_staff_and_tags_are_read_alike(importer: Importer, kind: ImportKind) -> None:
    lines = ("staff_no,name,role,card_uid", "S1,Anna,bar,77705923") if kind is ImportKind.STAFF else ("tag,uid", "F-001,77705923")
    assert "--uid-format" in importer.problems(kind, *lines, options=forms(None))[0]
    importer(kind, "\n".join(lines), forms("decimal_be"))
    table = "credentials" if kind is ImportKind.STAFF else "tags"
    assert importer.db.execute(f"SELECT uid FROM {table}").fetchall() == [("04A1B2C3",)]


@given(number=st.integers(0x10000, 0xFFFFFFFF), form=st.sampled_from(["decimal_be", "decimal_le"]))
def test_a_number_without_its_zeros_is_the_card_that_the_reader_types(number: int, form: str) -> None:
    turned = UidForms(READINGS, form).turn([str(number)])
    assert turned.turn
    assert turned.turn(str(number)) == READINGS[form](f"{number:010}")
