"""Files that are written kept apart from those that are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import UsageError
from scriptcheck.write.apart import require_apart

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a file that is read, in folders of its own."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.jsonl").write_text("{}")
    os.link(tmp_path / "in" / "sub" / "a.jsonl", tmp_path / "hard.jsonl")
    (tmp_path / "soft").symlink_to(tmp_path / "in")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("in/sub/a.jsonl", "in/sub/a.jsonl"),
        ("in/../in/sub/a.jsonl", "in/sub/a.jsonl"),
        ("hard.jsonl", "in/sub/a.jsonl"),
        ("soft/sub/a.jsonl", "in/sub/a.jsonl"),
        ("in/sub", "in/sub/a.jsonl"),
        ("in", "in/sub/a.jsonl"),
        ("soft", "in/sub/a.jsonl"),
        ("in", "in"),
        ("in/new.jsonl", "in"),
        ("soft/sub/new/x.jsonl", "in"),
        ("none.jsonl", "none.jsonl"),
    ],
)
def test_what_would_be_written_over(home: Path, written: str, read: str) -> None:
    with pytest.raises(UsageError, match="output-in-input"):
        require_apart([home / "free", home / written], [home / "other", home / read])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("in/sub/b.jsonl", "in/sub/a.jsonl"),
        ("in/sub/pages", "in/sub/a.jsonl"),
        ("out", "in"),
        ("in2/a.jsonl", "in"),
        ("none", "gone"),
    ],
)
def test_what_is_apart(home: Path, written: str, read: str) -> None:
    require_apart([home / written], [home / read])


def test_standard_input_is_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    require_apart(["-"], ["-"])
