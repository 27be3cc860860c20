"""Where a cue is said, by what a label says of a rule alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon.conditions import CueCondition
from scriptcheck.match.prepared_cue import is_said_by
from scriptcheck.report import Outcome
from scriptcheck.rules.forbid import Forbid
from scriptcheck.rules.require import Require

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.evaluate.gold import GoldCall
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.report import CallReport, Verdict


def turns_by_verdicts(
    label: GoldCall,
    call: Call,
    report: CallReport,
    rules: Mapping[str, RuleSpec],
    cues: Mapping[str, Cue],
) -> Iterator[tuple[str, int]]:
    """Yield cues and turns in which they are said, as far as ``label`` is right on ``report``.

    That is known where a rule hangs on one cue, the one that it forbids or requires, and on one
    turn: the one in which a reviewer added the violation, or the only one in which the rule looked
    and that may say the cue.
    """
    for added in label.added:
        cue = _cue_of(rules.get(added.rule), Outcome.FAIL)
        if cue is not None and label.verdicts.get(added.rule) is Outcome.FAIL:
            yield cue, added.turn
    for verdict in report.verdicts:
        right = label.verdicts.get(verdict.rule)
        cue = None if right is None else _cue_of(rules.get(verdict.rule), right)
        if cue is not None and {right, verdict.verdict} == {Outcome.PASS, Outcome.FAIL}:
            turns = _turns_in_reach(verdict, call, cues[cue])
            if len(turns) == 1:
                yield cue, turns[0]


def _cue_of(rule: RuleSpec | None, verdict: Outcome) -> str | None:
    """Return the cue that must have been said for ``rule`` to come to ``verdict``."""
    if isinstance(rule, Forbid) and verdict is Outcome.FAIL:
        condition = rule.forbid
    elif isinstance(rule, Require) and verdict is Outcome.PASS:
        condition = rule.require
    else:
        return None
    return condition.cue if isinstance(condition, CueCondition) else None


def _turns_in_reach(verdict: Verdict, call: Call, cue: Cue) -> list[int]:
    """Return the turns in which the rule looked and whose speaker may say ``cue``."""
    if verdict.searched is None or verdict.searched.turns is None:
        return []
    first, last = verdict.searched.turns
    return [
        number
        for number in range(first, min(last + 1, len(call.turns)))
        if is_said_by(cue, call.turns[number].speaker)
    ]
