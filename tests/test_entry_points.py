"""Packages whose files are damaged stop nothing, unless they extend scriptcheck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import entry_points
from scriptcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def install(folder: Path, name: str, entries: str) -> None:
    """Put the files of a package into ``folder``."""
    home = folder / f"{name}-1.0.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", encoding="utf-8")
    (home / "entry_points.txt").write_text(entries, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the only folder that packages are looked for in."""
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    yield tmp_path
    entry_points._all.cache_clear()


def test_a_damaged_package_of_another_kind_is_left_out(folder: Path) -> None:
    install(folder, "bad", "[console_scripts]\nbad line\n")
    install(folder, "good", "[scriptcheck.metrics]\nx = json:loads\n")
    (found,) = entry_points.installed_entry_points("scriptcheck.metrics")
    assert found.value == "json:loads"


def test_a_damaged_package_that_extends_scriptcheck_is_named(folder: Path) -> None:
    install(folder, "bad", "[scriptcheck.redaction_kinds]\nbad line\n")
    with pytest.raises(UsageError, match="package 'bad' is damaged"):
        entry_points.installed_entry_points("scriptcheck.metrics")
