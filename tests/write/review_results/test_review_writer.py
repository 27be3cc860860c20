"""What holds after review, as files."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scriptcheck.report import from_line
from scriptcheck.review import CallReview, Reviews, ReviewTerms, read_labels
from scriptcheck.rule_selection import RuleSelection
from scriptcheck.write.review_results import ReviewWriter
from tests.write.conftest import HOSTILE, full_report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scriptcheck import Call, CallReport

TERMS = ReviewTerms({}, 80, None)


def label(path: Path, call_id: str, rule: str, verdict: str, **more: str) -> Path:
    line = {"call_id": call_id, "verdicts": {rule: verdict}, "reviewer": "王"} | more
    path.write_text(json.dumps(line) + "\n")
    return path


def written(
    folder: Path, pairs: Iterable[tuple[CallReport, Call]], labels: Iterable[Path]
) -> ReviewWriter:
    writer = ReviewWriter(folder, Reviews.of(read_labels(labels), TERMS))
    with writer:
        for report, call in pairs:
            writer.write(report, call)
    return writer


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_both_verdicts_side_by_side(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    report = replace(report, score=TERMS.totals(report.verdicts)[0])
    rule = report.violations[0].rule
    path = label(tmp_path / "l.jsonl", report.call_id, rule, "not_fail", reason="没说")
    writer = written(tmp_path, [(report, call)], [path])
    row = next(row for row in rows(tmp_path) if row["rule"] == rule)
    assert (row["machine_verdict"], row["final_verdict"]) == ("fail", "pass")
    assert (row["status"], row["reviewer"], row["reason"]) == ("overturned", "王", "没说")
    assert row["machine_score"] == str(report.score)
    (line,) = (tmp_path / "reviews.jsonl").read_bytes().splitlines()
    review = from_line(line, CallReview)
    assert row["final_score"] == str(review.final_score)
    assert review.score == report.score, "the machine's is never lost"
    assert writer.counts.reviewed == 1
    assert writer.other_calls == ()


def test_the_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    report, call = full_report("说了这个")
    rule = report.violations[0].rule
    early = label(tmp_path / "a.jsonl", report.call_id, rule, "fail", time="2026-03-01T10:00:00")
    late = label(tmp_path / "b.jsonl", report.call_id, rule, "not_fail", time="2026-03-02T10:00:00")
    written(tmp_path, [(report, call)], [late, early])
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    assert book.sheetnames == ["复核后的分数", "复核结论", "复核记录"]
    verdicts = [[cell.value for cell in row] for row in book["复核结论"]]
    assert verdicts[0][3:8] == ["机器结论", "最终结论", "机器扣分", "最终扣分", "状态"]
    found = next(row for row in verdicts if rule in row)
    assert found[3:5] == ["违规", "通过"]
    history = [[cell.value for cell in row] for row in book["复核记录"]]
    assert [row[5] for row in history[1:]] == ["违规", "不算违规"]


def test_parquet_has_what_the_csv_has(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    report, call = full_report("说了这个")
    written(tmp_path, [(report, call)] * 3, [])
    table = parquet.read_table(tmp_path / "review.parquet")
    assert table.column_names == list(rows(tmp_path)[0])
    assert table.num_rows == len(rows(tmp_path)) == 3 * len(report.violations)


def test_what_people_say_is_no_formula(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    rule = report.violations[0].rule
    path = label(tmp_path / "l.jsonl", report.call_id, rule, "fail", reason="=1+1")
    written(tmp_path, [(report, call)], [path])
    assert any(row["reason"] == "'=1+1" for row in rows(tmp_path))


def test_hostile_text_is_written(tmp_path: Path) -> None:
    pairs = [full_report(text) for text in HOSTILE]
    written(tmp_path, pairs, [])
    assert len((tmp_path / "reviews.jsonl").read_bytes().splitlines()) == len(HOSTILE)


def test_calls_without_a_report_are_said(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    path = label(tmp_path / "l.jsonl", "another", "some.rule", "fail")
    writer = written(tmp_path, [(report, call)], [path])
    assert writer.other_calls == ("another",)
    assert writer.counts.reviewed == 0


def test_labels_on_rules_that_the_report_lacks_are_counted_and_kept(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    report, call = full_report("说了这个")
    path = label(tmp_path / "l.jsonl", report.call_id, "old.rule", "fail", reason="没说")
    counts = written(tmp_path, [(report, call)], [path]).counts
    assert (counts.unknown_rules, counts.unknown_labels, counts.reviewed) == (("old.rule",), 1, 1)
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    history = [[cell.value for cell in row] for row in book["复核记录"]][1:]
    assert [(row[3], row[6], row[7], row[8]) for row in history] == [
        ("王", "没说", "报告里没有这条规则", "old.rule")
    ]


def test_a_score_that_the_profile_does_not_explain_is_left_open(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    assert TERMS.totals(report.verdicts)[0] != report.score
    rule = report.violations[0].rule
    path = label(tmp_path / "l.jsonl", report.call_id, rule, "not_fail")
    counts = written(tmp_path, [(report, call)], [path]).counts
    assert (counts.unscored, counts.changed_scores) == (1, 0)
    (row,) = [row for row in rows(tmp_path) if row["rule"] == rule]
    assert (row["machine_score"], row["final_score"]) == (str(report.score), "")


def test_reports_by_another_profile_and_ids_of_several_calls_are_counted(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    other = ReviewTerms({}, 80, None, sha256="1" * 64)
    writer = ReviewWriter(tmp_path, Reviews.of((), other))
    with writer:
        for _ in range(3):
            writer.write(report, call)
    assert (writer.counts.other_profile, writer.counts.repeated) == (3, (report.call_id,))


def test_unsigned_files_are_people_of_their_own(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    rule = report.violations[0].rule
    paths = [
        label(tmp_path / "a.jsonl", report.call_id, rule, "fail", reviewer=""),
        label(tmp_path / "b.jsonl", report.call_id, rule, "not_fail", reviewer=""),
    ]
    writer = written(tmp_path, [(report, call)], paths)
    (row,) = [row for row in rows(tmp_path) if row["rule"] == rule]
    assert (row["status"], row["reviewer"]) == ("disputed", "(b)")
    assert writer.unsigned_files == ("a", "b")


def test_only_the_selected_rules_are_written_and_the_score_is_of_all(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    report = replace(report, score=TERMS.totals(report.verdicts)[0])
    rule, other = (each.rule for each in report.violations[:2])
    path = label(tmp_path / "l.jsonl", report.call_id, rule, "not_fail")
    reviews = Reviews.of(read_labels([path]), TERMS)
    with ReviewWriter(tmp_path, reviews, selection=RuleSelection(select=(other,))) as writer:
        writer.write(report, call)
    (row,) = rows(tmp_path)
    assert row["rule"] == other
    assert row["final_score"] == str(reviews(report).final_score)
    assert writer.counts.unknown_rules == ()


def test_what_is_counted_under_another_has_no_row_until_it_counts(tmp_path: Path) -> None:
    report, call = full_report("说了这个")
    leader, follower = report.violations[:2]
    verdicts = tuple(
        replace(each, points=0, under=leader.rule) if each.rule == follower.rule else each
        for each in report.verdicts
    )
    report = replace(report, verdicts=verdicts, score=TERMS.totals(verdicts)[0])
    counts = written(tmp_path, [(report, call)], []).counts
    assert follower.rule not in {row["rule"] for row in rows(tmp_path)}
    assert sum(counts.statuses.values()) == len(report.violations)
    path = label(tmp_path / "l.jsonl", report.call_id, leader.rule, "not_fail")
    counts = written(tmp_path, [(report, call)], [path]).counts
    assert follower.rule in {row["rule"] for row in rows(tmp_path)}
    assert counts.unweighed == (follower.rule,)
