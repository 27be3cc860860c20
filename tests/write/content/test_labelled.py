"""Violations that reviewers dispute: those that a label that counts calls none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.write.content.labelled import disputes
from scriptcheck.write.content.totals import Totals
from tests.write.conftest import CALL, violation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.report import CallReport


def reviews(path: Path, *labels: dict[str, object]) -> Reviews:
    lines = [
        json.dumps({"call_id": "x", "reviewer": f"r{at}"} | each) for at, each in enumerate(labels)
    ]
    path.write_text("\n".join(lines))
    return Reviews.of(read_labels([path]), ReviewTerms({}, 80, 7))


def test_what_counts(report: Callable[..., CallReport], tmp_path: Path) -> None:
    names = ["both", "folded", "late", "open", "right", "wrong"]
    verdicts = [violation(f"r.{name}", under="r.wrong" * (name == "folded")) for name in names]
    made = report("x", "", *verdicts)
    said = reviews(
        tmp_path / "labels.jsonl",
        {
            "time": "2026-03-01T10:00:00",
            "verdicts": {
                "r.both": "fail",
                "r.folded": "not_fail",
                "r.late": "fail",
                "r.right": "fail",
                "r.wrong": "not_fail",
            },
        },
        {"time": "2026-03-02T10:00:00", "verdicts": {"r.both": "not_fail"}},
        {"time": "2026-03-03T10:00:00", "verdicts": {"r.both": "fail"}},
        # The appeal comes after its time and says nothing.
        {"time": "2026-05-01T10:00:00", "stage": "appeal", "verdicts": {"r.late": "not_fail"}},
    )
    assert disputes(made, said(made)) == {
        "r.both": True,
        "r.late": False,
        "r.right": False,
        "r.wrong": True,
    }
    assert disputes(made, None) == {}
    totals = Totals()
    totals.add(made, CALL, review=said(made))
    totals.add(made, CALL)
    assert (totals.labelled, totals.disputed) == (4, 2)
    assert [each.rule for each in totals.rules_by_disputes()] == [
        "r.both",
        "r.wrong",
        "r.late",
        "r.right",
    ]
    assert totals.rules["r.wrong"].disputed_share == 1
