"""What each rater says of each unit: people by their labels, the program by its reports."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.report import Outcome
from scriptcheck.report_lines import read_reports
from scriptcheck.review import ReviewStage, read_labels

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

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


def rated(
    paths: Sequence[str | os.PathLike[str]], reports: Path | None = None
) -> dict[Unit, dict[str, bool]]:
    """Return by unit what each rater says of it: whether the rule fails, or the cue is said.

    A label counts for its ``reviewer``, or else for the file, under its name. Of what one says
    several times the last holds; appeals and final verdicts, which know of others, are left out.
    With ``reports`` the program is a rater of all units that people rate. Raises ``LoadError``.
    """
    found: defaultdict[Unit, dict[str, bool]] = defaultdict(dict)
    for path, name in zip(paths, _file_names(paths), strict=True):
        for label in read_labels([path]):
            if label.stage is ReviewStage.REVIEW:
                _take(label, label.reviewer or name, found)
    if reports is not None:
        _take_reports(read_reports(reports), found)
    return dict(found)


def _file_names(paths: Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return the name of each file, with as many of its folders as tell them apart."""
    given = [Path(path) for path in paths]
    stems = [path.stem for path in given]
    return [
        path.stem if stems.count(path.stem) == 1 else path.with_suffix("").as_posix()
        for path in given
    ]


def _take(label: ReviewLabel, rater: str, found: defaultdict[Unit, dict[str, bool]]) -> None:
    for rule, verdict in label.verdicts.items():
        if verdict != Outcome.UNDECIDABLE:
            found[Unit("rule", rule, label.call_id, None)][rater] = verdict == Outcome.FAIL
    for cue, turns in label.said.items():
        found[Unit("cue", cue, label.call_id, None)][rater] = bool(turns)
    for span in label.spans:
        found[Unit("cue", span.cue, label.call_id, span.turn)][rater] = span.said


def _take_reports(reports: Iterable[CallReport], found: Mapping[Unit, dict[str, bool]]) -> None:
    by_call: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in found:
        by_call[unit.call_id].append(unit)
    for report in reports:
        # Of several calls with one id, labels are about the first.
        wanted = by_call.pop(report.call_id, ())
        verdicts = {verdict.rule: verdict.verdict for verdict in report.verdicts}
        turns = {(match.cue, match.turn) for match in report.cues}
        cues = {cue for cue, _ in turns}
        for unit in wanted:
            if unit.kind == "cue":
                said = unit.entry in cues if unit.turn is None else unit[1::2] in turns
                found[unit][PROGRAM] = said
            elif verdicts.get(unit.entry, Outcome.UNDECIDABLE) is not Outcome.UNDECIDABLE:
                found[unit][PROGRAM] = verdicts[unit.entry] is Outcome.FAIL
