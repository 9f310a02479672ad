"""What was rendered ahead."""

import os
from array import array
from pathlib import Path

from audio import store
from audio.store import Store
from audio.wav import Sound


def sound(length: int) -> Sound:
    return Sound(1000, array("h", [7] * length))


def test_what_was_put_is_there_also_for_the_next_announcer(tmp_path: Path) -> None:
    Store(tmp_path / "cache", 10_000).put("a", sound(5))
    assert Store(tmp_path / "cache", 10_000).get("a") == sound(5)
    assert Store(tmp_path / "cache", 10_000).get("b") is None


def test_longest_unused_is_thrown_away_first_and_never_the_newest(tmp_path: Path) -> None:
    kept = Store(tmp_path, 3 * (44 + 2 * 100))
    for age, name in enumerate(("a", "b", "c")):
        kept.put(name, sound(100))
        os.utime(tmp_path / f"{name}.wav", (1000 + age, 1000 + age))
    assert kept.get("a")
    kept.put("d", sound(100))
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["a", "c", "d"]
    kept.put("e", sound(10_000))
    assert [path.stem for path in tmp_path.iterdir()] == ["e"]


def test_file_that_a_power_cut_left_half_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    (tmp_path / "b.wav").write_bytes(b"RIFF????WAVE")
    kept = Store(tmp_path, 10_000)
    assert (kept.get("a"), kept.get("b")) == (None, None)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_means_that_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Store(tmp_path / "file" / "cache", 10_000)
    kept.put("a", sound(5))
    assert kept.get("a") is None


def test_key_is_another_for_every_other_fact() -> None:
    keys = {store.key("尊巴", "zh", 190), store.key("尊巴", "zh", 191), store.key("尊巴", "en", 190), store.key("瑜伽", "zh", 190)}
    assert len(keys) == 4
    assert store.key("尊巴", "zh", 190) in keys
