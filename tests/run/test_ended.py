"""A run that is asked to end leaves no call data in temporary files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = """
import signal
import scriptcheck_cli
from scriptcheck.load.call_data.side_file.store import RowStore

# Programs that nohup begins are deaf to it, and so are those that they begin.
for name in ("SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)

def command():
    store = RowStore()
    print("ready", flush=True)
    signal.pause()

scriptcheck_cli.run_command(command)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP"])
def test_no_temporary_table_stays(tmp_path: Path, number: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
        assert list(tmp_path.glob("scriptcheck-*"))
        program.send_signal(getattr(signal, number))
        assert program.wait(60) == 130
    assert not list(tmp_path.glob("scriptcheck-*"))
