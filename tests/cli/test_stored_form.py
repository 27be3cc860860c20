"""``check --format jsonl.zst`` and ``--report slim``, and what reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck import zstd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

FORM = ("--format", "jsonl.zst,transcripts", "--report", "slim", "-q", "--fail-on", "never")
NEVER = ("--fail-on", "never")


def test_slim_packed_reports_are_read_as_full_ones(run: Callable[..., Done], folder: Path) -> None:
    assert run("check", "calls", "-o", "slim", *FORM).code == 0
    assert run("check", "calls", "-o", "full", "--format", "csv,transcripts", *NEVER).code == 0
    assert sorted(path.name for path in (folder / "slim").iterdir()) == [
        ".run",
        "reports.jsonl.zst",
        "transcripts.jsonl",
    ]
    done = run("report", "slim", "--format", "jsonl,csv,jsonl.zst", "-o", "again", "-q")
    assert done.code == 0, done.err
    for name in ("reports.jsonl", "violations.csv"):
        assert (folder / "again" / name).read_bytes() == (folder / "full" / name).read_bytes()
    packed = (folder / "again" / "reports.jsonl.zst").read_bytes()
    assert zstd.unpacked(packed) == (folder / "full" / "reports.jsonl").read_bytes()
    for command in (("diff", "slim", "full"), ("diff", "full", "slim")):
        assert "没有不同" in run(*command).err
    assert run("explain", "slim/reports.jsonl.zst", "--call", "good").code == 0


def test_the_words_that_were_set_fill_slim_reports_in(
    run: Callable[..., Done], folder: Path
) -> None:
    words = ("--set", "company=大好河山")
    run("check", "calls", "-o", "slim", *FORM, *words)
    run("check", "calls", "-o", "full", "--format", "jsonl", *NEVER, *words)
    assert run("report", "slim", "--format", "jsonl", "-o", "again", *words).code == 0
    again, full = (folder / name / "reports.jsonl" for name in ("again", "full"))
    assert again.read_bytes() == full.read_bytes()
    refused = run("report", "slim", "--format", "jsonl", "-o", "other")
    assert refused.code == 2
    assert "slim-report-differs" in refused.err


def test_slim_reports_need_all_rules(run: Callable[..., Done]) -> None:
    done = run("check", "calls", "--report", "slim", "--select", "phone")
    assert done.code == 2
    assert "--report slim 不能和 --select" in done.err
