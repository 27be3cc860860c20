"""A live call: reported at once, reported when overdue, and in the end the usual report."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Outcome, Session, Speaker, Turn
from scriptcheck.errors import ArgumentError
from tests.conftest import call, cue, rule, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker, Event


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    soon = {"agent_turns": 2, "after": "hold"}
    return make_checker(
        {
            "greeting": cue("您好"),
            "hold": cue("请稍等"),
            "thanks": cue("让您久等了"),
            "rude": cue("滚", "闭嘴"),
            "sorry": cue("对不起"),
        },
        {
            "a.greeting": rule(require="greeting", within={"first_agent_turns": 2}),
            "b.thanks": rule(require="thanks", when="hold", within=soon),
            "c.polite": rule(forbid={"all": ["rude", {"not": "sorry"}]}),
            "d.bye": rule(require="greeting", within={"last_percent": 20}),
            "e.respond": rule(respond={"to": "hold", "with": "thanks", "turns": 3}),
        },
    )


def reported(checker: Checker, *turns: str) -> list[list[tuple[str, str]]]:
    """Return the kinds and rules of the events after each turn."""
    session = Session(checker)
    events = [session.feed(turn) for turn in call(*turns).turns]
    return [[(event.kind, event.verdict.rule) for event in found] for found in events]


def test_a_banned_word_is_reported_with_its_turn_and_each_further_one(checker: Checker) -> None:
    session = Session(checker)
    turns = call("A 您好", "A 滚", "C 嗯", "A 滚，闭嘴").turns
    first, second, third, fourth = map(session.feed, turns)
    assert (first, third) == ([], [])
    assert [(event.kind, event.turn) for event in second] == [("violation", 1)]
    assert [hit.quote for hit in second[0].verdict.evidence] == ["滚"]
    assert [(hit.turn, hit.quote) for hit in fourth[0].verdict.evidence] == [(3, "滚"), (3, "闭嘴")]


def test_a_step_is_reported_overdue_when_its_window_has_closed(checker: Checker) -> None:
    overdue = ("overdue", "a.greeting")
    assert reported(checker, "A 喂", "C 您好", "A 嗯", "A 您好") == [[], [], [overdue], []]
    assert reported(checker, "A 喂", "A 您好", "C 您好") == [[], [], []]


def test_a_step_after_another_is_counted_from_there(checker: Checker) -> None:
    found = reported(checker, "A 您好", "A 请稍等", "C 好", "A 查到了", "A 是十元", "A 让您久等了")
    overdue = [("overdue", "b.thanks"), ("overdue", "e.respond")]
    assert found == [[], [], [], [], overdue, []]


def test_a_time_is_over_when_a_turn_begins_past_it(make_checker: Callable[..., Checker]) -> None:
    within = {"after": "hold", "seconds": 30}
    checker = make_checker(
        {"hold": cue("请稍等"), "thanks": cue("让您久等了")},
        {
            "a.thanks": rule(require="thanks", within=within),
            "b.early": rule(require="thanks", within={"first_seconds": 20}),
        },
    )
    call = timed(
        "A 0-2 请稍等", "C 10-11 好", "A 32-33 查到了", "A 32-33 好了", "A 33-34 让您久等了"
    )
    session = Session(checker)
    events = [[(each.kind, each.verdict.rule) for each in session.feed(t)] for t in call.turns]
    assert events == [[], [], [("overdue", "b.early"), ("overdue", "a.thanks")][::-1], [], []]


def test_what_is_remedied_is_withdrawn(checker: Checker) -> None:
    found = reported(checker, "A 您好", "A 滚", "A 对不起", "A 闭嘴")
    assert found == [[], [("violation", "c.polite")], [("withdrawn", "c.polite")], []]


def test_what_is_taken_back_is_withdrawn_unless_it_is_fatal(
    make_checker: Callable[..., Checker],
) -> None:
    cues = {"rude": cue("滚"), "sorry": cue("对不起")}
    taken_back = {"forbid": "rude", "taken_back_by": "sorry"}
    rules = {"a.rude": rule(**taken_back), "b.fatal": rule(**taken_back, severity="fatal")}
    found = reported(make_checker(cues, rules), "A 滚", "C 嗯", "A 对不起")
    both = [("violation", "a.rude"), ("violation", "b.fatal")]
    assert found == [both, [], [("withdrawn", "a.rude")]]


def test_what_is_put_right_is_withdrawn_until_there_is_another_fault(
    make_checker: Callable[..., Checker],
) -> None:
    cues = {"refusal": cue("办不了"), "offer": cue("我帮您登记"), "rude": cue("滚")}
    put_right = {"cues": ["offer"], "unless": ["rude"]}
    rules = {"a.refusal": rule(forbid="refusal", put_right_by=put_right)}
    found = reported(make_checker(cues, rules), "A 办不了", "C 嗯", "A 我帮您登记", "A 滚")
    violation = [("violation", "a.refusal")]
    assert found == [violation, [], [("withdrawn", "a.refusal")], violation]


def test_what_depends_on_the_length_waits_for_the_end(checker: Checker) -> None:
    session = Session(checker, {"agent_id": "8023"}, call_id="live", source="here")
    turns = call("A 您好", "A 嗯", "A 嗯", "A 嗯", "A 嗯", "A 嗯").turns
    assert [session.feed(turn) for turn in turns] == [[]] * 6
    report = session.end()
    assert report == checker.check(Call("live", turns, {"agent_id": "8023"}, "here"))
    assert [verdict.rule for verdict in report.violations] == ["d.bye"]


SAID = st.sampled_from(
    ["您好", "请稍等", "让您久等了", "滚", "闭嘴", "对不起", "嗯", "", "好的，再见"]
)
TURNS = st.lists(st.builds(Turn, st.sampled_from(["agent", "customer", "unknown"]), SAID))


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(turns=TURNS, data=st.data())
def test_wherever_it_ends_the_report_is_the_usual_one(
    checker: Checker, turns: list[Turn], data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(turns)))
    session = Session(checker, call_id="x")
    standing: dict[str, Event] = {}
    for turn in turns[:end]:
        for event in session.feed(turn):
            if event.kind == "withdrawn":
                assert event.verdict.verdict is not Outcome.FAIL
                del standing[event.verdict.rule]
            else:
                standing[event.verdict.rule] = event
    report = session.end()
    assert report == checker.check(Call("x", tuple(turns[:end])))
    assert set(standing) <= {verdict.rule for verdict in report.violations}


def test_real_calls_end_with_the_usual_report(
    default_checker: Checker, real_calls: list[Call]
) -> None:
    for item in real_calls[:3]:
        session = Session(default_checker, item.meta, call_id=item.call_id, source=item.source)
        for turn in item.turns:
            session.feed(turn)
        assert session.end() == default_checker.check(item)


@pytest.mark.parametrize("turn", ["客服：您好", None, 5, {"speaker": "agent", "text": "您好"}])
def test_what_is_no_turn_is_refused(checker: Checker, turn: object) -> None:
    with pytest.raises(ArgumentError):
        Session(checker, {}).feed(turn)  # type: ignore[arg-type]


@pytest.mark.parametrize("meta", [[1], "x", 5])
def test_call_data_that_is_none_is_named(checker: Checker, meta: Any) -> None:
    with pytest.raises(ArgumentError, match="meta"):
        Session(checker, meta)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_session_is_not_pickled(checker: Checker, protocol: int) -> None:
    session = Session(checker, call_id="x")
    session.feed(Turn(Speaker.AGENT, "您好"))
    with pytest.raises(TypeError, match="feed them again"):
        pickle.dumps(session, protocol=protocol)
    with pytest.raises(TypeError, match="feed them again"):
        copy.copy(session)
    assert session.end().call_id == "x"
