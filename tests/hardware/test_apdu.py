import pytest

from kiosk.errors import CardUnreadable
from kiosk.hardware.apdu import Exchange, read_uid


def transcript(*pairs: tuple[str, str]) -> Exchange:
    """A card that says exactly this."""
    left = list(pairs)

    def exchange(sent: bytes) -> bytes:
        expected, answered = left.pop(0)
        assert sent.hex(" ").upper() == expected
        return bytes.fromhex(answered)

    return exchange


@pytest.mark.parametrize(
    ("answered", "uid"),
    [
        ("04 A1 B2 C3 D4 E5 80 90 00", "04A1B2C3D4E580"),
        ("CA FE BA BE 90 00", "CAFEBABE"),
        ("01 02 03 04 05 06 07 08 09 0A 90 00", "0102030405060708090A"),
    ],
)
def test_card_is_asked_once_for_its_uid(answered: str, uid: str) -> None:
    assert read_uid(transcript(("FF CA 00 00 00", answered))) == uid


@pytest.mark.parametrize("answered", ["6A 81", "63 00", "", "90 00", "01 02 90 00", "04 A1 B2 C3 90 01"])
def test_card_that_gives_no_uid_is_unreadable(answered: str) -> None:
    with pytest.raises(CardUnreadable):
        read_uid(transcript(("FF CA 00 00 00", answered)))
