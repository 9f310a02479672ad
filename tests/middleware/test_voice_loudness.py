"""Speech and recordings through the real espeak-ng and ffmpeg: equally loud, never clipped, and understood."""

import subprocess
from pathlib import Path

import pytest
from pocketsphinx import Decoder

from audio import wav
from audio.gong import SPOKEN_AFTER_S
from audio.loudness import LevelError, Loudness, level, measure
from audio.options import AudioOptions
from audio.orders import Part
from audio.parts import render_announcement
from audio.speech import render_phrase

ENGLISH = {
    "attention please the zumba class starts in studio two at six thirty": "Attention please. The Zumba class starts in studio 2 at 18:30.",
    "attention please yoga starts in studio one at seven fifteen": "Attention please. Yoga starts in studio 1 at 19:15.",
    "attention please pilates starts in room five at eight fifteen": "Attention please. Pilates starts in room 5 at 20:15.",
    "would the owner of the red car please come to the desk": "Would the owner of the red car please come to the desk?",
}
GRAMMAR = """#JSGF V1.0;
grammar club;
<class> = zumba | yoga | pilates | spinning | boxing;
<number> = one | two | three | four | five | six | seven | eight | nine;
<when> = at <number> (thirty | fifteen | o'clock);
<call> = attention please [the] <class> [class] (starts | is cancelled) in (studio | room) <number> <when>;
<page> = would the owner of the (red | blue | white | black) (car | bag | coat) please come to the (desk | bar | door);
public <said> = <call> | <page>;
"""


def heard(path: Path) -> Loudness:
    """The words alone, without the gong."""
    sound = wav.read(path)
    words = path.with_suffix(".words.wav")
    wav.write(words, wav.Sound(sound.rate_hz, sound.samples[round(SPOKEN_AFTER_S * sound.rate_hz) :]))
    return measure(words)


@pytest.fixture
def options(tmp_path: Path) -> AudioOptions:
    return AudioOptions().at(tmp_path)


@pytest.mark.parametrize("part", [Part("zh", "请注意，18:30 Zumba课在2号操房开始。"), *(Part("en", text) for text in ENGLISH.values())])
def test_speech_is_as_loud_as_wanted_and_not_clipped(options: AudioOptions, tmp_path: Path, part: Part) -> None:
    render_announcement([part], tmp_path / "a.wav", options)
    found = heard(tmp_path / "a.wav")
    assert found.lufs == pytest.approx(-20, abs=0.5)
    assert found.peak_dbtp <= -1


@pytest.mark.parametrize("wanted_lufs", [-24.0, -18.0])
def test_loudness_is_a_setting(wanted_lufs: float, tmp_path: Path) -> None:
    render_phrase("goodbye", "zh", {"name": "王丽", "sex": "F"}, tmp_path / "a.wav", AudioOptions(loudness_lufs=wanted_lufs))
    assert measure(tmp_path / "a.wav").lufs == pytest.approx(wanted_lufs, abs=0.5)


@pytest.mark.parametrize(
    ("name", "kind", "noise"),
    [
        ("quiet.wav", ["-b", "16", "-r", "48000", "-c", "2"], ["pinknoise", "gain", "-n", "-40"]),
        ("deep.flac", ["-b", "24", "-r", "96000", "-c", "1"], ["brownnoise", "gain", "-n", "-0.1"]),
        ("loud.wav", ["-b", "16", "-r", "8000", "-c", "1"], ["pinknoise", "overdrive", "20", "gain", "-n", "0"]),
        ("clicks.wav", ["-b", "16", "-r", "44100", "-c", "2"], ["pinknoise", "tremolo", "3", "100", "gain", "-n", "-1"]),
    ],
)
def test_recording_of_any_kind_is_as_loud_as_speech_and_not_clipped(
    options: AudioOptions, tmp_path: Path, name: str, kind: list[str], noise: list[str]
) -> None:
    (tmp_path / "recordings").mkdir()
    subprocess.run(["sox", "-n", "-R", *kind, str(tmp_path / "recordings" / name), "synth", "4", *noise], check=True)
    render_announcement([Part("zh", "尊巴", Path(name).stem)], tmp_path / "a.wav", options)
    found = heard(tmp_path / "a.wav")
    assert found.lufs == pytest.approx(-20, abs=0.5)
    assert found.peak_dbtp <= -1


def test_recording_as_mp3_is_read(options: AudioOptions, tmp_path: Path) -> None:
    (tmp_path / "recordings").mkdir()
    source = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:duration=2", "-ac", "2"]
    subprocess.run([*source, str(tmp_path / "recordings/zumba.en.mp3")], check=True)
    render_announcement([Part("en", "Zumba", "zumba")], tmp_path / "a.wav", options)
    assert heard(tmp_path / "a.wav").lufs == pytest.approx(-20, abs=0.5)
    assert wav.read(tmp_path / "a.wav").seconds == pytest.approx(SPOKEN_AFTER_S + 2, abs=0.2)


def test_word_shorter_than_the_measure_is_levelled_too(tmp_path: Path) -> None:
    subprocess.run(
        ["sox", "-n", "-b", "16", "-r", "22050", str(tmp_path / "a.wav"), "synth", "0.3", "sine", "440", "gain", "-40"], check=True
    )
    assert max(level(tmp_path / "a.wav", -20).samples) > 2000


def test_silence_and_rubbish_and_nothing_are_refused(tmp_path: Path) -> None:
    wav.write(tmp_path / "silent.wav", wav.silence(2, 22050))
    (tmp_path / "rubbish.mp3").write_bytes(bytes(range(256)) * 20)
    for name, why in (("silent.wav", "it is silent"), ("rubbish.mp3", "cannot read it"), ("absent.wav", "cannot read it")):
        with pytest.raises(LevelError, match=why):
            level(tmp_path / name, -20)


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Decoder:
    grammar = tmp_path_factory.mktemp("recogniser") / "club.gram"
    grammar.write_text(GRAMMAR)
    decoder = Decoder(samprate=16000, loglevel="FATAL", lm=None, beam=1e-100, wbeam=1e-80, pbeam=1e-100, cmn="batch")
    decoder.add_word("zumba", "Z UW M B AH", True)
    decoder.add_jsgf_file("club", str(grammar))
    decoder.activate_search("club")
    return decoder


@pytest.mark.parametrize(("words", "text"), ENGLISH.items())
def test_english_is_understood_by_a_recogniser(options: AudioOptions, tmp_path: Path, recogniser: Decoder, words: str, text: str) -> None:
    render_announcement([Part("en", text)], tmp_path / "a.wav", options)
    raw = subprocess.run(
        ["sox", str(tmp_path / "a.wav"), "-t", "raw", "-r", "16000", "-", "trim", str(SPOKEN_AFTER_S), "pad", "0.3", "0.5"],
        check=True,
        capture_output=True,
    ).stdout
    recogniser.start_utt()
    recogniser.process_raw(raw, full_utt=True)
    recogniser.end_utt()
    assert recogniser.hyp().hypstr == words
