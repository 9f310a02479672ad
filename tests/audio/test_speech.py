"""Which voice speaks which part of a sentence, and what becomes of failures."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.options import AudioOptions
from audio.speech import Speaker, SpeechError, voice_runs
from tests.audio.programs import program


def test_sentence_in_one_script_has_one_voice() -> None:
    assert voice_runs("王丽女士，您好。", "zh") == (("zh", "王丽女士，您好。"),)
    assert voice_runs("Welcome, Ms Wang.", "en") == (("en", "Welcome, Ms Wang."),)


def test_name_in_the_other_script_is_spoken_by_the_other_voice() -> None:
    assert voice_runs("谢谢Anna Smith女士，再见。", "zh") == (("zh", "谢谢"), ("en", "Anna Smith"), ("zh", "女士，再见。"))
    assert voice_runs("Hello, Ms 王丽. Please come in.", "en") == (("en", "Hello, Ms"), ("zh", "王丽."), ("en", "Please come in."))


def test_digits_at_the_start_belong_to_the_language_of_the_sentence() -> None:
    assert voice_runs("3 cheers", "en") == (("en", "3 cheers"),)
    assert voice_runs("3号", "zh") == (("zh", "3号"),)


def test_marks_alone_are_not_spoken() -> None:
    assert voice_runs("，。 !", "zh") == ()


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_no_letter_or_digit_of_a_sentence_is_lost(text: str, language: str) -> None:
    spoken = "".join(run for _, run in voice_runs(text, language))
    assert [char for char in spoken if char.isalnum()] == [char for char in text if char.isalnum()]


def test_failure_of_the_synthesiser_is_told_without_the_text(tmp_path: Path) -> None:
    speaker = Speaker(AudioOptions(), str(program(tmp_path, "synth", "cat > /dev/null; echo broken >&2; exit 3")))
    with pytest.raises(SpeechError, match=r"^synthesiser failed: broken$"):
        speaker.render("王丽女士", "zh", tmp_path / "out.wav")
    assert not (tmp_path / "out.wav").exists()


def test_synthesiser_that_writes_rubbish_or_nothing_is_a_failure(tmp_path: Path) -> None:
    speaker = Speaker(AudioOptions(), str(program(tmp_path, "synth", 'while [ "$1" != -w ]; do shift; done; cat > "$2"')))
    with pytest.raises(SpeechError, match="nothing usable was rendered"):
        speaker.render("rubbish", "en", tmp_path / "out.wav")
    with pytest.raises(SpeechError, match="nothing to say"):
        speaker.render("...", "en", tmp_path / "out.wav")
