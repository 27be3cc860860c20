"""Formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import UsageError
from scriptcheck.write.output_format import Speech
from scriptcheck.write.registry import (
    DEFAULT_FORMATS,
    FORMATS,
    require_known,
    with_transcripts,
    writers,
)
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
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == sorted(FORMATS[name].files)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_writer_that_is_not_open_says_so(
    name: str, report: Callable[..., CallReport], tmp_path: Path
) -> None:
    (writer,) = writers([name], tmp_path)
    with pytest.raises(UsageError, match="not open"):
        writer.write(report("x"), CALL)
    with writer:
        writer.write(report("x"), CALL)
        with pytest.raises(UsageError, match="report cannot be Call"):
            writer.write(CALL, report("x"))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="not open"):
        writer.write(report("x"), CALL)


def test_a_format_named_twice_is_written_once(tmp_path: Path) -> None:
    assert len(writers(["json", "jsonl", "json"], tmp_path)) == 2


def test_a_format_that_is_nearly_one_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        writers(["parqet"], tmp_path)
    assert caught.value.problems[0].fix.zh.startswith("是不是“parquet”？可用的有：")


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


def test_what_is_written_by_default_is_there() -> None:
    require_known(DEFAULT_FORMATS)
    assert {"jsonl", "transcripts"} <= {*DEFAULT_FORMATS}


def test_a_format_without_its_library_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = FORMATS["parquet"].__class__(
        **{
            field: getattr(FORMATS["parquet"], field)
            for field in ("title", "files", "writer", "speech", "extra")
        },
        library="no_such_library",
    )
    monkeypatch.setattr("scriptcheck.write.registry.FORMATS", {"parquet": missing})
    with pytest.raises(UsageError) as caught:
        writers(["parquet"], tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "missing-library"
    assert "pip install 'scriptcheck[parquet]'" in problem.fix.zh


def test_transcripts_go_with_what_cannot_be_made_again_without_them() -> None:
    assert with_transcripts(["jsonl", "csv"]) == ["jsonl", "csv"]
    needing = [name for name, form in FORMATS.items() if form.speech is Speech.NEEDED]
    for name in needing:
        assert "transcripts" in with_transcripts(["jsonl", name])
