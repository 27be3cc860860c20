"""What an agent should have said where a rule was broken, in the words of the lexicon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import partial_ratio

from scriptcheck.lexicon.conditions import AllOf, AnyOf, CueCondition
from scriptcheck.lexicon.template import bind, parse_template, plainest
from scriptcheck.rules.order import Order
from scriptcheck.rules.require import Require
from scriptcheck.rules.respond import Respond
from scriptcheck.rules.words import with_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.report import Verdict

_MARKS: Final = re.compile("[【】]")
_MOST: Final = 3
"""Wordings that are given of one violation."""


def right_words(verdict: Verdict, profile: Profile) -> tuple[str, ...]:
    """Return up to three wordings, any of which would have kept ``verdict`` from being a violation.

    Each cue that was missing gives the example that is most like its first phrase; where something
    came near a cue, that cue gives the one most like the phrase that it was near to. A cue without
    an example of one turn gives the phrase itself, with the first of each choice. There are none
    for rules that only forbid.
    """
    rule = profile.rules.get(verdict.rule)
    if rule is None:
        return ()
    if (nearest := verdict.nearest) is not None and nearest.cue in profile.cues:
        return (_wording(profile, nearest.cue, nearest.phrase),)
    said = {match.cue for match in verdict.evidence}
    cues = dict.fromkeys(_missing(rule, said))
    found = (
        _wording(profile, cue, _plainest(profile, cue))
        for cue in cues
        if profile.cues[cue].speaker != "customer"
    )
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST]


def _missing(rule: RuleSpec, said: Set[str]) -> Iterator[str]:
    """Yield the cues that ``rule`` wants and that were not ``said``."""
    match rule:
        case Require():
            yield from (cue for cue in _wanted(rule.require) if cue not in said)
        case Respond():
            # What came before the trigger is no answer to it, so that all of it was missing.
            yield from _wanted(rule.respond.with_)
        case Order():
            steps = [cue for chain in rule.order for step in chain.every for cue in step.cue]
            yield from (cue for cue in steps if cue not in said)


def _wanted(condition: Condition | None) -> Iterator[str]:
    """Yield the cues by which ``condition`` can hold; what must not be said is none of them."""
    match condition:
        case CueCondition(cue=cue):
            yield cue
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _wanted(part)


def _wording(profile: Profile, cue: str, phrase: str) -> str:
    """Return the example of ``cue`` most like ``phrase``; the phrase where there is none.

    A template's plainest wording is often no sentence: 还有问题帮 for 请问还有其他问题需要帮您吗.
    """
    examples = [
        with_names(_MARKS.sub("", text), profile.variables)
        for text in profile.cues[cue].examples.hit
        if "\n" not in text
    ]
    return max(examples, key=lambda text: partial_ratio(phrase, text), default=phrase)


def _plainest(profile: Profile, cue: str) -> str:
    words = {name: tuple(map(parse_template, each)) for name, each in profile.variables.items()}
    first = profile.cues[cue].phrases[0]
    return plainest(bind(parse_template(first.text), words))
