"""What is installed is what was pinned, and what ships is found once installed."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_OURS_TO_PIN = {"kiosk", "pip"}
DATA = re.compile(r".*\.(kv|toml|wav|csv)")


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def _pins(lines: list[str]) -> dict[str, str]:
    found = (re.fullmatch(r"([\w.-]+)==([^;\s]+)(;.*)?", line.strip()) for line in lines)
    return {_name(pin[1]): pin[2] for pin in found if pin}


CONSTRAINTS = _pins((ROOT / "config/constraints.txt").read_text().splitlines())


def test_everything_installed_has_the_version_that_is_pinned() -> None:
    installed = {_name(found.name): found.version for found in distributions()}
    assert {name: version for name, version in installed.items() if name not in NOT_OURS_TO_PIN} == CONSTRAINTS


def test_setup_py_and_the_constraints_pin_the_same_versions() -> None:
    pins = _pins(re.findall(r"""['"]([\w-]+==[^'"]+)['"]""", (ROOT / "setup.py").read_text().replace('"3.13"', "")))
    assert len(pins) > 15
    assert pins.items() <= CONSTRAINTS.items()


def test_the_wheel_is_built_with_the_pinned_setuptools() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]
    assert _pins(build["requires"]) == {"setuptools": CONSTRAINTS["setuptools"]}


def test_debian_packages_are_named_once_in_their_role() -> None:
    roles = [line for line in (ROOT / "config/debian-packages.txt").read_text().splitlines() if not line.startswith("#")]
    assert {role.partition(":")[0] for role in roles} >= {"device", "screen", "voice", "development"}
    names = [name for role in roles for name in role.partition(":")[2].split()]
    assert sorted(set(names)) == sorted(names)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, without what it needs. One of the processes that run tests does it for all."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / "installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return shared / "installed" if (shared / "installed").exists() else _install(shared)


def _install(folder: Path) -> Path:
    source, target = folder / "source", folder / "installing-into"
    for name in ("kiosk", "audio", "config"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml"):
        shutil.copy(ROOT / name, source)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(source)], check=True)
    return target.rename(folder / "installed")


@pytest.mark.slow
def test_every_data_file_of_the_tree_is_in_the_wheel(installed: Path) -> None:
    def data(room: str, top: Path) -> set[str]:
        return {f"{room}/{path.relative_to(top)}" for path in top.rglob("*") if DATA.fullmatch(path.name)}

    tree = data("kiosk", ROOT / "kiosk") | data("audio", ROOT / "audio") | data("kiosk/config", ROOT / "config")
    assert "kiosk/config/kiosk.toml" in tree
    assert data("kiosk", installed / "kiosk") | data("audio", installed / "audio") == tree


@pytest.mark.slow
def test_shipped_settings_are_found_as_data_of_the_installed_package(installed: Path) -> None:
    program = "from importlib.resources import files; print(files('kiosk.config') / 'kiosk.toml')"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {program}"]
    found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=installed).stdout.strip()
    assert found == str(installed / "kiosk/config/kiosk.toml")
    assert tomllib.loads(Path(found).read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_command_kiosk_starts_the_command_line(installed: Path) -> None:
    assert "kiosk = kiosk.commands.cli:main" in next(installed.glob("kiosk-*.dist-info/entry_points.txt")).read_text()
