"""How the club sounds: the settings of the audio folder, checked when they are made."""

import json
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from audio.daytimes import Step, steps

LANGUAGES = ("zh", "en")
ZONES = ("desk", "bar", "changing")
PLAYERS = ("auto", "pw-play", "paplay", "aplay")


@dataclass(frozen=True, slots=True)
class ZoneOptions:
    """One of the club's three zones: its loudspeakers and its music.

    :param sink: the sink of PipeWire or PulseAudio, or the device of ALSA; none for the default one.
    :param volumes: ``HH:MM PERCENT`` in the order of the day: how loud announcements and music are from then on; 0 to 100.
    :param mpd: the socket of the MPD that plays here, or its ``host:port``; none for a zone without music.
    :param playlist: the stored playlist that it plays; none for all its music.
    :raises ValueError: when the volumes are not of that form.
    """

    sink: str = ""
    volumes: tuple[str, ...] = ("00:00 100",)
    mpd: str = ""
    playlist: str = ""

    def __post_init__(self) -> None:
        steps(self.volumes)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The volumes by time of day."""
        return steps(self.volumes)


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """Everything that can be chosen about sound.

    :param enabled: false for a counter without a loudspeaker.
    :param player: the program that plays a WAV; ``auto`` takes the first of pw-play, paplay, aplay that works.
    :param volume_percent: chimes and speech, 0 to 100.
    :param loudness_lufs: how loud speech and recordings are made at full volume, by EBU R 128; -30 to -16.
    :param zh_voice: espeak-ng's voice for Chinese. Not ``cmn``, which reads pinyin as English.
    :param en_voice: espeak-ng's voice for English; of its variants a recogniser understands ``f2`` best.
        Not ``en-gb+…``: espeak-ng 1.51 drops the variant of that name without a word.
    :param zh_rate_wpm: 80 to 300, in the words a minute of espeak-ng; 190 is four to five syllables a second, a medium speed.
    :param en_rate_wpm: 80 to 300 words a minute; 140 is a medium speed.
    :param pitch: 0 to 99; 50 is the voice's own.
    :param synth_limit_s: espeak-ng is killed when it needs longer for one sentence; 0.5 to 30.
    :param piper: the program of the second voice, which speaks announcements where a model of it lies in ``voices``.
    :param voices: folder of piper's models, ``zh….onnx`` and ``en….onnx``.
    :param piper_limit_s: piper is killed when it needs longer for one sentence, and espeak-ng speaks it; 1 to 120.
    :param recordings: folder of recordings, ``NAME.LANGUAGE.wav`` or ``NAME.wav``, also ``.flac`` and ``.mp3``.
    :param cache: folder of what was rendered ahead, and of the volumes that staff set.
    :param cache_mb: how large the cache may become; 1 to 10000.
    :param duck_db: by how much music is lowered while something is said; 12 to 60.
    :param music_db: how loud music is beside a full volume of MPD, where a zone is at 100 percent; -40 to 0.
    :raises ValueError: when a value is out of its range.
    """

    enabled: bool = True
    player: str = "auto"
    volume_percent: int = 100
    loudness_lufs: float = -20.0
    zh_voice: str = "cmn-latn-pinyin+Annie"
    en_voice: str = "en+f2"
    zh_rate_wpm: int = 190
    en_rate_wpm: int = 140
    pitch: int = 50
    synth_limit_s: float = 5.0
    piper: str = "piper"
    voices: str = "voices"
    piper_limit_s: float = 30.0
    recordings: str = "recordings"
    cache: str = "cache/voice"
    cache_mb: int = 100
    duck_db: float = 20.0
    music_db: float = -10.0
    desk: ZoneOptions = ZoneOptions()
    bar: ZoneOptions = ZoneOptions()
    changing: ZoneOptions = ZoneOptions()

    def __post_init__(self) -> None:
        if self.player not in PLAYERS:
            raise ValueError(f"player must be one of {', '.join(PLAYERS)}, not {self.player!r}")
        _within("volume_percent", self.volume_percent, 0, 100)
        _within("loudness_lufs", self.loudness_lufs, -30, -16)
        _within("zh_rate_wpm", self.zh_rate_wpm, 80, 300)
        _within("en_rate_wpm", self.en_rate_wpm, 80, 300)
        _within("pitch", self.pitch, 0, 99)
        _within("synth_limit_s", self.synth_limit_s, 0.5, 30)
        _within("piper_limit_s", self.piper_limit_s, 1, 120)
        _within("cache_mb", self.cache_mb, 1, 10000)
        _within("duck_db", self.duck_db, 12, 60)
        _within("music_db", self.music_db, -40, 0)

    def voice(self, language: str) -> str:
        """The voice of this language, one of ``LANGUAGES``."""
        return self.zh_voice if language == "zh" else self.en_voice

    def rate_wpm(self, language: str) -> int:
        """Words a minute in this language, one of ``LANGUAGES``."""
        return self.zh_rate_wpm if language == "zh" else self.en_rate_wpm

    def zone(self, name: str) -> ZoneOptions:
        """The zone of this name, one of ``ZONES``."""
        return {"desk": self.desk, "bar": self.bar, "changing": self.changing}[name]

    def at(self, home: Path) -> "AudioOptions":
        """The same, with its folders in this one where they are not whole paths already."""
        return replace(self, voices=str(home / self.voices), recordings=str(home / self.recordings), cache=str(home / self.cache))


def as_json(options: AudioOptions) -> str:
    """The options as text, for another process."""
    return json.dumps(asdict(options))


def from_json(text: str) -> AudioOptions:
    """The options that ``as_json`` made a text of; what is left out keeps its default."""
    plain: dict[str, Any] = json.loads(text)
    for name in (field.name for field in fields(AudioOptions) if is_dataclass(field.default)):
        if zone := plain.pop(name, None):
            plain[name] = ZoneOptions(**(zone | {"volumes": tuple(zone["volumes"])}))
    return AudioOptions(**plain)


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{name} must be {least} to {most}, not {value}")
