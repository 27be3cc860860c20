"""One JSON file a call: its name is safe, and no two calls share one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck.report import CallReport
from scriptcheck.write.content.call_names import file_stem
from scriptcheck.write.files.json_files import JsonFilesWriter
from tests.write.conftest import CALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def written(folder: Path, reports: Sequence[CallReport]) -> dict[str, CallReport]:
    """Write ``reports`` to ``folder`` and return what is in each file."""
    with JsonFilesWriter(folder) as writer:
        for report in reports:
            writer.write(report, CALL)
    return {path.name: CallReport.from_json(path.read_bytes()) for path in folder.iterdir()}


@pytest.mark.parametrize(
    "call_ids",
    [
        ("x", "x", "x"),
        ("Case", "case", "CASE"),
        ("ß", "ss", "SS"),
        (unicodedata.normalize("NFC", "é"), unicodedata.normalize("NFD", "é")),
        ("a/b", "a/b"),
        ("a/b", file_stem("a/b")),
    ],
)
def test_no_call_is_written_over_another(
    call_ids: Sequence[str], report: Callable[..., CallReport], tmp_path: Path
) -> None:
    reports = [report(call_id, "one.jsonl") for call_id in call_ids]
    files = written(tmp_path / "calls", reports)
    assert sorted(item.call_id for item in files.values()) == sorted(call_ids)
    seen = {unicodedata.normalize("NFC", name).casefold() for name in files}
    assert len(seen) == len(call_ids)


def test_names_are_the_same_each_time(report: Callable[..., CallReport], tmp_path: Path) -> None:
    reports = [report("x"), report("X"), report("../x"), report("x", "other.txt")]
    first = written(tmp_path / "a", reports)
    assert first == written(tmp_path / "b", reports)
    assert {"x.json"} < first.keys()


def test_one_writer_can_write_twice(report: Callable[..., CallReport], tmp_path: Path) -> None:
    writer = JsonFilesWriter(tmp_path)
    for _ in range(2):
        with writer:
            writer.write(report("x"), CALL)
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_the_file_is_for_people_to_read(report: Callable[..., CallReport], tmp_path: Path) -> None:
    given_report = report("电话")
    written(tmp_path, [given_report])
    text = (tmp_path / "电话.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert '\n  "call_id": "电话",\n' in text
    assert msgspec.json.decode(text) == given_report.to_dict()
