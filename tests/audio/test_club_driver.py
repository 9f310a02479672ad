"""The driver, through pyttsx3, on stand-ins for the synthesiser."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import pyttsx3

from audio import club_driver
from tests.audio.programs import program


@pytest.fixture
def engine() -> Any:
    club_driver.register()
    return pyttsx3.Engine(club_driver.NAME)


@pytest.fixture
def errors(engine: Any) -> list[str]:
    found: list[str] = []
    engine.connect("error", lambda exception, **_: found.append(str(exception)))
    return found


def render(engine: Any, synthesiser: Path, text: str, path: Path) -> None:
    engine.setProperty("synthesiser", str(synthesiser))
    engine.save_to_file(text, str(path))
    engine.runAndWait()


def test_text_goes_through_the_pipe_and_the_properties_on_the_command_line(engine: Any, errors: list[str], tmp_path: Path) -> None:
    synthesiser = program(tmp_path, "synth", f'echo "$*" > {tmp_path}/arguments; cat > {tmp_path}/text')
    for name, value in {"voice": "cmn+f4", "rate": 170, "pitch": 60, "volume": 0.5}.items():
        engine.setProperty(name, value)
    render(engine, synthesiser, "-w 王丽", tmp_path / "out.wav")
    assert errors == []
    assert (tmp_path / "text").read_text() == "-w 王丽"
    assert (tmp_path / "arguments").read_text() == f"-v cmn+f4 -s 170 -p 60 -a 50 -b 1 -w {tmp_path}/out.wav --stdin\n"


def test_voice_that_is_a_model_is_spoken_by_piper_s_command_line(engine: Any, errors: list[str], tmp_path: Path) -> None:
    piper = program(tmp_path, "piper", f'echo "$*" > {tmp_path}/arguments; cat > {tmp_path}/text')
    engine.setProperty("voice", "/voices/zh_CN-huayan-medium.onnx")
    engine.setProperty("pace", 0.8)
    render(engine, piper, "王丽", tmp_path / "out.wav")
    assert errors == []
    assert (tmp_path / "text").read_text() == "王丽"
    expected = f"--model /voices/zh_CN-huayan-medium.onnx --length_scale 1.25 --output_file {tmp_path}/out.wav\n"
    assert (tmp_path / "arguments").read_text() == expected


def test_one_sentence_after_the_other_goes_to_its_own_file(engine: Any, errors: list[str], tmp_path: Path) -> None:
    synthesiser = program(tmp_path, "synth", 'while [ "$1" != -w ]; do shift; done; cat > "$2"')
    for text in ("one", "two", "three"):
        render(engine, synthesiser, text, tmp_path / text)
    assert errors == []
    assert [(tmp_path / text).read_text() for text in ("one", "two", "three")] == ["one", "two", "three"]


def test_utterance_is_told_from_its_start_to_its_end(engine: Any, tmp_path: Path) -> None:
    told: list[object] = []
    engine.connect("started-utterance", lambda **_: told.append("started"))
    engine.connect("finished-utterance", lambda completed, **_: told.append(completed))
    render(engine, program(tmp_path, "synth", "cat > /dev/null"), "one", tmp_path / "out.wav")
    assert told == ["started", True]


def test_hanging_synthesiser_is_killed_at_its_limit(engine: Any, errors: list[str], tmp_path: Path) -> None:
    engine.setProperty("limit_s", 0.2)
    started_s = monotonic()
    render(engine, program(tmp_path, "synth", "exec sleep 600"), "one", tmp_path / "out.wav")
    assert monotonic() - started_s < 2
    assert errors == ["synthesiser killed after 0.2 s"]


def test_failing_synthesiser_says_why(engine: Any, errors: list[str], tmp_path: Path) -> None:
    bad = program(tmp_path, "bad", "cat > /dev/null; printf 'Traceback\\n  in piper\\nno such voice\\n\\n' >&2; exit 1")
    render(engine, bad, "one", tmp_path / "out.wav")
    render(engine, program(tmp_path, "mute", "cat > /dev/null; exit 3"), "one", tmp_path / "out.wav")
    render(engine, tmp_path / "absent", "one", tmp_path / "out.wav")
    assert errors == ["synthesiser failed: no such voice", "synthesiser failed: 3", "synthesiser not started: No such file or directory"]


def test_blank_text_is_an_error_and_hangs_nothing(engine: Any, errors: list[str], tmp_path: Path) -> None:
    render(engine, program(tmp_path, "synth", "cat > /dev/null"), " \n", tmp_path / "out.wav")
    assert errors == ["nothing to say"]


def test_unknown_property_and_playing_are_refused(engine: Any, errors: list[str], tmp_path: Path) -> None:
    render(engine, program(tmp_path, "synth", "cat > /dev/null"), "one", tmp_path / "out.wav")
    engine.setProperty("colour", "red")
    engine.say("hello")
    engine.runAndWait()
    assert errors == ["'colour'", "the club's driver renders to files only; the announcer plays them"]
    with pytest.raises(KeyError):
        engine.getProperty("colour")
