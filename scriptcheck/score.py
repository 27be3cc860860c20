"""From verdicts to a score."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from scriptcheck.misses_among import verdicts_among
from scriptcheck.report import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.scorecard import Scorecard
    from scriptcheck.report import Verdict

FULL_SCORE: Final = 100


class ScoreTotals(NamedTuple):
    """What the verdicts on a call come to."""

    score: int | None
    passed: bool | None
    dimensions: dict[str, int | None]
    sections: dict[str, int | None]


class ScoreMaker:
    """Makes the score of a call, and of each section of the profile's scorecard."""

    def __init__(
        self, scorecard: Scorecard, rules: Mapping[str, RuleSpec], *, pass_score: int = 0
    ) -> None:
        """Take up the scorecard of ``rules``; a score is never rounded up to ``pass_score``."""
        self.by_weights: Final = scorecard.method == "weights"
        """Whether weights make the score, not points."""
        self._pass_score = pass_score
        self._rules = rules
        self.weights: Final = {
            name: -rule.points if rule.scoring.weight is None else rule.scoring.weight
            for name, rule in rules.items()
        }
        self._sections = {
            name: frozenset(rule for rule in rules if part.has(rule))
            for name, part in scorecard.sections.items()
        }
        self._floors = {
            name: each.floor for name, each in scorecard.sections.items() if each.floor is not None
        }

    def floors(self) -> list[tuple[int, frozenset[str]]]:
        """Return the floor of each section that has one, with the rules of the section."""
        return [(floor, self._sections[name]) for name, floor in self._floors.items()]

    def weighs_all(self, verdicts: Iterable[Verdict]) -> bool:
        """Return whether the rules that ``verdicts`` are by have weights where these count."""
        return not self.by_weights or all(each.rule in self.weights for each in verdicts)

    def score(self, verdicts: Iterable[Verdict]) -> int | None:
        """Return the score of the rules that ``verdicts`` are by, 0 to 100.

        Where no rule was judged there is none: a call of which nothing is known is not a good call.
        By points, it is 100 with the points of each verdict; by weights, the share of the weights
        of the rules that applied that was kept, and none where these weigh nothing. A failure that
        is counted under another's violation takes no part.
        """
        return self._score(verdicts, self._pass_score)

    def section_scores(self, verdicts: Sequence[Verdict]) -> dict[str, int | None]:
        """Return the score of each section, by the method of the whole.

        A failure that is counted under a violation of another section counts in its own.
        """
        return {
            name: self._score(self._of_section(verdicts, rules), self._floors.get(name, 0))
            for name, rules in self._sections.items()
        }

    def keeps_floors(self, sections: Mapping[str, int | None]) -> bool:
        """Return whether no section is below its floor; one without a score is not."""
        return all(
            (score := sections[name]) is None or score >= floor
            for name, floor in self._floors.items()
        )

    def _score(self, verdicts: Iterable[Verdict], least: int) -> int | None:
        """Return the score of ``verdicts``, which is not rounded up to ``least``."""
        judged = [each for each in verdicts if _is_judged(each.verdict) and not each.under]
        if not judged:
            return None
        if not self.by_weights:
            return max(0, min(FULL_SCORE, FULL_SCORE + sum(each.points for each in judged)))
        whole = sum(self._weight(each) for each in judged)
        kept = sum(self._weight(each) for each in judged if each.verdict is Outcome.PASS)
        return _share(kept, whole, least) if whole else None

    def _weight(self, verdict: Verdict) -> int:
        # Reports of another profile have rules that this one does not know.
        return self.weights.get(verdict.rule, 0)

    def _of_section(self, verdicts: Sequence[Verdict], rules: Set[str]) -> Iterator[Verdict]:
        """Yield those of ``verdicts`` that are by ``rules``, as they count without the others."""
        under = {each.rule for each in verdicts if each.under}
        for verdict in verdicts_among(verdicts, rules):
            rule = self._rules[verdict.rule]
            if verdict.rule in under and not verdict.under:
                points = rule.scoring.taken_off(rule.points, verdict.evidence)
                yield replace(verdict, points=points)
            else:
                yield verdict


def _share(kept: int, whole: int, least: int) -> int:
    """Return ``kept`` of ``whole`` in per cent, rounded, but not up to ``least``."""
    down = FULL_SCORE * kept // whole
    nearest = (2 * FULL_SCORE * kept + whole) // (2 * whole)
    return down if down < least <= nearest else nearest


BROKEN_WEIGHTS: Final = MappingProxyType(
    {Severity.INFO: 1, Severity.MINOR: 2, Severity.MAJOR: 4, Severity.FATAL: 8}
)
"""By severity, what a broken rule weighs in its dimension, where one that is kept weighs 1."""


def dimension_scores(
    verdicts: Iterable[Verdict], least_rules: int, dimensions: Sequence[str]
) -> dict[str, int | None]:
    """Return the score of each of ``dimensions``, 0 to 100.

    Only rules that applied count, those on which the verdict is ``pass`` or ``fail``, and a miss
    counts once. What is kept weighs 1, what is broken the more the more severe it is; the score is
    the share of the former. A dimension for which fewer than ``least_rules`` applied has none.
    """
    kept, broken, applied = (dict.fromkeys(dimensions, 0) for _ in range(3))
    for verdict in verdicts:
        dimension = verdict.dimension
        if (
            dimension not in applied
            or dimension is None
            or verdict.under
            or not _is_judged(verdict.verdict)
        ):
            continue
        applied[dimension] += 1
        if verdict.verdict is Outcome.PASS:
            kept[dimension] += 1
        else:
            broken[dimension] += BROKEN_WEIGHTS[verdict.severity]
    return {
        each: round(100 * kept[each] / (kept[each] + broken[each]))
        if applied[each] >= max(least_rules, 1)
        else None
        for each in dimensions
    }


def _is_judged(outcome: Outcome) -> bool:
    return outcome is Outcome.PASS or outcome is Outcome.FAIL


def passes(verdicts: Iterable[Verdict], score: int | None, pass_score: int) -> bool | None:
    """Return whether a call passes: points enough, and no ``fatal`` rule failed.

    Where there is no score, a call can only fail, by a ``fatal`` rule; else that is not known.
    """
    failed = (each for each in verdicts if each.verdict is Outcome.FAIL)
    if any(each.severity is Severity.FATAL for each in failed):
        return False
    return None if score is None else score >= pass_score
