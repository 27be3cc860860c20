"""The verdicts of a call after review, so that each miss still counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.report import Verdict
    from scriptcheck.review.terms import ReviewTerms


def standing_verdicts(
    machine: Sequence[Verdict], final: Mapping[str, Outcome], terms: ReviewTerms
) -> tuple[Verdict, ...]:
    """Return the verdicts of ``machine`` with the outcomes ``final``, by rule, in their place.

    What is no violation any more costs nothing. Where others were counted under it, the gravest of
    those that still fail becomes a violation of its own, with its rule's points, and the others are
    counted under that. A violation that was added counts once with the others of its miss.
    """
    found = {each.rule: _with(each, final.get(each.rule, each.verdict), terms) for each in machine}
    for verdict in machine:
        if verdict.is_failed and not found[verdict.rule].is_failed:
            _succeed(verdict.rule, found, terms)
    added = {each.rule for each in machine if found[each.rule].is_failed and not each.is_failed}
    for group in sorted({terms.groups[rule] for rule in added if rule in terms.groups}):
        _count_once(group, found, terms)
    return tuple(found.values())


def _with(verdict: Verdict, outcome: Outcome, terms: ReviewTerms) -> Verdict:
    if outcome is verdict.verdict:
        return verdict
    points = terms.plus.get(verdict.rule, 0) if outcome is Outcome.PASS else 0
    if outcome is Outcome.FAIL:
        points = terms.own_points(verdict)
    return replace(verdict, verdict=outcome, points=points, also=(), under="")


def _succeed(lost: str, found: dict[str, Verdict], terms: ReviewTerms) -> None:
    """Have the gravest violation that was counted under ``lost`` stand in its place."""
    followers = [each for each in found.values() if each.under == lost and each.is_failed]
    if followers:
        _lead(followers, found, terms)


def _count_once(group: str, found: dict[str, Verdict], terms: ReviewTerms) -> None:
    """Have the gravest violation of ``group`` stand for the others of it."""
    failed = {
        rule: each
        for rule, each in found.items()
        if each.is_failed and terms.groups.get(rule) == group
    }
    # One that is counted under a rule of another group, for its words, stays there.
    members = [each for each in failed.values() if not each.under or each.under in failed]
    if len(members) > 1:
        _lead(members, found, terms)


def _lead(verdicts: Sequence[Verdict], found: dict[str, Verdict], terms: ReviewTerms) -> None:
    """Have the gravest of ``verdicts`` stand, and the others counted under it."""
    own = {each.rule: _own_points(each, terms) for each in verdicts}
    first, *rest = sorted(
        verdicts, key=lambda each: (each.severity.rank, own[each.rule], each.rule)
    )
    names = {each.rule for each in rest}
    for each in rest:
        found[each.rule] = replace(each, points=0, also=(), under=first.rule)
    for rule, each in found.items():
        # What was counted under one of them by its words moves along.
        if each.under in names and rule not in names and rule != first.rule:
            found[rule] = replace(each, under=first.rule)
    also = {rule for rule, each in found.items() if each.under == first.rule}
    found[first.rule] = replace(
        first, points=own[first.rule], also=tuple(sorted({*first.also, *also})), under=""
    )


def _own_points(verdict: Verdict, terms: ReviewTerms) -> int:
    return terms.own_points(verdict) if verdict.under else verdict.points
