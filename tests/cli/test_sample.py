"""``scriptcheck sample``: calls drawn for people to listen to."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scriptcheck.report_lines import read_reports
from scriptcheck.sampling.sample_file import read_sample
from tests.cli.conftest import GOOD, check_calls, write_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture(scope="module")
def a_dozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a dozen calls and the reports on them, for all tests to copy."""
    folder = tmp_path_factory.mktemp("dozen")
    write_calls(folder, more=5)
    check_calls(folder)
    return folder


@pytest.fixture
def checked(a_dozen: Path, tmp_path: Path) -> Path:
    """Return a folder with the reports on a dozen calls."""
    shutil.copytree(a_dozen, tmp_path, dirs_exist_ok=True)
    return tmp_path


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
        page = (checked / "s" / name / "index.html").read_text(encoding="utf-8")
        assert f'"reviewer":"{name}"' in page.replace('": "', '":"'), "marks are signed with it"
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
    assert set(first) < set(second)
    assert (len(first), len(second)) == (3, 6)
    assert ids(checked / "two" / "sample") == {each.call_id for each in second}


def test_calls_stay_with_who_has_them(run: Callable[..., Done], checked: Path) -> None:
    run("sample", "out", "-o", "one", "-n", "4", "--reviewers", "张三,李四")
    had = {name: ids(checked / "one" / name) for name in ("张三", "李四")}
    more = ("--reviewers", "李四,王五", "--already", "one/sample.csv")
    done = run("sample", "out", "-o", "two", "-n", "8", *more)
    assert done.code == 0, done.err
    assert ids(checked / "two" / "张三") == had["张三"]
    assert ids(checked / "two" / "李四") >= had["李四"]
    sizes = [len(ids(checked / "two" / name)) for name in ("李四", "王五")]
    assert sizes == [3, 3]


def test_calls_of_before_that_are_gone_remain_drawn(
    run: Callable[..., Done], checked: Path
) -> None:
    run("sample", "out", "-o", "one", "-n", "3")
    (checked / "more").mkdir()
    (checked / "more" / "new.txt").write_text(GOOD, encoding="utf-8")
    run("check", "more", "-o", "out2")
    done = run("sample", "out2", "-o", "two", "-n", "3", "--already", "one/sample.csv")
    assert "以前抽过的 3 通不在这些报告里" in done.err
    assert ids(checked / "two" / "sample") == {"new"}
    after = read_sample(checked / "two" / "sample.csv")
    assert set(read_sample(checked / "one" / "sample.csv")) < set(after)


def test_pages_of_a_sample_of_before_do_not_stay(run: Callable[..., Done], checked: Path) -> None:
    run("sample", "out", "-o", "s", "-n", "12", "--reviewers", "张三,李四")
    (checked / "s" / "李四" / "notes.txt").write_text("我的", encoding="utf-8")
    done = run("sample", "out", "-o", "s", "-n", "2", "--reviewers", "张三")
    assert "上一次抽样的网页已去掉：李四" in done.err
    pages = {path.stem for path in (checked / "s" / "张三" / "pages").glob("*.html")}
    assert pages == ids(checked / "s" / "张三")
    assert [path.name for path in (checked / "s" / "李四").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    "name", ["sample.csv", "sample/index.html", "sample/reports.jsonl", "sample/pages/x.html"]
)
def test_what_no_sample_wrote_stays(run: Callable[..., Done], checked: Path, name: str) -> None:
    mine = checked / "s" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("我的", encoding="utf-8")
    done = run("sample", "out", "-o", "s", "-n", "2")
    assert (done.code, "file-in-the-way" in done.err) == (2, True), done.err
    assert mine.read_text(encoding="utf-8") == "我的"


def test_a_sample_is_not_written_through_links(run: Callable[..., Done], checked: Path) -> None:
    run("sample", "out", "-o", "one", "-n", "2")
    before = (checked / "one" / "sample.csv").read_bytes()
    (checked / "s").mkdir()
    (checked / "s" / "sample.csv").symlink_to(checked / "one" / "sample.csv")
    assert run("sample", "out", "-o", "s", "-n", "3", "--seed", "2").code == 0
    assert (checked / "one" / "sample.csv").read_bytes() == before
    assert not (checked / "s" / "sample.csv").is_symlink()
    (checked / "t").mkdir()
    (checked / "t" / "sample").symlink_to(checked / "s" / "sample")
    done = run("sample", "out", "-o", "t", "-n", "2")
    assert (done.code, "file-in-the-way" in done.err) == (2, True), done.err


def test_words_for_people(run: Callable[..., Done], checked: Path) -> None:
    reports, said = (checked / "out" / f"{name}.jsonl" for name in ("reports", "transcripts"))
    found = [replace(report, suspects=()) for report in read_reports(reports)]
    reports.write_bytes(b"".join(report.to_json() + b"\n" for report in found))
    for path in (reports, said):
        path.write_bytes(path.read_bytes() * 2)
    done = run("sample", "out", "-o", "s", "-n", "8", "--quotas", "suspects=50")
    assert "模型提请人看的要 4 通，只有 0 通，其余随机补足" in done.err
    assert "有 12 个通话编号重复" in done.err
    assert "suspects" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-n", "3", "--quotas", "violation=3"), "unknown-stratum"),
        (("-n", "3", "--quotas", "violations=many"), "bad-number"),
        ((), "sample-size"),
        (("-n", "3", "--already", "calls/good.txt"), "not-a-sample"),
        (("-n", "3", "--already", "none.csv"), "unreadable"),
        (("-n", "3", "--already", "one-line.csv"), "not-a-sample"),
        (("-n", "3", "--reviewers", "out", "-o", "."), "output-in-input"),
        (("-n", "3", "--already", "had/sample.csv", "-o", "had"), "output-in-input"),
        (("-n", "3", "--already", "had/sample.csv", "--reviewers", "ANNA"), "sample-reviewers"),
        (("-n", "3", "--already", "out.csv"), "not-a-sample"),
    ],
)
def test_mistakes(
    run: Callable[..., Done], checked: Path, arguments: tuple[str, ...], code: str
) -> None:
    run("sample", "out", "-o", "had", "-n", "2", "--reviewers", "Anna")
    text = (checked / "had" / "sample.csv").read_text(encoding="utf-8")
    (checked / "one-line.csv").write_text("call_id,number\n", encoding="utf-8")
    (checked / "out.csv").write_text(text.replace("Anna", "../out"), encoding="utf-8")
    given = arguments if "-o" in arguments else (*arguments, "-o", "s")
    done = run("sample", "out", *given)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_without_transcripts_there_is_nothing_to_show(
    run: Callable[..., Done], checked: Path
) -> None:
    (checked / "out" / "transcripts.jsonl").unlink()
    done = run("sample", "out", "-o", "s", "-n", "3")
    assert (done.code, "[transcript-missing]" in done.err) == (2, True)


def test_a_sample_of_nothing_may_be_drawn_anew(run: Callable[..., Done], checked: Path) -> None:
    run("sample", "out", "-o", "all", "-n", "99")
    already = ("--already", "all/sample.csv")
    for arguments in (("-n", "1", *already), ("-n", "1", *already), ("-n", "2")):
        done = run("sample", "out", "-o", "s", *arguments)
        assert done.code == 0, done.err
    assert len(ids(checked / "s" / "sample")) == 2


def test_who_gets_no_call_gets_no_page_that_would_stand_in_the_way(
    run: Callable[..., Done], checked: Path
) -> None:
    who = ("--reviewers", "a,b,c")
    assert run("sample", "out", "-o", "s", "-n", "2", *who).code == 0
    assert len([path for path in (checked / "s").iterdir() if path.is_dir()]) == 2
    done = run("sample", "out", "-o", "s", "-n", "6", *who)
    assert done.code == 0, done.err
    assert all(len(ids(checked / "s" / name)) == 2 for name in "abc")
