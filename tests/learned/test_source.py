"""A model as a source: settings, suspects, context tests, live calls, pickling."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scriptcheck import Call, Checker, Session, Turn
from scriptcheck.errors import LexiconError
from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.features import MOST_OF_BEFORE, SeenTurn
from scriptcheck.learned.model import model_of
from scriptcheck.learned.train import train
from tests.conftest import call, cue, rule
from tests.learned.conftest import CUES, EASY, ENDS, RUDE, RULES, SORRY, SURE, found, made_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


OFF = {"match": "off", "suspect": "off"}
POSSIBLE = OFF | {"possible": 0.6}
SAID = "A 你爱投诉就投诉去"


def test_a_match_says_why(learned_checker: Callable[..., Checker]) -> None:
    report = learned_checker(SURE).check(call("A 您好", f"{SAID}吧"))
    (hit,) = report.cues
    assert (hit.cue, hit.turn, hit.how) == ("rude", 1, "learned")
    assert hit.learned is not None
    assert hit.similarity == hit.learned.confidence >= 0.9
    assert hit.learned.similar in {f"{words}{end}" for words in RUDE for end in ENDS}
    assert all(run in "你爱投诉就投诉去吧" and weight > 0 for run, weight in hit.learned.runs)
    assert "a.rude" in {verdict.rule for verdict in report.violations}


def test_a_learned_match_passes_a_required_step(learned_checker: Callable[..., Checker]) -> None:
    report = learned_checker(SURE).check(call("A 实在抱歉给您添麻烦了"))
    (verdict,) = [each for each in report.verdicts if each.rule == "a.sorry"]
    assert verdict.verdict == "pass"
    assert [hit.how for hit in verdict.evidence] == ["learned"]


def test_suspects_change_neither_score_nor_verdicts(
    learned_checker: Callable[..., Checker],
) -> None:
    suspecting = {"cues": {name: {"match": "off", "suspect": 0.6} for name in ("rude", "sorry")}}
    spoken = call(SAID, "A 实在抱歉让您久等")
    with_them = learned_checker(suspecting).check(spoken)
    without = learned_checker({"use": False}).check(spoken)
    assert [(each.cue, each.turn, each.title) for each in with_them.suspects] == [
        ("rude", 0, "话术"),
        ("sorry", 1, "话术"),
    ]
    assert (with_them.score, with_them.passed) == (without.score, without.passed)
    assert with_them.verdicts == without.verdicts
    assert (with_them.cues, with_them.suppressed) == (without.cues, without.suppressed) == ((), ())
    assert (without.suspects, with_them.metrics) == ((), without.metrics)


def test_a_step_that_was_possibly_performed_is_neither_passed_nor_failed(
    learned_checker: Callable[..., Checker],
) -> None:
    checker = learned_checker({"cues": {"rude": OFF, "sorry": POSSIBLE}})
    report = checker.check(call("A 实在抱歉让您久等"))
    (verdict,) = [each for each in report.verdicts if each.rule == "a.sorry"]
    assert (verdict.verdict, verdict.reason) == ("undecidable", "possible")
    assert not report.suspects
    assert not report.cues
    (dropped,) = [each for each in report.suppressed if each.cue == "sorry"]
    assert dropped.reason == "possible"
    assert dropped.detail.endswith("%")
    (missed,) = [each for each in checker.check(call("A 您说")).verdicts if each.rule == "a.sorry"]
    assert missed.verdict == "fail"


def test_a_turn_may_be_a_suspect_and_a_possible_match(
    learned_checker: Callable[..., Checker],
) -> None:
    both = {"cues": {"rude": OFF, "sorry": POSSIBLE | {"suspect": 0.6}}}
    report = learned_checker(both).check(call("A 实在抱歉让您久等"))
    assert [each.cue for each in report.suspects] == ["sorry"]
    assert [each.reason for each in report.suppressed] == ["possible"]


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        # What was only possibly said is no occasion to ask anything of the agent.
        ({"a": rule(when="sorry", require="rude")}, "not_applicable"),
        ({"a": rule(when={"not": "sorry"}, require="takes_back")}, "fail"),
        ({"a": rule(forbid="sorry")}, "undecidable"),
        ({"a": rule(require={"any": ["sorry", "takes_back"]})}, "undecidable"),
        ({"a": rule(require={"all": ["sorry", "takes_back"]})}, "fail"),
        ({"a": rule(order={"steps": [{"cue": "hello"}, {"cue": "sorry"}]})}, "undecidable"),
        (
            {"a": rule(order={"steps": ["hello", "early", {"cue": "sorry", "optional": True}]})},
            "pass",
        ),
    ],
)
def test_what_rules_make_of_what_was_possibly_said(
    rules: dict[str, object],
    outcome: str,
    write_lexicon: Callable[..., Path],
    model_data: bytes,
) -> None:
    cues = CUES | {name: cue(text, speaker="agent") for name, text in HELLO.items()}
    folder = write_lexicon(cues, rules, {"learned": {"cues": {"sorry": POSSIBLE}}})
    (folder / "learned.model").write_bytes(model_data)
    spoken = call("A 您好", "A 早", "A 实在抱歉让您久等")
    (verdict,) = Checker.load(folder, cache=False).check(spoken).verdicts
    assert verdict.verdict == outcome


HELLO = {"hello": "您好", "early": "早"}


@pytest.mark.parametrize(
    ("condition", "turns", "outcome"),
    [
        ({"cue": "sorry", "learned": False}, ["A 实在抱歉让您久等"], "fail"),
        ({"cue": "sorry", "learned": False}, ["A 实在抱歉让您久等", "A 对不起"], "pass"),
        ({"cue": "sorry", "turns": 2}, ["A 实在抱歉让您久等"], "fail"),
        ({"cue": "sorry", "turns": 2}, ["A 对不起对不起"], "fail"),
        ({"cue": "sorry", "turns": 2}, ["A 实在抱歉让您久等", "A 对不起"], "pass"),
    ],
)
def test_conditions_choose_which_matches_count(
    condition: dict[str, object],
    turns: list[str],
    outcome: str,
    write_lexicon: Callable[..., Path],
    model_data: bytes,
) -> None:
    rules = {"a": rule(require=condition)}
    folder = write_lexicon(CUES, rules, {"learned": {"cues": {"sorry": SURE["cues"]["sorry"]}}})
    (folder / "learned.model").write_bytes(model_data)
    (verdict,) = Checker.load(folder, cache=False).check(call(*turns)).verdicts
    assert verdict.verdict == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("您好，抱歉耽误您时间了", "pass"), ("您好", "fail"), ("您好，对不起", "pass")],
)
def test_a_turn_may_be_wanted_that_possibly_has_another_cue(
    said: str, outcome: str, write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    rules = {"a": rule(require={"cue": "hello", "possibly": "sorry"})}
    cues = CUES | {"hello": cue("您好", speaker="agent")}
    folder = write_lexicon(cues, rules, {"learned": {"cues": {"sorry": POSSIBLE}}})
    (folder / "learned.model").write_bytes(model_data)
    (verdict,) = Checker.load(folder, cache=False).check(call(f"A {said}")).verdicts
    assert verdict.verdict == outcome


def test_steps_may_leave_out_what_a_model_alone_has_found(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    steps = ["hello", {"cue": "sorry", "learned": False}]
    cues = CUES | {"hello": cue("您好", speaker="agent")}
    folder = write_lexicon(cues, {"a": rule(order={"steps": steps})}, {"learned": SURE})
    (folder / "learned.model").write_bytes(model_data)
    checker = Checker.load(folder, cache=False)
    by_model = call("A 实在抱歉让您久等", "A 您好", "A 对不起")
    by_phrase = call("A 对不起", "A 您好")
    assert [checker.check(each).verdicts[0].verdict for each in (by_model, by_phrase)] == [
        "pass",
        "fail",
    ]


def test_one_turn_is_one_violation_where_a_model_has_found_it(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    cues = CUES | {"long": cue("让您久等", speaker="agent")}
    rules = {"a": rule(forbid="sorry"), "b": rule(forbid="long")}
    folder = write_lexicon(cues, rules, {"learned": SURE})
    (folder / "learned.model").write_bytes(model_data)
    checker = Checker.load(folder, cache=False)
    together = checker.check(call("A 让您久等，实在抱歉给您添麻烦了"))
    (violation,) = together.violations
    assert (violation.rule, violation.also) == ("b", ("a",))
    apart = checker.check(call("A 让您久等", "A 实在抱歉给您添麻烦了"))
    assert [each.rule for each in apart.violations] == ["a", "b"]


def test_what_the_customer_said_does_not_make_the_agent_rude() -> None:
    angry = [TrainingTurn(text="嗯", before=f"{words}你们", batch=words) for words in "甲乙丙丁戊"]
    calm = [replace(each, before="好的谢谢") for each in angry for _ in range(24)]
    turns = [replace(each, labels=("rude",)) for each in angry for _ in range(8)] + calm + made_up()
    data = train(turns, targets=EASY)
    model = model_of(memoryview(data))
    alone, answered = (model.scores(SeenTurn("嗯", before, 0))["rude"] for before in ("", "甲你们"))
    assert answered > alone + MOST_OF_BEFORE
    assert model.score(SeenTurn("嗯", "甲你们", 0), "rude") == alone + MOST_OF_BEFORE
    assert model.score(SeenTurn("嗯", "", 0), "rude") == alone


def test_a_cue_can_be_switched_off(learned_checker: Callable[..., Checker]) -> None:
    off = {"cues": SURE["cues"] | {"rude": {"match": "off", "suspect": "off"}}}
    report = learned_checker(off).check(call(SAID, "A 实在抱歉让您久等"))
    assert [cue for cue, _, _ in found(report)] == ["sorry"]
    assert report.suspects == ()


@pytest.mark.parametrize(("match", "is_match"), [(0.5, True), (0.99, False)])
def test_thresholds_can_be_moved(
    match: float, is_match: bool, learned_checker: Callable[..., Checker]
) -> None:
    moved = {"cues": {"rude": {"match": match, "suspect": 0.4}, "sorry": {"match": "off"}}}
    report = learned_checker(moved).check(call("A 随便你"))
    assert bool(found(report)) == is_match
    assert [each.cue for each in report.suspects if each.cue == "rude"] == ["rude"] * (not is_match)


def test_what_customers_say_is_looked_for_in_their_turns(
    write_lexicon: Callable[..., Path],
) -> None:
    angry = [replace(each, speaker="customer", about=("angry",)) for each in made_up()]
    angry = [replace(each, labels=("angry",) if each.labels == ("rude",) else ()) for each in angry]
    data = train([*made_up(), *angry], targets=EASY)
    assert model_of(memoryview(data)).cues["angry"].speaker == "customer"
    cues = CUES | {"angry": cue("我要投诉", speaker="customer")}
    folder = write_lexicon(cues, RULES, {})
    (folder / "learned.model").write_bytes(data)
    said = RUDE[0]
    report = Checker.load(folder, cache=False).check(call(f"C {said}", f"A {said}"))
    assert [(hit.cue, hit.turn) for hit in report.cues] == [("angry", 0), ("rude", 1)]


@pytest.mark.parametrize("lower", ["suspect", "possible"])
def test_a_suspect_above_a_match_is_a_mistake(
    lower: str, learned_lexicon: Callable[..., Path]
) -> None:
    folder = learned_lexicon({"cues": {"rude": {"match": 0.5, lower: 0.9}}})
    with pytest.raises(LexiconError, match=r"profile\.yaml"):
        Checker.load(folder, cache=False)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("A 您是说你爱投诉就投诉去吗", "asked"),
        ("A 是不是你爱投诉就投诉去吗", "asked"),
        ("A 你爱投诉就投诉去 我收回", "remedied"),
        ("C 你爱投诉就投诉去", ""),
    ],
)
def test_context_drops_learned_matches(
    said: str, reason: str, learned_checker: Callable[..., Checker]
) -> None:
    report = learned_checker(SURE).check(call("A 您好", said))
    assert "rude" not in {hit.cue for hit in report.cues}
    assert "a.rude" not in {verdict.rule for verdict in report.violations}
    assert [each.reason for each in report.suppressed if each.cue == "rude"] == [reason] * bool(
        reason
    )
    assert all(each.learned is None for each in report.suppressed)


def test_the_phrase_that_context_drops_overrules_the_model(
    learned_checker: Callable[..., Checker],
) -> None:
    report = learned_checker(SURE).check(call("A 不能爱咋地咋地你爱投诉就投诉去"))
    assert "rude" not in {hit.cue for hit in report.cues}
    assert {each.reason for each in report.suppressed if each.cue == "rude"} == {"negated"}


def test_it_can_be_pickled(learned_checker: Callable[..., Checker]) -> None:
    checker = learned_checker(SURE)
    packed = pickle.dumps(checker)
    assert pickle.loads(packed).check(call(SAID)) == checker.check(call(SAID))  # noqa: S301
    # The tables stay in the file.
    assert b"SCLEARN1" not in packed


TURNS = st.lists(
    st.tuples(
        st.sampled_from(["agent", "customer", "unknown"]),
        st.sampled_from([*RUDE, *SORRY, "您好", "我收回", "爱咋地咋地", "", "您是说随便你投诉去"]),
    ),
    max_size=8,
)


@given(spoken=TURNS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)
def test_the_same_turn_by_turn(
    spoken: list[tuple[str, str]], learned_checker: Callable[..., Checker]
) -> None:
    checker = _kept(learned_checker)
    turns = tuple(Turn(speaker, text) for speaker, text in spoken)  # type: ignore[arg-type]
    whole = Call("c", turns)
    session = Session(checker, {}, call_id="c", source="")
    for turn in turns:
        session.feed(turn)
    assert session.end() == checker.check(whole)


_CHECKERS: dict[str, Checker] = {}


def _kept(make: Callable[..., Checker]) -> Checker:
    if "one" not in _CHECKERS:
        sorry = SURE["cues"]["sorry"] | {"possible": 0.1}
        _CHECKERS["one"] = make({"cues": SURE["cues"] | {"sorry": sorry}})
    return _CHECKERS["one"]
