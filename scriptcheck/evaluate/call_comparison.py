"""One call's report against its labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.evaluate.gold import COMPLAINT
from scriptcheck.evaluate.heard import CueInTurns, CueOfCall, CueOnCall, Heard
from scriptcheck.evaluate.mistakes import CueError, VerdictError
from scriptcheck.evaluate.rows import Group
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


class Row(NamedTuple):
    """What figures of a cue are about."""

    group: Group
    cue: str


class Judged(NamedTuple):
    """The verdict of a rule on a call."""

    expected: Outcome | None
    """``None`` where the labels leave it open."""
    found: Outcome


@dataclass(frozen=True, slots=True)
class CallComparison:
    """What the report on one call has right and wrong."""

    cues: Mapping[Row, Counts]
    verdicts: Mapping[str, Judged]
    """By rule; those that the labels say nothing about are not in it."""
    errors: tuple[CueError, ...]
    verdict_errors: tuple[VerdictError, ...]
    unlabelled_hits: Mapping[str, int]
    """Hits of cues that nobody listened for, by cue."""
    unlabelled_verdicts: tuple[str, ...]
    """Rules that the labels do not say enough about."""
    hits_left_out: int
    """Turns heard that the labels call somebody else's."""


def compare_call(
    profile: Profile, gold: GoldCall, call: Call, report: CallReport
) -> CallComparison:
    """Return what ``report``, by ``profile`` on ``call``, has right and wrong.

    Every label of ``gold`` must fit the call: see ``fitting``.
    """
    heard = _heard(report)
    compared = dict(_cues(profile, gold, call, heard))
    verdicts = dict(_verdicts(Truth(profile, gold, call), gold, report))
    return CallComparison(
        cues={row: cue.counts() for row, cue in compared.items()},
        verdicts=verdicts,
        errors=tuple(_errors(compared)),
        verdict_errors=tuple(_verdict_errors(report, verdicts)),
        unlabelled_hits=_unlabelled(compared, heard),
        unlabelled_verdicts=tuple(
            verdict.rule for verdict in report.verdicts if verdict.rule not in verdicts
        ),
        hits_left_out=sum(
            cue.left_out
            for row, cue in compared.items()
            if isinstance(cue, CueOnCall) and row.group is not Group.SAID
        ),
    )


def _heard(report: CallReport) -> dict[str, Heard]:
    cues = {hit.cue: None for hit in report.cues} | {hit.cue: None for hit in report.suppressed}
    return {
        cue: Heard(
            tuple(hit for hit in report.cues if hit.cue == cue),
            tuple(hit for hit in report.suppressed if hit.cue == cue),
        )
        for cue in cues
    }


def _unlabelled(compared: Mapping[Row, _Compared], heard: Mapping[str, Heard]) -> dict[str, int]:
    """Return the hits that nobody labelled, by cue; cues without such are left out."""
    listened = {row.cue for row in compared}
    counts = {cue: len(found.hits) for cue, found in heard.items() if cue not in listened}
    for row, cue in compared.items():
        if isinstance(cue, CueInTurns):
            counts[row.cue] = cue.unmarked
    return {cue: count for cue, count in counts.items() if count}


def _cues(
    profile: Profile, gold: GoldCall, call: Call, heard: Mapping[str, Heard]
) -> Iterator[tuple[Row, _Compared]]:
    nothing = Heard((), ())
    for cue in sorted(gold.labels.keys() & profile.cues.keys()):
        groups = [Group.STEP]
        if cue in gold.banned:
            excusable = profile.cues[cue].remedy is not None
            groups = [Group.VIOLATION, Group.SAID] if excusable else [Group.VIOLATION]
        for group in groups:
            found = heard.get(cue, nothing)
            yield Row(group, cue), CueOnCall(group, cue, gold, call, found)
    for cue in sorted(gold.marks.keys() & profile.cues.keys()):
        found = heard.get(cue, nothing)
        yield Row(Group.MARKED, cue), CueInTurns(cue, gold.marks[cue], call, found)
    if gold.complaint is not None and COMPLAINT in profile.cues:
        found = heard.get(COMPLAINT, nothing)
        row = Row(Group.CALL, COMPLAINT)
        yield row, CueOfCall(COMPLAINT, expected=gold.complaint, call=call, heard=found)


def _errors(compared: Mapping[Row, _Compared]) -> Iterator[CueError]:
    """Yield all errors; those of the group ``said`` where they are not told as violations."""
    told: set[tuple[str, str, int | None]] = set()
    for row, cue in compared.items():
        for error in cue.errors():
            same = (error.cue, error.kind, error.turn)
            if row.group is not Group.SAID or same not in told:
                yield error
            told.add(same)


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
