"""Calls drawn by a plan: the same ones whatever the order, and the quotas filled exactly."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.sampling.facts import ORDER, CallFacts, Stratum
from scriptcheck.sampling.plan import SampleBy
from scriptcheck.seeded import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    missing: tuple[SampledCall, ...] = ()
    """Calls that were drawn before and are not among those given, in their order of before."""
    removed: tuple[str, ...] = ()
    """Reviewers of an earlier sample in the folder whose pages were taken away."""
    repeated: tuple[str, ...] = ()
    """Ids that several calls have, sorted."""


def draw_sample(
    facts: Iterable[CallFacts], plan: SamplePlan, *, already: Iterable[SampledCall] = ()
) -> Sample:
    """Return the calls among ``facts`` that ``plan`` draws.

    A call is drawn by a hash of the seed and its id: the same one is drawn whatever the order, and
    calls that come later displace an earlier one by a lower number alone. Calls of ``already``
    remain drawn, for what and for whom they were: they count for the size of their groups, the
    quotas and the share for two reviewers, and what is lacking is drawn anew.
    """
    every = list(facts)
    keys = {(each.call_id, each.number) for each in every}
    earlier = {(each.call_id, each.number): each for each in reversed(list(already))}
    kept = {key: each for key, each in earlier.items() if key in keys}
    groups: defaultdict[str, list[CallFacts]] = defaultdict(list)
    for each in every:
        for group in _groups(each, plan.by):
            groups[group].append(each)
    drawn = {key: (each.group, each.stratum) for key, each in kept.items()}
    shortfalls: list[Shortfall] = []
    for group in sorted(groups):
        for fact, stratum in _drawn(groups[group], group, plan, kept, shortfalls):
            drawn.setdefault((fact.call_id, fact.number), (group, stratum))
    who = _assigned(list(drawn), plan, {key: each.reviewers for key, each in kept.items()})
    calls = tuple(
        SampledCall(*key, *drawn[key], who[key])
        for key in ((each.call_id, each.number) for each in every)
        if key in drawn
    )
    missing = tuple(each for key, each in reversed(earlier.items()) if key not in keys)
    return Sample(calls, tuple(shortfalls), len(groups), missing)


def _groups(facts: CallFacts, by: SampleBy) -> tuple[str, ...]:
    if by is SampleBy.RULE:
        return facts.rules
    return ({SampleBy.AGENT: facts.agent, SampleBy.TEAM: facts.team}.get(by, ""),)


def _drawn(
    calls: Sequence[CallFacts],
    group: str,
    plan: SamplePlan,
    kept: Mapping[tuple[str, int], SampledCall],
    shortfalls: list[Shortfall],
) -> list[tuple[CallFacts, Stratum]]:
    """Return what is drawn of one group besides ``kept``, each with what it is drawn for."""
    ranked = {
        (each.call_id, each.number): each
        for each in sorted(calls, key=lambda each: _rank(each, plan.seed))
    }
    left = {key: each for key, each in ranked.items() if key not in kept}
    had = Counter(kept[key].stratum for key in ranked if key in kept)
    size = plan.size(len(ranked))
    parts = plan.parts(size)
    lacking = max(0, size - had.total())
    drawn: list[tuple[CallFacts, Stratum]] = []
    for stratum in ORDER:
        is_random = stratum is Stratum.RANDOM
        wanted = lacking if is_random else min(lacking, max(0, parts[stratum] - had[stratum]))
        found = [key for key, each in left.items() if stratum in each.strata][:wanted]
        drawn += [(left.pop(key), stratum) for key in found]
        lacking -= len(found)
        if len(found) < wanted and not is_random:
            shortfalls.append(Shortfall(group, stratum, parts[stratum], had[stratum] + len(found)))
    return drawn


def _rank(facts: CallFacts, seed: str) -> tuple[int, str, int]:
    return draw(seed, facts.call_id, str(facts.number)), facts.call_id, facts.number


def _assigned(
    keys: Sequence[tuple[str, int]],
    plan: SamplePlan,
    kept: Mapping[tuple[str, int], tuple[str, ...]],
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return who listens to which call: all the same number of calls, but for one more or less.

    Calls that somebody has, as ``kept`` says, stay with them, also where ``plan`` does not name
    them.
    """
    names = sorted(plan.reviewers, key=lambda name: (draw(plan.seed, "reviewer", name), name))
    who: dict[tuple[str, int], tuple[str, ...]] = {key: kept.get(key, ()) for key in keys}
    if not names:
        return who
    loads = Counter(name for listeners in who.values() for name in listeners)
    new = [key for key in keys if not who[key]]

    def ranked(purpose: str) -> list[tuple[str, int]]:
        return sorted(new, key=lambda key: (draw(plan.seed, purpose, key[0], str(key[1])), key))

    def take(key: tuple[str, int]) -> None:
        others = [name for name in names if name not in who[key]]
        least = min(others, key=lambda name: (loads[name], names.index(name)))
        loads[least] += 1
        who[key] = (*who[key], least)

    for key in ranked("assign"):
        take(key)
    twice = round(len(keys) * plan.double / 100)
    had = sum(len(listeners) > 1 for listeners in who.values())
    for key in ranked("double")[: max(0, twice - had)]:
        take(key)
    return who
