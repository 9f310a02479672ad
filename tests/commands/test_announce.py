"""``kiosk announce``: what the technician asks of the club's voice."""

import json
import wave
from pathlib import Path

import pytest

from kiosk.desk.classes.requests import Classes
from kiosk.desk.staff.requests import SignIn
from kiosk.errors import HomeError, RequestRefused
from kiosk.settings.home import Home
from kiosk.wire.asking import Asking
from tests.club import PIN, at, make_club
from tests.command_line import kiosk, one_sentence, script
from tests.live_counter import LiveCounter
from tests.simulator.test_saturday import bring_classes


@pytest.fixture
def club(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def test_list_tells_the_calls_of_today_and_what_was_announced(club: Home, tmp_path: Path) -> None:
    every_day = [f"{weekday},18:00,60,尊巴,大厅" for weekday in range(1, 8)]
    file = tmp_path / "classes.csv"
    file.write_text("\n".join(["weekday,start,minutes,name,room", *every_day]), encoding="utf-8")
    kiosk("import", "classes", file, "--home", club.path)
    ran = kiosk("announce", "--list", "--home", club.path)
    assert ran.code == 0
    assert len([line for line in ran.out.splitlines() if "18:00 尊巴, 大厅" in line]) == 2
    day = kiosk("announce", "--list", "--json", "--home", club.path).json
    assert [(call["call"], call["name"]) for call in day["calls"]] == [("first", "尊巴"), ("second", "尊巴")]
    assert day["announcements"] == []


def test_list_of_a_day_without_classes_says_so(club: Home) -> None:
    assert kiosk("announce", "--list", "--home", club.path).out == "There are no classes today, and nothing was announced.\n"


def test_list_reads_what_the_simulator_announced(club: Home, tmp_path: Path) -> None:
    bring_classes(club, [("18:00", "尊巴", "大厅")])
    lines = [{"at": at("17:40:00", "2026-11-28"), "tap": "04CC000001"}, {"at": at("18:00:00", "2026-11-28"), "tap": "04CC000001"}]
    told = kiosk("simulate", script(tmp_path, lines), "--home", club.path).out
    assert told.count("announcing") == 2


@pytest.mark.parametrize(
    "arguments",
    [[], ["--list", "--voices"], ["--zone", "bar"], ["--render", "x.wav"], ["--list", "--zone", "bar"], ["--say", "a", "--ask", "{}"]],
)
def test_wrong_usage_ends_with_2(club: Home, arguments: list[str]) -> None:
    assert kiosk("announce", *arguments, "--home", club.path).code == 2


def test_an_unknown_zone_is_told_in_a_sentence(club: Home) -> None:
    assert one_sentence(kiosk("announce", "--say", "hello", "--zone", "attic", "--home", club.path)) == (
        "there is no such zone; known are desk, bar, changing"
    )


def test_voices_are_named_by_language(club: Home) -> None:
    assert list(kiosk("announce", "--voices", "--json", "--home", club.path).json) == ["zh", "en"]


def test_a_text_is_rendered_into_a_file(club: Home, tmp_path: Path) -> None:
    file = tmp_path / "words.wav"
    assert kiosk("announce", "--say", "尊巴 18:00", "--render", file, "--home", club.path).code == 0
    with wave.open(str(file)) as sound:
        assert sound.getnframes() / sound.getframerate() > 2


def test_what_cannot_be_spoken_or_written_is_told_in_a_sentence(club: Home, tmp_path: Path) -> None:
    assert "cannot be spoken" in one_sentence(kiosk("announce", "--say", "...", "--render", tmp_path / "x.wav", "--home", club.path))
    nowhere = tmp_path / "no" / "x.wav"
    assert "cannot be written" in one_sentence(kiosk("announce", "--say", "hello", "--render", nowhere, "--home", club.path))


def test_without_a_counter_there_is_nobody_to_ask(club: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_PIN", PIN)
    ran = kiosk("announce", "--ask", '{"do": "classes"}', "--as", "S01", "--home", club.path)
    assert "no counter answers" in one_sentence(ran)


def test_any_request_goes_to_the_running_counter_by_somebody_who_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_PIN", PIN)
    with LiveCounter(tmp_path) as counter:

        def ask(request: str, who: str = "S01") -> "str | object":
            ran = kiosk("announce", "--ask", request, "--as", who, "--home", counter.home.path)
            return ran.json if ran.code == 0 else one_sentence(ran)

        assert ask('{"do": "classes"}') == []
        assert "no loudspeaker" in str(ask('{"do": "page", "guest": "王一诺"}'))
        assert "may not do this" in str(ask('{"do": "page", "guest": "王一诺"}', "S04"))
        assert "no such request" in str(ask('{"do": "dance"}'))
        assert kiosk("announce", "--ask", '{"do": "call_staff"}', "--as", "S01", "--home", counter.home.path).out == "done\n"
        assert "not JSON" in str(ask("dance"))
        assert "wrong" in str(ask('{"do": "classes"}', "S99"))
        said = kiosk("announce", "--say", "hello", "--as", "S01", "--home", counter.home.path)
        assert "no loudspeaker" in one_sentence(said)


def test_asking_passes_over_what_is_no_reply_to_it(tmp_path: Path) -> None:
    with LiveCounter(tmp_path) as counter, Asking(counter.home.socket) as asking:
        with pytest.raises(RequestRefused, match="sign in first"):
            asking.ask(Classes())
        assert asking.ask(SignIn("S01", PIN))["role"] == "lead"
        assert json.dumps(asking.ask(Classes("2026-11-28"))) == "[]"


def test_a_counter_that_goes_away_is_told(tmp_path: Path) -> None:
    counter = LiveCounter(tmp_path)
    with counter:
        asking = Asking(counter.home.socket)
    with pytest.raises(HomeError, match="does not answer"):
        asking.ask(Classes())
    asking.close()
