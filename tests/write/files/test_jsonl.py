"""JSON Lines: a line a report, at once, and streams are left open."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from scriptcheck.report import CallReport
from scriptcheck.write.files.jsonl import JsonLinesWriter
from tests.write.conftest import CALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_line_a_report(report: Callable[..., CallReport], tmp_path: Path) -> None:
    path = tmp_path / "deep" / "reports.jsonl"
    given = [report("甲", "a\nb.txt"), report("\x1b[31m\u202e")]
    with JsonLinesWriter(path) as writer:
        for item in given:
            writer.write(item, CALL)
    lines = path.read_bytes().splitlines()
    assert [CallReport.from_json(line) for line in lines] == given
    assert path.read_bytes().endswith(b"}\n")


def test_an_earlier_file_is_replaced(report: Callable[..., CallReport], tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    for _ in range(2):
        with JsonLinesWriter(path) as writer:
            writer.write(report("x"), CALL)
    assert len(path.read_bytes().splitlines()) == 1


def test_a_stream_is_flushed_and_stays_open(report: Callable[..., CallReport]) -> None:
    raw = io.BytesIO()
    stream = io.BufferedWriter(raw)
    with JsonLinesWriter(stream) as writer:
        writer.write(report("x"), CALL)
        assert raw.getvalue() == b""
    assert raw.getvalue().startswith(b'{"schema":')
    assert not stream.closed


def test_what_was_written_before_an_error_is_there(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    path = tmp_path / "reports.jsonl"

    def fail() -> None:
        with JsonLinesWriter(path) as writer:
            writer.write(report("x"), CALL)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert CallReport.from_json(path.read_bytes()).call_id == "x"
