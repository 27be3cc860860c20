"""One miss, one violation: verdicts that answer to the same miss or the same words count once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from scriptcheck.lexicon.same_as import groups_of
from scriptcheck.misses_among import share_words
from scriptcheck.report import Outcome, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.report import CueMatch

T = TypeVar("T")

_SURE: Final = 0.9
"""From which confidence on a fatal fault that a model alone has found comes before others."""


class SameMiss:
    """What of a profile says which violations are one; it can be pickled."""

    def __init__(self, rules: Mapping[str, CallRule]) -> None:
        self._group = groups_of(rules)
        self._by_words = frozenset(name for name, rule in rules.items() if rule.evidence_is_fault)
        """The rules that fail by what was said, so that the same words are the same fault."""

    def counted_once(self, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
        """Return ``verdicts``, in their order, so that each miss is one violation.

        The most severe rule stands for the others: it names them in ``also``, the more severe
        first, and they say in ``under`` which it is and cost no points. It is always a violation
        itself: what shares words or the miss with a rule that is counted under another is counted
        there, too. One whose words are counted for several rules is named by each and under the
        first. A rule that has other words to show besides those keeps these alone.
        """
        failed = [each for each in verdicts if each.verdict is Outcome.FAIL]
        if len(failed) < 2:  # noqa: PLR2004  (nothing to compare)
            return tuple(verdicts)
        counting = _Counting(self._phrases(failed))
        for verdict in sorted(failed, key=_gravity):
            group = self._group.get(verdict.rule, verdict.rule)
            counting.take(verdict, group, by_words=verdict.rule in self._by_words)
        return counting.applied(verdicts)

    def _phrases(self, failed: Iterable[Verdict]) -> dict[int, set[str]]:
        """Return, by turn, the rules that fail by words that a phrase has found there."""
        found: dict[int, set[str]] = {}
        for verdict in failed:
            if verdict.rule in self._by_words:
                for hit in verdict.evidence:
                    if hit.learned is None:
                        found.setdefault(hit.turn, set()).add(verdict.rule)
        return found


class _Counting:
    """For which rule each failure counts; failures are taken up the most severe first."""

    def __init__(self, phrases: Mapping[int, set[str]]) -> None:
        self._phrases = phrases
        """By turn, the rules that fail by words that a phrase has found there."""
        self.also: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """By rule, those that are counted with it."""
        self._under: dict[str, str] = {}
        self._own: dict[str, tuple[int, ...]] = {}
        """By rule, the places of what is left of its evidence, where something is counted."""
        self._lead: dict[str, str] = {}
        """By group, the rule that stands for it."""
        self._words: defaultdict[int, list[tuple[CueMatch, str]]] = defaultdict(list)
        """By turn, the words that are counted, with the rule that they count for."""

    def take(self, verdict: Verdict, group: str, *, by_words: bool) -> None:
        """Take up a failure of a rule of ``group``; ``by_words`` if its evidence is the fault."""
        name = verdict.rule
        every = verdict.evidence if by_words else ()
        # What a model has found where a phrase of another rule was found is left to that one.
        kept = [at for at, hit in enumerate(every) if not self._is_left(hit, name)]
        kept = kept or list(range(len(every)))
        hits = [every[at] for at in kept]
        lead = self._lead.get(group)
        counted = [self._counted_by(hit) for hit in hits]
        if lead is None and hits and None not in counted:
            lead = counted[0]
        for other in filter(None, (lead, *counted)):
            self.also[other][name] = None
        if lead is not None:
            self._under[name] = lead
            counted = [each or lead for each in counted]
        elif any(counted):
            self._own[name] = tuple(
                at for at, each in zip(kept, counted, strict=True) if each is None
            )
        elif len(kept) < len(every):
            self._own[name] = tuple(kept)
        self._lead.setdefault(group, lead or name)
        for hit, place in zip(hits, counted, strict=True):
            self._words[hit.turn].append((hit, place or name))

    def _is_left(self, hit: CueMatch, name: str) -> bool:
        """Return whether a rule besides ``name`` has a phrase where a model has found ``hit``."""
        return hit.learned is not None and bool(self._phrases.get(hit.turn, set()) - {name})

    def _counted_by(self, hit: CueMatch) -> str | None:
        """Return the rule that ``hit`` is counted for with other words of its turn, if any is.

        These are the words that it overlaps or touches. Where a model has found the one or the
        other it is any words: a model knows the turn rather than the words.
        """
        for other, name in self._words[hit.turn]:
            if hit.learned is not None or other.learned is not None or share_words(hit, other):
                return name
        return None

    def applied(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Return ``verdicts`` as they count."""
        changed = {*self.also, *self._under, *self._own}
        return tuple(
            replace(
                each,
                points=0 if each.rule in self._under else each.points,
                evidence=_kept(each.evidence, self._own.get(each.rule)),
                clauses=_kept(each.clauses, self._own.get(each.rule)),
                also=tuple(self.also.get(each.rule, ())),
                under=self._under.get(each.rule, ""),
            )
            if each.rule in changed
            else each
            for each in verdicts
        )


def _kept(values: tuple[T, ...], places: tuple[int, ...] | None) -> tuple[T, ...]:
    return values if places is None else tuple(values[at] for at in places)


def _gravity(verdict: Verdict) -> tuple[bool, int, int, str]:
    """Return what sorts violations: those that a model alone has found last.

    Fatal ones are not, where it is sure: a reproach is no fatal insult because a model leans to it.
    """
    sure = any(match.similarity >= _SURE for match in verdict.evidence)
    last = _is_guessed(verdict) and not (verdict.severity is Severity.FATAL and sure)
    return last, verdict.severity.rank, verdict.points, verdict.rule


def _is_guessed(verdict: Verdict) -> bool:
    """Return whether a model alone has found what ``verdict`` rests on."""
    found = verdict.evidence
    return bool(found) and all(hit.learned is not None for hit in found)
