"""What commands exit with, so that pipelines know how a run went; docs/cli.md lists the codes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scriptcheck.report import Severity

VIOLATIONS, UNREADABLE = 1, 3


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


def exit_code(counted: ExitCounts, fail_on: FailOn, *, unread: bool = False) -> int:
    """Return the exit code; what could not be read or checked outweighs violations."""
    from scriptcheck.report import Severity

    if unread:
        return UNREADABLE
    if fail_on is not FailOn.NEVER and counted.reaches(Severity(fail_on.value)):
        return VIOLATIONS
    return 0
