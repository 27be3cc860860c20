"""The summary on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def rows(done: Done) -> dict[str, list[str]]:
    """Return the cells of each rule's row in the summary."""
    cells = (line.split("│")[1:-1] for line in done.err.splitlines() if line[:1] == "│")
    return {row[0].strip(): [cell.strip() for cell in row[1:]] for row in cells}


def test_calls_scores_and_violations_are_counted(run: Callable[..., Done], folder: Path) -> None:
    copy = folder / "bad_too.txt"
    copy.write_bytes((folder / "calls/bad.txt").read_bytes())
    done = run("check", "calls/good.txt", "calls/bad.txt", copy.name, "--lang", "en")
    assert "3 calls checked: 1 passed, 2 failed, mean score " in done.err
    title, severity, failed, undecidable = rows(done)["banned.dont_know"]
    assert (failed, undecidable) == ("2", "")
    assert severity in {"fatal", "major", "minor", "info"}
    assert title


def test_what_could_not_be_judged_is_counted_without_violations_too(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "nobody.txt").write_text("您好，海尔客服\n再见\n", encoding="utf-8")
    (tmp_path / "dropped.json").write_text(
        '{"call_id": "1",'
        ' "turns": [{"speaker": "agent", "text": "您好，海尔客服中心，请问有什么事"}],'
        ' "meta": {"dropped": true}}',
        encoding="utf-8",
    )
    done = run("check", "nobody.txt", "dropped.json", "--lang", "en")
    assert done.code == 0
    assert "2 calls checked: 1 passed, 0 failed" in done.err
    assert "1 could not be judged." in done.err
    assert "no-labels 1" in done.err
    assert rows(done)["phone.closing"][2:] == ["", "1"]
    assert "banned.rude" not in rows(done)


def test_nothing_read_at_all(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("check", "empty", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "[no-transcripts]" in done.err
    assert "0 calls checked." in done.err
    assert "1 inputs could not be checked." in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_things_were_written(lang: str, run: Callable[..., Done]) -> None:
    done = run("check", "calls/good.txt", "nowhere.txt", "-o", "out", "--lang", lang)
    assert "out/errors.jsonl" in done.err
    assert "out。" in done.err or "out." in done.err


def test_lines_in_a_pipe_are_not_cut(run: Callable[..., Done], tmp_path: Path) -> None:
    output = "deep/" * 30 + "out"
    done = run("check", "calls/good.txt", "-o", output)
    assert output in done.err
