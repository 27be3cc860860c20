"""One JSON file a call: its name is safe, and no two calls share one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import is_valid_filename

from scriptcheck.report import CallReport
from scriptcheck.write.json_files import JsonFilesWriter, file_stem
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


@pytest.mark.parametrize("call_id", ["2026-0001", "电话 12", "a.b", "x" * 200, "电" * 66])
def test_a_safe_id_is_the_name(call_id: str) -> None:
    assert file_stem(call_id) == call_id


@pytest.mark.parametrize(
    "call_id",
    [
        *("../../evil", "..", ".", "", " ", "a/b", "a\\b", "/etc/passwd", "C:\\x", "a:b"),
        *("CON", "nul", "com1", "LPT9.txt", "a\nb", "a\x00b", "\x1b[2J", "a?", "a*", "a|b", '"'),
        *("x.", "x ", " x", "x" * 201, "电" * 67, "😀" * 100, "a\ud800b", "\u202ecod.exe"),
    ],
)
def test_an_unsafe_id_is_changed_and_gets_a_hash(call_id: str, tmp_path: Path) -> None:
    stem = file_stem(call_id)
    assert stem != call_id
    assert stem[-9] == "-"
    assert is_valid_filename(f"{stem}.json", platform="universal", max_len=255)
    assert (tmp_path / f"{stem}.json").resolve().parent == tmp_path.resolve()
    assert len(f"{stem}-99999999-999.json".encode()) <= 255


@given(st.text(max_size=300))
def test_any_id_gives_a_name_that_every_system_takes(call_id: str) -> None:
    name = f"{file_stem(call_id)}.json"
    assert is_valid_filename(name, platform="universal", max_len=255)
    assert len(name.encode()) <= 240
    assert file_stem(call_id) == name.removesuffix(".json")


def test_unsafe_ids_that_look_alike_stay_apart() -> None:
    assert len({file_stem(call_id) for call_id in ("a/b", "a\\b", "a:b", "a_b")}) == 4


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
