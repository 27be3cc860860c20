"""What a profile says of reviews: points, the score that passes, and until when appeals count."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.lexicon.same_as import groups_of
from scriptcheck.lexicon.scorecard import MOST_POINTS, Scorecard
from scriptcheck.rules.people import PeopleItem
from scriptcheck.score import ScoreMaker, passes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import Verdict

_NO_GROUPS: Mapping[str, str] = MappingProxyType({})
_NO_CAPS: Mapping[str, int] = MappingProxyType({})


class ReviewTerms(NamedTuple):
    """What a profile says of reviews."""

    points: Mapping[str, int]
    """By rule, the points that it takes off, for violations that the machine did not find."""
    pass_score: int
    appeal_days: int | None
    """Days after the review within which an appeal counts; ``None`` for no deadline."""
    scorecard: ScoreMaker = ScoreMaker(Scorecard(), {})
    """How verdicts come to a score; by points, unless the profile says otherwise."""
    groups: Mapping[str, str] = _NO_GROUPS
    """By rule, the group of rules that fail by the same miss."""
    caps: Mapping[str, int] = _NO_CAPS
    """By rule whose points count for each turn, the most that it takes off."""
    plus: Mapping[str, int] = MappingProxyType({})
    """By item that people judge, the points that it adds where it is kept."""
    sha256: str = ""
    """Hash of the profile; empty where there is none to compare with."""

    @classmethod
    def of(cls, profile: Profile) -> ReviewTerms:
        """Return what ``profile`` says."""
        rules = {name: each for name, each in profile.rules.items() if isinstance(each, CallRule)}
        groups = groups_of(rules)
        return cls(
            points={name: rule.points for name, rule in profile.rules.items()},
            pass_score=profile.pass_score,
            appeal_days=profile.appeal_days,
            scorecard=ScoreMaker(profile.scorecard, profile.rules, pass_score=profile.pass_score),
            groups={name: group for name, group in groups.items() if _is_shared(group, groups)},
            caps={
                name: rule.scoring.at_most or MOST_POINTS
                for name, rule in rules.items()
                if rule.scoring.each
            },
            plus={
                name: rule.scoring.plus
                for name, rule in rules.items()
                if isinstance(rule, PeopleItem) and rule.scoring.plus
            },
            sha256=profile.sha256,
        )

    def own_points(self, verdict: Verdict) -> int:
        """Return the points of the rule of ``verdict`` where it fails by a miss of its own."""
        points = self.points.get(verdict.rule, 0)
        if (cap := self.caps.get(verdict.rule)) is None or not verdict.is_failed:
            return points
        return max(points * (len({hit.turn for hit in verdict.evidence}) or 1), -cap)

    def totals(self, verdicts: Sequence[Verdict]) -> tuple[int | None, bool | None]:
        """Return the score of ``verdicts``, and whether the call passes.

        Both are ``None`` where a rule is not one of those that the scorecard weighs.
        """
        if not self.scorecard.weighs_all(verdicts):
            return None, None
        points = self.scorecard.score(verdicts)
        passed = passes(verdicts, points, self.pass_score)
        if passed:
            passed = self.scorecard.keeps_floors(self.scorecard.section_scores(verdicts))
        return points, passed


def _is_shared(group: str, groups: Mapping[str, str]) -> bool:
    return sum(each == group for each in groups.values()) > 1
