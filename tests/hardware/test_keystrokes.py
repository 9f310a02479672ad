import pytest
from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.keystrokes import Format, Keystrokes, uid_from_text

KEYS = {
    **{str(digit): ecodes.ecodes[f"KEY_{digit}"] for digit in range(10)},
    **{letter: ecodes.ecodes[f"KEY_{letter}"] for letter in "ABCDEFG"},
    ",": ecodes.KEY_COMMA,
    "\n": ecodes.KEY_ENTER,
}
KEYPAD = {**{str(digit): ecodes.ecodes[f"KEY_KP{digit}"] for digit in range(10)}, "\n": ecodes.KEY_KPENTER}
SHIFT = ecodes.KEY_LEFTSHIFT


class Typist:
    """Types keys, one each 4 ms, and keeps the cards that come of it."""

    def __init__(self, format: Format) -> None:
        self.keystrokes, self.at_s, self.uids = Keystrokes(format), 1000.0, list[str]()

    def press(self, code: int, *values: int) -> None:
        for value in values or (1, 0):
            self.at_s += 0.004
            uid = self.keystrokes.key(code, value, self.at_s)
            if uid is not None:
                self.uids.append(uid)

    def type(self, text: str, keys: dict[str, int] = KEYS) -> None:
        for sign in text:
            self.press(keys[sign])


def typed(format: Format, text: str, keys: dict[str, int] = KEYS) -> list[str]:
    typist = Typist(format)
    typist.type(text, keys)
    return typist.uids


@pytest.mark.parametrize(
    ("format", "text", "uid"),
    [
        (Format.HEX, "04A1B2C3", "04A1B2C3"),
        (Format.HEX, "04A1B2C3D4E580", "04A1B2C3D4E580"),
        (Format.HEX, "0102030405", "0102030405"),
        (Format.DECIMAL_BE, "0077705923", "04A1B2C3"),
        (Format.DECIMAL_LE, "3283263748", "04A1B2C3"),
        (Format.DECIMAL_BE, "4294967295", "FFFFFFFF"),
        (Format.WIEGAND_3_5, "16145763", "00A1B2C3"),
        (Format.WIEGAND_3_5, "161,45763", "00A1B2C3"),
    ],
)
def test_card_is_the_same_whichever_way_it_is_typed(format: Format, text: str, uid: str) -> None:
    assert typed(format, f"{text}\n") == [uid]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        (Format.HEX, "04A1B2C"),
        (Format.HEX, "04A1B2CG"),
        (Format.HEX, "04A1B2"),
        (Format.HEX, "04A1B2C3D4E5800102030405"),
        (Format.HEX, "04A1B2C3" * 10),
        (Format.HEX, ""),
        (Format.DECIMAL_BE, "077705923"),
        (Format.DECIMAL_BE, "00777059233"),
        (Format.DECIMAL_BE, "4294967296"),
        (Format.DECIMAL_LE, "007770592A"),
        (Format.WIEGAND_3_5, "25645763"),
        (Format.WIEGAND_3_5, "16165536"),
        (Format.WIEGAND_3_5, "1614576,"),
        (Format.WIEGAND_3_5, "16,145763"),
    ],
)
def test_what_is_no_card_is_dropped_and_the_next_one_read(format: Format, text: str) -> None:
    good = {Format.HEX: "CAFEBABE", Format.WIEGAND_3_5: "00100002"}.get(format, "0000000001")
    assert len(typed(format, f"{text}\n{good}\n")) == 1


def test_keypad_types_as_well() -> None:
    assert typed(Format.DECIMAL_BE, "0077705923\n1234567890\n", KEYPAD) == ["04A1B2C3", "499602D2"]


def test_upper_case_letters_are_the_same() -> None:
    typist = Typist(Format.HEX)
    for sign in "04A1B2C3":
        if sign.isalpha():
            typist.press(SHIFT, 1)
        typist.type(sign)
        if sign.isalpha():
            typist.press(SHIFT, 0)
    typist.type("\n")
    assert typist.uids == ["04A1B2C3"]


def test_digit_with_shift_is_another_sign() -> None:
    typist = Typist(Format.HEX)
    typist.press(SHIFT, 1)
    typist.type("1")
    typist.press(SHIFT, 0)
    typist.type("2345678\n")
    assert typist.uids == []


def test_key_that_repeats_counts_once() -> None:
    typist = Typist(Format.HEX)
    typist.press(KEYS["C"], 1, 2, 2, 0)
    typist.type("AFEBABE\n")
    assert typist.uids == ["CAFEBABE"]


def test_half_a_card_is_forgotten_after_a_pause() -> None:
    typist = Typist(Format.DECIMAL_BE)
    typist.type("00777")
    typist.at_s += 0.6
    typist.type("0000000001\n")
    assert typist.uids == ["00000001"]


def test_slow_reader_is_waited_for() -> None:
    typist = Typist(Format.DECIMAL_BE)
    for sign in "0077705923\n":
        typist.at_s += 0.4
        typist.type(sign)
    assert typist.uids == ["04A1B2C3"]


def test_clock_set_back_costs_one_card_at_most() -> None:
    typist = Typist(Format.DECIMAL_BE)
    typist.type("00777")
    typist.at_s -= 3600
    typist.type("05923\n0000000001\n")
    assert typist.uids == ["00000001"]


def test_rest_of_a_card_whose_keys_were_lost_is_no_card() -> None:
    typist = Typist(Format.HEX)
    typist.type("04A1B2")
    typist.keystrokes.discard()
    typist.type("C3D4E580\nCAFEBABE\n")
    assert typist.uids == ["CAFEBABE"]


def test_shift_whose_release_was_lost_is_forgotten() -> None:
    typist = Typist(Format.HEX)
    typist.press(SHIFT, 1)
    typist.keystrokes.discard()
    typist.type("\n12345678\n")
    assert typist.uids == ["12345678"]


@given(st.binary(min_size=4, max_size=4))
def test_every_card_of_four_bytes_is_the_same_in_hex_and_both_decimals(card: bytes) -> None:
    uid = card.hex().upper()
    assert uid_from_text(card.hex(), Format.HEX) == uid
    assert uid_from_text(f"{int.from_bytes(card, 'big'):010d}", Format.DECIMAL_BE) == uid
    assert uid_from_text(f"{int.from_bytes(card, 'little'):010d}", Format.DECIMAL_LE) == uid


@given(st.integers(0, 255), st.integers(0, 65535))
def test_every_facility_and_number_has_a_uid_of_its_own(facility: int, number: int) -> None:
    uid = uid_from_text(f"{facility:03d}{number:05d}", Format.WIEGAND_3_5)
    assert (int(uid[:4], 16), int(uid[4:], 16)) == (facility, number)


@given(
    st.sampled_from(Format),
    st.lists(st.tuples(st.integers(0, 255), st.integers(0, 2), st.floats(-1, 2, allow_nan=False)), max_size=200),
)
def test_no_keys_do_any_harm(format: Format, keys: list[tuple[int, int, float]]) -> None:
    keystrokes, at_s = Keystrokes(format), 0.0
    for code, value, gap_s in keys:
        at_s += gap_s
        uid = keystrokes.key(code, value, at_s)
        assert uid is None or 8 <= len(uid) <= 20
