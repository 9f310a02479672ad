"""Which source a part of an announcement becomes sound by, on stand-ins for the programs."""

import os
from pathlib import Path

import pytest

from audio import recordings, wav
from audio.options import AudioOptions
from audio.orders import Part
from audio.parts import Reader, mixed
from audio.speech import SpeechError
from audio.voices import announcing_voices, piper_models
from tests.audio.programs import program

ZUMBA = Part("en", "Zumba at 18:30", "class-zumba")

# Each writes one second at its own level, so that a sound says who made it. ffmpeg gives what it reads, as if it were level already.
_WRITE = 'exec sox -n -b 16 -r {rate} -c 1 "$out" synth 1 sine 100 vol {level} 2>/dev/null'
_ESPEAK = 'while [ $# -gt 0 ]; do [ "$1" = -w ] && out=$2; shift; done; cat >> {folder}/spoken\n' + _WRITE.format(rate=22050, level=0.2)
_PIPER = (
    "while [ $# -gt 0 ]; do case $1 in --model) model=$2 ;; --output_file) out=$2 ;; --length_scale) scale=$2 ;; *) exit 2 ;; esac; "
    'shift 2; done; [ -f "$model" ] || exit 1; IFS= read -r line || [ -n "$line" ] || exit 1; '
    'echo "$(basename "$model") $scale $line" >> {folder}/piped\n' + _WRITE.format(rate=16000, level=0.4)
)
_FFMPEG = (
    'for word; do [ "$last" = -i ] && in=${{word#file:}}; last=$word; done; '
    'head -c 4 "$in" | grep -q RIFF || exit 1; '
    'if [ "$last" = - ] && echo "$*" | grep -q ebur128; then printf "I: -20.0 LUFS\\nPeak: -9.0 dBFS\\n" >&2; '
    'else exec sox "$in" -t raw -r 22050 -; fi'
)


class Programs:
    """The stand-ins, in a folder that comes first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, script in {"espeak-ng": _ESPEAK, "ffmpeg": _FFMPEG, "piper": _PIPER}.items():
            program(folder, name, script.format(folder=folder))

    def said(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    for name in ("voices", "recordings"):
        (tmp_path / name).mkdir()
    return Programs(folder)


@pytest.fixture
def options(tmp_path: Path) -> AudioOptions:
    return AudioOptions().at(tmp_path)


@pytest.fixture
def noticed() -> list[str]:
    return []


def level(sound: wav.Sound) -> float:
    return round(max(sound.samples) / wav.FULL_SCALE, 1)


def record(options: AudioOptions, name: str) -> Path:
    path = Path(options.recordings) / name
    wav.write(path, wav.scaled(wav.Sound(22050, wav.samples(b"\xff\x7f" * 11025)), 0.8))
    return path


def test_recording_in_the_language_comes_before_one_in_any(tmp_path: Path) -> None:
    for name in ("class-zumba.mp3", "class-zumba.zh.flac", "class-zumba.zh.wav", "class-zumba.txt"):
        (tmp_path / name).touch()
    assert recordings.find(tmp_path, "class-zumba", "zh") == tmp_path / "class-zumba.zh.wav"
    assert recordings.find(tmp_path, "class-zumba", "en") == tmp_path / "class-zumba.mp3"
    assert recordings.find(tmp_path, "class-yoga", "en") is None
    assert recordings.find(tmp_path / "absent", "class-yoga", "en") is None


def test_recording_wins_over_every_voice(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    (Path(options.voices) / "en_GB-alba.onnx").touch()
    record(options, "class-zumba.wav")
    assert level(Reader(options, noticed.append).sound(ZUMBA)) == 0.8
    assert programs.said("spoken") == programs.said("piped") == ""
    assert noticed == []


def test_recording_that_cannot_be_read_is_said_once_and_spoken_instead(
    programs: Programs, options: AudioOptions, noticed: list[str]
) -> None:
    (Path(options.recordings) / "class-zumba.en.mp3").write_bytes(b"no sound at all")
    reader = Reader(options, noticed.append)
    assert level(reader.sound(ZUMBA)) == level(reader.sound(ZUMBA)) == 0.2
    assert programs.said("spoken") == "Zumba at six thirty"
    assert noticed == ["voice_failed source=class-zumba.en.mp3 reason=ffmpeg cannot read it"]


def test_new_recording_of_the_same_name_is_heard_at_once(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    assert programs.said("spoken") == ""
    reader = Reader(options, noticed.append)
    path = record(options, "class-zumba.wav")
    assert level(reader.sound(ZUMBA)) == 0.8
    wav.write(path, wav.scaled(wav.read(path), 0.5))
    os.utime(path, ns=(1, 1))
    assert level(reader.sound(ZUMBA)) == 0.4


def test_same_words_are_rendered_once_also_by_the_next_announcer(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    first = Reader(options, noticed.append).sound(ZUMBA)
    assert Reader(options, noticed.append).sound(ZUMBA) == first
    assert programs.said("spoken") == "Zumba at six thirty"


@pytest.mark.parametrize("change", [{"en_voice": "en+f4"}, {"en_rate_wpm": 170}, {"pitch": 60}, {"loudness_lufs": -23.0}])
def test_other_voice_rate_pitch_or_loudness_is_rendered_anew(
    programs: Programs, options: AudioOptions, noticed: list[str], change: dict[str, object], tmp_path: Path
) -> None:
    Reader(options, noticed.append).sound(ZUMBA)
    Reader(AudioOptions(**change).at(tmp_path), noticed.append).sound(ZUMBA)  # type: ignore[arg-type]
    assert programs.said("spoken") == "Zumba at six thirty" * 2


def test_piper_speaks_the_language_that_it_has_a_model_of(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    (Path(options.voices) / "zh_CN-huayan-medium.onnx").touch()
    reader = Reader(options, noticed.append)
    assert level(reader.sound(Part("zh", "瑜伽课18:30开始"))) == 0.4
    assert programs.said("piped") == "zh_CN-huayan-medium.onnx 1.00 瑜伽课十八点半开始\n"
    assert level(reader.sound(ZUMBA)) == 0.2
    assert noticed == []


def test_piper_follows_the_rate_of_the_settings(programs: Programs, tmp_path: Path, noticed: list[str]) -> None:
    options = AudioOptions(en_rate_wpm=112).at(tmp_path)
    (Path(options.voices) / "en_GB-alba.onnx").touch()
    Reader(options, noticed.append).sound(ZUMBA)
    assert programs.said("piped") == "en_GB-alba.onnx 1.25 Zumba at six thirty\n"


@pytest.mark.parametrize(
    "script", ["exit 1", pytest.param("exec sleep 600", marks=pytest.mark.slow), 'cat > /dev/null; echo rubbish > "$6"']
)
def test_piper_that_fails_hangs_or_writes_rubbish_gives_way_to_espeak(
    programs: Programs, tmp_path: Path, noticed: list[str], script: str
) -> None:
    program(programs.folder, "piper", script)
    options = AudioOptions(piper_limit_s=1).at(tmp_path)
    (Path(options.voices) / "en_GB-alba.onnx").touch()
    assert level(Reader(options, noticed.append).sound(ZUMBA)) == 0.2
    assert len(noticed) == 1
    assert noticed[0].startswith("voice_failed source=piper reason=")


def test_emergency_does_not_wait_for_piper(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    assert programs.said("piped") == ""
    (Path(options.voices) / "en_GB-alba.onnx").touch()
    reader = Reader(options, noticed.append)
    assert level(reader.sound(ZUMBA, quick=True)) == 0.2
    reader.sound(ZUMBA)
    assert level(reader.sound(ZUMBA, quick=True)) == 0.4


def test_without_piper_a_model_is_of_no_use(programs: Programs, options: AudioOptions) -> None:
    (Path(options.voices) / "en_GB-alba.onnx").touch()
    (Path(options.voices) / "en_US-amy.onnx").touch()
    assert announcing_voices(options) == {"zh": "espeak-ng cmn-latn-pinyin+Annie", "en": "piper en_GB-alba"}
    (programs.folder / "piper").unlink()
    assert piper_models(options) == {}


def test_speech_that_cannot_be_levelled_is_spoken_as_it_is_and_not_kept(
    programs: Programs, options: AudioOptions, noticed: list[str]
) -> None:
    program(programs.folder, "ffmpeg", "exit 1")
    reader = Reader(options, noticed.append)
    assert level(reader.sound(ZUMBA)) == level(reader.sound(ZUMBA)) == 0.2
    assert noticed == ["not_levelled reason=ffmpeg cannot read it"]
    assert list(Path(options.cache).glob("*.wav")) == []


def test_part_without_a_word_is_an_error(programs: Programs, options: AudioOptions, noticed: list[str]) -> None:
    with pytest.raises(SpeechError, match="nothing to say"):
        Reader(options, noticed.append).sound(Part("en", "…"))
    assert programs.said("spoken") == ""


def test_gong_comes_first_and_pauses_stand_between() -> None:
    word = wav.scaled(wav.Sound(22050, wav.samples(b"\xff\x7f" * 11025)), 0.8)
    whole = mixed([word, word])
    assert 2.5 < whole.seconds < 2.9
    assert level(wav.Sound(22050, whole.samples[:22050])) == 0.3
    assert list(whole.samples[-11025:]) == list(word.samples)
