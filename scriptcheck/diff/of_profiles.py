"""Calls checked by two profiles, as far as the difference between the two can matter."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from scriptcheck.call import Call
from scriptcheck.checker import Checker, require_checker
from scriptcheck.diff.of_reports import diff_reports
from scriptcheck.diff.pairs import report_pairs
from scriptcheck.diff.touched import Touched, narrowed, rule_cues, touched
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import STANDARD_INPUT
from scriptcheck.load.option_checks import path_names
from scriptcheck.match.findings import sort_key
from scriptcheck.metrics.registry import known_metrics
from scriptcheck.report import CueMatch, SuppressedMatch, Suspect
from scriptcheck.report_lines import read_reports
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.run import RunOptions, check_files
from scriptcheck.write.files.jsonl import JsonLinesWriter
from scriptcheck.write.registry import REPORTS_FILE, writers

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scriptcheck.diff.difference import RunDifference
    from scriptcheck.load.options import LoadOptions
    from scriptcheck.report import CallReport, CasePart

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
    options, of either side, by default those of its profile. By the new profile only those rules
    and cues are checked that the difference can touch; the rest is taken over from the old one. The
    result is the same for any number of workers. Raises as ``check_files`` does.
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
    require_checker(old, "old")
    require_checker(new, "new")
    given = path_names(calls)
    if STANDARD_INPUT in given:
        raise UsageError(_STDIN)
    reach = touched(old.profile, new.profile)
    with tempfile.TemporaryDirectory(prefix="scriptcheck-diff-") as home:
        before, part, after = (Path(home) / name for name in ("old", "part", "new"))
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
        if not reach.nothing:
            narrow = (
                new if reach.everything else Checker(narrowed(new.profile, reach), lang=new.lang)
            )
            check_files(
                narrow,
                given,
                part,
                load_options=new_load_options,
                run_options=run_options,
                on_progress=on_progress,
            )
        _complete(before, part, after, new, reach)
        cues = None if reach.everything else rule_cues(old.profile, new.profile)
        yield ProfileDiff(diff_reports(before, after, cues_of=cues), before, after)


def _complete(before: Path, part: Path, after: Path, new: Checker, reach: Touched) -> None:
    """Write to ``after`` the reports by the new profile, of which ``part`` has what was touched."""
    with JsonLinesWriter(after / REPORTS_FILE) as writer:
        for report in _completed(before / REPORTS_FILE, part / REPORTS_FILE, new, reach):
            writer.write(report, Call(report.call_id, ()))


def _completed(before: Path, part: Path, new: Checker, reach: Touched) -> Iterator[CallReport]:
    if reach.everything:
        yield from read_reports(part)
    elif reach.nothing:
        for report in read_reports(before):
            yield completed(report, report, new, reach)
    else:
        for _, old, narrow in report_pairs(before, part):
            # A call that only one of the two could be checked by is reported as such.
            if old is not None and narrow is not None:
                yield completed(old, narrow, new, reach)


def completed(
    old: CallReport, narrow: CallReport, checker: Checker, touched: Touched
) -> CallReport:
    """Return the report that ``checker`` makes of the call, without checking it.

    ``narrow`` says what has changed, by a checker of the ``narrowed`` profile, and ``old`` the
    rest.
    """
    rules = checker.call_rules
    taken = {verdict.rule: verdict for verdict in old.verdicts if verdict.rule not in touched.rules}
    taken |= {verdict.rule: verdict for verdict in narrow.verdicts}
    verdicts = tuple(taken[rule] for rule in rules)
    says_enough = all(each.code != VerdictReason.TOO_LITTLE_SAID for each in old.warnings)
    totals = checker.totals(verdicts, says_enough=says_enough)
    kept = {name: value for name, value in old.metrics.items() if name not in touched.metrics}
    anew = {name: value for name, value in narrow.metrics.items() if name in touched.metrics}
    return msgspec.structs.replace(
        old,
        profile=checker.stamp,
        score=totals.score,
        passed=totals.passed,
        dimensions=totals.dimensions,
        sections=totals.sections,
        verdicts=verdicts,
        cues=_merged(old.cues, narrow.cues, touched),
        suppressed=_merged(old.suppressed, narrow.suppressed, touched),
        suspects=_merged(old.suspects, narrow.suspects, touched),
        metrics={name: (kept | anew)[name] for name in known_metrics() if name in kept | anew},
        case=_case(old.case, narrow.case, checker, touched),
    )


def _merged(old: Sequence[Found], narrow: Sequence[Found], touched: Touched) -> tuple[Found, ...]:
    taken = [each for each in old if each.cue not in touched.cues]
    taken += [each for each in narrow if each.cue in touched.cues]
    return tuple(sorted(taken, key=_sort_key))


def _sort_key(found: CueMatch | SuppressedMatch | Suspect) -> tuple[int, int, int, str, str]:
    if isinstance(found, Suspect):
        return found.turn, found.start, found.end, found.cue, ""
    return sort_key(found)


def _case(
    old: CasePart | None, narrow: CasePart | None, checker: Checker, touched: Touched
) -> CasePart | None:
    if not checker.case_rules:
        return None
    part = old or narrow
    if part is None:
        return None
    signs = {
        sign.rule: sign for sign in (old.signs if old else ()) if sign.rule not in touched.rules
    }
    signs |= {sign.rule: sign for sign in (narrow.signs if narrow else ())}
    return msgspec.structs.replace(
        part, signs=tuple(signs[rule] for rule in checker.case_rules if rule in signs)
    )


_STDIN = Problem(
    "no-stdin",
    Text("标准输入不能读两遍。", "Standard input cannot be read twice."),
    fix=Text("请把它存成文件再比较。", "Compare on a file that holds it."),
)
