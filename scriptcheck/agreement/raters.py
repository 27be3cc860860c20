"""What each rater says of each unit: people by their labels, the program by its reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.report import Outcome
from scriptcheck.report_lines import CallKeys, read_reports
from scriptcheck.review import ReviewStage, read_labels

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.report import CallReport
    from scriptcheck.review import ReviewLabel

PROGRAM: Final = "scriptcheck"
"""The name of the program as a rater."""


class Unit(NamedTuple):
    """What is rated with yes or no: a rule that fails in a call, or a cue said there."""

    kind: str
    """``rule`` or ``cue``."""
    entry: str
    """Id of the rule or cue."""
    call_id: str
    turn: int | None
    """Of a cue marked in a single turn; ``None`` for the call as a whole."""


class Ratings(NamedTuple):
    """What was rated, and what was left out."""

    units: dict[Unit, dict[str, bool]]
    """By unit what each rater says of it: whether the rule fails, or the cue is said."""
    program: str = ""
    """The name of the program as a rater; empty where there are no reports."""
    unsigned_files: tuple[str, ...] = ()
    """The files that stand for people, since nobody has signed their labels."""
    other_calls: tuple[str, ...] = ()
    """Ids of calls that people rated and the reports do not have."""
    other_rules: tuple[str, ...] = ()
    """Rules that people rated in calls whose reports do not have them."""
    repeated: tuple[str, ...] = ()
    """Ids that several reports have: the program is taken by the first."""


def rated(
    paths: Sequence[str | os.PathLike[str]], reports: Path | None = None
) -> dict[Unit, dict[str, bool]]:
    """Return by unit what each rater says of it, as ``ratings`` has it."""
    return ratings(paths, reports).units


def ratings(paths: Sequence[str | os.PathLike[str]], reports: Path | None = None) -> Ratings:
    """Return what each rater says: people by their labels, the program by ``reports``.

    A label counts for its ``reviewer``, or else for the file, under its name. Of what one says
    several times the last in time holds, whatever the order of the files; appeals and final
    verdicts, which know of others, are left out. With ``reports`` the program is a rater of all
    units that people rate. Raises ``LoadError``.
    """
    labels = [each for each in read_labels(paths) if each.stage is ReviewStage.REVIEW]
    found: defaultdict[Unit, dict[str, bool]] = defaultdict(dict)
    for label in labels:
        _take(label, found)
    _take_verdicts(labels, found)
    unsigned = tuple(sorted({each.file for each in labels if not each.reviewer}))
    if reports is None:
        return Ratings(dict(found), unsigned_files=unsigned)
    people = {rater for said in found.values() for rater in said}
    program = PROGRAM if PROGRAM not in people else f"{PROGRAM} (program)"
    calls, rules, repeated = _take_reports(read_reports(reports), found, program)
    return Ratings(dict(found), program, unsigned, calls, rules, repeated)


def _take_verdicts(
    labels: Iterable[ReviewLabel], found: defaultdict[Unit, dict[str, bool]]
) -> None:
    """Add what ``labels`` say of rules, which may each have a time of their own."""
    said = [(label.instant_of(rule), rule, label) for label in labels for rule in label.verdicts]
    for _, rule, label in sorted(said, key=lambda each: each[0]):
        verdict = label.verdicts[rule]
        if verdict != Outcome.UNDECIDABLE:
            unit = Unit("rule", rule, label.call_id, None)
            found[unit][label.rater] = verdict == Outcome.FAIL


def _take(label: ReviewLabel, found: defaultdict[Unit, dict[str, bool]]) -> None:
    for cue, turns in label.said.items():
        found[Unit("cue", cue, label.call_id, None)][label.rater] = bool(turns)
    for span in label.spans:
        found[Unit("cue", span.cue, label.call_id, span.turn)][label.rater] = span.said


def _take_reports(
    reports: Iterable[CallReport], found: Mapping[Unit, dict[str, bool]], program: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Add what the program says; return the calls and rules without a report, and repeated ids."""
    by_call: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in found:
        by_call[unit.call_id].append(unit)
    keys, unknown = CallKeys(), set[str]()
    for report in reports:
        if keys.next(report.call_id).number:
            # Labels go by id, and so to the first.
            continue
        wanted = by_call.pop(report.call_id, ())
        verdicts = {verdict.rule: verdict.verdict for verdict in report.verdicts}
        turns = {(match.cue, match.turn) for match in report.cues}
        cues = {cue for cue, _ in turns}
        for unit in wanted:
            if unit.kind == "cue":
                said = unit.entry in cues if unit.turn is None else unit[1::2] in turns
                found[unit][program] = said
            elif unit.entry not in verdicts:
                unknown.add(unit.entry)
            elif verdicts[unit.entry] is not Outcome.UNDECIDABLE:
                found[unit][program] = verdicts[unit.entry] is Outcome.FAIL
    return tuple(sorted(by_call)), tuple(sorted(unknown)), keys.repeated
