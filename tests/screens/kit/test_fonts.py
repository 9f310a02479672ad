"""The Simplified Chinese face comes out of the collection whole."""

import os
from pathlib import Path

import pytest

from kiosk.errors import ScreenError
from kiosk.screens.kit.fonts import COLLECTIONS, cache_folder, ensure_fonts, extract_face, main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    ensure_fonts(folder)
    return folder


def test_both_weights_are_the_simplified_chinese_face(folder: Path) -> None:
    for weight in ("Regular", "Bold"):
        data = (folder / f"NotoSansCJKsc-{weight}.otf").read_bytes()
        assert data[:4] == b"OTTO"
        assert "Noto Sans CJK SC".encode("utf-16-be") in data
        assert len(data) > 10_000_000


def test_a_second_start_extracts_nothing(folder: Path) -> None:
    before = [path.stat().st_mtime_ns for path in sorted(folder.iterdir())]
    ensure_fonts(folder)
    assert [path.stat().st_mtime_ns for path in sorted(folder.iterdir())] == before


def test_extracted_fonts_do_without_the_collection(folder: Path, tmp_path: Path) -> None:
    assert ensure_fonts(folder, collections=tmp_path).regular.exists()


def test_a_newer_collection_is_extracted_again(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(b"old")
        os.utime(tmp_path / path.name, (0, 0))
    assert ensure_fonts(tmp_path).bold.stat().st_size > 10_000_000


def test_a_missing_collection_names_the_package(tmp_path: Path) -> None:
    with pytest.raises(ScreenError, match="apt-get install fonts-noto-cjk"):
        ensure_fonts(tmp_path, collections=tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ScreenError, match="cannot be written"):
        ensure_fonts(tmp_path / "file" / "fonts")


@pytest.mark.parametrize("data", [b"", b"OTTO" + bytes(100), b"ttcf\0\1\0\0\0\0\0\5"])
def test_a_damaged_collection_is_told(data: bytes) -> None:
    with pytest.raises(ScreenError, match="damaged"):
        extract_face(data, "Noto Sans CJK SC")


def test_a_collection_without_the_family_is_told() -> None:
    with pytest.raises(ScreenError, match="holds no Comic"):
        extract_face((COLLECTIONS / "NotoSansCJK-Regular.ttc").read_bytes(), "Comic")


def test_the_command_prints_where_the_fonts_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder / f"NotoSansCJKsc-{weight}.otf") for weight in ("Regular", "Bold")]


def test_the_cache_is_the_services_or_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    assert cache_folder() == tmp_path / "kiosk"
    monkeypatch.setenv("CACHE_DIRECTORY", "/var/cache/kiosk")
    assert cache_folder() == Path("/var/cache/kiosk")
