"""Calls checked by two profiles, as far as the difference between the two can matter."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scriptcheck.diff.of_reports import diff_reports
from scriptcheck.diff.touched import rule_cues, touched
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import STANDARD_INPUT
from scriptcheck.load.option_checks import path_names
from scriptcheck.report import CueMatch, SuppressedMatch, Suspect
from scriptcheck.run import RunOptions, check_files
from scriptcheck.write.registry import writers

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from scriptcheck.checker import Checker
    from scriptcheck.diff.difference import RunDifference
    from scriptcheck.load.options import LoadOptions

Found = TypeVar("Found", CueMatch, SuppressedMatch, Suspect)

_USUAL = RunOptions()


@dataclass(frozen=True, slots=True)
class ProfileDiff:
    """What two profiles make of the same calls, while the folder is there."""

    difference: RunDifference
    old: Path
    """The folder with the reports of the old side, and transcripts.jsonl."""
    new: Path
    """The folder with the reports of the new side."""


def diff_profiles(  # noqa: PLR0913  (those of ``check_files``, for two sides)
    calls: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    old: Checker,
    new: Checker,
    *,
    load_options: LoadOptions | None = None,
    new_load_options: LoadOptions | None = None,
    run_options: RunOptions = _USUAL,
    on_progress: Callable[[int], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> RunDifference:
    """Return what differs between the reports that ``old`` and ``new`` make on ``calls``.

    ``calls``, ``run_options`` and the callbacks are as for ``check_files``; so are the load
    options, of either side, by default those of its profile. Where the difference between the
    profiles can touch no verdict, the calls are checked once. The result is the same for any number
    of workers. Raises as ``check_files`` does.
    """
    with profile_diff(
        calls,
        old,
        new,
        load_options=load_options,
        new_load_options=new_load_options,
        run_options=run_options,
        on_progress=on_progress,
        on_problem=on_problem,
    ) as done:
        return done.difference


@contextmanager
def profile_diff(  # noqa: PLR0913  (those of ``check_files``, for two sides)
    calls: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    old: Checker,
    new: Checker,
    *,
    load_options: LoadOptions | None = None,
    new_load_options: LoadOptions | None = None,
    run_options: RunOptions = _USUAL,
    on_progress: Callable[[int], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[ProfileDiff]:
    """Do what ``diff_profiles`` does, and keep the reports for as long as the block lasts."""
    given = path_names(calls)
    if STANDARD_INPUT in given:
        raise UsageError(_STDIN)
    reach = touched(old.profile, new.profile)
    with tempfile.TemporaryDirectory(prefix="scriptcheck-diff-") as home:
        before, after = (Path(home) / name for name in ("old", "new"))
        check_files(
            old,
            given,
            before,
            load_options=load_options,
            run_options=run_options,
            writers=writers(["transcripts"], before),
            on_progress=on_progress,
            on_problem=on_problem,
        )
        if reach.nothing:
            # Nothing that is judged can differ, however the profiles are called.
            after = before
        else:
            check_files(
                new,
                given,
                after,
                load_options=new_load_options,
                run_options=run_options,
                on_progress=on_progress,
            )
        cues = None if reach.everything else rule_cues(old.profile, new.profile)
        yield ProfileDiff(diff_reports(before, after, cues_of=cues), before, after)


_STDIN = Problem(
    "no-stdin",
    Text("标准输入不能读两遍。", "Standard input cannot be read twice."),
    fix=Text("请把它存成文件再比较。", "Compare on a file that holds it."),
)
