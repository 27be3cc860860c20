"""Two evaluations side by side: which figures changed, and which errors appeared or went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from scriptcheck.bounded import read_whole
from scriptcheck.errors import LoadError, Problem
from scriptcheck.evaluate.changes import Change, Changes, Scores
from scriptcheck.evaluate.evaluation import SCHEMA, Evaluation
from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.language import Text
from scriptcheck.load.files.find import os_problem

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from scriptcheck.evaluate.metrics import Counts, Figure, Figures

KeyT = TypeVar("KeyT")
ErrorT = TypeVar("ErrorT")

_FIX = Text(
    "请用 scriptcheck eval --json 重新生成。", "Make it again with scriptcheck eval --json."
)


def read_baseline(path: str | os.PathLike[str]) -> Evaluation:
    """Return the evaluation in the file ``path``, as ``Evaluation.to_json`` wrote it.

    Raises ``LoadError`` where the file cannot be read or holds something else.
    """
    file = Path(path)
    source = file.as_posix()
    try:
        found = Evaluation.from_json(read_whole(file))
    except OSError as error:
        raise LoadError(os_problem(error, source)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = None
    if found is None or found.schema != SCHEMA:
        message = Text(f"不是 {SCHEMA} 的评测结果。", f"Not a result of {SCHEMA}.")
        raise LoadError(Problem("not-an-evaluation", message, source, fix=_FIX))
    return found


def compare(before: Evaluation, after: Evaluation) -> Changes:
    """Return what is in ``after`` and was not in ``before``, and the other way round."""
    cue_errors = {error.key: error for error in before.errors}
    new_cue_errors = {error.key: error for error in after.errors}
    verdict_errors = {error.key: error for error in before.verdict_errors}
    new_verdict_errors = {error.key: error for error in after.verdict_errors}
    return Changes(
        same_gold=before.gold_sha256 == after.gold_sha256,
        same_profile=before.profile == after.profile,
        figures=tuple(_changes(before, after)),
        appeared=_without(new_cue_errors, cue_errors),
        gone=_without(cue_errors, new_cue_errors),
        verdicts_appeared=_without(new_verdict_errors, verdict_errors),
        verdicts_gone=_without(verdict_errors, new_verdict_errors),
    )


def _without(errors: dict[KeyT, ErrorT], others: dict[KeyT, ErrorT]) -> tuple[ErrorT, ...]:
    return tuple(error for key, error in errors.items() if key not in others)


def _changes(before: Evaluation, after: Evaluation) -> Iterator[Change]:
    old, new = dict(_rows(before)), dict(_rows(after))
    order = list(FigureGroup)
    for group, entry in sorted(old | new, key=lambda row: (order.index(row[0]), row[1])):
        was, now = old.get((group, entry)), new.get((group, entry))
        if was != now:
            yield Change(group, entry, was, now)


def _rows(evaluation: Evaluation) -> Iterator[tuple[tuple[FigureGroup, str], Scores]]:
    for cue in evaluation.cues:
        yield (cue.group, cue.cue), _scores(cue.counts, cue.figures)
    for rule in evaluation.rules:
        yield (FigureGroup.RULE, rule.rule), _scores(rule.counts, rule.figures, rule.accuracy)
    for average in evaluation.averages:
        yield (
            (average.group, ""),
            _scores(average.counts, average.micro, average.accuracy),
        )


def _scores(counts: Counts, figures: Figures, accuracy: Figure | None = None) -> Scores:
    return Scores(
        counts.support,
        _value(figures.precision),
        _value(figures.recall),
        _value(figures.f1),
        _value(accuracy),
    )


def _value(figure: Figure | None) -> float | None:
    return None if figure is None else figure.value
