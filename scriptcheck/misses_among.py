"""Violations among some of the rules: each miss is one, though the rule it counted under is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from scriptcheck.report import CueMatch, Verdict


def verdicts_among(verdicts: Sequence[Verdict], kept: Set[str]) -> tuple[Verdict, ...]:
    """Return those of ``verdicts`` whose rules are ``kept``, so that each miss is one violation.

    Of what was counted under a rule that is not, the most severe is a violation of its own, and the
    others are counted under that, unless they show other words. Its points stay 0.
    """
    under = _new_leads(verdicts, kept)
    return tuple(_among(each, kept, under) for each in verdicts if each.rule in kept)


def share_words(one: CueMatch, other: CueMatch) -> bool:
    """Return whether two matches rest on words that overlap or touch."""
    return one.turn == other.turn and other.start <= one.end and one.start <= other.end


def _new_leads(verdicts: Sequence[Verdict], kept: Set[str]) -> dict[str, str]:
    """Return for each rule whose lead is not ``kept`` the rule that it counts under now.

    It is empty for those that are violations of their own.
    """
    found: dict[str, str] = {}
    by_rule = {each.rule: each for each in verdicts}
    for lead in verdicts:
        # A lead that reviewers have overturned is no violation for others to be again.
        if lead.rule in kept or not lead.also or lead.verdict is not Outcome.FAIL:
            continue
        own: list[Verdict] = []
        for verdict in (by_rule[name] for name in lead.also if name in kept & by_rule.keys()):
            if verdict.under != lead.rule:
                continue
            others = (each.rule for each in verdicts if verdict.rule in each.also)
            known = next((each for each in others if each in kept), None)
            joined = known or next((e.rule for e in own if _are_one(e, verdict, lead)), "")
            found[verdict.rule] = joined
            own += () if joined else (verdict,)
    return found


def _are_one(one: Verdict, other: Verdict, lead: Verdict) -> bool:
    """Return whether what was counted under ``lead`` is one miss without it, too.

    So it is, unless each shares words with ``lead`` and neither any with the other.
    """
    return _share_words(one, other) or not (_share_words(one, lead) and _share_words(other, lead))


def _share_words(one: Verdict, other: Verdict) -> bool:
    return any(share_words(hit, each) for hit in one.evidence for each in other.evidence)


def _among(verdict: Verdict, kept: Set[str], under: Mapping[str, str]) -> Verdict:
    """Return ``verdict`` with what of its relations is ``kept`` or new."""
    also = dict.fromkeys(rule for rule in verdict.also if rule in kept)
    also |= dict.fromkeys(rule for rule, lead in under.items() if lead == verdict.rule)
    lead = under.get(verdict.rule, verdict.under)
    if (lead, tuple(also)) == (verdict.under, verdict.also):
        return verdict
    return replace(verdict, under=lead, also=tuple(also))
