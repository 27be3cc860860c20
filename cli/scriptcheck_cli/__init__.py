"""The command line of scriptcheck: a thin shell over the library."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck_cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable


_NEW_OBJECTS: Final = 100_000
"""Objects made, less those gone, after which garbage is collected."""


def use_utf8() -> None:
    """Write UTF-8 to standard output and standard error, whatever the terminal's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        # Half a surrogate in a transcript must not end the run that reports it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def run() -> None:
    """Run the command line; the entry point of the console script."""
    run_command(_command_line)


def _command_line() -> None:
    # What a command imports and loads stays to its end; to look through it all for garbage again
    # and again takes a tenth of the time of a short command.
    gc.set_threshold(_NEW_OBJECTS)
    # Looking for them reads the files of every package, and one that is damaged ends the program.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from scriptcheck_cli.app import app
    from scriptcheck_cli.help.command_line import run_app
    from scriptcheck_cli.help.language import help_language

    run_app(app, help_language(sys.argv[1:], os.environ))


def run_command(command: Callable[[], object]) -> None:
    """Run ``command``, and exit with a code of its own where the program itself fails.

    There is never a traceback.
    """
    _require_streams()
    use_utf8()
    _drop_impossible_sizes()
    _end_as_by_ctrl_c()
    try:
        command()
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:
        # Standard error itself may be what cannot be written.
        _report(f"{error.filename or ''}: {error.strerror or error}")
        sys.exit(ExitCode.USAGE_ERROR)
    except SystemExit:
        raise
    except UnicodeEncodeError as error:
        if error.encoding != sys.getfilesystemencoding():
            _report_mistake(error)
            sys.exit(ExitCode.INTERNAL_ERROR)
        # Python has been told to name files in an encoding that does not have the name.
        name = error.object[error.start : error.end]
        _report(
            f"文件名里的“{name}”不能用系统的编码 {error.encoding} 写出。请设 PYTHONUTF8=1。"
            f" The system's encoding, {error.encoding}, cannot write '{name}' in a file's name."
            " Set PYTHONUTF8=1."
        )
        sys.exit(ExitCode.USAGE_ERROR)
    except BaseException as error:  # noqa: BLE001  (a mistake of the program is no violation)
        _report_mistake(error)
        sys.exit(ExitCode.INTERNAL_ERROR)


def _require_streams() -> None:
    """Set standard error where the system has closed it; exit where there is no standard output."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open to the end)
    if sys.stdout is None:
        _report("标准输出已关闭，无法写出结果。 Standard output is closed: nothing can be written.")
        # Python closes what it has of the stream when it exits.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        sys.exit(ExitCode.USAGE_ERROR)


def _drop_impossible_sizes() -> None:
    """Take sizes of the screen that are none from the environment: Rich would write nothing."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdigit() and size.strip("0")):
            os.environ.pop(name, None)


def _end_as_by_ctrl_c() -> None:
    """Have the signals that ask a process to end do what Ctrl-C does.

    Temporary files, which may hold personal data, are removed then. A signal that is ignored, as
    under nohup, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _report_mistake(error: BaseException) -> None:
    if isinstance(error, MemoryError):
        _report("内存不足，运行已停止。 There is not enough memory; the run has stopped.")
        return
    from scriptcheck.errors import internal_error

    problem = internal_error(error, "")
    _report(problem.describe("zh"))
    _report(problem.describe("en"))


def _report(line: str) -> None:
    """Write ``line`` to standard error as far as that can be written."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{' '.join(line.split())}\n")
        sys.stderr.flush()
