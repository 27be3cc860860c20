"""How a run is carried out: one frozen value, whose fields are options of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from scriptcheck.errors import Problem, UsageError, wrong_type
from scriptcheck.language import Text
from scriptcheck.redact.installed import checked_kinds
from scriptcheck.zstd import require_zstd

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

ReportForm: TypeAlias = Literal["full", "slim"]
"""Whether reports say all, or leave out what the lexicon says: see ``scriptcheck.slim``."""

CALL_TIMEOUT: Final = 60.0
"""Seconds. An hour of talk takes a tenth of one, and a call of the largest size that is read two
minutes: what is longer at it is either of a size that no conversation has, or has gone astray."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run is carried out; the fields have the names of the command line's options.

    Raises ``UsageError`` where a value makes no sense.
    """

    jobs: int | None = None
    """How many workers there are; ``None`` for one a core, 0 to do all in this process."""
    call_timeout: float | None = None
    """Seconds after which a worker is ended and its call set aside, 0 for no limit; ``None`` for
    ``CALL_TIMEOUT`` where there are workers anyhow, which are not started for its sake."""
    resume: bool = False
    """Whether the run in the output folder that was stopped is continued."""
    from_errors: str | os.PathLike[str] | None = None
    """An ``errors.jsonl`` whose inputs are read again, for the calls that have no report yet."""
    redact_kinds: Sequence[str] = ()
    """The kinds of personal data that are masked in all that is written and reported."""
    report: ReportForm = "full"
    """The form of the reports in the file of reports."""
    compress: bool = False
    """Whether the file of reports is packed by Zstandard: ``reports.jsonl.zst``."""

    def __post_init__(self) -> None:
        if self.jobs is not None:
            _require_number("jobs", self.jobs, int, Text("整数，如 8", "a number, such as 8"))
        if self.call_timeout is not None:
            seconds = Text("秒数，如 60", "a number of seconds, such as 60")
            _require_number("call_timeout", self.call_timeout, (int, float), seconds)
        if self.report not in get_args(ReportForm):
            raise wrong_type("report", self.report, Text("full 或 slim", "full or slim"))
        if self.compress:
            require_zstd()
        object.__setattr__(self, "redact_kinds", checked_kinds(self.redact_kinds))


def _require_number(
    name: str, value: float, kinds: type | tuple[type, ...], expected: Text
) -> None:
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise wrong_type(name, value, expected)
    if value < 0:
        message = Text(
            f"参数 {name} 不能小于 0：{value:g}。", f"{name} cannot be below 0: {value:g}."
        )
        fix = Text(f"应为{expected.zh}；0 或以上。", f"It must be {expected.en}, 0 or more.")
        raise UsageError(Problem("negative-number", message, fix=fix))
