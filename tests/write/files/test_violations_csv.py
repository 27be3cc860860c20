"""Violations as CSV: a stable header, a line a row, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from unicodedata import category

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.write.content.cell_text import no_formula
from scriptcheck.write.files.violations_csv import HEADER, CsvWriter
from tests.conftest import ROOT
from tests.write.conftest import CALL, HOSTILE, SECTIONS, full_report, violation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from scriptcheck.report import CallReport


def written(path: Path, *texts: str) -> bytes:
    """Return the file that is written of the full report with each of ``texts``."""
    with CsvWriter(path, path.parent / "suspects.csv") as writer:
        for text in texts:
            writer.write(*full_report(text))
    return path.read_bytes()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_header_is_a_promise(tmp_path: Path) -> None:
    first = written(tmp_path / "v.csv").decode("utf-8-sig")
    assert first == (
        '"call_id","source","agent_id","agent_name","team","queue","case_id","direction",'
        '"start_time","day","score","passed","rule","title","severity","points","dimension",'
        '"reason","turns","at_ms","quotes","message","advice","searched_first","searched_last",'
        '"nearest_turn","nearest_quote","nearest_similarity","nearest_lacks","measured",'
        '"rule_source","profile","profile_version","similar",'
        '"also","also_titles","sections","section_floors","sections_below"\r\n'
    )


def test_every_column_is_documented() -> None:
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [name for name in HEADER if f"| `{name}` |" not in page] == []


def test_excel_knows_the_encoding_and_a_row_is_a_line(tmp_path: Path) -> None:
    data = written(tmp_path / "v.csv", "不知道", "a\r\nb\nc")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.count(b"\n") == data.count(b"\r\n") == 7


def test_what_is_in_the_cells(tmp_path: Path) -> None:
    waited, said, missed = rows(written(tmp_path / "v.csv", "不知道"))
    assert said == {
        "call_id": "不知道",
        "source": "不知道",
        "agent_id": "不知道",
        "agent_name": "不知道",
        "team": "不知道",
        "queue": "7",
        "case_id": "不知道",
        "direction": "inbound",
        "start_time": "2026-03-02T09:30:00+08:00",
        "day": "2026-03-02",
        "score": "45",
        "passed": "false",
        "rule": "a.rule",
        "title": "不知道",
        "severity": "major",
        "points": "-5",
        "dimension": "",
        "reason": "",
        "turns": "0",
        "at_ms": "1500",
        "quotes": "不知道",
        "message": "不知道",
        "advice": "不知道",
        "searched_first": "",
        "searched_last": "",
        "nearest_turn": "",
        "nearest_quote": "",
        "nearest_similarity": "",
        "nearest_lacks": "",
        "measured": "",
        "rule_source": "不知道",
        "profile": "test",
        "profile_version": "1",
        "similar": "",
        "also": "",
        "also_titles": "",
        "sections": "",
        "section_floors": "",
        "sections_below": "",
    }
    assert (waited["rule"], waited["turns"], waited["at_ms"]) == ("c.waited", "1", "3000")
    assert waited["measured"] == "longest_hold_ms=61500"
    assert (missed["rule"], missed["turns"], missed["at_ms"]) == ("b.missed", "", "")
    assert (missed["searched_first"], missed["searched_last"]) == ("0", "1")
    assert (missed["nearest_turn"], missed["nearest_quote"]) == ("0", "不知道")
    assert (missed["nearest_similarity"], missed["nearest_lacks"]) == ("0.75", "不知道")
    assert (missed["dimension"], missed["reason"]) == ("empathy", "step-missing")


def test_sections_of_the_scorecard(tmp_path: Path) -> None:
    report, call = full_report()
    report = msgspec.structs.replace(report, sections={"opening": 79, "closing": None})
    with CsvWriter(tmp_path / "v.csv", tmp_path / "s.csv", sections=SECTIONS) as writer:
        writer.write(report, call)
    for row in rows((tmp_path / "v.csv").read_bytes()):
        assert row["sections"] == "opening=79 / closing="
        assert (row["section_floors"], row["sections_below"]) == ("opening=80", "opening")


def test_titles_that_have_the_separator_in_them_come_apart(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    made = report(
        "x",
        "",
        violation("a.first", also=("a.second", "a.third")),
        violation("a.second", title="开场 / 问候", under="a.first"),
        violation("a.third", title="其他", under="a.first"),
    )
    with CsvWriter(tmp_path / "v.csv", tmp_path / "s.csv") as writer:
        writer.write(made, CALL)
    (row,) = rows((tmp_path / "v.csv").read_bytes())
    assert row["also"] == "a.second / a.third"
    assert row["also_titles"] == "开场 // 问候 / 其他"


def test_a_call_without_violations_has_no_row(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    with CsvWriter(tmp_path / "deep" / "v.csv", tmp_path / "suspects.csv") as writer:
        writer.write(report("x"), CALL)
    assert rows((tmp_path / "deep" / "v.csv").read_bytes()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_like_a_formula(text: str, tmp_path: Path) -> None:
    data = written(tmp_path / "v.csv", text)
    for row in rows(data):
        for name, cell in row.items():
            if name != "points":
                assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")), name
                assert not set(cell) & set("\x00\x1b\x07\u202e\u2066\r\n\t")


@given(st.text(max_size=40))
def test_no_text_at_all_makes_a_formula(text: str) -> None:
    shown = no_formula(text)
    assert not {category(char) for char in shown} & {"Cc", "Cf", "Cs"}
    assert not shown.lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_a_number_that_is_text_stays_as_it_is() -> None:
    assert no_formula("13800000000") == "13800000000"
    assert no_formula("-5") == "'-5"


def opened(path: Path, office: Callable[..., None]) -> Any:
    """Return the sheet that LibreOffice makes of a CSV file."""
    from openpyxl import load_workbook

    # Comma, quotes, UTF-8; what is in quotes may be a number or a formula all the same.
    options = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
    office(options, "--convert-to", "xlsx", "--outdir", path.parent, path)
    return load_workbook(next(path.parent.glob(f"{path.stem}*.xlsx"))).worksheets[0]


def test_a_spreadsheet_opens_it_and_runs_nothing(
    office: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "control.csv").write_text('"=1+1","x"\r\n', encoding="utf-8")
    control = opened(tmp_path / "control.csv", office)
    assert control["A1"].data_type == "f", "this would show a formula if there were one"
    written(tmp_path / "v.csv", *HOSTILE)
    sheet = opened(tmp_path / "v.csv", office)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == 1 + 3 * len(HOSTILE)
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink is not None] == []
