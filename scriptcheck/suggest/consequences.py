"""What a proposal would change: the verdicts on the calls, and how well labels are met."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.checker import Checker
from scriptcheck.diff.touched import Touched, narrowed, touched
from scriptcheck.evaluate import evaluate
from scriptcheck.lexicon.models import Phrase
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Call
    from scriptcheck.evaluate.gold import Gold
    from scriptcheck.evaluate.metrics import Counts
    from scriptcheck.evaluate.rows import FigureGroup
    from scriptcheck.lexicon.profile import Profile


class ChangedVerdicts(NamedTuple):
    """On how many calls the verdict of a rule would change."""

    rule: str
    title: str
    newly_failing: int
    no_longer_failing: int
    other: int
    """Other outcomes; what a failure counts under is none."""


class ChangedFigures(NamedTuple):
    """How well the cue is found by the labels, before and after."""

    group: FigureGroup
    before: Counts
    after: Counts


class Consequences(NamedTuple):
    """What a proposal would change."""

    rules: tuple[ChangedVerdicts, ...] = ()
    """Those whose verdicts change, by id."""
    figures: tuple[ChangedFigures, ...] = ()
    """By kind of label; none without labels on the cue."""


class ConsequenceFinder:
    """Finds what phrases would change on ``calls``, checking only what they can touch."""

    def __init__(self, profile: Profile, calls: Sequence[Call], gold: Gold | None) -> None:
        self._profile, self._calls, self._gold = profile, calls, gold
        self._before = cache(self._found)

    def of(self, cue: str, template: str) -> Consequences:
        """Return what the phrase ``template`` of ``cue`` would change."""
        known = self._profile.cues[cue]
        longer = known.model_copy(update={"phrases": (*known.phrases, Phrase(text=template))})
        new = replace(self._profile, cues={**self._profile.cues, cue: longer})
        reach = touched(self._profile, new)
        before = self._before(cue, reach)
        after = _Found.of(Checker(narrowed(new, reach)), self._calls, self._gold, cue)
        return Consequences(self._rules(before, after), _figures(before, after))

    def _found(self, cue: str, reach: Touched) -> _Found:
        return _Found.of(Checker(narrowed(self._profile, reach)), self._calls, self._gold, cue)

    def _rules(self, before: _Found, after: _Found) -> tuple[ChangedVerdicts, ...]:
        kinds: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for old, new in zip(before.outcomes, after.outcomes, strict=True):
            for rule in old:
                if old[rule] is not new[rule]:
                    fails = (new[rule] is Outcome.FAIL, old[rule] is Outcome.FAIL)
                    kinds[rule][fails.index(True) if any(fails) else 2] += 1
        rules = self._profile.rules
        return tuple(
            ChangedVerdicts(rule, rules[rule].title, *kinds[rule]) for rule in sorted(kinds)
        )


class _Found(NamedTuple):
    """What a checker makes of the calls."""

    outcomes: list[dict[str, Outcome]]
    """By call, and by rule."""
    figures: dict[FigureGroup, Counts]
    """Of the cue, by kind of label."""

    @classmethod
    def of(cls, checker: Checker, calls: Sequence[Call], gold: Gold | None, cue: str) -> _Found:
        reports = [checker.check(call) for call in calls]
        outcomes = [{each.rule: each.verdict for each in report.verdicts} for report in reports]
        if gold is None:
            return cls(outcomes, {})
        rows = evaluate(checker, calls, gold).cues
        return cls(outcomes, {each.group: each.counts for each in rows if each.cue == cue})


def _figures(before: _Found, after: _Found) -> tuple[ChangedFigures, ...]:
    groups = sorted(before.figures.keys() & after.figures.keys())
    return tuple(
        ChangedFigures(group, before.figures[group], after.figures[group]) for group in groups
    )
