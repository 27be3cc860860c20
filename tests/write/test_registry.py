"""Formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import UsageError
from scriptcheck.write.registry import FORMATS, require_known, writers
from tests.write.conftest import CALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.report import CallReport


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_into_the_folder(
    name: str, report: Callable[..., CallReport], tmp_path: Path
) -> None:
    (writer,) = writers([name], tmp_path / "out")
    with writer:
        writer.write(report("x"), CALL)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_a_format_named_twice_is_written_once(tmp_path: Path) -> None:
    assert len(writers(["json", "jsonl", "json"], tmp_path)) == 2


@pytest.mark.parametrize("formats", [["docx"], ["jsonl", "JSON"], [""]])
def test_an_unknown_format_is_told_with_those_that_there_are(
    formats: list[str], tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        writers(formats, tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-format"
    assert f"'{formats[-1]}'" in problem.message.en
    assert f"“{formats[-1]}”" in problem.message.zh
    for name in FORMATS:
        assert name in problem.fix.en
        assert name in problem.fix.zh


def test_no_format_is_an_error_too() -> None:
    with pytest.raises(UsageError, match="No format is given"):
        require_known([])
