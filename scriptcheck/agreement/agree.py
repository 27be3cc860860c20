"""How far raters agree, per rule and cue, with intervals, and where they do not."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.agreement.coefficients import (
    gwet_ac1,
    krippendorff_alpha,
    observed,
    prevalence,
    unit_sums,
)
from scriptcheck.agreement.rater_pairs import RaterPairs
from scriptcheck.agreement.raters import ratings
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.option_checks import path_names
from scriptcheck.report import Document
from scriptcheck.seeded import draw
from scriptcheck.write.again import reports_file

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scriptcheck.agreement.coefficients import UnitSums
    from scriptcheck.agreement.raters import Unit

AGREEMENT_SCHEMA: Final = "scriptcheck.agreement/1"
RESAMPLES: Final = 1000
_CONFIDENCE: Final = 0.95
_DIGITS: Final = 6
"""Decimals of what is published: the same on every machine."""


class Coefficient(msgspec.Struct, frozen=True):
    """A coefficient with its bootstrap interval."""

    value: float
    low: float | None
    """``None`` where half of the resamples or more leave it undefined."""
    high: float | None


class EntryAgreement(msgspec.Struct, frozen=True):
    """How far raters agree on one rule or cue."""

    kind: str
    """``rule``: whether it fails in a call; ``cue``: whether it is said."""
    entry: str
    """Id of the rule or cue; empty for all of the kind together."""
    calls: int
    units: int
    """What two raters or more have rated: calls, or turns of calls."""
    raters: int
    prevalence: float
    """The share of yes among all that was rated, each unit weighing the same."""
    observed: float
    """The share of pairs of raters that agree."""
    kappa: Coefficient | None
    """Cohen's; of more than two raters, the mean over pairs. ``None`` where chance explains all."""
    ac1: Coefficient | None
    """Gwet's."""
    alpha: Coefficient | None
    """Krippendorff's, for names. ``None`` where nothing varies."""


class Disagreement(msgspec.Struct, frozen=True):
    """A unit of which raters do not say the same."""

    kind: str
    entry: str
    call_id: str
    turn: int | None
    ratings: dict[str, bool]
    """By rater, whether the rule fails or the cue is said."""


class Agreement(Document, frozen=True):
    """How far raters agree."""

    schema: str
    raters: tuple[str, ...]
    entries: tuple[EntryAgreement, ...]
    """Rules, then cues, by id, each kind after a row for all of it together."""
    unshared: int
    """Units that a single rater has rated, which say nothing of agreement."""
    disagreements: tuple[Disagreement, ...]
    """By call, then rule or cue, then turn."""
    program: str = ""
    """The name of the program among the raters; empty where it is none."""
    unsigned_files: tuple[str, ...] = ()
    """The files that stand for people, since nobody has signed their labels."""
    other_calls: tuple[str, ...] = ()
    """Ids of calls that people rated and the reports do not have."""
    other_rules: tuple[str, ...] = ()
    """Rules that people rated in calls whose reports do not have them."""
    repeated: tuple[str, ...] = ()
    """Ids that several reports have: the program is taken by the first."""


def agree(
    labels: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    reports: str | os.PathLike[str] | None = None,
    seed: str = "",
    resamples: int = RESAMPLES,
) -> Agreement:
    """Return how far the raters in files of ``labels`` agree.

    With ``reports``, a reports.jsonl or its folder, the program is one more rater. Intervals of
    95 % come from ``resamples`` draws of calls, not of units, since what is said of one call hangs
    together; ``seed`` decides them. Raises ``LoadError`` where a file is broken, and ``UsageError``
    where there are not two raters.
    """
    found = ratings(path_names(labels), None if reports is None else reports_file(reports))
    units = found.units
    raters = sorted({rater for said in units.values() for rater in said})
    if len(raters) < 2:  # noqa: PLR2004  (agreement is between two)
        raise UsageError(_too_few(raters))
    shared = {unit: said for unit, said in units.items() if len(said) > 1}
    return Agreement(
        schema=AGREEMENT_SCHEMA,
        raters=tuple(raters),
        entries=tuple(
            _entry(kind, entry, group, seed, resamples)
            for (kind, entry), group in sorted(_grouped(shared).items(), key=_rules_first)
        ),
        unshared=len(units) - len(shared),
        disagreements=tuple(
            Disagreement(*unit, dict(sorted(said.items())))
            for unit, said in sorted(shared.items(), key=lambda item: _place(item[0]))
            if len(set(said.values())) > 1
        ),
        program=found.program,
        unsigned_files=found.unsigned_files,
        other_calls=found.other_calls,
        other_rules=found.other_rules,
        repeated=found.repeated,
    )


def _rules_first(item: tuple[tuple[str, str], object]) -> tuple[bool, str]:
    (kind, entry), _ = item
    return kind != "rule", entry


def _place(unit: Unit) -> tuple[str, bool, str, int]:
    return unit.call_id, unit.kind != "rule", unit.entry, -1 if unit.turn is None else unit.turn


def _grouped(
    units: Mapping[Unit, Mapping[str, bool]],
) -> dict[tuple[str, str], dict[Unit, Mapping[str, bool]]]:
    """Return the units of each rule and cue, and those of each kind together."""
    groups: defaultdict[tuple[str, str], dict[Unit, Mapping[str, bool]]] = defaultdict(dict)
    for unit, said in units.items():
        for entry in ("", unit.entry):
            groups[unit.kind, entry][unit] = said
    return groups


def _entry(
    kind: str,
    entry: str,
    units: Mapping[Unit, Mapping[str, bool]],
    seed: str,
    resamples: int,
) -> EntryAgreement:
    by_call: defaultdict[str, list[tuple[tuple[str, bool], ...]]] = defaultdict(list)
    for unit, said in sorted(units.items(), key=lambda item: _place(item[0])):
        by_call[unit.call_id].append(tuple(sorted(said.items())))
    calls = list(by_call.values())
    sums = _sums(calls, [1] * len(calls))
    kinds, weights = _resampled(calls, draw(seed, kind, entry), resamples)
    drawn = [_sums(kinds, each) for each in weights]
    pairs = RaterPairs(kinds)
    of_all = Counter(map(tuple, calls))
    kappa = pairs.cohen_kappa([of_all[tuple(call)] for call in kinds])
    return EntryAgreement(
        kind=kind,
        entry=entry,
        calls=len(calls),
        units=len(units),
        raters=len({rater for said in units.values() for rater in said}),
        prevalence=round(prevalence(sums, True) or 0.0, _DIGITS),
        observed=round(observed(sums) or 0.0, _DIGITS),
        kappa=None if kappa is None else _interval(kappa, map(pairs.cohen_kappa, weights)),
        # A unit is rated with yes or no, whether or not both occur.
        ac1=_coefficient(lambda each: gwet_ac1(each, 2), sums, drawn),
        alpha=_coefficient(krippendorff_alpha, sums, drawn),
    )


_Call = list[tuple[tuple[str, bool], ...]]


def _sums(calls: Sequence[_Call], weights: Sequence[int]) -> UnitSums:
    # Units that were rated alike add the same: each sort is counted once.
    counts: Counter[tuple[tuple[str, bool], ...]] = Counter()
    for call, weight in zip(calls, weights, strict=True):
        for unit in call:
            counts[unit] += weight
    units = ((dict(unit), count) for unit, count in sorted(counts.items()))
    return unit_sums(units)


def _resampled(
    calls: Sequence[_Call], number: int, resamples: int
) -> tuple[list[_Call], list[list[int]]]:
    """Return the sorts of ``calls``, and how often each of them is in each draw of calls.

    There are as many draws, with replacement, as ``resamples`` says.
    """
    source = random.Random(number)  # noqa: S311  (chance, not secrecy)
    sorts = Counter(tuple(call) for call in calls)
    kinds = sorted(sorts)
    weights = [sorts[kind] for kind in kinds]
    drawn = []
    for _ in range(resamples):
        picked = Counter(source.choices(kinds, weights, k=len(calls)))
        drawn.append([picked[kind] for kind in kinds])
    return [list(kind) for kind in kinds], drawn


def _coefficient(
    function: Callable[[UnitSums], float | None], sums: UnitSums, drawn: Sequence[UnitSums]
) -> Coefficient | None:
    value = function(sums)
    return None if value is None else _interval(value, map(function, drawn))


def _interval(value: float, drawn: Iterable[float | None]) -> Coefficient:
    """Return the coefficient ``value`` with the interval of its resamples ``drawn``."""
    every = list(drawn)
    found = sorted(each for each in every if each is not None)
    if len(found) * 2 <= len(every):
        return Coefficient(round(value, _DIGITS), None, None)
    tail = (1 - _CONFIDENCE) / 2
    low, high = (found[round(share * (len(found) - 1))] for share in (tail, 1 - tail))
    return Coefficient(round(value, _DIGITS), round(low, _DIGITS), round(high, _DIGITS))


def _too_few(raters: Sequence[str]) -> Problem:
    message = Text(
        f"要有两位评的人，现在只有：{'、'.join(raters) or '没有人'}。",
        f"Agreement needs two raters; there is: {', '.join(raters) or 'nobody'}.",
    )
    fix = Text(
        "请给出两个标注文件，或用 --reports 加上程序。",
        "Name two files of labels, or add the program with --reports.",
    )
    return Problem("too-few-raters", message, fix=fix)
