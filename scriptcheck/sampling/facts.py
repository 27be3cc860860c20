"""What of a call decides whether it is drawn: whose it is, and what makes it worth listening to."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.report import Outcome
from scriptcheck.write.content.call_data import CallData

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.report import CallReport


class Stratum(StrEnum):
    """What makes a call worth listening to; a call may be in several."""

    VIOLATIONS = "violations"
    """Some rule fails."""
    NEAR_PASS = "near_pass"  # noqa: S105  (a score, not a password)
    """Its score is near the one that passes, so that one mistake decides."""
    UNDECIDABLE = "undecidable"
    """Some rule could not be judged."""
    SUSPECTS = "suspects"
    """The learned model points at a turn."""
    RANDOM = "random"
    """Nothing: drawn among all calls, so that what nobody looks for is found as well."""

    __hash__ = str.__hash__


STRATUM_WORDS: Final = MappingProxyType(
    {
        Stratum.VIOLATIONS: Text("有违规的", "violations"),
        Stratum.NEAR_PASS: Text("临近合格线的", "near the passing score"),
        Stratum.UNDECIDABLE: Text("有判断不了的规则的", "undecidable"),
        Stratum.SUSPECTS: Text("模型提请人看的", "suspects"),
        Stratum.RANDOM: Text("随机的", "random"),
    }
)
"""What people call each stratum."""

ORDER: Final = tuple(Stratum)
"""The order in which quotas are filled; ``RANDOM`` comes last and takes what others lack."""


class CallFacts(NamedTuple):
    """The facts of one call."""

    call_id: str
    number: int
    """How many calls with this id come before it."""
    agent: str
    team: str
    rules: tuple[str, ...]
    """The rules that fail."""
    strata: frozenset[Stratum]


def call_facts(
    report: CallReport, call: Call, *, number: int = 0, pass_score: int, near: int
) -> CallFacts:
    """Return the facts of a call; its score is near where it is ``near`` points or less away."""
    strata = {Stratum.RANDOM}
    verdicts = {verdict.verdict for verdict in report.verdicts}
    if Outcome.FAIL in verdicts:
        strata.add(Stratum.VIOLATIONS)
    if Outcome.UNDECIDABLE in verdicts:
        strata.add(Stratum.UNDECIDABLE)
    if report.score is not None and abs(report.score - pass_score) <= near:
        strata.add(Stratum.NEAR_PASS)
    if report.suspects:
        strata.add(Stratum.SUSPECTS)
    data = CallData.of(call)
    rules = tuple(verdict.rule for verdict in report.verdicts if verdict.verdict is Outcome.FAIL)
    return CallFacts(report.call_id, number, data.agent, data.team, rules, frozenset(strata))
