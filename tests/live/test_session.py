"""A session reports at every turn what searching the whole call so far would."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Session, Turn, load_calls
from scriptcheck.rules import Timing
from scriptcheck.rules.registry import OWN
from tests.conftest import ROOT
from tests.live.reference import PlainSession
from tests.live.samples import SAID, random_call, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck import Checker


def differences(checker: Checker, call: Call) -> list[object]:
    """Return the turns after which a session reports other than it should, with both."""
    made = {"call_id": call.call_id, "source": call.source}
    session, plain = Session(checker, call.meta, **made), PlainSession(checker, call.meta, **made)
    found: list[object] = []
    for number, turn in enumerate(call.turns):
        reported, wanted = session.feed(turn), plain.feed(turn)
        if reported != wanted:
            found.append((number, reported, wanted))
    bare = Call(call.call_id, call.turns, call.meta, call.source)
    report, whole = session.end().to_json(), checker.check(bare).to_json()
    return found if report == whole else [*found, ("report", report, whole)]


def test_real_calls(default_checker: Checker, real_calls: list[Call]) -> None:
    # To check a call again at each turn takes a second for some.
    for call in real_calls[::10]:
        assert differences(default_checker, call) == []


def test_made_up_calls(default_checker: Checker) -> None:
    # To check a call again at each turn takes a second for some.
    for call in list(load_calls(ROOT / "examples" / "calls"))[::2]:
        assert differences(default_checker, call) == []


def test_the_samples_have_every_form_that_raises_events() -> None:
    fields = [each for each in rules().values() if isinstance(each, dict)]
    sampled = {key for each in fields for key in each}
    forms = {form.key for form in OWN if form.timing is not Timing.AT_END}
    assert forms - sampled == set(), "add a rule of the form to tests/live/samples.py"


@pytest.mark.parametrize("seed", range(60))
def test_random_calls(every_way: Checker, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    assert differences(every_way, random_call(chance, chance.choice([3, 8, 20, 40]))) == []


TIMES = st.none() | st.integers(-10, 30_000)
TURNS = st.lists(
    st.builds(
        Turn,
        st.sampled_from(["agent", "customer", "unknown", "system"]),
        st.lists(st.sampled_from(SAID), max_size=3).map("，".join) | st.text(max_size=8),
        TIMES,
        TIMES,
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(turns=TURNS, data=st.data())
def test_calls_of_any_turns(every_way: Checker, turns: list[Turn], data: st.DataObject) -> None:
    meta = data.draw(st.dictionaries(st.sampled_from(["direction", "dropped"]), st.booleans()))
    assert differences(every_way, Call("any", tuple(turns), meta)) == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_turns_cut_anywhere(every_way: Checker, seed: int, data: st.DataObject) -> None:
    whole = random_call(random.Random(seed), 8).turns  # noqa: S311
    turns = [piece for turn in whole for piece in cut(turn, data.draw(st.integers(0, 12)))]
    assert differences(every_way, Call("cut", tuple(turns))) == []


def cut(turn: Turn, at: int) -> Sequence[Turn]:
    """Return ``turn`` as a recogniser may cut it, after ``at`` characters."""
    first = Turn(turn.speaker, turn.text[:at], turn.start_ms, turn.start_ms)
    return first, Turn(turn.speaker, turn.text[at:], turn.start_ms, turn.end_ms)
