"""Turns in which a cue is said, or seems to be, and that no phrase of it matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.match.prepared_cue import is_said_by
from scriptcheck.suggest.verdict_turns import turns_by_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.evaluate.gold import Gold, GoldCall
    from scriptcheck.lexicon.models import Cue


class MissedTurn(NamedTuple):
    """A turn that a phrase of a cue should match."""

    cue: str
    call_id: str
    call: int
    """The number of the call among those given, from 0."""
    turn: int
    """From 0."""
    text: str
    is_labelled: bool
    """Whether a person says so; else a learned model suspects it."""


class TurnsOfCalls(NamedTuple):
    """What is known of the turns of some calls, each as ``(cue, call, turn)``."""

    missed: tuple[MissedTurn, ...]
    other: frozenset[tuple[str, int, int]]
    """Turns in which the cue is said and matched, or of which nobody can say: neither a gain nor a
    cost."""


def turns_of(
    calls: list[Call], checker: Checker, gold: Gold | None, cues: Mapping[str, Cue]
) -> TurnsOfCalls:
    """Return the turns of ``calls`` that ``checker`` misses, by ``gold`` and by its own suspects.

    A label goes before a suspect: what people say is not said is none.
    """
    missed: list[MissedTurn] = []
    other: set[tuple[str, int, int]] = set()
    for number, call in enumerate(calls):
        label = gold.calls.get(call.call_id) if gold is not None else None
        findings = checker.match(call)
        # What a learned model matched is no phrase's, so that a phrase for it is a gain.
        found = {
            (cue, match.turn)
            for cue, matches in findings.matches.items()
            for match in matches
            if match.learned is None
        }
        report = checker.judge(findings)
        said: dict[tuple[str, int], bool] = {}
        if label is not None:
            said = dict.fromkeys(_said(label, other, number), True)
            rules = checker.profile.rules
            for place in turns_by_verdicts(label, call, report, rules, checker.profile.cues):
                # What is said of the turn itself goes before what is said of the rule.
                if not _is_denied(label, *place):
                    said[place] = True
        for suspect in report.suspects:
            place = (suspect.cue, suspect.turn)
            if label is None or not _is_denied(label, *place):
                said.setdefault(place, False)
        for (cue, turn), is_labelled in said.items():
            if cue not in cues or turn >= len(call.turns):
                continue
            if (cue, turn) in found or not is_said_by(cues[cue], call.turns[turn].speaker):
                other.add((cue, number, turn))
            else:
                text = call.turns[turn].text
                missed.append(MissedTurn(cue, call.call_id, number, turn, text, is_labelled))
        other |= {(cue, number, turn) for cue, turn in found}
    return TurnsOfCalls(tuple(sorted(set(missed))), frozenset(other))


def _said(
    label: GoldCall, other: set[tuple[str, int, int]], number: int
) -> Iterator[tuple[str, int]]:
    """Yield where cues are said; where that is open is added to ``other``."""
    for cue, turns in label.labels.items():
        for turn, each in turns.items():
            if turn in label.role_errors or not each.clear:
                other.add((cue, number, turn))
            else:
                yield cue, turn
    for cue, marks in label.marks.items():
        for turn, mark in marks.items():
            if mark.heard:
                yield cue, turn


def _is_denied(label: GoldCall, cue: str, turn: int) -> bool:
    """Return whether people say that ``cue`` is not said in ``turn``."""
    if cue in label.labels:
        return turn not in label.labels[cue]
    mark = label.marks.get(cue, {}).get(turn)
    return mark is not None and not mark.heard
