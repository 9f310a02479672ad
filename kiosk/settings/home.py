"""A home: the folder with the settings, the plans, the database and the socket of one counter."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.desk.roles import Roles
from kiosk.errors import HomeError
from kiosk.settings.keys import Settings, load_settings
from kiosk.settings.plans import PlanCard, load_plans
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file, shipped_text

DEFAULT_HOME = Path("/var/lib/kiosk")


def write_whole(file: Path, text: str) -> None:
    """Write a file whole or, when the disk is full or the power goes, not at all.

    :raises OSError: when it cannot be written.
    """
    half = file.with_name(f"{file.name}.half")
    try:
        with half.open("w", encoding="utf-8") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything of one counter lies."""

    path: Path

    @property
    def settings_file(self) -> Path:
        """``kiosk.toml``."""
        return self.path / "kiosk.toml"

    @property
    def plans_file(self) -> Path:
        """``plans.toml``."""
        return self.path / "plans.toml"

    @property
    def roles_file(self) -> Path:
        """``roles.toml``."""
        return self.path / "roles.toml"

    @property
    def database_file(self) -> Path:
        """The database."""
        return self.path / "kiosk.db"

    @property
    def socket(self) -> Path:
        """Where the counter listens for screens."""
        return self.path / "counter.sock"

    @property
    def samples_file(self) -> Path:
        """Cards of the demo club to try, one of each sort; only in a demo home."""
        return self.path / "demo-cards.json"

    def settings(self) -> Settings:
        """The settings of this home.

        :raises HomeError: when this is no home.
        :raises SettingsError: with every mistake of the file.
        """
        self._must_be_home()
        return load_settings(self.settings_file)

    def plans(self) -> dict[str, PlanCard]:
        """The card kinds of this home.

        :raises HomeError: when this is no home.
        :raises SettingsError: with every mistake of the file.
        """
        self._must_be_home()
        return load_plans(self.plans_file)

    def roles(self) -> Roles:
        """What each role may ask; as it ships in a home that was made before there was such a file.

        :raises HomeError: when this is no home.
        :raises SettingsError: with every mistake of the file.
        """
        self._must_be_home()
        return load_roles(self.roles_file if os.path.lexists(self.roles_file) else shipped_file("roles.toml"))

    def make(self) -> bool:
        """Make the folder and the files; what is there already stays. Returns whether the settings are new.

        :raises HomeError: when the folder cannot be made or written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            fresh = not self.settings_file.exists()
            for file in (self.settings_file, self.plans_file, self.roles_file):
                if not file.exists():
                    write_whole(file, shipped_text(file.name))
        except OSError as error:
            raise HomeError(f"{self.path} cannot be made a home: {error.strerror}; choose another folder with --home") from None
        return fresh

    @contextmanager
    def owned(self) -> Iterator[None]:
        """Be the only one who writes here, until the end of the block or of the process.

        :raises HomeError: when somebody else is already.
        """
        self._must_be_home()
        try:
            lock = os.open(self.path / "counter.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise HomeError(f"{self.path} cannot be written: {error.strerror}; look at the folder's permissions") from None
        try:
            self._lock(lock)
            yield
        finally:
            os.close(lock)

    def _lock(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeError(f"a counter is running in {self.path}; stop it first, or choose another --home") from None
        except OSError as error:
            raise HomeError(f"{self.path} cannot be locked: {error.strerror}; choose a home on a disk of this machine") from None

    def _must_be_home(self) -> None:
        try:
            self.settings_file.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise HomeError(f"{self.path} is no home yet; run: kiosk init --home {self.path}") from None
        except OSError as error:
            raise HomeError(f"{self.path} cannot be read: {error.strerror}; choose another --home") from None
