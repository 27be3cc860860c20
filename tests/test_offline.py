"""No network, ever: it works where there is none, and never asks for any."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Python runs this file at the start of every process that finds it, workers included.
GUARD = """
import sys

def refuse(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        raise PermissionError(f"{event} {arguments}")
    reaches = event in {"socket.connect", "socket.sendto", "socket.bind"}
    if reaches and isinstance(arguments[1], tuple):
        raise PermissionError(f"{event} {arguments[1]}")

sys.addaudithook(refuse)
"""
PROBE = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
CALLS = str(ROOT / "examples" / "calls")

COMMANDS = (
    ["check", CALLS, "-o", "out", "--fail-on", "never"],
    ["convert", CALLS, "-o", "calls.jsonl"],
    ["lexicon", "test"],
    ["schema", "report"],
    ["formats"],
    ["init", "mine"],
)
PROGRAM = f"""
import sys
import scriptcheck_cli

if __name__ == "__main__":
    for arguments in {COMMANDS!r}:
        sys.argv = ["scriptcheck", *arguments]
        try:
            scriptcheck_cli.run()
        except SystemExit as exited:
            print("exit code", arguments[0], exited.code, file=sys.stderr)
"""


def guarded(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which every process of Python refuses to open a connection."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    known = os.environ.get("PYTHONPATH")
    path = [str(tmp_path), *([known] if known else [])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(path)}


def test_the_guard_works(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        check=False,
        capture_output=True,
        text=True,
        env=guarded(tmp_path),
    )
    assert "PermissionError: socket." in done.stderr


def test_no_command_asks_for_the_network(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=guarded(tmp_path),
    )
    codes = [line for line in done.stderr.splitlines() if line.startswith("exit code")]
    assert codes == [f"exit code {command[0]} 0" for command in COMMANDS], done.stderr


def test_all_is_well_where_there_is_no_network(tmp_path: Path) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if shutil.which(alone[0]) is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this system lets nobody make a network namespace")
    command = [sys.executable, "-m", "scriptcheck_cli", "check", CALLS, "-o", "out"]
    done = subprocess.run(
        [*alone, *command, "--fail-on", "never"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "reports.jsonl").read_bytes()
