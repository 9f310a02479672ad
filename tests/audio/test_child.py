"""The counter's end of the pipe, on stand-ins for the announcer."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

import pytest

from audio import child
from audio.child import Announcer, Silent
from audio.lines import decode, encode
from audio.options import AudioOptions
from audio.orders import Announce, Cut, Dropped, Failed, Finished, MusicNow, Noticed, Part, Ready, Report, Why
from audio.process import LineProcess
from tests.audio.programs import program
from tests.audio.pulse_server import wait_until


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead child is started again at once, and one that does not end is killed at once."""
    monkeypatch.setattr(child, "BACK_OFF_S", (0.01,))
    monkeypatch.setattr(child, "GRACE_S", 0.05)


class Told:
    """The reports, one after the other."""

    def __init__(self) -> None:
        self._reports: SimpleQueue[Report] = SimpleQueue()
        self.take: Callable[[Report], None] = self._reports.put

    def next(self) -> Report:
        return self._reports.get(timeout=10)


def says(*reports: Report) -> str:
    return " ".join(f"'{encode(report).decode().strip()}'" for report in reports)


def test_importing_it_loads_only_the_standard_library() -> None:
    code = "import sys; before = set(sys.modules); import audio.child; print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) - set(sys.stdlib_module_names) == {"audio"}


def test_orders_arrive_as_they_were_given(tmp_path: Path) -> None:
    told = Told()
    echo = program(
        tmp_path, "child", f'read a; read b; echo "$a" > {tmp_path}/orders; echo "$b" >> {tmp_path}/orders; echo {says(Ready("x"))}; cat'
    )
    announcer = Announcer(AudioOptions(), told.take, [str(echo)])
    announcer.chime("yes")
    announcer.say("welcome", "zh", {"name": "王丽", "sex": "F"})
    announcer.start()
    assert told.next() == Ready("x")
    announcer.stop()
    chime, say = [json.loads(line) for line in (tmp_path / "orders").read_text().splitlines()]
    assert abs(chime.pop("at_s") - monotonic()) < 10
    assert abs(say.pop("at_s") - monotonic()) < 10
    assert chime == {"kind": "chime", "number": 1, "sound": "yes"}
    assert say == {"kind": "say", "number": 2, "phrase": "welcome", "language": "zh", "values": {"name": "王丽", "sex": "F"}}


def test_dead_child_is_started_again_and_gets_no_old_order(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    script = f'echo {says(Ready("x"))}; read order; echo "$order" >> {tmp_path}/orders; exit 1'
    announcer = Announcer(AudioOptions(), told.take, [str(program(tmp_path, "child", script))])
    with caplog.at_level(logging.INFO, "audio"):
        announcer.start()
        for number, sound in enumerate(("yes", "no", "bye"), 1):
            assert told.next() == Ready("x")
            announcer.chime(sound)
            assert told.next() == Dropped(number, Why.DIED)
        announcer.stop()
    orders = [json.loads(line) for line in (tmp_path / "orders").read_text().splitlines()]
    assert [order["sound"] for order in orders] == ["yes", "no", "bye"]
    assert [record.getMessage() for record in caplog.records] == ["sound_lost reason=announcer_died", "sound_back"] * 2 + [
        "sound_lost reason=announcer_died"
    ]


def test_child_that_is_slow_to_start_is_waited_for_and_hangs_only_afterwards(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "LONGEST_SILENCE_S", 0.05)
    told = Told()
    announcer = Announcer(
        AudioOptions(), told.take, [str(program(tmp_path, "child", f"sleep 0.2; echo {says(Ready('x'))}; exec sleep 600"))]
    )
    announcer.start()
    assert [told.next(), told.next()] == [Ready("x"), Ready("x")]
    announcer.stop()
    assert set(caplog.messages) == {"sound_lost reason=announcer_hung"}


def test_killed_child_leaves_no_files_behind(tmp_path: Path) -> None:
    told = Told()
    script = f'touch "$1/speech.wav"; echo "$1" >> {tmp_path}/folders; echo {says(Ready("x"))}; exec sleep 600'
    announcer = Announcer(AudioOptions(), told.take, [str(program(tmp_path, "child", script))])
    announcer.start()
    assert told.next() == Ready("x")
    folder = Path((tmp_path / "folders").read_text().strip())
    assert (folder / "speech.wav").exists()
    announcer.stop()
    assert not folder.exists()


def test_child_that_cannot_be_started_is_said_once_and_orders_pass_by(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: SimpleQueue[Sequence[str]] = SimpleQueue()

    def count(command: Sequence[str], environment: Mapping[str, str]) -> LineProcess:
        tries.put(command)
        return LineProcess(command, environment)

    monkeypatch.setattr(child, "LineProcess", count)
    announcer = Announcer(AudioOptions(), None, [str(tmp_path / "absent")])
    announcer.start()
    for _ in range(5):
        announcer.chime("yes")
        tries.get(timeout=5)
    announcer.stop()
    assert [record.getMessage() for record in caplog.records] == ["sound_lost reason=announcer_not_started:No such file or directory"]


def test_child_that_talks_nonsense_is_started_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    nonsense = program(tmp_path, "child", f"echo {says(Ready('x'))}; echo hello; cat")
    announcer = Announcer(AudioOptions(), told.take, [str(nonsense)])
    announcer.start()
    assert [told.next(), told.next()] == [Ready("x"), Ready("x")]
    announcer.stop()
    assert caplog.messages[0] == "sound_lost reason=announcer_not_understood"


def test_trouble_is_logged_once_and_its_end_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    reports: list[Report] = [
        Failed(1, "broken"),
        Failed(2, "broken"),
        Cut(3),
        Finished(4),
        Finished(5),
        Dropped(6, Why.STALE),
        Dropped(7, Why.NO_SOUND),
    ]
    script = f"printf '%s\\n' {says(*reports)}; cat"
    announcer = Announcer(AudioOptions(), told.take, [str(program(tmp_path, "child", script))])
    with caplog.at_level(logging.INFO, "audio"):
        announcer.start()
        assert [told.next() for _ in reports] == reports
        announcer.stop()
    assert caplog.messages == ["sound_lost reason=broken", "sound_back", "sound_dropped why=stale"]


def test_orders_beyond_the_bound_drop_the_oldest_and_never_block(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    announcer = Announcer(AudioOptions(), None, [str(tmp_path / "never started")])
    for _ in range(child.MAX_UNSENT + 2):
        announcer.chime("yes")
    announcer.stop()
    assert caplog.messages == ["sound_dropped why=too_many"] * 2


def test_greetings_crowd_out_each_other_before_anything_else(tmp_path: Path) -> None:
    child_ = program(tmp_path, "child", f"cat > {tmp_path}/orders")
    announcer = Announcer(AudioOptions(), None, [str(child_)])
    announcer.announce([Part("zh", "尊巴")], ["bar"])
    announcer.say("alarm_fire", "zh", {})
    for _ in range(2 * child.MAX_UNSENT):
        announcer.chime("yes")
        announcer.say("goodbye", "zh", {"name": "王丽", "sex": "F"})
    announcer.start()
    wait_until(lambda: (tmp_path / "orders").exists() and (tmp_path / "orders").read_bytes().count(b"\n") == child.MAX_UNSENT)
    announcer.stop()
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "orders").read_text().splitlines()]
    assert kinds[:2] == ["announce", "say"]
    assert len(kinds) == child.MAX_UNSENT


def test_announcement_that_was_crowded_out_is_told(tmp_path: Path) -> None:
    told = Told()
    announcer = Announcer(AudioOptions(), told.take, [str(program(tmp_path, "child", "cat > /dev/null"))])
    assert announcer.announce([Part("zh", "尊巴")], ["bar"]) == 1
    for _ in range(child.MAX_UNSENT):
        announcer.volume("bar", 50)
    announcer.start()
    assert told.next() == Dropped(1, Why.TOO_MANY)
    announcer.stop()


def test_every_order_has_a_number_of_its_own_and_bad_ones_none(tmp_path: Path) -> None:
    announcer = Announcer(AudioOptions(), None, [str(tmp_path / "never started")])
    assert announcer.announce([Part("zh", "尊巴")], ["bar"]) == 1
    with pytest.raises(ValueError, match="zone must be one of"):
        announcer.announce([Part("zh", "尊巴")], ["sauna"])
    announcer.prepare([Part("zh", "尊巴")])
    assert announcer.announce([Part("en", "Zumba")], ["desk", "bar"], urgent=True) == 3
    announcer.stop()


@pytest.mark.parametrize(("words_in_s", "after_s"), [(2.5, 2.5), (0.0, None), (-1.0, None)])
def test_announcement_with_a_time_of_its_own_names_it_by_the_clock_of_both_processes(
    tmp_path: Path, words_in_s: float, after_s: float | None
) -> None:
    child = program(tmp_path, "child", f"head -n 1 > {tmp_path}/order; exec sleep 60")
    announcer = Announcer(AudioOptions(), None, [str(child)])
    announcer.announce([Part("zh", "尊巴")], ["bar"], words_in_s=words_in_s)
    announcer.start()
    wait_until(lambda: (tmp_path / "order").exists() and (tmp_path / "order").read_bytes().endswith(b"\n"))
    announcer.stop()
    order = decode((tmp_path / "order").read_bytes())
    assert isinstance(order, Announce)
    assert (order.words_at_s or None) == (after_s and order.at_s + after_s)


def test_what_the_announcer_notices_is_logged_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    reports: list[Report] = [Noticed("music_lost zone=bar"), MusicNow("bar", False, 40)]
    announcer = Announcer(AudioOptions(), told.take, [str(program(tmp_path, "child", f"printf '%s\\n' {says(*reports)}; cat"))])
    announcer.start()
    assert [told.next() for _ in reports] == reports
    announcer.stop()
    assert caplog.messages == ["music_lost zone=bar"]


def test_child_that_reads_nothing_blocks_nobody_and_is_killed_at_the_stop(tmp_path: Path) -> None:
    told = Told()
    deaf = program(tmp_path, "child", f"echo {says(Ready('x'))}; exec sleep 600")
    announcer = Announcer(AudioOptions(), told.take, [str(deaf)])
    announcer.start()
    assert told.next() == Ready("x")
    ordering_s = monotonic()
    for _ in range(2000):
        announcer.say("welcome", "zh", {"name": "王" * 100})
    assert monotonic() - ordering_s < 1
    announcer.stop()
    assert monotonic() - ordering_s < 3
    announcer.stop()
    announcer.chime("yes")


def test_counter_without_sound_has_the_same_orders() -> None:
    names = {name for name in vars(Silent) if not name.startswith("_")}
    assert names == {name for name in vars(Announcer) if not name.startswith("_")}
    silent = Silent()
    silent.start()
    silent.chime("yes")
    silent.say("welcome", "zh", {})
    silent.prepare([Part("zh", "尊巴")])
    assert silent.announce([Part("zh", "尊巴")], ["bar"]) == 0
    silent.cancel(0)
    silent.volume("bar", 50)
    silent.music("bar", "off")
    silent.stop()
