"""One call's report against its labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.evaluate.cue_comparison import CueInTurns, CueOfCall, CueOnCall, CueReport
from scriptcheck.evaluate.gold import COMPLAINT
from scriptcheck.evaluate.mistakes import CueError, VerdictError
from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.evaluate.truth import Truth
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.evaluate.gold import GoldCall
    from scriptcheck.evaluate.metrics import Counts
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, Verdict


_Compared: TypeAlias = CueOnCall | CueInTurns | CueOfCall


class FigureRow(NamedTuple):
    """What figures of a cue are about."""

    group: FigureGroup
    cue: str


class Judged(NamedTuple):
    """The verdict of a rule on a call."""

    expected: Outcome | None
    """``None`` where the labels leave it open."""
    found: Outcome


@dataclass(frozen=True, slots=True)
class CallComparison:
    """What the report on one call has right and wrong."""

    cues: Mapping[FigureRow, Counts]
    verdicts: Mapping[str, Judged]
    """By rule; those that the labels say nothing about are not in it."""
    errors: tuple[CueError, ...]
    verdict_errors: tuple[VerdictError, ...]
    unlabelled_hits: Mapping[str, int]
    """Matches of cues that nobody labelled, by cue."""
    unlabelled_verdicts: tuple[str, ...]
    """Rules that the labels do not say enough about."""
    hits_left_out: int
    """Turns with a match that the labels call somebody else's."""


def compare_call(
    profile: Profile, gold: GoldCall, call: Call, report: CallReport
) -> CallComparison:
    """Return what ``report``, by ``profile`` on ``call``, has right and wrong.

    Every label of ``gold`` must fit the call: see ``fitting``.
    """
    reported = _by_cue(report)
    compared = dict(_cues(profile, gold, call, reported))
    verdicts = dict(_verdicts(Truth(profile, gold, call, report.cues), gold, report))
    return CallComparison(
        cues={row: cue.counts() for row, cue in compared.items()},
        verdicts=verdicts,
        errors=tuple(_errors(compared)),
        verdict_errors=tuple(_verdict_errors(report, verdicts)),
        unlabelled_hits=_unlabelled(compared, reported),
        unlabelled_verdicts=tuple(
            verdict.rule for verdict in report.verdicts if verdict.rule not in verdicts
        ),
        hits_left_out=sum(
            cue.left_out
            for row, cue in compared.items()
            if isinstance(cue, CueOnCall) and row.group is not FigureGroup.SAID
        ),
    )


def _by_cue(report: CallReport) -> dict[str, CueReport]:
    cues = {hit.cue: None for hit in report.cues} | {hit.cue: None for hit in report.suppressed}
    return {
        cue: CueReport(
            tuple(hit for hit in report.cues if hit.cue == cue),
            tuple(hit for hit in report.suppressed if hit.cue == cue),
        )
        for cue in cues
    }


def _unlabelled(
    compared: Mapping[FigureRow, _Compared], reported: Mapping[str, CueReport]
) -> dict[str, int]:
    """Return the hits that nobody labelled, by cue; cues without such are left out."""
    labelled = {row.cue for row in compared}
    counts = {cue: len(found.hits) for cue, found in reported.items() if cue not in labelled}
    for row, cue in compared.items():
        if isinstance(cue, CueInTurns):
            counts[row.cue] = cue.unmarked
    return {cue: count for cue, count in counts.items() if count}


def _cues(
    profile: Profile, gold: GoldCall, call: Call, reported: Mapping[str, CueReport]
) -> Iterator[tuple[FigureRow, _Compared]]:
    nothing = CueReport((), ())
    for cue in sorted(gold.labels.keys() & profile.cues.keys()):
        groups = [FigureGroup.STEP]
        if cue in gold.banned:
            excusable = profile.cues[cue].remedy is not None
            groups = (
                [FigureGroup.VIOLATION, FigureGroup.SAID] if excusable else [FigureGroup.VIOLATION]
            )
        for group in groups:
            found = reported.get(cue, nothing)
            yield FigureRow(group, cue), CueOnCall(group, cue, gold, call, found)
    for cue in sorted(gold.marks.keys() & profile.cues.keys()):
        found = reported.get(cue, nothing)
        yield FigureRow(FigureGroup.MARKED, cue), CueInTurns(cue, gold.marks[cue], call, found)
    if gold.complaint is not None and COMPLAINT in profile.cues:
        found = reported.get(COMPLAINT, nothing)
        row = FigureRow(FigureGroup.CALL, COMPLAINT)
        yield row, CueOfCall(COMPLAINT, expected=gold.complaint, call=call, reported=found)


def _errors(compared: Mapping[FigureRow, _Compared]) -> Iterator[CueError]:
    """Yield all errors; those of the group ``said`` where they are not yielded as violations."""
    yielded: set[tuple[str, str, int | None]] = set()
    for row, cue in compared.items():
        for error in cue.errors():
            same = (error.cue, error.kind, error.turn)
            if row.group is not FigureGroup.SAID or same not in yielded:
                yield error
            yielded.add(same)


def _verdicts(truth: Truth, gold: GoldCall, report: CallReport) -> Iterator[tuple[str, Judged]]:
    for verdict in report.verdicts:
        if verdict.rule in gold.not_failed:
            # Any other verdict is taken as right; which of them is asked for, nobody said.
            failed = verdict.verdict is Outcome.FAIL
            expected = Outcome.PASS if failed else verdict.verdict
            yield verdict.rule, Judged(expected, verdict.verdict)
        elif truth.knows(verdict.rule):
            yield verdict.rule, Judged(truth.verdict(verdict.rule), verdict.verdict)


def _verdict_errors(report: CallReport, verdicts: Mapping[str, Judged]) -> Iterator[VerdictError]:
    for verdict in report.verdicts:
        expected = verdicts[verdict.rule].expected if verdict.rule in verdicts else None
        if expected not in {None, verdict.verdict}:
            yield _verdict_error(report.call_id, verdict, expected)


def _verdict_error(call_id: str, verdict: Verdict, expected: Outcome) -> VerdictError:
    return VerdictError(
        rule=verdict.rule,
        call_id=call_id,
        expected=expected,
        found=verdict.verdict,
        turns=tuple(hit.turn for hit in verdict.evidence),
        quotes=tuple(hit.quote for hit in verdict.evidence),
    )
