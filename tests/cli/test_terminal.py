"""What a person sees: a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import pytest

import scriptcheck_cli
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pexpect = pytest.importorskip("pexpect", reason="no pseudo-terminals here")

pytestmark = pytest.mark.usefixtures("run")


PASSED_ON = {"SCRIPTCHECK_CACHE", "SCRIPTCHECK_CACHE_MIB", "PYTHONPYCACHEPREFIX"}
AT_ONCE = (
    "import scriptcheck_cli.views.progress as progress\n"
    "progress._PATIENCE = 0\n"
    "if __name__ == '__main__':\n"
    "    import scriptcheck_cli\n"
    "    scriptcheck_cli.run()\n"
)
"""The command line, which shows progress from the first call on."""


def seen(
    folder: Path,
    *arguments: str,
    columns: int = 120,
    program: Sequence[str] = (),
    **env: str,
) -> str:
    """Return what a terminal of so many columns is sent by a process of its own."""
    passed_on = {name: os.environ[name] for name in PASSED_ON & os.environ.keys()}
    child = pexpect.spawn(
        sys.executable,
        [*(program or ["-m", "scriptcheck_cli"]), *arguments],
        cwd=str(folder),
        encoding="utf-8",
        dimensions=(50, columns),
        env={"PATH": "", "TERM": "xterm-256color", "LANG": "C.UTF-8"} | passed_on | env,
        timeout=PATIENCE,
    )
    text: str = child.read()
    child.close()
    return text


def shown(folder: Path, *arguments: str, **env: str) -> str:
    """Return what a terminal of 120 columns is sent by a command in this process."""
    reader, terminal = os.openpty()
    received: list[bytes] = []

    def receive() -> None:
        # Where nobody has the terminal any more, reading fails.
        with suppress(OSError):
            while data := os.read(reader, 65_536):
                received.append(data)

    receiving = Thread(target=receive)
    receiving.start()
    with pytest.MonkeyPatch.context() as patched:
        streams = {"stdin": "r", "stdout": "w", "stderr": "w"}
        for name, mode in streams.items():
            stream = open(os.dup(terminal), mode, encoding="utf-8")  # noqa: PTH123, SIM115
            patched.setattr(sys, name, stream)
        patched.setattr(sys, "argv", ["scriptcheck", *arguments])
        patched.chdir(folder)
        patched.delenv("NO_COLOR", raising=False)
        usual = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLUMNS": "120", "LINES": "50"}
        for name, value in (usual | env).items():
            patched.setenv(name, value)
        with pytest.raises(SystemExit):
            scriptcheck_cli.run()
        for name in streams:
            getattr(sys, name).close()
    os.close(terminal)
    receiving.join()
    os.close(reader)
    return b"".join(received).decode("utf-8")


def test_a_folder_is_a_table(tmp_path: Path) -> None:
    text = seen(tmp_path, "check", "calls")
    assert "不合格" in text
    assert "good" in text
    assert "\x1b[" in text
    assert '"call_id"' not in text


def test_one_call_is_told_in_full(tmp_path: Path) -> None:
    text = shown(tmp_path, "check", "calls/bad.txt", "--lang", "en")
    assert "banned.dont_know" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = plain.splitlines()
    spoken = next(number for number, line in enumerate(lines) if "agent: 不知道" in line)
    assert lines[spoken].startswith("3 │ agent: 不知道，这种型号的产品都是这样的")
    assert lines[spoken + 1].rstrip() == "  │        ^^^^^^"
    assert any(line.endswith("calls/bad.txt:3") for line in lines[:spoken])
    assert "advice: " in text


@pytest.mark.parametrize("columns", ["0", "00", "²", "-5", "many"])
def test_impossible_widths_hide_nothing(tmp_path: Path, columns: str) -> None:
    text = seen(tmp_path, "check", "calls", COLUMNS=columns)
    assert "不合格" in text


def test_what_was_missed_is_told_with_where_it_was_looked_for(tmp_path: Path) -> None:
    text = shown(tmp_path, "check", "calls/bad.txt")
    heading = next(line for line in text.splitlines() if "phone.greeting" in line)
    assert "轻微" in heading or "严重" in heading
    assert "查找范围：话轮 1 至" in text
    assert "建议: " in text


def test_a_terminal_gets_json_lines_when_it_asks_for_them(tmp_path: Path) -> None:
    text = shown(tmp_path, "check", "calls", "--format", "jsonl", "--quiet")
    assert [json.loads(line)["call_id"] for line in text.splitlines()] == ["bad", "good"]


def test_problems_do_not_hide_in_the_table(tmp_path: Path) -> None:
    text = shown(tmp_path, "check", "calls", "nowhere.txt", "--quiet")
    assert "nowhere.txt: " in text
    assert "不合格" in text


def test_a_list_of_the_lexicon_is_a_table(tmp_path: Path) -> None:
    text = seen(tmp_path, "lexicon", "list", "--rules", columns=160)
    assert "编号" in text
    assert "phone.greeting" in text
    assert "\t" not in text


def test_no_color(tmp_path: Path) -> None:
    text = shown(tmp_path, "check", "calls", NO_COLOR="1")
    assert "\x1b[3" not in text
    assert "不合格" in text


def test_columns_line_up_for_wide_characters(tmp_path: Path) -> None:
    from rich.cells import cell_len

    text = shown(tmp_path, "check", "calls", NO_COLOR="1", TERM="dumb")
    rows = [line for line in text.splitlines() if line.startswith(("│", "┃"))]
    assert len({cell_len(row.rstrip()) for row in rows[:3]}) == 1


def test_hostile_text_is_shown_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m\u202e.txt"
    path.write_text("客服：不知道\x1b]0;owned\x07\u202e，凑合着用\n", encoding="utf-8")
    text = shown(tmp_path, "check", path.name, NO_COLOR="1")
    assert "\x1b]0;" not in text
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
    assert "\\x1b[31m" in text


def test_a_long_run_shows_its_progress(tmp_path: Path) -> None:
    turns = '"turns": [{"speaker": "agent", "text": "%s"}]' % ("您好，请稍等" * 30)
    lines = [f'{{"call_id": "c{number}", {turns}}}\n' for number in range(80)]
    (tmp_path / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "at_once.py").write_text(AT_ONCE, encoding="utf-8")
    arguments = ("check", "many.jsonl", "-o", "out", "--fail-on", "never")
    text = seen(tmp_path, *arguments, program=["at_once.py"])
    assert "已检查" in text
    quiet = seen(tmp_path, *arguments, "--quiet", program=["at_once.py"])
    assert quiet.strip() == ""
