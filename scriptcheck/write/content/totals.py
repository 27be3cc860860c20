"""What many reports come to: overall, by rule, agent, team and day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scriptcheck.report import Outcome, Severity
from scriptcheck.write.content.call_data import CallData
from scriptcheck.write.content.labelled import disputes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.call import Call
    from scriptcheck.language import Text
    from scriptcheck.report import CallReport, ProfileStamp, Verdict
    from scriptcheck.review import CallReview
    from scriptcheck.write.content.section_scores import SectionScore

MOST_KEYS: Final = 10_000
"""Agents, teams and days counted apart at most, so that call data gone wrong fills no memory."""

_WIDTH: Final = 10
BANDS: Final = tuple((low, 100 if low == 90 else low + 9) for low in range(0, 100, _WIDTH))  # noqa: PLR2004
"""The lowest and highest scores of the bands that scores are counted in."""


@dataclass(slots=True)
class GroupTotals:
    """What some calls come to."""

    name: str = ""
    """What people call it, where it is known by an id."""
    team: str = ""
    calls: int = 0
    scored: int = 0
    """Calls that have a score."""
    judged: int = 0
    """Calls of which it is known whether they pass: those with a score, and those that fail by a
    fatal rule without one."""
    passed: int = 0
    score_sum: int = 0
    score_squares: int = 0
    """The sum of the squares of the scores."""
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    """How many of the calls broke each rule."""

    @property
    def mean_score(self) -> float | None:
        """The mean score of the calls that have one, 0 to 100."""
        return self.score_sum / self.scored if self.scored else None

    @property
    def pass_rate(self) -> float | None:
        """The share of the calls judged that passed, 0 to 1."""
        return self.passed / self.judged if self.judged else None

    @property
    def violations(self) -> int:
        """How many violations there were."""
        return sum(self.severities.values())

    @property
    def violations_a_call(self) -> float | None:
        """How many violations a call has in the mean; ``None`` where there are no calls."""
        return self.violations / self.calls if self.calls else None

    def most_broken(self, count: int) -> list[tuple[str, int]]:
        """Return the rules broken most often, and on how many calls."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))[:count]

    def add(self, report: CallReport, violations: tuple[Verdict, ...]) -> None:
        """Count ``report``, whose violations are given."""
        self.calls += 1
        self.scored += report.score is not None
        self.judged += report.passed is not None
        self.passed += report.passed is True
        self.score_sum += report.score or 0
        self.score_squares += (report.score or 0) ** 2
        for verdict in violations:
            self.severities[verdict.severity] += 1
            self.rules[verdict.rule] += 1

    def merge(self, later: GroupTotals) -> None:
        """Count what ``later`` counted after this."""
        self.name, self.team = self.name or later.name, self.team or later.team
        self.calls += later.calls
        self.scored += later.scored
        self.judged += later.judged
        self.passed += later.passed
        self.score_sum += later.score_sum
        self.score_squares += later.score_squares
        self.severities.update(later.severities)
        self.rules.update(later.rules)


@dataclass(slots=True)
class RuleTotals:
    """What the verdicts of one rule come to."""

    rule: str
    title: str
    severity: Severity
    dimension: str | None
    source: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    points: int = 0
    """Points taken off in all, negative."""
    folded: int = 0
    """Failures that are counted under another rule's violation."""
    labelled: int = 0
    """Violations that a reviewer has said something of."""
    disputed: int = 0
    """Those that a reviewer, or an appeal, calls no violation."""

    @property
    def disputed_share(self) -> float | None:
        """The share of the violations with a label that are disputed, 0 to 1."""
        return self.disputed / self.labelled if self.labelled else None

    @property
    def violations(self) -> int:
        """How many calls have a violation of the rule that is counted as its own."""
        return self.outcomes[Outcome.FAIL] - self.folded

    @property
    def kept_rate(self) -> float | None:
        """The share of the calls judged by the rule that kept it, 0 to 1."""
        judged = self.outcomes[Outcome.PASS] + self.outcomes[Outcome.FAIL]
        return self.outcomes[Outcome.PASS] / judged if judged else None


@dataclass(slots=True)
class SectionTotals:
    """What the scores of one section of the scorecard come to."""

    title: Text
    floor: int | None
    judged: int = 0
    """Calls in which it has a score."""
    score_sum: int = 0
    below: int = 0
    """Calls in which it is below its floor."""

    @property
    def mean_score(self) -> float | None:
        """The mean score of the calls in which it has one, 0 to 100."""
        return self.score_sum / self.judged if self.judged else None


class Totals:
    """Counts reports; what it holds does not grow with their number.

    What several counted, one after the other, can be merged, and is what one would have counted.
    """

    def __init__(self) -> None:
        self.all = GroupTotals()
        self.rules: dict[str, RuleTotals] = {}
        self.agents: dict[str, GroupTotals] = {}
        """By the agent's id, or name; empty for calls that name none."""
        self.teams: dict[str, GroupTotals] = {}
        self.days: dict[str, GroupTotals] = {}
        self.sections: dict[str, SectionTotals] = {}
        """By id; as many as scorecards have."""
        self.bands: Counter[int] = Counter()
        """Calls by number of the band that their score is in."""
        self.warnings: Counter[str] = Counter()
        """Calls with each warning."""
        self.profiles: dict[ProfileStamp, int] = {}
        """Calls judged with each profile."""
        self.left_out = 0
        """Agents, teams or days of calls that were one too many to be counted apart."""

    @property
    def labelled(self) -> int:
        """How many violations a reviewer has said something of."""
        return sum(rule.labelled for rule in self.rules.values())

    @property
    def disputed(self) -> int:
        """How many of them are disputed."""
        return sum(rule.disputed for rule in self.rules.values())

    def add(
        self,
        report: CallReport,
        call: Call,
        *,
        sections: Iterable[SectionScore] = (),
        review: CallReview | None = None,
    ) -> None:
        """Count ``report`` on ``call``.

        ``sections`` are the scores of the sections of the scorecard; ``review`` says what reviewers
        said of it, where there was a review.
        """
        data, violations = CallData.of(call), report.violations
        self.all.add(report, violations)
        if data.agent and (agent := self._group(self.agents, data.agent)) is not None:
            agent.add(report, violations)
            agent.name, agent.team = agent.name or data.agent_name, agent.team or data.team
        for groups, key in ((self.teams, data.team), (self.days, data.day)):
            if key and (group := self._group(groups, key)) is not None:
                group.add(report, violations)
        if report.score is not None:
            self.bands[min(report.score // _WIDTH, len(BANDS) - 1)] += 1
        self.warnings.update({warning.code for warning in report.warnings})
        self.profiles[report.profile] = self.profiles.get(report.profile, 0) + 1
        for verdict in report.verdicts:
            self._count(verdict)
        for section in sections:
            self._count_section(section)
        for rule, is_disputed in disputes(report, review).items():
            self.rules[rule].labelled += 1
            self.rules[rule].disputed += is_disputed

    def merge(self, later: Totals) -> None:
        """Count what ``later`` counted after this, which is used up by it.

        The same comes out as if this had counted all, unless ``later`` had more keys than it holds.
        """
        self.all.merge(later.all)
        for groups, more in (
            (self.agents, later.agents),
            (self.teams, later.teams),
            (self.days, later.days),
        ):
            for key, counted in more.items():
                if (group := self._group(groups, key, counted.calls)) is not None:
                    group.merge(counted)
        self.left_out += later.left_out
        self.bands.update(later.bands)
        self.warnings.update(later.warnings)
        for profile, calls in later.profiles.items():
            self.profiles[profile] = self.profiles.get(profile, 0) + calls
        for rule, counts in later.rules.items():
            if (known := self.rules.setdefault(rule, counts)) is not counts:
                known.outcomes.update(counts.outcomes)
                known.points += counts.points
                known.folded += counts.folded
                known.labelled += counts.labelled
                known.disputed += counts.disputed
        for name, scores in later.sections.items():
            if (section := self.sections.setdefault(name, scores)) is not scores:
                section.judged += scores.judged
                section.score_sum += scores.score_sum
                section.below += scores.below

    def _group(
        self, groups: dict[str, GroupTotals], key: str, calls: int = 1
    ) -> GroupTotals | None:
        """Return the group of ``key``; ``None`` where its ``calls`` are not counted apart."""
        if key not in groups:
            if len(groups) >= MOST_KEYS:
                self.left_out += calls
                return None
            groups[key] = GroupTotals()
        return groups[key]

    def _count(self, verdict: Verdict) -> None:
        found = self.rules.get(verdict.rule)
        if found is None:
            found = self.rules[verdict.rule] = RuleTotals(
                verdict.rule, verdict.title, verdict.severity, verdict.dimension, verdict.source
            )
        found.outcomes[verdict.verdict] += 1
        found.points += verdict.points
        found.folded += bool(verdict.under)

    def _count_section(self, found: SectionScore) -> None:
        totals = self.sections.setdefault(found.section, SectionTotals(found.title, found.floor))
        totals.judged += found.score is not None
        totals.score_sum += found.score or 0
        totals.below += found.is_below

    def rules_by_failures(self) -> list[RuleTotals]:
        """Return the rules, the one broken most often first."""
        return sorted(
            self.rules.values(),
            key=lambda each: (-each.violations, -each.outcomes[Outcome.FAIL], each.rule),
        )

    def rules_by_disputes(self) -> list[RuleTotals]:
        """Return the rules with violations that have a label, the one disputed most often first."""
        found = [each for each in self.rules.values() if each.labelled]
        return sorted(found, key=lambda each: (-each.disputed, -each.labelled, each.rule))
