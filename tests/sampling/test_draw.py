"""Calls drawn by a plan: quotas exact, everybody as likely, and stable when more calls come."""

from __future__ import annotations

from collections import Counter

import pytest

from scriptcheck.errors import UsageError
from scriptcheck.sampling import CallFacts, SampleBy, SamplePlan, Stratum, draw_sample

R, V, N, U, S = (
    Stratum.RANDOM,
    Stratum.VIOLATIONS,
    Stratum.NEAR_PASS,
    Stratum.UNDECIDABLE,
    Stratum.SUSPECTS,
)
QUOTAS = {V: 40.0, N: 20.0, U: 10.0, S: 10.0}


def fact(number: int, *strata: Stratum, agent: str = "", rules: tuple[str, ...] = ()) -> CallFacts:
    return CallFacts(f"call-{number}", 0, agent, "", rules, frozenset({R, *strata}))


def plenty(count: int, agent: str = "") -> list[CallFacts]:
    """Return calls of all strata, some in two."""
    kinds = [(V,), (N,), (U,), (S,), (), (V, N)]
    return [fact(number, *kinds[number % 6], agent=agent) for number in range(count)]


def ids(calls: object) -> list[str]:
    return [each.call_id for each in calls]  # type: ignore[attr-defined]


def test_quotas_are_filled_exactly() -> None:
    sample = draw_sample(plenty(600), SamplePlan(count=50, quotas=QUOTAS))
    assert Counter(each.stratum for each in sample.calls) == {V: 20, N: 10, U: 5, S: 5, R: 10}
    assert sample.shortfalls == ()
    assert len(set(ids(sample.calls))) == 50


@pytest.mark.parametrize("count", range(1, 40))
def test_parts_add_up_and_miss_their_share_by_less_than_one(count: int) -> None:
    parts = SamplePlan(count=count, quotas=QUOTAS).parts(count)
    assert sum(parts.values()) == count
    for stratum, share in {**QUOTAS, R: 20.0}.items():
        assert abs(parts[stratum] - count * share / 100) < 1


@pytest.mark.parametrize("by", [SampleBy.AGENT, SampleBy.TEAM])
def test_each_agent_or_team_gives_as_many(by: SampleBy) -> None:
    facts = [fact(n, agent=f"a{n % 7}") for n in range(700)]
    if by is SampleBy.TEAM:
        facts = [each._replace(agent="", team=each.agent) for each in facts]
    plan = SamplePlan(by=by, count=5)
    sample = draw_sample(facts, plan)
    assert Counter(each.group for each in sample.calls) == {f"a{n}": 5 for n in range(7)}
    assert sample.groups == 7


@pytest.mark.parametrize(
    ("percent", "calls", "size"), [(7, 100, 7), (1, 30, 1), (50, 3, 2), (100, 9, 9), (0, 9, 0)]
)
def test_a_share_of_each_group_is_rounded_up(percent: float, calls: int, size: int) -> None:
    sample = draw_sample([fact(n) for n in range(calls)], SamplePlan(percent=percent))
    assert len(sample.calls) == size


def test_by_rule_calls_are_those_on_which_it_fails() -> None:
    facts = [fact(n, V, rules=("r1",) if n % 2 else ("r1", "r2")) for n in range(40)]
    facts += [fact(n) for n in range(40, 60)]
    sample = draw_sample(facts, SamplePlan(by=SampleBy.RULE, count=3))
    assert {each.group for each in sample.calls} == {"r1", "r2"}
    assert 3 <= len(sample.calls) <= 6
    assert all(int(each.call_id.removeprefix("call-")) < 40 for each in sample.calls)


def test_what_a_quota_lacks_is_drawn_at_random_and_reported() -> None:
    facts = [fact(0, V), *(fact(n) for n in range(1, 50))]
    sample = draw_sample(facts, SamplePlan(count=10, quotas={V: 50.0}))
    assert len(sample.calls) == 10
    (lack,) = sample.shortfalls
    assert (lack.stratum, lack.wanted, lack.found) == (V, 5, 1)


def test_the_order_of_the_calls_changes_nothing() -> None:
    facts, plan = plenty(200), SamplePlan(count=20, quotas=QUOTAS, reviewers=("a", "b"), double=30)
    first, second = draw_sample(facts, plan), draw_sample(facts[::-1], plan)
    assert set(first.calls) == set(second.calls)
    assert ids(first.calls) == ids(second.calls)[::-1]


def test_other_groups_do_not_change_a_groups_choice() -> None:
    plan = SamplePlan(by=SampleBy.AGENT, count=5, quotas=QUOTAS)
    before = draw_sample(plenty(100, "a"), plan)
    more = [fact(n + 1000, V, agent="b") for n in range(100)]
    after = draw_sample([*plenty(100, "a"), *more], plan)
    assert set(before.calls) < set(after.calls)


def test_new_calls_leave_an_earlier_choice_alone() -> None:
    plan = SamplePlan(count=30, quotas=QUOTAS)
    before = draw_sample(plenty(300), plan)
    kept = before.calls
    after = draw_sample(plenty(600), plan, already=kept)
    assert ids(after.calls) == ids(before.calls)
    more = draw_sample(plenty(600), SamplePlan(count=60, quotas=QUOTAS), already=kept)
    assert set(ids(before.calls)) < set(ids(more.calls))
    # Without them, new calls with lower numbers come first.
    assert ids(draw_sample(plenty(600), plan).calls) != ids(before.calls)


def test_earlier_calls_stay_for_what_and_for_whom_they_were_drawn() -> None:
    first = SamplePlan(count=20, quotas={V: 50.0}, reviewers=("张三", "李四"), double=20)
    before = draw_sample(plenty(300), first)
    other = SamplePlan(count=30, quotas={N: 40.0}, reviewers=("李四", "王五"), double=20, seed="2")
    after = draw_sample(plenty(600), other, already=before.calls)
    assert set(before.calls) < set(after.calls)
    assert len(after.calls) == 30
    # Of the quota of 12, what the earlier ones lack is drawn before any at random.
    assert Counter(each.stratum for each in after.calls)[N] == 10
    assert Counter(each.stratum for each in after.calls)[V] == 10
    new = set(after.calls) - set(before.calls)
    assert {name for each in new for name in each.reviewers} <= {"李四", "王五"}
    assert sum(len(each.reviewers) > 1 for each in after.calls) == 6


def test_a_smaller_sample_keeps_all_that_was_drawn() -> None:
    before = draw_sample(plenty(100), SamplePlan(count=20, quotas={V: 100.0}))
    after = draw_sample(plenty(100), SamplePlan(count=5), already=before.calls)
    assert set(after.calls) == set(before.calls)
    assert after.shortfalls == ()


def test_quotas_are_exact_with_earlier_calls() -> None:
    before = draw_sample(plenty(600), SamplePlan(count=10, quotas=QUOTAS))
    after = draw_sample(plenty(600), SamplePlan(count=50, quotas=QUOTAS), already=before.calls)
    assert Counter(each.stratum for each in after.calls) == {V: 20, N: 10, U: 5, S: 5, R: 10}


def test_of_agents_who_had_some_drawn_the_others_are_drawn_in_full() -> None:
    facts = [*plenty(60, "a"), *(fact(n + 1000, agent="b") for n in range(60))]
    plan = SamplePlan(by=SampleBy.AGENT, count=5)
    before = draw_sample(plenty(60, "a"), SamplePlan(by=SampleBy.AGENT, count=3))
    after = draw_sample(facts, plan, already=before.calls)
    assert Counter(each.group for each in after.calls) == {"a": 5, "b": 5}
    assert set(before.calls) < set(after.calls)


def test_earlier_calls_that_are_not_there_are_kept_apart() -> None:
    before = draw_sample(plenty(10), SamplePlan(count=10))
    after = draw_sample(plenty(600)[10:], SamplePlan(count=20), already=before.calls)
    assert after.missing == before.calls
    assert len(after.calls) == 20


def test_every_call_is_as_likely() -> None:
    calls, size, seeds = 40, 10, 2000
    facts = [fact(number) for number in range(calls)]
    counts: Counter[str] = Counter()
    for seed in range(seeds):
        counts.update(ids(draw_sample(facts, SamplePlan(count=size, seed=str(seed))).calls))
    expected = seeds * size / calls
    # Without replacement the counts vary less than χ² with 39 degrees of freedom supposes, by
    # (1 − size / calls) · calls / (calls − 1): the sum is scaled up again. 72.1 is passed once in a
    # thousand; the seeds are fixed.
    scale = (1 - size / calls) * calls / (calls - 1)
    chi2 = sum((counts[each.call_id] - expected) ** 2 / expected for each in facts) / scale
    assert chi2 < 72.1
    assert len(counts) == calls


def test_reviewers_share_the_calls() -> None:
    names = ("张三", "李四", "王五")
    plan = SamplePlan(count=50, reviewers=names, double=20)
    sample = draw_sample(plenty(300), plan)
    loads = Counter(name for each in sample.calls for name in each.reviewers)
    assert sum(loads.values()) == 60
    assert max(loads.values()) - min(loads.values()) <= 1
    twice = [each for each in sample.calls if len(each.reviewers) == 2]
    assert len(twice) == 10
    assert all(one != other for one, other in (each.reviewers for each in twice))


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({}, "sample-size"),
        ({"count": 1, "percent": 1}, "sample-size"),
        ({"count": 0}, "sample-size"),
        ({"percent": 101}, "sample-size"),
        ({"count": 1, "quotas": {V: 60.0, N: 50.0}}, "sample-quotas"),
        ({"count": 1, "quotas": {V: -1.0}}, "sample-quotas"),
        ({"count": 1, "reviewers": ("a", "A")}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("José", "Jose\u0301")}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("张三", "张三\u200b")}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("王Ａ", "王A")}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("a/b",)}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("..",)}, "sample-reviewers"),
        ({"count": 1, "reviewers": ("a",), "double": 10}, "sample-reviewers"),
    ],
)
def test_plans_that_make_no_sense(plan: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError, match=code):
        SamplePlan(**plan)  # type: ignore[arg-type]
