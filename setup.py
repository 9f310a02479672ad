"""Packaging: the one command ``kiosk``, and what each role needs, pinned. The closure's pins stand in ``config/constraints.txt``."""

from setuptools import find_packages, setup

EVERYWHERE = [
    "argon2-cffi==25.1.0",
    "cattrs==26.2.1",
    "click==8.5.1",
    "icalendar==7.3.2",
    "python-calamine==0.9.1",
    "python-dateutil==2.9.0.post0",
    "sqlite-utils==4.2.1",
    "tzdata==2026.6",
    "xlsxwriter==3.3.1",
]
ROLES = {
    "device": [
        "evdev==2.0.0",
        "gpiozero==2.0.1.post3",
        # No wheel that works beyond Python 3.12; there it is Debian's python3-lgpio (docs/decisions/0002).
        'lgpio==0.2.2.0; python_version < "3.13"',
        "pyscard==2.3.1",
    ],
    "screen": [
        "kivy==2.3.1",
    ],
    "voice": [
        "python-mpd2==3.1.1",
        "pyttsx3==2.99",
    ],
    "development": [
        "coverage==7.17.4",
        "hypothesis==6.170.17",
        "import-linter==2.17",
        "mypy==2.4.1",
        # A recogniser, which says whether the announcements can be understood.
        "pocketsphinx==5.1.1",
        "pytest==9.2.0",
        "pytest-randomly==5.1.0",
        "pytest-timeout==2.4.0",
        "pytest-xdist==3.8.0",
        "ruff==0.17.6",
        "setuptools==84.2.1",
    ],
}

setup(
    name="kiosk",
    version="0.1.0",
    description="The check-in counter of a fitness club",
    python_requires=">=3.11",
    packages=[*find_packages(include=["kiosk", "kiosk.*", "audio", "audio.*"]), "kiosk.config"],
    package_dir={"kiosk.config": "config"},
    package_data={
        "kiosk": ["py.typed", "**/*.kv", "**/*.toml"],
        "kiosk.config": ["*.toml", "**/*.toml", "**/*.csv"],
        "audio": ["**/*.wav", "**/*.toml"],
    },
    install_requires=EVERYWHERE,
    extras_require=ROLES,
    entry_points={"console_scripts": ["kiosk = kiosk.commands.cli:main"]},
)
