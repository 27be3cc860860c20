"""What a learned model points at, in every format for people: listed, and never a violation."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.report import LearnedEvidence, Suspect
from scriptcheck.write.content.totals import Totals
from scriptcheck.write.registry import writers
from tests.write.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.report import CallReport

SAID = "你爱上哪投诉上哪投诉去"
SPOKEN = Call("c", (Turn(Speaker.AGENT, "您好"), Turn(Speaker.AGENT, SAID, 1500, 3000)))


def suspect(quote: str = SAID, similar: str = "爱投诉就投诉去", turn: int = 1) -> Suspect:
    evidence = LearnedEvidence(1.25, 0.78, (("投诉去", 40), ("你爱", -3)), similar)
    return Suspect("rude", "agent", turn, 0, len(quote), quote, "粗鲁", evidence)


@pytest.fixture
def reported(report: Callable[..., CallReport]) -> Callable[..., CallReport]:
    import msgspec

    def make(*suspects: Suspect, call_id: str = "c") -> CallReport:
        return msgspec.structs.replace(report(call_id), suspects=suspects)

    return make


def written(name: str, folder: Path, *pairs: tuple[CallReport, Call]) -> Path:
    (writer,) = writers([name], folder)
    with writer:
        for pair in pairs:
            writer.write(*pair)
    return folder


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_csv_has_them_in_a_file_of_their_own(
    reported: Callable[..., CallReport], tmp_path: Path
) -> None:
    written("csv", tmp_path, (reported(suspect()), SPOKEN))
    (row,) = csv_rows(tmp_path / "suspects.csv")
    assert (row["call_id"], row["cue"], row["title"]) == ("c", "rude", "粗鲁")
    assert (row["turn"], row["at_ms"], row["quote"]) == ("1", "1500", SAID)
    assert (row["similar"], row["confidence"]) == ("爱投诉就投诉去", "0.78")
    assert row["runs"] == "投诉去 +40 / 你爱 -3"
    assert csv_rows(tmp_path / "violations.csv") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_like_a_formula(
    text: str, reported: Callable[..., CallReport], tmp_path: Path
) -> None:
    call = Call("c", (Turn(Speaker.AGENT, text),))
    written("csv", tmp_path, (reported(suspect(text, text, 0)), call))
    (row,) = csv_rows(tmp_path / "suspects.csv")
    for cell in (row["quote"], row["similar"]):
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")
def test_the_workbook_has_a_sheet_of_them(
    reported: Callable[..., CallReport], tmp_path: Path
) -> None:
    pairs = [(reported(suspect(), suspect()), SPOKEN), (reported(call_id="d"), SPOKEN)]
    book = load_workbook(written("xlsx", tmp_path, *pairs) / "scriptcheck.xlsx")
    heading, *rows = book["请人看"].iter_rows(values_only=True)
    assert len(rows) == 2
    row = dict(zip(heading, rows[0], strict=True))
    assert (row["通话"], row["可能是"], row["类似"]) == ("c", "粗鲁", "爱投诉就投诉去")
    assert row["把握"] == 0.78
    assert book["违规"].max_row == 1


def test_the_summary_lists_those_that_the_model_is_surest_of(
    reported: Callable[..., CallReport], tmp_path: Path
) -> None:
    text = (written("markdown", tmp_path, (reported(suspect()), SPOKEN)) / "summary.md").read_text(
        encoding="utf-8"
    )
    assert "## 请人看（1 处，不算违规）" in text
    assert f"| c | 粗鲁 | 2 | {SAID} | 爱投诉就投诉去 |" in text
    assert "违规：0，" in text


def test_they_change_no_count(reported: Callable[..., CallReport]) -> None:
    with_them, without = Totals(), Totals()
    with_them.add(reported(suspect()), SPOKEN)
    without.add(reported(), SPOKEN)
    assert with_them.all == without.all
    assert reported(suspect()).violations == ()
