"""The cases of many calls, put aside on disk: the reports that all of them at once would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Turn, check_cases
from scriptcheck.cases.store import CaseStore
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from scriptcheck import Checker

STORY = {"pass": [[{"text": "客服: 是"}]], "fail": [[{"text": "客服: 是"}]]}
CASE = {"from": "complaint", "then": "sorry", "within_minutes": 30}
CALLS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "\ud800", "", "客"]),
        st.sampled_from([None, "2026-03-02T10:00:00", "2026-03-02T10:20:00+08:00", "2026-03-03"]),
        st.sampled_from(["投诉\ud800", "对不起", "嗯"]),
        st.sampled_from(["1", "2"]),
    ),
    max_size=8,
)


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(
        {"complaint": cue("投诉"), "sorry": cue("对不起")}, {"r": rule(case=CASE, examples=STORY)}
    )


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_calls=CALLS, random=st.randoms())
def test_the_store_says_what_all_at_once_would_in_any_order(
    checker: Checker, given_calls: list[tuple[str, str | None, str, str]], random: Random
) -> None:
    parts = [
        part
        for case, start, text, call_id in given_calls
        if (
            part := checker.check(
                Call(call_id, (Turn("agent", text),), {"case_id": case, "start_time": start})
            ).case
        )
        is not None
    ]
    expected = check_cases(checker, parts)
    random.shuffle(parts)
    assert check_cases(checker, parts) == expected
    half = len(parts) // 2
    with CaseStore() as store:
        store.add(parts[:half])
        store.add(parts[half:])
        found = tuple(store.reports(checker))
    assert found == expected
    assert [case.to_json() for case in found] == [case.to_json() for case in expected]


def test_a_call_that_comes_twice_is_one(checker: Checker) -> None:
    meta = {"case_id": "k", "start_time": "2026-03-02T10:00:00"}
    parts = [
        part
        for call_id, text in (("1", "投诉"), ("1", "投诉"), ("2", "嗯"), ("1", "对不起"))
        if (part := checker.check(Call(call_id, (Turn("agent", text),), meta)).case) is not None
    ]
    with CaseStore() as store:
        store.add(parts)
        assert store.repeated == 1
        (case,) = store.reports(checker)
    # The second call with the id 1 said something else.
    assert case.calls == ("1", "1", "2")
    assert check_cases(checker, parts) == (case,)
