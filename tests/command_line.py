"""The command line, run in the process of the tests or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import scriptcheck_cli

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


def in_this_process(
    folder: Path,
    *arguments: str,
    stdin: bytes | None = None,
    stdout: BinaryIO | None = None,
    env: Mapping[str, str] | None = None,
) -> Done:
    """Run scriptcheck in ``folder``, which takes a fraction of the time of a process.

    What is imported and compiled is shared with other tests. Where ``stdout`` is given, the output
    goes there, and it is closed as Python closes it at exit.
    """
    with pytest.MonkeyPatch.context() as patched, ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        streams[0].write(stdin or b"")
        streams[0].seek(0)
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            # A copy, since a program whose reader is gone lets its own streams go nowhere.
            own = stack.enter_context(open(os.dup(stream.fileno()), "r+b"))  # noqa: PTH123
            patched.setattr(sys, name, io.TextIOWrapper(own, write_through=True))
        if stdout is not None:
            patched.setattr(sys, "stdout", io.TextIOWrapper(stdout))
        patched.setattr(sys, "argv", ["scriptcheck", *arguments])
        patched.chdir(folder)
        for name, value in (env or {}).items():
            patched.setenv(name, value)
        with pytest.raises(SystemExit) as exited:
            scriptcheck_cli.run()
        for written_to in (sys.stdout, sys.stderr):
            written_to.close()
        out, err = (_written(stream) for stream in streams[1:])
    code = exited.value.code
    return Done(code if isinstance(code, int) else int(code is not None), out, err)


def in_process_of_its_own(folder: Path, *arguments: str, **env: str) -> Done:
    """Run scriptcheck in ``folder`` as a user does."""
    done = subprocess.run(
        [sys.executable, "-m", "scriptcheck_cli", *arguments],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=os.environ | env,
        timeout=600,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return Done(done.returncode, out, err)


def _written(stream: BinaryIO) -> str:
    """Return all that was written to ``stream``."""
    stream.seek(0)
    return stream.read().decode("utf-8")
