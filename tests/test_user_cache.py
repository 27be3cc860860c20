"""The user's cache: nothing that others could have written is read, and nothing needs it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scriptcheck import user_cache
from scriptcheck.user_cache import (
    BOUND,
    SWITCH,
    cache_folder,
    entry_name,
    read_cached,
    write_cached,
)

NAME = entry_name("thing", "a", "b")

permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid"), reason="the system has no permissions of this kind"
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    monkeypatch.delenv(BOUND, raising=False)
    return tmp_path / "cache"


def read(name: str = NAME) -> bytes | None:
    found = read_cached(name)
    return None if found is None else bytes(found)


def test_what_was_written_is_read(cache: Path) -> None:
    assert read() is None
    write_cached(NAME, b"data")
    assert read() == b"data"
    write_cached(NAME, b"other data")
    assert read() == b"other data"
    assert [path.name for path in cache.iterdir()] == [NAME]


def test_keys_do_not_run_into_each_other() -> None:
    assert entry_name("thing", "ab", "c") != entry_name("thing", "a", "bc")


@permissions
def test_folder_and_files_are_the_users_alone(cache: Path) -> None:
    write_cached(NAME, b"data")
    assert cache.stat().st_mode & 0o777 == 0o700
    assert (cache / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("said", ["0", "off", "OFF", "no", "false", ""])
def test_it_can_be_switched_off(cache: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(SWITCH, said)
    write_cached(NAME, b"data")
    assert cache_folder() is None
    assert read() is None


def test_without_the_switch_it_lies_with_the_users_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    folder = cache_folder()
    assert folder is not None
    assert folder.is_absolute()
    assert "scriptcheck" in folder.parts


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache"))
    assert cache_folder() is None


@permissions
@pytest.mark.parametrize(("which", "mode"), [("file", 0o620), ("file", 0o602), ("folder", 0o750)])
def test_what_others_may_enter_or_write_is_not_read(cache: Path, which: str, mode: int) -> None:
    write_cached(NAME, b"data")
    (cache / NAME if which == "file" else cache).chmod(mode)
    assert read() is None


@permissions
def test_nothing_is_written_where_others_may_enter(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o755)
    write_cached(NAME, b"data")
    assert list(cache.iterdir()) == []


@permissions
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_belongs_to_another_user_is_not_read(
    cache: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    write_cached(NAME, b"data")
    # As seen by another user; only root could give a file away.
    method = "_is_own_file" if which == "file" else "_is_private"
    plain = getattr(user_cache, method)
    own = os.geteuid()

    def seen_by_another(status: os.stat_result) -> bool:
        with monkeypatch.context() as patched:
            patched.setattr(os, "geteuid", lambda: own + 1)
            return bool(plain(status))

    monkeypatch.setattr(user_cache, method, seen_by_another)
    assert read() is None


@permissions
def test_links_are_not_followed(cache: Path, tmp_path: Path) -> None:
    write_cached(NAME, b"data")
    (cache / NAME).rename(tmp_path / "elsewhere")
    (cache / NAME).symlink_to(tmp_path / "elsewhere")
    assert read() is None
    (cache / NAME).unlink()
    (tmp_path / "elsewhere").rename(cache / NAME)
    assert read() == b"data"
    cache.rename(tmp_path / "moved")
    cache.symlink_to(tmp_path / "moved", target_is_directory=True)
    assert read() is None
    write_cached(entry_name("thing", "c"), b"data")
    assert [path.name for path in (tmp_path / "moved").iterdir()] == [NAME]


@permissions
def test_a_pipe_in_the_place_of_a_file_does_not_hold_the_reader(cache: Path) -> None:
    write_cached(NAME, b"data")
    (cache / NAME).unlink()
    os.mkfifo(cache / NAME)
    assert read() is None


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 100])
def test_what_is_broken_is_not_read(cache: Path, content: bytes) -> None:
    write_cached(NAME, b"data")
    (cache / NAME).write_bytes(content)
    assert read() is None


def test_what_was_cut_short_changed_or_renamed_is_not_read(cache: Path) -> None:
    write_cached(NAME, b"some data")
    whole = (cache / NAME).read_bytes()
    (cache / NAME).write_bytes(whole[:-1])
    assert read() is None
    (cache / NAME).write_bytes(whole[:-1] + b"x")
    assert read() is None
    other = entry_name("thing", "other")
    (cache / other).write_bytes(whole)
    (cache / other).chmod(0o600)
    assert read(other) is None


def test_what_was_used_least_recently_goes(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(b"data") + 32
    monkeypatch.setattr(user_cache, "MOST_BYTES", 3 * size)
    names = [entry_name("thing", str(number)) for number in range(4)]
    for moment, name in enumerate(names[:3]):
        write_cached(name, b"data")
        os.utime(cache / name, (moment, moment))
    (cache / "notes.txt").write_text("not ours " * 100)
    assert read(names[0]) == b"data"
    write_cached(names[3], b"data")
    assert [read(name) is not None for name in names] == [True, False, True, True]
    assert (cache / "notes.txt").exists()


@pytest.mark.parametrize(("given", "is_kept"), [("0", False), ("1", True), (" 2 ", True)])
def test_how_much_is_kept_can_be_said(
    given: str, is_kept: bool, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_cache, "MOST_BYTES", 10 if is_kept else 10_000)
    monkeypatch.setenv(BOUND, given)
    write_cached(NAME, b"data" * 100)
    assert (read() is not None) == is_kept


@pytest.mark.parametrize("given", ["", "much", "-1", "1.5", "9" * 5_000, "１"])
def test_what_is_no_number_of_mib_counts_for_nothing(
    given: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BOUND, given)
    write_cached(NAME, b"data")
    assert read() == b"data"


def test_what_is_larger_than_all_that_is_kept_is_not_written(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_cache, "MOST_BYTES", 3)
    write_cached(NAME, b"data")
    assert not cache.exists()


def test_a_folder_that_cannot_be_made_costs_only_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "cache"))
    write_cached(NAME, b"data")
    assert read() is None


def test_a_full_disk_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    write_cached(NAME, b"data")
    assert list(cache.iterdir()) == []
