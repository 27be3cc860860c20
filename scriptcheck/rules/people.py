"""The form ``people``: an item of a scorecard that people judge; it is open until a label says.

A review label gives it the verdict ``pass`` or ``fail``, as it may give any other rule one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from scriptcheck.lexicon.base import NonEmpty
from scriptcheck.lexicon.rule_models import CallExamples, CallRule, Dialogue
from scriptcheck.report import Outcome
from scriptcheck.rules.form import Judgement, RuleForm
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from scriptcheck.match.findings import Findings

_None = Annotated[tuple[Dialogue, ...], Field(max_length=0, strict=False)]


class ItemExamples(CallExamples):
    """Examples of an item: of when it applies alone, since no program can judge it."""

    pass_: Annotated[_None, Field(alias="pass")] = ()
    fail: _None = ()


class PeopleItem(CallRule):
    """An item that people fill in."""

    people: NonEmpty
    """What people are asked, such as whether the tone was friendly."""
    people_en: NonEmpty = ""
    examples: ItemExamples = ItemExamples()


OPEN: Final = Judgement(Outcome.UNDECIDABLE, reason=VerdictReason.FOR_PEOPLE)


def judge(rule: PeopleItem, findings: Findings) -> Judgement:  # noqa: ARG001  (as forms have it)
    """Return that the item is open."""
    return OPEN


PEOPLE: Final = RuleForm("people", PeopleItem, judge, by_conditions=True)
