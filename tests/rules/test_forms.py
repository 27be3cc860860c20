"""The forms order, respond and repeat, and those that other packages bring."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, LexiconError, Outcome, UsageError, Verdict, entry_points
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.rules import registry
from scriptcheck.rules.form import Judgement, RuleForm
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck import Checker

CUES = {
    "hello": cue("您好"),
    "sorry": cue("对不起"),
    "cause": cue("原因是"),
    "thanks": cue("谢谢您"),
    "angry": cue("气死我了", speaker="customer"),
    "what": cue("没听清", speaker="customer"),
}


@pytest.fixture
def judge(make_checker: Callable[..., Checker]) -> Callable[..., Verdict]:
    """Return a function that judges a call by one rule."""

    def run(spoken: Call, **fields: object) -> Verdict:
        return make_checker(CUES, {"r": rule(**fields)}).check(spoken).verdicts[0]

    return run


def order(*steps: object, **fields: object) -> dict[str, object]:
    """Return an ``order`` of one chain."""
    return {"order": {"steps": list(steps), **fields}}


TWO = order("hello", "sorry")
MAYBE = [{"cue": "hello", "optional": True}, {"cue": "sorry", "optional": True}]


@pytest.mark.parametrize(
    ("fields", "turns", "outcome", "reason"),
    [
        (TWO, ["A 您好", "A 对不起"], "pass", ""),
        (TWO, ["A 您好对不起"], "pass", ""),
        (TWO, ["A 对不起", "A 您好"], "fail", "out-of-order"),
        (TWO, ["A 对不起您好"], "fail", "out-of-order"),
        (TWO, ["A 对不起", "A 您好", "A 对不起"], "pass", ""),
        (
            order("hello", "sorry", strict=True),
            ["A 对不起", "A 您好", "A 对不起"],
            "fail",
            "out-of-order",
        ),
        (order("hello", "sorry", strict=True), ["A 您好", "A 对不起", "A 您好"], "pass", ""),
        (TWO, ["A 您好"], "fail", "step-missing"),
        (TWO, ["A 喂"], "fail", "step-missing"),
        (order(*MAYBE), ["A 您好"], "not_applicable", "no-occasion"),
        (order(*MAYBE), ["A 对不起", "A 您好"], "fail", "out-of-order"),
        (order("hello", MAYBE[1], "thanks"), ["A 您好", "A 谢谢您"], "pass", ""),
        (
            order("hello", MAYBE[1], "thanks"),
            ["A 您好", "A 谢谢您", "A 对不起"],
            "fail",
            "out-of-order",
        ),
        (order("hello", ["sorry", "cause"]), ["A 您好", "A 原因是", "A 对不起"], "pass", ""),
        (order("hello", ["sorry", "cause"]), ["A 原因是", "A 您好", "A 对不起"], "fail", None),
        (order("hello", {"cue": ["sorry", "cause"]}), ["A 您好", "A 原因是"], "pass", ""),
        (
            {"order": [{"steps": ["hello", "sorry"]}, {"steps": ["cause", "thanks"]}]},
            ["A 您好", "A 谢谢您", "A 对不起", "A 原因是"],
            "fail",
            "out-of-order",
        ),
        (
            {"order": [{"steps": ["hello", "sorry"]}, {"steps": MAYBE}]},
            ["A 您好", "A 对不起"],
            "pass",
            "",
        ),
        (TWO, ["A 您好", "U 对不起"], "undecidable", "unknown-speaker"),
        (TWO | {"within": {"first_agent_turns": 1}}, ["A 您好", "A 对不起"], "fail", None),
    ],
)
def test_order(
    judge: Callable[..., Verdict],
    fields: dict[str, object],
    turns: list[str],
    outcome: str,
    reason: str | None,
) -> None:
    verdict = judge(call(*turns), **fields)
    assert verdict.verdict == outcome
    assert reason is None or verdict.reason == reason


def test_order_shows_what_is_out_of_turn_and_what_should_have_come_first(
    judge: Callable[..., Verdict],
) -> None:
    verdict = judge(call("A 原因是", "A 对不起"), **order("sorry", "cause"))
    assert [(hit.cue, hit.turn) for hit in verdict.evidence] == [("cause", 0), ("sorry", 1)]


SOON = {"respond": {"to": "angry", "with": "sorry", "agent_turns": 1}}
NEVER = {"respond": {"to": "angry", "without": "cause", "turns": 1}}


@pytest.mark.parametrize(
    ("fields", "turns", "outcome"),
    [
        (SOON, ["C 气死我了", "A 对不起"], "pass"),
        (SOON, ["C 气死我了", "A 嗯", "A 对不起"], "fail"),
        (SOON, ["A 对不起", "C 气死我了", "A 嗯"], "fail"),
        (SOON, ["A 对不起", "C 嗯"], "not_applicable"),
        (SOON, ["C 气死我了", "A 对不起", "C 气死我了", "A 嗯"], "fail"),
        (SOON, ["C 气死我了", "A 对不起", "C 气死我了", "A 对不起"], "pass"),
        (SOON, ["C 气死我了", "U 对不起", "A 嗯"], "undecidable"),
        (SOON, ["A 嗯", "U 气死我了", "A 嗯"], "undecidable"),
        (SOON | {"within": {"first_percent": 50.0}}, ["A 嗯", "A 嗯", "C 气死我了"], None),
        (NEVER, ["C 气死我了", "A 原因是"], "fail"),
        (NEVER, ["C 气死我了", "A 嗯", "A 原因是"], "pass"),
        (
            {"respond": {"to": "angry", "with": "sorry", "seconds": 5.0}},
            ["C 气死我了", "A 对不起"],
            "undecidable",
        ),
    ],
)
def test_respond(
    judge: Callable[..., Verdict], fields: dict[str, object], turns: list[str], outcome: str | None
) -> None:
    verdict = judge(call(*turns), **fields)
    assert verdict.verdict == (outcome or "not_applicable")


def test_a_response_is_shown_with_its_trigger(judge: Callable[..., Verdict]) -> None:
    verdict = judge(call("A 对不起", "C 气死我了", "A 对不起"), **SOON)
    assert [(hit.cue, hit.turn) for hit in verdict.evidence] == [("angry", 1), ("sorry", 2)]
    failed = judge(call("C 气死我了", "A 嗯", "C 嗯", "A 对不起"), **SOON)
    assert [hit.cue for hit in failed.evidence] == ["angry"]
    assert failed.searched is not None
    assert failed.searched.turns == (0, 1)


SAME = "C 嗯", "A 这个套餐下个月才能改"
AGAIN: dict[str, object] = {"repeat": {"times": 3}}


@pytest.mark.parametrize(
    ("fields", "turns", "outcome"),
    [
        (AGAIN, [*SAME * 3], "fail"),
        (AGAIN, [*SAME * 2], "pass"),
        ({"repeat": {"times": 2}}, [*SAME * 2], "fail"),
        (AGAIN, [*SAME * 2, "A 这个套餐嗯，下个月才能改呢"], "fail"),
        (AGAIN, [*SAME * 2, "A 这个套餐您到期以后再换"], "pass"),
        (AGAIN, ["A 稍等"] * 5, "pass"),
        (AGAIN, ["C 这个套餐下个月才能改", "A 嗯"] * 3, "pass"),
        ({"repeat": {"speaker": "customer"}}, ["C 这个套餐下个月才能改", "A 嗯"] * 3, "fail"),
        ({"repeat": {"besides": ["sorry"]}}, ["A 对不起这个套餐下个月才能改"] * 3, "pass"),
        ({"repeat": {"unless": ["what"]}}, ["C 没听清", SAME[1]] * 3, "pass"),
        (AGAIN, ["A 这个套餐下个月才能改。这个套餐下个月才能改。这个套餐下个月才能改。"], "fail"),
        (AGAIN | {"within": {"first_agent_turns": 2}}, [*SAME * 3], "pass"),
        (AGAIN | {"within": {"first_seconds": 9.0}}, [*SAME * 3], "undecidable"),
    ],
)
def test_repeat(
    judge: Callable[..., Verdict], fields: dict[str, object], turns: list[str], outcome: str
) -> None:
    assert judge(call(*turns), **fields).verdict == outcome


def test_repetitions_are_quoted_from_the_original(judge: Callable[..., Verdict]) -> None:
    spoken = call(*SAME, "A 好。这个套餐，下个月才能改！", *SAME)
    verdict = judge(spoken, **AGAIN)
    assert [hit.turn for hit in verdict.evidence] == [1, 2, 4]
    for hit in verdict.evidence:
        assert spoken.turns[hit.turn].text[hit.start : hit.end] == hit.quote
        assert (hit.how, hit.cue) == ("repeat", "said_again")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (order("hello"), "single-step"),
        (order("hello", "nobody"), "unknown-cue"),
        ({"respond": {"to": "angry"}}, "response"),
        ({"respond": {"to": "angry", "with": "sorry", "without": "cause"}}, "response"),
        ({"respond": {"to": "nobody", "with": "sorry"}}, "unknown-cue"),
        ({"respond": {"to": "angry", "with": "nobody"}}, "unknown-cue"),
        ({"repeat": {"besides": ["nobody"]}}, "unknown-cue"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(
    make_checker: Callable[..., Checker], fields: dict[str, object], code: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        make_checker(CUES, {"r": rule(**fields)})
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].line


class Quiet(CallRule):
    """A form as another package would write it."""

    quiet: int


QUIET = RuleForm("quiet", Quiet, lambda _rule, _findings: Judgement(Outcome.PASS))
TWIN = RuleForm("require", Quiet, QUIET.judge)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return a function that installs a form under an entry point."""
    caches = (registry.forms, registry._by_spec)

    def run(value: str) -> None:
        entry = EntryPoint("quiet", value, registry.GROUP)
        monkeypatch.setattr(
            entry_points,
            "installed_entry_points",
            lambda group: [entry] if group == registry.GROUP else [],
        )
        for cached in caches:
            cached.cache_clear()

    yield run
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_other_packages_bring_forms(
    install: Callable[[str], None], judge: Callable[..., Verdict]
) -> None:
    install("tests.rules.test_forms:QUIET")
    assert judge(call("A 喂"), quiet=1).verdict == "pass"


@pytest.mark.parametrize(
    "value", ["nowhere:FORM", "tests.rules.test_forms:SAME", "tests.rules.test_forms:TWIN"]
)
def test_a_form_that_cannot_be_used_is_reported(install: Callable[[str], None], value: str) -> None:
    install(value)
    with pytest.raises(UsageError) as caught:
        registry.forms()
    assert caught.value.problems[0].code == "bad-form"
