"""Conditions, decided with three values: what the call lacks the data for stays open."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace

from scriptcheck.lexicon.conditions import (
    AllOf,
    AnyOf,
    CueCondition,
    MetaIs,
    MetricIs,
    Not,
    SpokenIs,
    WindowSpec,
)
from scriptcheck.match.extent import Extent, holds, matches_within
from scriptcheck.match.window import Undecided, Window, window_of
from scriptcheck.rules.call_data_value import says_same
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import CueMatch, Measured

T = TypeVar("T")

_NEXT_TO: Final = 2
"""Characters between two matches at most for them to be one utterance."""

Scope: TypeAlias = WindowSpec | Window | tuple[Extent, ...]
"""Where cues without a window of their own count: a window, or where it lies in a call."""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """Whether a condition holds, and by what."""

    holds: bool | None
    """``None`` where the call lacks the data to decide."""
    evidence: tuple[CueMatch, ...] = ()
    """The matches that it rests on."""
    searched: tuple[Extent, ...] = ()
    missed: tuple[str, ...] = ()
    """The cues not matched."""
    reason: str = ""
    """What the call lacks, where ``holds`` is ``None``."""
    measured: tuple[Measured, ...] = ()
    """The metrics that it rests on."""


Decider: TypeAlias = "Callable[[Findings, Scope | None], Decision]"
"""Decides one condition in any call, as ``decide`` does; it can be pickled."""


def decide(condition: Condition, findings: Findings, within: Scope | None = None) -> Decision:
    """Return whether ``condition`` holds; ``within`` is for cues without a window of their own."""
    return _decider(condition, _decider)(findings, within)


def decider(condition: Condition) -> Decider:
    """Return what decides ``condition``, for conditions that are decided in many calls.

    The fields of a model take long to read, so that is done here once. Rules share conditions, so
    what one decides of a call is kept with its findings.
    """
    decide_anew = _decider(condition, lambda part, _: decider(part))
    if isinstance(decide_anew, partial) and decide_anew.func is decide_cue:
        return decide_anew
    return partial(_decide_once, condition.model_dump_json(), decide_anew)


def _decide_once(
    condition: str, decide_anew: Decider, findings: Findings, within: Scope | None
) -> Decision:
    """Return what ``decide_anew`` decides; ``condition`` is the same for equal conditions."""
    if within is not None and not isinstance(within, Window):
        return decide_anew(findings, within)
    key = condition, within, findings.is_certain
    known: Decision | None = findings.decided.get(key)
    if known is None:
        known = findings.decided[key] = decide_anew(findings, within)
    return known


def _decider(  # noqa: PLR0911  (one a kind)
    condition: Condition, of_part: Callable[[Condition, Any], Decider]
) -> Decider:
    """Return what decides ``condition``, its parts by what ``of_part`` returns of each."""
    match condition:
        case CueCondition():
            return _cue_decider(condition)
        case Not(not_=part):
            return partial(_not, of_part(part, of_part))
        case AllOf(all=parts):
            return partial(_all_of, tuple([of_part(part, of_part) for part in parts]))
        case AnyOf(any=parts, at_least=least):
            return partial(_any_of, least, tuple([of_part(part, of_part) for part in parts]))
        case MetaIs():
            return partial(_meta, condition)
        case MetricIs():
            return partial(_metric, condition)
        case SpokenIs(spoken=speaker, characters=least, within=own):
            window = None if own is None else window_of(own)
            return partial(_spoken, speaker, least, window)


def _cue_decider(condition: CueCondition) -> Decider:
    cue, own = condition.cue, condition.within
    window = None if own is None else window_of(own)
    wanted = _Wanted(
        condition.rest_characters,
        condition.apart_from,
        condition.learned,
        condition.turns,
        condition.possibly,
    )
    if wanted != _ANY_MATCH:
        return partial(_some_of_cue, cue, window, wanted)
    return partial(decide_cue, cue) if window is None else partial(_decide_cue_within, cue, window)


class _Wanted(NamedTuple):
    """Which matches count, and how many there must be."""

    rest: int | None = None
    """Characters after them in their turn at most."""
    apart: tuple[str, ...] = ()
    """The cues that they must not be part of."""
    learned: bool = True
    """Whether those count that a learned model alone has found."""
    turns: int = 1
    """In how many turns they must be."""
    possibly: str | None = None
    """The cue that their turns must have as well, be it only possibly."""


_ANY_MATCH: Final = _Wanted()


def decide_cue(cue: str, findings: Findings, within: Scope | None = None) -> Decision:
    """Return whether ``cue`` is matched ``within`` a part of the call."""
    if within is not None and not isinstance(within, Window):
        if isinstance(within, tuple):
            return _decide_cue(cue, findings, within)
        within = window_of(within)
    key = cue, within, findings.is_certain
    known: Decision | None = findings.decided.get(key)
    if known is None:
        known = findings.decided[key] = _decide_cue(cue, findings, within)
    return known


def _decide_cue(
    cue: str, findings: Findings, within: Window | tuple[Extent, ...] | None
) -> Decision:
    extents = extents_of(within, findings)
    if isinstance(extents, Undecided):
        return Decision(None, (), (), (), extents.reason)
    matches: Sequence[CueMatch] = findings.matches.get(cue, ())
    if matches and within is not None:
        if isinstance(within, tuple):
            matches = matches_within(extents, matches)
        else:
            matches = findings.matches_within(cue, within)
    if matches:
        return Decision(True, tuple(matches), extents)
    if cue in findings.unsure:
        for dropped in findings.unsure_of(cue):
            if holds(extents, dropped):
                return Decision(None, (), extents, (), dropped.reason)
    return Decision(False, (), extents, (cue,))


def unsure_anchor(window: Window | None, findings: Findings) -> Undecided | None:
    """Return why it is open where ``window`` lies: its cue may have been matched, or not."""
    if window is not None and findings.unsure:
        for cue in window.cues:
            unsure = None if cue in findings.matches else next(findings.unsure_of(cue), None)
            if unsure is not None:
                return Undecided(unsure.reason)
    return None


def extents_of(scope: Scope | None, findings: Findings) -> tuple[Extent, ...] | Undecided:
    """Return where in the call ``scope`` lies, or why that is open."""
    if scope is None:
        return findings.timeline.everywhere
    if isinstance(scope, tuple):
        return scope
    window = scope if isinstance(scope, Window) else window_of(scope)
    return unsure_anchor(window, findings) or findings.extents(window)


def _decide_cue_within(
    cue: str, own: Window, findings: Findings, _within: Scope | None
) -> Decision:
    return decide_cue(cue, findings, own)


def _some_of_cue(
    cue: str, own: Window | None, wanted: _Wanted, findings: Findings, within: Scope | None
) -> Decision:
    found = decide_cue(cue, findings, within if own is None else own)
    if not found.holds:
        return found
    others = [each for name in wanted.apart for each in findings.matches.get(name, ())]
    turns = None if wanted.possibly is None else _possible_turns(wanted.possibly, findings)
    kept = tuple(
        match
        for match in found.evidence
        if (wanted.learned or match.learned is None)
        and (wanted.rest is None or _has_at_most(match, wanted.rest, findings))
        and not any(_are_one(match, other) for other in others)
        and (turns is None or match.turn in turns)
    )
    if len({match.turn for match in kept}) >= wanted.turns:
        return replace(found, evidence=kept)
    return Decision(False, (), found.searched, (cue,))


def _possible_turns(cue: str, findings: Findings) -> set[int]:
    """Return the turns in which ``cue`` is matched, or only possibly said."""
    turns = {match.turn for match in findings.matches.get(cue, ())}
    return turns | {dropped.turn for dropped in findings.unsure_of(cue)}


def _has_at_most(match: CueMatch, most: int, findings: Findings) -> bool:
    """Return whether at most so many characters that are spoken follow ``match`` in its turn."""
    # Turns may be as long as books: nothing is counted further than that.
    text = findings.call.turns[match.turn].text
    behind = (text[at] for at in range(match.end, len(text)))
    return sum(1 for _ in islice(filter(str.isalnum, behind), most + 1)) <= most


def _are_one(match: CueMatch, other: CueMatch) -> bool:
    """Return whether the two overlap, or hardly more than a mark stands between them."""
    return (
        match.turn == other.turn
        and match.start < other.end + _NEXT_TO
        and other.start < match.end + _NEXT_TO
    )


def _spoken(
    speaker: str, least: int, own: Window | None, findings: Findings, within: Scope | None
) -> Decision:
    extents = extents_of(within if own is None else own, findings)
    if isinstance(extents, Undecided):
        return Decision(None, (), (), (), extents.reason)
    turns = findings.call.turns
    holds = any(
        turns[number].speaker == speaker and sum(map(str.isalnum, turns[number].text)) >= least
        for extent in extents
        for number in range(extent.first.turn, min(extent.last.turn + 1, len(turns)))
    )
    return Decision(holds, (), extents)


def _not(inner: Decider, findings: Findings, within: Scope | None) -> Decision:
    found = inner(findings, within)
    return found if found.holds is None else replace(found, holds=not found.holds)


def _all_of(parts: Sequence[Decider], findings: Findings, within: Scope | None) -> Decision:
    return _all([decide(findings, within) for decide in parts])


def _any_of(
    least: int, parts: Sequence[Decider], findings: Findings, within: Scope | None
) -> Decision:
    return _at_least(least, [decide(findings, within) for decide in parts])


def _meta(condition: MetaIs, findings: Findings, _within: Scope | None) -> Decision:
    value = findings.meta.get(condition.meta)
    if value is None:
        return Decision(condition.unknown, reason=VerdictReason.NO_CALL_DATA)
    return Decision(any(says_same(value, wanted) for wanted in condition.values))


def _metric(condition: MetricIs, findings: Findings, _within: Scope | None) -> Decision:
    metrics = findings.metrics
    measured = metrics.measured.get(condition.metric)
    if measured is None:
        return Decision(condition.unknown, reason=metrics.missing[condition.metric])
    keeps = condition.broken_bound(measured.value) is None
    return Decision(keeps, measured=(measured,))


def _at_least(least: int, parts: Sequence[Decision]) -> Decision:
    """Return the parts as one that holds when ``least`` of them do."""
    holding = [part for part in parts if part.holds]
    open_parts = [part for part in parts if part.holds is None]
    missing = [part for part in parts if part.holds is False]
    if len(holding) >= least:
        return _joined(True, holding, parts)
    if len(holding) + len(open_parts) >= least:
        return _joined(None, open_parts, parts)
    return _joined(False, [*holding, *missing], parts)


def _all(parts: Sequence[Decision]) -> Decision:
    """Return the parts as one that holds when every one does."""
    missing = [part for part in parts if part.holds is False]
    if missing:
        return _joined(False, missing, parts)
    open_parts = [part for part in parts if part.holds is None]
    return _joined(None if open_parts else True, open_parts or parts, parts)


def _joined(holds: bool | None, grounds: Sequence[Decision], parts: Sequence[Decision]) -> Decision:
    """Return the decision on ``parts`` that rests on ``grounds``, some of them."""
    evidence = [part.evidence for part in grounds if part.evidence]
    return Decision(
        holds,
        # A match is one object wherever it counts, and its identity is cheaper than its fields.
        evidence[0]
        if len(evidence) == 1
        else tuple({id(match): match for matches in evidence for match in matches}.values()),
        _united([part.searched for part in parts]),
        _united([part.missed for part in grounds]),
        next((part.reason for part in parts if part.holds is None), "") if holds is None else "",
        _united([part.measured for part in grounds]),
    )


def _united(rows: Sequence[tuple[T, ...]]) -> tuple[T, ...]:
    """Return what is in ``rows``, in order and once; most often all rows are the same one."""
    first: tuple[T, ...] = ()
    for row in rows:
        if row is not first and row:
            if first:
                return tuple(dict.fromkeys(item for row in rows for item in row))
            first = row
    return first
