"""Calls divided into parts, and how far the figures of the parts lie apart."""

from __future__ import annotations

import hashlib
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.errors import Problem, UsageError
from scriptcheck.evaluate.metrics import rounded
from scriptcheck.evaluate.rows import FigureGroup, Fold, Range, Spread
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.evaluate.metrics import Figure, Figures
    from scriptcheck.evaluate.tally import EvaluationTally

_FEWEST: Final = 2
_MOST: Final = 1000
_Entry: TypeAlias = "tuple[FigureGroup, str]"


def check_folds(count: int) -> None:
    """Raise ``UsageError`` unless calls can be divided into ``count`` parts; 0 means not at all."""
    if count and not _FEWEST <= count <= _MOST:
        message = Text(f"不能分成 {count} 份。", f"{count} is no number of folds.")
        fix = Text(
            f"2 到 {_MOST} 份，例如 --folds 5。",
            f"There may be 2 to {_MOST}, as in --folds 5.",
        )
        raise UsageError(Problem("bad-folds", message, fix=fix))


def fold_of(call_id: str, count: int) -> int:
    """Return the fold of a call, from 0: by a hash of its id, the same everywhere and for ever."""
    digest = hashlib.sha256(call_id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) % count


def folds(tallies: Sequence[EvaluationTally]) -> tuple[Fold, ...]:
    """Return the figures of each of ``tallies``."""
    return tuple(
        Fold(number, tally.calls, tally.cues(), tally.rules(), tally.averages())
        for number, tally in enumerate(tallies)
    )


def spread(parts: Sequence[Fold]) -> tuple[Spread, ...]:
    """Return how far the figures of each cue, rule and average lie apart in ``parts``."""
    found: dict[_Entry, list[Figures]] = {}
    for part in parts:
        for entry, measured in _entries(part):
            found.setdefault(entry, []).append(measured)
    order = list(FigureGroup)
    entries = sorted(found, key=lambda entry: (order.index(entry[0]), entry[1]))
    return tuple(
        Spread(
            *entry,
            precision=_range(measured.precision for measured in found[entry]),
            recall=_range(measured.recall for measured in found[entry]),
            f1=_range(measured.f1 for measured in found[entry]),
        )
        for entry in entries
    )


def _entries(part: Fold) -> Iterator[tuple[_Entry, Figures]]:
    yield from (((cue.group, cue.cue), cue.figures) for cue in part.cues)
    yield from (((FigureGroup.RULE, rule.rule), rule.figures) for rule in part.rules)
    yield from (((average.group, ""), average.micro) for average in part.averages)


def _range(measured: Iterable[Figure | None]) -> Range | None:
    values = [figure.value for figure in measured if figure is not None]
    if not values:
        return None
    deviation = stdev(values) if len(values) > 1 else 0.0
    return Range(len(values), rounded(fmean(values)), rounded(deviation), min(values), max(values))
