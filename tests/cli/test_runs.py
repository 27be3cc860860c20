"""The options by which a run is spread, taken up again, and repeated for what failed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

PROFILE = {"name": "test", "title": "测试", "title_en": "Test"}


def small_profile(folder: Path) -> str:
    """Write a profile without any rule, which loads fast; return its folder."""
    (folder / "own").mkdir()
    (folder / "own" / "profile.yaml").write_text(json.dumps(PROFILE), encoding="utf-8")
    return "own"


def test_workers_resume_and_what_failed(run: Callable[..., Done], tmp_path: Path) -> None:
    own = small_profile(tmp_path)
    turn = {"speaker": "agent", "text": "您好" * 600}
    lines = [json.dumps({"call_id": f"c{n}", "turns": [turn]}) for n in range(100)]
    day = tmp_path / "day.jsonl"
    day.write_text("".join(f"{line}\n" for line in [*lines, "{broken"]), encoding="utf-8")
    assert day.stat().st_size > 2 * (256 << 10)
    done = run(
        "check", "day.jsonl", "-o", "out", "--jobs", "2", "--profile", own, "--format", "jsonl"
    )
    assert done.code == 3
    assert "day.jsonl:101" in done.err
    reports = (tmp_path / "out" / "reports.jsonl").read_bytes()
    assert reports.count(b"\n") == 100

    (tmp_path / "out" / "reports.jsonl").write_bytes(reports[:-50])
    journal = tmp_path / "out" / ".run" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-50])
    done = run(
        "check",
        "day.jsonl",
        "-o",
        "out",
        "--resume",
        "-j",
        "0",
        "--profile",
        own,
        "--format",
        "html",
    )
    assert (done.code, (tmp_path / "out" / "reports.jsonl").read_bytes()) == (3, reports)

    day.write_text("".join(f"{line}\n" for line in [*lines, lines[0].replace("c0", "late")]))
    done = run("check", "day.jsonl", "-o", "out", "--resume", "--profile", own, "--lang", "en")
    assert done.code == 2
    assert "[run-changed]" in done.err
    done = run("check", "day.jsonl", "-o", "out", "--resume", "--profile", own)
    assert done.code == 2
    assert "[input-changed]" in done.err
    errors = "out/errors.jsonl"
    done = run("check", "--from-errors", errors, "-o", "late", "--profile", own)
    assert done.code == 0
    assert b'"call_id":"late"' in (tmp_path / "late" / "reports.jsonl").read_bytes()


def test_mistakes_in_usage_are_told(run: Callable[..., Done], tmp_path: Path) -> None:
    for arguments, code in (
        ((), "[no-paths]"),
        (("calls", "--from-errors", "e.jsonl"), "[no-paths]"),
        (("calls", "--resume"), "[no-output-folder]"),
        (("--from-errors", "nowhere.jsonl", "-o", "out"), "[not-found]"),
    ):
        done = run("check", *arguments)
        assert done.code == 2
        assert code in done.err
