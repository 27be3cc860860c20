"""Frames of Zstandard: written, read, cut and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import LoadError, UsageError, zstd
from scriptcheck.report_lines import lines_of
from scriptcheck.write.files.jsonl import PackedLinesWriter

if TYPE_CHECKING:
    from pathlib import Path

LINES = b"".join(b"line %d\n" % number for number in range(5_000))


def test_frames_in_a_row_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    first, second = zstd.frame(LINES), zstd.frame(b"last\n")
    path.write_bytes(first + second)
    assert len(first) < len(LINES) / 3
    with zstd.opened(path) as file:
        assert file.read() == LINES + b"last\n"
    with zstd.opened(path, len(first)) as file:
        assert list(file) == LINES.splitlines(keepends=True)
    assert zstd.unpacked(first + second) == LINES + b"last\n"


def test_nothing_is_no_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.zst"
    path.write_bytes(zstd.frame(b""))
    assert path.stat().st_size == 0
    assert list(lines_of(path)) == []


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: data + b"and more"])
def test_a_broken_file_is_reported_with_its_name(damage: object, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    assert callable(damage)
    path.write_bytes(damage(zstd.frame(LINES)))
    with pytest.raises(LoadError) as caught:
        list(lines_of(path))
    (problem,) = caught.value.problems
    assert (problem.code, problem.source) == ("broken-archive", path.as_posix())


def test_without_a_library_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    zstd._codec.cache_clear()
    monkeypatch.setattr(zstd, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"pip install 'scriptcheck\[parquet\]'"):
        zstd.require_zstd()


def test_the_frames_do_not_depend_on_the_pieces(tmp_path: Path) -> None:
    lines = LINES.splitlines(keepends=True)
    for name, size in (("one", 1), ("many", 700)):
        with PackedLinesWriter(tmp_path / name) as writer:
            for start in range(0, len(lines), size):
                writer.add(b"".join(lines[start : start + size]))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "many").read_bytes()
    assert zstd.unpacked((tmp_path / "one").read_bytes()) == LINES
