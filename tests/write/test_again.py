"""Reports written again: the same bytes as from the check, and broken files told with the place."""

from __future__ import annotations

import filecmp
import shutil
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, CallReport, Checker, Speaker, Turn
from scriptcheck.errors import LoadError, UsageError
from scriptcheck.report_lines import read_reports
from scriptcheck.run import RunOptions, check_files
from scriptcheck.transcript_lines import calls_of
from scriptcheck.write.again import transcripts_beside, without_speech, write_again
from scriptcheck.write.registry import DEFAULT_FORMATS, FORMATS, writers
from tests.conftest import ROOT
from tests.write.conftest import HOSTILE, full_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Recorder:
    """A writer that keeps what it is given."""

    def __init__(self) -> None:
        self.pairs: list[tuple[CallReport, Call]] = []

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is open."""

    def write(self, report: CallReport, call: Call) -> None:
        self.pairs.append((report, call))


def stored(folder: Path, *texts: str) -> Path:
    """Write reports and transcripts to ``folder`` and return the file of reports."""
    ready = writers(["jsonl", "transcripts"], folder)
    for text in texts:
        pair = full_report(text)
        assert pair[0].cues[0].quote == text
        for writer in ready:
            if text == texts[0]:
                writer.__enter__()
            writer.write(*pair)
    for writer in ready:
        writer.__exit__(None, None, None)
    return folder / "reports.jsonl"


def test_what_is_made_again_is_what_the_check_wrote(
    default_checker: Checker, tmp_path: Path
) -> None:
    formats = list(FORMATS)
    calls = str(ROOT / "examples" / "calls")
    made = writers([name for name in formats if name != "jsonl"], tmp_path / "a")
    check_files(
        default_checker, calls, tmp_path / "a", run_options=RunOptions(jobs=0), writers=made
    )
    reports = tmp_path / "a" / "reports.jsonl"
    count = write_again(
        reports, writers(formats, tmp_path / "b"), transcripts=transcripts_beside(reports)
    )
    assert count == len(reports.read_bytes().splitlines())
    # What the run keeps for itself, and cases, are read and not made again.
    (tmp_path / "a" / "cases.jsonl").unlink()
    (tmp_path / "a" / "errors.jsonl").unlink(missing_ok=True)
    shutil.rmtree(tmp_path / "a" / ".run")
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) > 2 * len(FORMATS)
    for file in files:
        assert filecmp.cmp(tmp_path / "a" / file, tmp_path / "b" / file, shallow=False), file


def test_calls_come_with_their_source(tmp_path: Path) -> None:
    reports = stored(tmp_path, *HOSTILE)
    recorder = Recorder()
    told: list[str] = []
    write_again(
        reports,
        [recorder],
        transcripts=tmp_path / "transcripts.jsonl",
        on_report=lambda report: told.append(report.call_id),
    )
    assert recorder.pairs == [full_report(text) for text in HOSTILE]
    assert told == list(HOSTILE)


def test_without_transcripts_only_the_report_is_known(tmp_path: Path) -> None:
    reports = stored(tmp_path, "甲")
    recorder = Recorder()
    assert write_again(reports, [recorder]) == 1
    assert recorder.pairs == [(full_report("甲")[0], Call("甲", (), source="甲"))]
    assert transcripts_beside(reports) == tmp_path / "transcripts.jsonl"
    (tmp_path / "transcripts.jsonl").unlink()
    assert transcripts_beside(reports) is None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_do_with_odd_reports(name: str, tmp_path: Path) -> None:
    reports = stored(tmp_path / "a", *HOSTILE)
    speech = tmp_path / "a" / "transcripts.jsonl"
    assert write_again(reports, writers([name], tmp_path / "b"), transcripts=speech)
    assert write_again(reports, writers([name], tmp_path / "c")) == len(HOSTILE)


def test_what_shows_less_without_what_was_said() -> None:
    assert without_speech(["csv", "xlsx", "junit", "json"]) == ("csv", "xlsx")
    with pytest.raises(UsageError) as caught:
        without_speech(["csv", "transcripts"])
    assert caught.value.problems[0].code == "transcript-missing"
    assert set(DEFAULT_FORMATS) <= set(FORMATS)


def said_otherwise(line: bytes) -> bytes:
    """Return the call of ``line`` with other words than its report quotes."""
    return line.replace('"text":"甲"'.encode(), '"text":"丁"'.encode())


@pytest.mark.parametrize(
    ("spoil", "code", "line"),
    [
        (lambda lines: lines[:2], "transcript-missing", 3),
        (lambda lines: [*lines, lines[0]], "transcript-differs", 4),
        (lambda lines: [lines[0], lines[2], lines[1]], "transcript-differs", 2),
        (lambda lines: [lines[0], b"{", lines[2]], "not-a-call", 2),
        (lambda lines: [lines[0], b'{"call_id": 1}', lines[2]], "not-a-call", 2),
        (lambda lines: [lines[0], b"[" * 100_000, lines[2]], "not-a-call", 2),
        (lambda lines: [lines[0], b"\xff\xfe", lines[2]], "not-a-call", 2),
        (lambda lines: [said_otherwise(lines[0]), *lines[1:]], "transcript-differs", 1),
    ],
    ids=["short", "long", "swapped", "no-json", "no-call", "deep", "no-utf8", "said-otherwise"],
)
def test_transcripts_that_do_not_fit_are_told_with_the_line(
    spoil: Callable[[list[bytes]], list[bytes]], code: str, line: int, tmp_path: Path
) -> None:
    reports = stored(tmp_path, "甲", "乙", "丙")
    path = tmp_path / "transcripts.jsonl"
    path.write_bytes(b"\n".join(spoil(path.read_bytes().splitlines())) + b"\n")
    with pytest.raises(LoadError) as caught:
        list(calls_of(read_reports(reports), path))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.source) == (code, line, path.as_posix())
    assert problem.fix.zh
    assert problem.fix.en


def test_a_broken_report_is_told_with_the_line_and_nothing_half_is_left(tmp_path: Path) -> None:
    reports = stored(tmp_path / "a", "甲", "乙")
    reports.write_bytes(reports.read_bytes()[:-40])
    with pytest.raises(LoadError) as caught:
        write_again(reports, writers(["xlsx", "junit"], tmp_path / "b"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("not-a-report", 2)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="unreadable"):
        write_again(tmp_path / "none.jsonl", [])
    reports = stored(tmp_path, "甲")
    with pytest.raises(LoadError, match="unreadable"):
        write_again(reports, [], transcripts=tmp_path / "none.jsonl")


def test_half_a_surrogate_goes_there_and_back() -> None:
    report, call = full_report("半\ud83d个")
    assert CallReport.from_json(report.to_json()) == report
    assert call.turns[0] == Turn(Speaker.AGENT, "半\ud83d个", 1500, 2500)
