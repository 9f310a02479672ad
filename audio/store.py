"""What was rendered ahead: WAV files by what they hold, bounded in size, the longest unused thrown away first."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from audio import wav


def key(*facts: object) -> str:
    """A name for what these facts make."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


class Store:
    """May be shared between threads and processes: a file is there whole or not at all.

    :param folder: made when it is not there; where it cannot be made, nothing is kept.
    :param most_bytes: what all files together may take.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> wav.Sound | None:
        """The sound of this name, if it is kept. A damaged one, as a power cut leaves it, is thrown away."""
        path = self._path(name)
        try:
            sound = wav.read(path)
            os.utime(path)
        except OSError:
            return None
        except ValueError:
            path.unlink(missing_ok=True)
            return None
        return sound

    def put(self, name: str, sound: wav.Sound) -> None:
        """Keep it. On a disk that is full or read-only nothing is kept, and nothing is wrong."""
        with suppress(OSError), tempfile.TemporaryDirectory(prefix="new-", dir=self._folder) as folder:
            new = Path(folder) / "new.wav"
            wav.write(new, sound)
            new.replace(self._path(name))
            self._trim(name)

    def _trim(self, newest: str) -> None:
        found = sorted((stat.st_mtime_ns, stat.st_size, path) for path in self._folder.glob("*.wav") if (stat := path.stat()))
        total = sum(size for _, size, _ in found)
        for _, size, path in found:
            if total <= self._most_bytes:
                return
            if path != self._path(newest):
                path.unlink(missing_ok=True)
                total -= size

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.wav"
