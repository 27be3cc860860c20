"""What commands exit with, so that pipelines know how a run went; docs/cli.md lists the codes."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scriptcheck.report import Severity


class ExitCode(IntEnum):
    """What a command exits with."""

    CLEAN = 0
    VIOLATIONS = 1
    """There are violations at or above ``--fail-on``, or examples of a lexicon that fail."""
    USAGE_ERROR = 2
    """A mistake in the usage, the profile or the lexicon, or output that cannot be written."""
    UNREADABLE = 3
    """Some inputs could not be read or checked, whether or not there are violations as well."""
    INTERNAL_ERROR = 4
    """A mistake of the program, or too little memory; there is no traceback."""
    INTERRUPTED = 130


class FailOn(StrEnum):
    """From which severity on a violation makes the exit code 1."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"
    NEVER = "never"


class ExitCounts(Protocol):
    """What a run came to."""

    def reaches(self, severity: Severity, /) -> bool:
        """Return whether a violation was at least as severe as ``severity``."""


def exit_code(counted: ExitCounts, fail_on: FailOn, *, unread: bool = False) -> ExitCode:
    """Return the exit code; what could not be read or checked outweighs violations."""
    from scriptcheck.report import Severity

    if unread:
        return ExitCode.UNREADABLE
    if fail_on is not FailOn.NEVER and counted.reaches(Severity(fail_on.value)):
        return ExitCode.VIOLATIONS
    return ExitCode.CLEAN
