"""How the club sounds: the settings of the audio folder, checked when they are made."""

from dataclasses import dataclass

LANGUAGES = ("zh", "en")
ZONES = ("desk", "bar", "changing")
PLAYERS = ("auto", "pw-play", "paplay", "aplay")


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """Everything that can be chosen about sound.

    :param enabled: false for a counter without a loudspeaker.
    :param player: the program that plays a WAV; ``auto`` takes the first of pw-play, paplay, aplay that works.
    :param volume_percent: chimes and speech, 0 to 100.
    :param zh_voice: espeak-ng's voice for Chinese. Not ``cmn``, which reads pinyin as English.
    :param en_voice: espeak-ng's voice for English. Not ``en-gb+…``: espeak-ng 1.51 drops the variant of that name without a word.
    :param zh_rate_wpm: 80 to 300, in the words a minute of espeak-ng; 190 is four to five syllables a second, a medium speed.
    :param en_rate_wpm: 80 to 300 words a minute; 150 is a medium speed.
    :param pitch: 0 to 99; 50 is the voice's own.
    :param synth_limit_s: a synthesiser that needs longer for one sentence is killed; 0.5 to 30.
    :raises ValueError: when a value is out of its range.
    """

    enabled: bool = True
    player: str = "auto"
    volume_percent: int = 100
    zh_voice: str = "cmn-latn-pinyin+Annie"
    en_voice: str = "en+Annie"
    zh_rate_wpm: int = 190
    en_rate_wpm: int = 150
    pitch: int = 50
    synth_limit_s: float = 5.0

    def __post_init__(self) -> None:
        if self.player not in PLAYERS:
            raise ValueError(f"player must be one of {', '.join(PLAYERS)}, not {self.player!r}")
        _within("volume_percent", self.volume_percent, 0, 100)
        _within("zh_rate_wpm", self.zh_rate_wpm, 80, 300)
        _within("en_rate_wpm", self.en_rate_wpm, 80, 300)
        _within("pitch", self.pitch, 0, 99)
        _within("synth_limit_s", self.synth_limit_s, 0.5, 30)

    def voice(self, language: str) -> str:
        """The voice of this language, one of ``LANGUAGES``."""
        return self.zh_voice if language == "zh" else self.en_voice

    def rate_wpm(self, language: str) -> int:
        """Words a minute in this language, one of ``LANGUAGES``."""
        return self.zh_rate_wpm if language == "zh" else self.en_rate_wpm


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{name} must be {least} to {most}, not {value}")
