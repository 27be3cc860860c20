"""``scriptcheck report --labels``: the machine's verdicts and the final ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done


@pytest.fixture
def checked(run: Callable[..., Done], folder: Path) -> Path:
    """Return a folder with reports, and files of labels."""
    run("check", "calls", "-o", "out", "--fail-on", "never")
    for name, who, day, verdict in (("a", "王", 1, "fail"), ("b", "李", 2, "not_fail")):
        line = {
            "call_id": "bad",
            "reviewer": who,
            "time": f"2026-03-0{day}T10:00:00+08:00",
            "verdicts": {"phone.greeting": verdict},
        }
        (folder / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return folder


def reviews(folder: Path) -> dict[str, dict[str, object]]:
    lines = (folder / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    return {found["call_id"]: found for found in map(json.loads, lines)}


def test_what_holds_is_written_beside(run: Callable[..., Done], checked: Path) -> None:
    before = (checked / "out" / "reports.jsonl").read_bytes()
    done = run("report", "out", "--labels", "a.jsonl", "--labels", "b.jsonl", "--lang", "en")
    assert done.code == 0, done.err
    assert "1 of 2 calls have labels, 1 scores changed" in done.err
    assert "disputed 1" in done.err
    found = reviews(checked / "out")["bad"]
    assert found["final_score"] > found["score"]  # type: ignore[operator]
    assert {"review.csv", "review.xlsx", "index.html"} <= {
        path.name for path in (checked / "out").iterdir()
    }
    assert (checked / "out" / "reports.jsonl").read_bytes() == before


def test_the_order_of_the_files_does_not_matter(run: Callable[..., Done], checked: Path) -> None:
    names = ("reviews.jsonl", "review.csv", "review.xlsx", "index.html", "pages/data/0000.js")
    wrote = []
    for order, jobs in (("ab", "0"), ("ba", "2")):
        out = f"out-{order}"
        given = [part for name in order for part in ("--labels", f"{name}.jsonl")]
        run("report", "out", "-o", out, *given, "-j", jobs)
        wrote.append([(checked / out / name).read_bytes() for name in names])
    assert wrote[0] == wrote[1]


def test_an_appeal_after_its_time_is_said(run: Callable[..., Done], checked: Path) -> None:
    home = checked / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(
        "name: mine\ntitle: 自用\ntitle_en: Mine\nextends: default\nreview: {appeal_days: 3}\n",
        encoding="utf-8",
    )
    appeal = {
        "call_id": "bad",
        "reviewer": "8023",
        "time": "2026-03-09T10:00:00+08:00",
        "stage": "appeal",
        "verdicts": {"phone.greeting": "not_fail"},
        "reason": "客户要求的",
    }
    (checked / "c.jsonl").write_text(json.dumps(appeal) + "\n", encoding="utf-8")
    given = ("--labels", "a.jsonl", "--labels", "c.jsonl", "--profile", "mine")
    done = run("report", "out", *given)
    assert "不计入的说法 1 条" in done.err
    (verdict,) = [
        each
        for each in reviews(checked / "out")["bad"]["verdicts"]  # type: ignore[attr-defined]
        if each["rule"] == "phone.greeting"
    ]
    assert (verdict["status"], verdict["final"]) == ("confirmed", "fail")
    assert verdict["history"][1]["refused"] == "late"


def test_a_broken_file_is_named(run: Callable[..., Done], checked: Path) -> None:
    (checked / "a.jsonl").write_text('{"call_id": "bad", "stage": "last"}\n', encoding="utf-8")
    done = run("report", "out", "--labels", "a.jsonl")
    assert (done.code, "a.jsonl:1:" in done.err, "[wrong-label]" in done.err) == (2, True, True)
