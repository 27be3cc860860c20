"""Mistakes of the program and streams that are closed: a code of their own, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAILING = """
import scriptcheck_cli
def fail():
    raise {error}
scriptcheck_cli.run_command(fail)
"""


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        ("ValueError('坏\\n了')", 4, "ValueError"),
        ("MemoryError", 4, "内存不足"),
        ("OSError(28, 'full', 'x.jsonl')", 2, "x.jsonl"),
        ("KeyboardInterrupt", 130, ""),
        ("type('Odd', (BaseException,), {})('x')", 4, "Odd"),
    ],
)
def test_what_commands_raise(error: str, code: int, words: str) -> None:
    program = [sys.executable, "-c", FAILING.format(error=error)]
    done = subprocess.run(program, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what a shell makes of ``line``, in which ``$0`` is scriptcheck."""
    call = folder / "a.txt"
    call.write_text("客服：您好\n客户：在吗\n", encoding="utf-8")
    line = line.replace("$0", f"{sys.executable} -m scriptcheck_cli")
    return subprocess.run(
        ["/bin/sh", "-c", line], check=False, capture_output=True, encoding="utf-8", cwd=folder
    )


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
def test_closed_streams(tmp_path: Path) -> None:
    done = shell("$0 convert a.txt >&-", tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "标准输出" in done.stderr
    done = shell("$0 convert a.txt 2>&-", tmp_path)
    assert (done.returncode, '"call_id":"a"' in done.stdout) == (0, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_full_streams(tmp_path: Path) -> None:
    done = shell("$0 convert a.txt >/dev/full", tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "标准输出" in done.stderr
    done = shell("$0 convert a.txt -o b.jsonl 2>/dev/full", tmp_path)
    assert done.returncode == 2
