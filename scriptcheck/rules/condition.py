"""Conditions, decided with three values: what the call lacks the data for stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scriptcheck.lexicon.conditions import (
    AllOf,
    AnyOf,
    CueHeard,
    MetaIs,
    MetricIs,
    Not,
    Window,
)
from scriptcheck.match.window import Extent, Undecided, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.match.finder import Findings
    from scriptcheck.report import CueHit, Measured

Scope: TypeAlias = Window | tuple[Extent, ...]
"""Where cues without a window of their own count: as lexicons say it, or as it lies in a call."""


class Decision(NamedTuple):
    """Whether a condition holds, and by what."""

    holds: bool | None
    """``None`` where the call lacks the data to tell."""
    evidence: tuple[CueHit, ...] = ()
    """The hits that it rests on."""
    searched: tuple[Extent, ...] = ()
    missed: tuple[str, ...] = ()
    """The cues not heard."""
    reason: str = ""
    """What the call lacks, where ``holds`` is ``None``."""
    measured: tuple[Measured, ...] = ()
    """The metrics that it rests on."""


def decide(condition: Condition, findings: Findings, within: Scope | None = None) -> Decision:
    """Return whether ``condition`` holds; ``within`` is for cues without a window of their own."""
    match condition:
        case CueHeard():
            return _heard(condition, findings, within)
        case MetaIs():
            return _meta(condition, findings)
        case MetricIs():
            return _metric(condition, findings)
        case Not(not_=part):
            inner = decide(part, findings, within)
            return inner._replace(holds=None if inner.holds is None else not inner.holds)
        case AllOf(all=parts):
            return _all([decide(part, findings, within) for part in parts])
        case AnyOf(any=parts, at_least=least):
            return _at_least(least, [decide(part, findings, within) for part in parts])


def unsure_anchor(window: Window | None, findings: Findings) -> Undecided | None:
    """Return why it is open where ``window`` lies: its cue may have been heard, or not."""
    for cue in window.cues if window else ():
        if cue not in findings.heard and cue in findings.unsure:
            return Undecided(findings.unsure[cue][0].reason)
    return None


def extents_of(scope: Scope | None, findings: Findings) -> tuple[Extent, ...] | Undecided:
    """Return where in the call ``scope`` lies, or why that is open."""
    if isinstance(scope, tuple):
        return scope
    return unsure_anchor(scope, findings) or resolve(scope, findings.timeline, findings.heard)


def _heard(condition: CueHeard, findings: Findings, within: Scope | None) -> Decision:
    scope = within if condition.within is None else condition.within
    extents = extents_of(scope, findings)
    if isinstance(extents, Undecided):
        return Decision(None, reason=extents.reason)
    hits = tuple(
        hit
        for hit in findings.heard.get(condition.cue, ())
        if scope is None or any(extent.holds(hit) for extent in extents)
    )
    if hits:
        return Decision(True, hits, extents)
    for dropped in findings.unsure.get(condition.cue, ()):
        if any(extent.holds(dropped) for extent in extents):
            return Decision(None, searched=extents, reason=dropped.reason)
    return Decision(False, searched=extents, missed=(condition.cue,))


def _meta(condition: MetaIs, findings: Findings) -> Decision:
    value = findings.call.meta.get(condition.meta)
    if value is None:
        return Decision(condition.unknown, reason="no-call-data")
    return Decision(any(_same(value, wanted) for wanted in condition.values))


def _metric(condition: MetricIs, findings: Findings) -> Decision:
    metrics = findings.metrics
    measured = metrics.measured.get(condition.metric)
    if measured is None:
        return Decision(condition.unknown, reason=metrics.missing[condition.metric])
    keeps = condition.broken_bound(measured.value) is None
    return Decision(keeps, measured=(measured,))


def _same(value: object, wanted: object) -> bool:
    """Tell whether the call data says what is wanted; to Python, true is 1 as well."""
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


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
    return Decision(
        holds,
        # A hit is one object wherever it counts, and its identity is cheaper than its fields.
        tuple({id(hit): hit for part in grounds for hit in part.evidence}.values()),
        tuple(dict.fromkeys(extent for part in parts for extent in part.searched)),
        tuple(dict.fromkeys(cue for part in grounds for cue in part.missed)),
        next((part.reason for part in parts if part.holds is None), "") if holds is None else "",
        tuple(dict.fromkeys(each for part in grounds for each in part.measured)),
    )
