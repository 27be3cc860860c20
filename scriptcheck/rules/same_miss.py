"""One miss, one violation: verdicts that answer to the same miss or the same words count once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from scriptcheck.report import Outcome, Severity, Verdict
from scriptcheck.rules.registry import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.report import CueMatch

T = TypeVar("T")


class SameMiss:
    """What of a profile says which violations are one; it can be pickled."""

    def __init__(self, rules: Mapping[str, CallRule]) -> None:
        self._group = miss_groups(rules)
        self._by_words = frozenset(
            name for name, rule in rules.items() if form_of(rule).evidence_is_fault
        )
        """The rules that fail by what was said, so that the same words are the same fault."""

    def counted_once(self, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
        """Return ``verdicts``, in their order, so that each miss is one violation.

        The most severe rule stands for the others: it names them in ``also``, and they say in
        ``under`` which it is and cost no points. A rule that has other words to show besides those
        of a more severe one keeps these alone.
        """
        failed = [each for each in verdicts if each.verdict is Outcome.FAIL]
        if len(failed) < 2:  # noqa: PLR2004  (nothing to compare)
            return tuple(verdicts)
        under: dict[str, str] = {}
        also: defaultdict[str, set[str]] = defaultdict(set)
        own: dict[str, tuple[int, ...]] = {}
        leads: dict[str, str] = {}
        counted: list[tuple[CueMatch, str]] = []
        for verdict in sorted(failed, key=_gravity):
            name = verdict.rule
            lead = leads.setdefault(self._group.get(name, name), name)
            if lead != name:
                under[name] = lead
                also[lead].add(name)
            elif name in self._by_words and verdict.evidence:
                places = [_counted_by(hit, counted) for hit in verdict.evidence]
                left = tuple(at for at, place in enumerate(places) if place is None)
                for other in places:
                    if other is not None:
                        also[other].add(name)
                if not left:
                    under[name] = next(each for each in places if each is not None)
                elif len(left) < len(verdict.evidence):
                    own[name] = left
                counted += [(verdict.evidence[at], name) for at in left]
        if not also:
            return tuple(verdicts)
        return tuple(
            replace(
                each,
                points=0 if each.rule in under else each.points,
                evidence=_kept(each.evidence, own.get(each.rule)),
                clauses=_kept(each.clauses, own.get(each.rule)),
                also=tuple(sorted(also[each.rule])) if each.rule in also else (),
                under=under.get(each.rule, ""),
            )
            if each.rule in also or each.rule in under or each.rule in own
            else each
            for each in verdicts
        )


def _kept(values: tuple[T, ...], places: tuple[int, ...] | None) -> tuple[T, ...]:
    return values if places is None else tuple(values[at] for at in places)


def _gravity(verdict: Verdict) -> tuple[bool, int, int, str]:
    """Return what sorts violations: those that a model alone has found last, unless fatal."""
    found = verdict.evidence
    guessed = bool(found) and all(hit.learned is not None for hit in found)
    last = guessed and verdict.severity is not Severity.FATAL
    return last, verdict.severity.rank, verdict.points, verdict.rule


def _counted_by(hit: CueMatch, counted: Iterable[tuple[CueMatch, str]]) -> str | None:
    """Return the rule that words overlapping or touching ``hit`` were counted for, if any were."""
    for other, name in counted:
        if other.learned is not None and hit.learned is None:
            # A model knows the turn rather than the words.
            continue
        if other.turn == hit.turn and other.start <= hit.end and hit.start <= other.end:
            return name
    return None


def miss_groups(rules: Mapping[str, CallRule]) -> dict[str, str]:
    """Return by rule the name of its group: rules are of one where ``same_as`` joins them.

    Rules that the profile leaves out join others all the same.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    for name, rule in rules.items():
        for other in rule.same_as:
            first, second = sorted((root(name), root(other)))
            parent[second] = first
    return {name: root(name) for name in (*rules, *parent)}
