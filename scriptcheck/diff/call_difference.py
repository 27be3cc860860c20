"""Two reports on one call, compared verdict by verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.diff.difference import ChangeKind, MatchDifference, VerdictDifference
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.report import CallReport, CueMatch, Verdict

Place: TypeAlias = tuple[str, int, int, int]
"""Cue, turn, start and end."""

RuleCues: TypeAlias = "Mapping[str, frozenset[str]]"
"""By rule, the cues that its verdict can rest on."""


def call_difference(
    old: CallReport, new: CallReport, cues_of: RuleCues | None = None
) -> Iterator[VerdictDifference]:
    """Yield what differs between the verdicts of ``old`` and ``new``, by rule id.

    Texts are not compared: a verdict with another message is the same verdict. A rule that only one
    side has counts where it fails. ``cues_of`` says which cues may be a cause of a rule's change;
    without it, any that differ in the call.
    """
    before = {verdict.rule: verdict for verdict in old.verdicts}
    after = {verdict.rule: verdict for verdict in new.verdicts}
    for rule in sorted(before.keys() | after.keys()):
        one, other = before.get(rule), after.get(rule)
        kind = _kind(one, other)
        shown = other or one
        if kind is None or shown is None:
            continue
        known = None if cues_of is None else _cues_behind(rule, (one, other), cues_of)
        yield VerdictDifference(
            call_id=new.call_id,
            source=new.source,
            rule=rule,
            title=shown.title,
            kind=kind,
            severity=shown.severity,
            before=one.verdict if one else None,
            after=other.verdict if other else None,
            points_before=one.points if one else 0,
            points_after=other.points if other else 0,
            causes=_causes(old, new, one, other, known),
        )


def _cues_behind(rule: str, sides: Iterable[Verdict | None], cues_of: RuleCues) -> frozenset[str]:
    """Return the cues that may change the verdicts of ``rule``, or what it was counted with."""
    rules = {rule}
    for verdict in sides:
        if verdict is not None:
            rules |= {*verdict.also, verdict.under}
    return frozenset().union(*(cues_of.get(each, frozenset()) for each in rules))


def _kind(old: Verdict | None, new: Verdict | None) -> ChangeKind | None:
    failed, fails = (each is not None and each.verdict is Outcome.FAIL for each in (old, new))
    if failed != fails:
        return ChangeKind.NEWLY_FAILING if fails else ChangeKind.NO_LONGER_FAILING
    if old is None or new is None:
        return None
    if old.verdict is not new.verdict:
        return ChangeKind.OTHER_OUTCOME
    if fails and (old.points, old.severity) != (new.points, new.severity):
        return ChangeKind.WEIGHT
    if _by_place(old.evidence).keys() != _by_place(new.evidence).keys():
        return ChangeKind.EVIDENCE
    return None


def _causes(
    old: CallReport,
    new: CallReport,
    before: Verdict | None,
    after: Verdict | None,
    cues: frozenset[str] | None,
) -> tuple[MatchDifference, ...]:
    """Return the matches of only one side that the verdicts rest on, else those in the call."""
    if before is None or after is None:
        # The rule is new or gone: what is shown is what it rests on.
        before_evidence = before.evidence if before else ()
        after_evidence = after.evidence if after else ()
        return tuple(_one_sided(before_evidence, after_evidence, old, new))
    by_evidence = tuple(_one_sided(before.evidence, after.evidence, old, new))
    real = tuple(each for each in by_evidence if _is_real(each, old, new))
    if real:
        return real
    differing = tuple(
        each
        for each in _one_sided(old.cues, new.cues, old, new)
        if cues is None or each.cue in cues
    )
    return differing or by_evidence


def _is_real(difference: MatchDifference, old: CallReport, new: CallReport) -> bool:
    """Return whether the other side did not match this at all, rather than not rest on it."""
    lacking = old if difference.in_new else new
    place = (difference.cue, difference.turn, difference.start, difference.end)
    return place not in _by_place(lacking.cues)


def _one_sided(
    before: Iterable[CueMatch], after: Iterable[CueMatch], old: CallReport, new: CallReport
) -> Iterator[MatchDifference]:
    one, other = _by_place(before), _by_place(after)
    for place in sorted(one.keys() ^ other.keys(), key=lambda each: (each[1:], each[0])):
        in_new = place in other
        match = other[place] if in_new else one[place]
        lacking = old if in_new else new
        yield MatchDifference(
            in_new=in_new,
            cue=match.cue,
            turn=match.turn,
            start=match.start,
            end=match.end,
            quote=match.quote,
            phrase=match.phrase,
            dropped=_dropped(match, lacking),
        )


def _dropped(match: CueMatch, report: CallReport) -> str:
    for other in report.suppressed:
        overlaps = other.start < match.end and match.start < other.end
        if other.cue == match.cue and other.turn == match.turn and overlaps:
            return other.reason
    return ""


def _by_place(matches: Iterable[CueMatch]) -> dict[Place, CueMatch]:
    return {place_of(each): each for each in matches}


def place_of(match: CueMatch) -> Place:
    """Return the cue of ``match`` and where it is."""
    return match.cue, match.turn, match.start, match.end
