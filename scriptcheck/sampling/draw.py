"""Calls drawn by a plan: the same ones whatever the order, and the quotas filled exactly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.sampling.facts import ORDER, CallFacts, Stratum
from scriptcheck.sampling.plan import SampleBy
from scriptcheck.seeded import draw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from scriptcheck.sampling.plan import SamplePlan


class SampledCall(NamedTuple):
    """A call that was drawn."""

    call_id: str
    number: int
    """How many calls with this id come before it."""
    group: str
    """The agent, team or rule that it was drawn for, the first where it was for several; empty
    where that is not known."""
    stratum: Stratum
    """What it was drawn for."""
    reviewers: tuple[str, ...]
    """One, or two who do not know of each other; none where no reviewers are named."""


class Shortfall(NamedTuple):
    """A quota that a group has too few calls for; random ones were drawn instead."""

    group: str
    stratum: Stratum
    wanted: int
    found: int


class Sample(NamedTuple):
    """What was drawn."""

    calls: tuple[SampledCall, ...]
    """In the order in which they were given."""
    shortfalls: tuple[Shortfall, ...]
    groups: int
    """How many groups there are."""


def draw_sample(
    facts: Iterable[CallFacts], plan: SamplePlan, *, already: Collection[tuple[str, int]] = ()
) -> Sample:
    """Return the calls among ``facts`` that ``plan`` draws.

    A call is drawn by a hash of the seed and its id: the same one is drawn whatever the order, and
    calls that come later displace an earlier one by a lower number alone. Calls of ``already``, by
    id and number, are drawn before all others, so that an earlier choice remains when more calls
    come.
    """
    every = list(facts)
    kept = frozenset(already)
    groups: defaultdict[str, list[CallFacts]] = defaultdict(list)
    for each in every:
        for group in _groups(each, plan.by):
            groups[group].append(each)
    drawn: dict[tuple[str, int], tuple[str, Stratum]] = {}
    shortfalls: list[Shortfall] = []
    for group in sorted(groups):
        for fact, stratum in _drawn(groups[group], group, plan, kept, shortfalls):
            drawn.setdefault((fact.call_id, fact.number), (group, stratum))
    who = _assigned(list(drawn), plan)
    calls = tuple(
        SampledCall(*key, *drawn[key], who[key])
        for key in ((each.call_id, each.number) for each in every)
        if key in drawn
    )
    return Sample(calls, tuple(shortfalls), len(groups))


def _groups(facts: CallFacts, by: SampleBy) -> tuple[str, ...]:
    if by is SampleBy.RULE:
        return facts.rules
    return ({SampleBy.AGENT: facts.agent, SampleBy.TEAM: facts.team}.get(by, ""),)


def _drawn(
    calls: Sequence[CallFacts],
    group: str,
    plan: SamplePlan,
    already: frozenset[tuple[str, int]],
    shortfalls: list[Shortfall],
) -> list[tuple[CallFacts, Stratum]]:
    """Return what is drawn of one group, each with what it was drawn for."""
    left = {
        (each.call_id, each.number): each
        for each in sorted(calls, key=lambda each: _rank(each, plan.seed, already))
    }
    parts = plan.parts(plan.size(len(left)))
    drawn: list[tuple[CallFacts, Stratum]] = []
    lacking = 0
    for stratum in ORDER:
        wanted = parts[stratum] + (lacking if stratum is Stratum.RANDOM else 0)
        found = [key for key, each in left.items() if stratum in each.strata][:wanted]
        drawn += [(left.pop(key), stratum) for key in found]
        if len(found) < wanted:
            lacking += wanted - len(found)
            shortfalls.append(Shortfall(group, stratum, wanted, len(found)))
    return drawn


def _rank(
    facts: CallFacts, seed: str, already: frozenset[tuple[str, int]]
) -> tuple[bool, int, str, int]:
    key = facts.call_id, facts.number
    return key not in already, draw(seed, facts.call_id, str(facts.number)), *key


def _assigned(
    keys: Sequence[tuple[str, int]], plan: SamplePlan
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return who listens to which call: all the same number of calls, but for one more or less."""
    names = sorted(plan.reviewers, key=lambda name: (draw(plan.seed, "reviewer", name), name))
    if not names:
        return dict.fromkeys(keys, ())

    def ranked(purpose: str) -> list[tuple[str, int]]:
        return sorted(keys, key=lambda key: (draw(plan.seed, purpose, key[0], str(key[1])), key))

    who: dict[tuple[str, int], tuple[str, ...]] = {
        key: (names[at % len(names)],) for at, key in enumerate(ranked("assign"))
    }
    twice = round(len(keys) * plan.double / 100)
    counts = {name: sum(name in each for each in who.values()) for name in names}
    for key in ranked("double")[:twice]:
        others = [name for name in names if name not in who[key]]
        second = min(others, key=lambda name: (counts[name], names.index(name)))
        counts[second] += 1
        who[key] = (*who[key], second)
    return who
