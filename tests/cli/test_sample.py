"""``scriptcheck sample``: calls drawn for people to listen to."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from scriptcheck.report_lines import read_reports
from scriptcheck.sampling.output import read_sample
from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done


@pytest.fixture
def checked(run: Callable[..., Done], folder: Path) -> Path:
    """Return a folder with the reports on a dozen calls."""
    for number in range(5):
        (folder / "calls" / f"g{number}.txt").write_text(GOOD, encoding="utf-8")
        (folder / "calls" / f"b{number}.txt").write_text(BAD, encoding="utf-8")
    assert run("check", "calls", "-o", "out", "--fail-on", "never").code == 0
    return folder


def ids(path: Path) -> set[str]:
    return {report.call_id for report in read_reports(path / "reports.jsonl")}


def test_each_reviewer_gets_a_page(run: Callable[..., Done], checked: Path) -> None:
    who = ("--reviewers", "张三，李四", "--double", "25")
    done = run("sample", "out", "-o", "s", "-n", "8", "--quotas", "violations=50", *who)
    assert done.code == 0, done.err
    assert "抽出 8 通，2 通由两人听" in done.err
    with (checked / "s" / "sample.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    assert sum(row["stratum"] == "violations" for row in rows) == 4
    for name in ("张三", "李四"):
        assert (checked / "s" / name / "index.html").is_file()
        assert ids(checked / "s" / name) == {
            row["call_id"] for row in rows if name in row["reviewers"]
        }
        # Nothing on a page says that somebody else listens to the same call.
        other = {"张三": "李四", "李四": "张三"}[name]
        for file_ in (checked / "s" / name).rglob("*"):
            if file_.is_file():
                assert other.encode() not in file_.read_bytes()
    assert len(ids(checked / "s" / "张三") & ids(checked / "s" / "李四")) == 2


def test_an_earlier_choice_remains(run: Callable[..., Done], checked: Path) -> None:
    run("sample", "out", "-o", "one", "-n", "3")
    run("sample", "out", "-o", "two", "-n", "6", "--seed", "2", "--already", "one/sample.csv")
    first, second = (read_sample(checked / each / "sample.csv") for each in ("one", "two"))
    assert first < second
    assert (len(first), len(second)) == (3, 6)
    assert ids(checked / "two" / "sample") == {call_id for call_id, _ in second}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-n", "3", "--quotas", "violation=3"), "unknown-stratum"),
        (("-n", "3", "--quotas", "violations=many"), "bad-number"),
        ((), "sample-size"),
        (("-n", "3", "--already", "calls/good.txt"), "not-a-sample"),
        (("-n", "3", "--already", "none.csv"), "unreadable"),
        (("-n", "3", "--reviewers", "out", "-o", "."), "output-in-input"),
    ],
)
def test_mistakes(
    run: Callable[..., Done], checked: Path, arguments: tuple[str, ...], code: str
) -> None:
    given = arguments if "-o" in arguments else (*arguments, "-o", "s")
    done = run("sample", "out", *given)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_without_transcripts_there_is_nothing_to_show(
    run: Callable[..., Done], checked: Path
) -> None:
    (checked / "out" / "transcripts.jsonl").unlink()
    done = run("sample", "out", "-o", "s", "-n", "3")
    assert (done.code, "[transcript-missing]" in done.err) == (2, True)
