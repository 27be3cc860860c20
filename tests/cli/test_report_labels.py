"""``scriptcheck report --labels``: the machine's verdicts and the final ones."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import check_calls, write_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with calls and the reports on them, for all tests to copy."""
    folder = tmp_path_factory.mktemp("reported")
    write_calls(folder)
    check_calls(folder)
    return folder


@pytest.fixture
def checked(reported: Path, tmp_path: Path) -> Path:
    """Return a folder with reports, and files of labels."""
    folder = tmp_path
    shutil.copytree(reported, folder, dirs_exist_ok=True)
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


def test_the_score_is_of_all_rules_whichever_are_selected(
    run: Callable[..., Done], checked: Path
) -> None:
    run("report", "out", "-o", "all", "--labels", "b.jsonl")
    whole = reviews(checked / "all")["bad"]
    for name, more in (
        ("select", ("--select", "banned")),
        ("ignore", ("--ignore", "phone.greeting")),
        ("severity", ("--min-severity", "fatal")),
    ):
        done = run("report", "out", "-o", name, "--labels", "b.jsonl", *more)
        assert done.code == 0, done.err
        assert "报告里没有的" not in done.err
        found = reviews(checked / name)["bad"]
        for field in ("score", "final_score", "passed", "final_passed"):
            assert found[field] == whole[field], (name, field)
        kept = {each["rule"] for each in found["verdicts"]}  # type: ignore[attr-defined]
        assert kept < {each["rule"] for each in whole["verdicts"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arguments",
    [
        ("out", "--labels", "out/reviews.jsonl"),
        ("out", "--labels", "a.jsonl", "--labels", "out/review.csv"),
        ("out", "-o", ".", "--labels", "reviews.jsonl"),
        ("out", "--labels", "out/pages/labels.jsonl"),
    ],
)
def test_no_file_of_labels_is_written_over(
    run: Callable[..., Done], checked: Path, arguments: tuple[str, ...]
) -> None:
    text = (checked / "a.jsonl").read_text(encoding="utf-8")
    path = checked / arguments[-1]
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    done = run("report", *arguments)
    assert (done.code, "[output-in-input]" in done.err) == (2, True), done.err
    assert path.read_text(encoding="utf-8") == text


def test_labels_are_read_before_anything_is_shown(run: Callable[..., Done], checked: Path) -> None:
    done = run("report", "out", "--labels", "nosuch.jsonl", "--format", "table")
    assert (done.code, "nosuch.jsonl" in done.err, done.out) == (2, True, "")
    done = run("report", "out", "--labels", "a.jsonl", "--format", "table")
    assert (done.code, "[labels-not-shown]" in done.err, done.out) == (2, True, "")


def test_labels_on_other_rules_and_calls_are_counted(
    run: Callable[..., Done], checked: Path
) -> None:
    lines = [
        {"call_id": "bad", "verdicts": {"old.rule": "fail", "old.other": "not_fail"}},
        {"call_id": "good", "verdicts": {"old.rule": "fail"}},
        {"call_id": "gone", "verdicts": {"phone.greeting": "fail"}},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (checked / "old.jsonl").write_text(text, encoding="utf-8")
    done = run("report", "out", "--labels", "old.jsonl")
    assert "报告里没有的 2 条规则有 3 条标注，不计入：old.other、old.rule" in done.err
    assert "报告里没有的 1 通电话有标注，不计入：gone" in done.err
    assert "2 通里有标注 2 通" in done.err
    found = reviews(checked / "out")
    assert found["good"]["unknown_rules"] == ["old.rule"]
    assert found["good"]["final_score"] == found["good"]["score"]


def test_reports_by_another_profile_are_said(run: Callable[..., Done], checked: Path) -> None:
    home = checked / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(
        "name: mine\ntitle: 自用\nextends: default\nscorecard: {method: weights}\n",
        encoding="utf-8",
    )
    done = run("report", "out", "--labels", "b.jsonl", "--profile", "mine")
    assert "2 通电话不是按 --profile 的这个方案或版本" in done.err
    assert "1 通电话改判后的分数算不出来" in done.err
    assert reviews(checked / "out")["bad"]["final_score"] is None


def test_a_huge_deadline_is_a_slip(run: Callable[..., Done], checked: Path) -> None:
    home = checked / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(
        f"name: mine\ntitle: 自用\nextends: default\nreview: {{appeal_days: {10**30}}}\n",
        encoding="utf-8",
    )
    done = run("report", "out", "--labels", "a.jsonl", "--profile", "mine")
    assert (done.code, "profile.yaml:4:" in done.err) == (2, True), done.err


def test_a_broken_file_is_named(run: Callable[..., Done], checked: Path) -> None:
    (checked / "a.jsonl").write_text('{"call_id": "bad", "stage": "last"}\n', encoding="utf-8")
    done = run("report", "out", "--labels", "a.jsonl")
    assert (done.code, "a.jsonl:1:" in done.err, "[wrong-label]" in done.err) == (2, True, True)
