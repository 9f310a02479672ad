"""Which voices there are: espeak-ng's, and piper's where the technician has put a model."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from audio.club_driver import PIPER_MODEL, SYNTHESISER
from audio.options import LANGUAGES, AudioOptions


def piper_models(options: AudioOptions) -> Mapping[str, Path]:
    """The model of each language whose name begins with it, the first by name; none where piper itself is not installed."""
    if shutil.which(options.piper) is None:
        return {}
    models = sorted(Path(options.voices).glob(f"*{PIPER_MODEL}"))
    return {language: model for language in LANGUAGES for model in reversed(models) if model.name.startswith(language)}


def announcing_voices(options: AudioOptions) -> Mapping[str, str]:
    """The voice that speaks announcements in each language, as ``engine voice``."""
    models = piper_models(options)
    return {
        language: f"piper {models[language].stem}" if language in models else f"{SYNTHESISER} {options.voice(language)}"
        for language in LANGUAGES
    }
