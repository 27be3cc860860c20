"""The checker as a whole: its report, its score, and that equal input gives equal bytes."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Checker, LexiconError, Turn
from tests.conftest import ROOT, call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import CallReport, CueMatch, SuppressedMatch

CUES = {"hello": cue("您好"), "bad": cue("办不了"), "worse": cue("滚")}
RULES = {
    "a.hello": rule(require="hello", points=-15),
    "b.bad": rule(forbid="bad", points=-30, severity="major"),
    "c.worse": rule(forbid="worse", points=-70, severity="fatal"),
}


@pytest.mark.parametrize(
    ("turns", "score", "passed", "violations"),
    [
        (["A 您好"], 100, True, []),
        (["A 喂"], 85, True, ["a.hello"]),
        (["A 您好，办不了"], 70, False, ["b.bad"]),
        (["A 滚，办不了"], 0, False, ["c.worse", "b.bad", "a.hello"]),
        (["A 您好，办不了，办不了"], 70, False, ["b.bad"]),
        ([], None, None, []),
        (["U 您好"], None, None, []),
    ],
)
def test_score(
    make_checker: Callable[..., Checker],
    turns: list[str],
    score: int | None,
    passed: bool | None,
    violations: list[str],
) -> None:
    report = make_checker(CUES, RULES).check(call(*turns))
    assert (report.score, report.passed) == (score, passed)
    assert [verdict.rule for verdict in report.violations] == violations


def test_unreported_cues_are_evidence_but_not_listed(make_checker: Callable[..., Checker]) -> None:
    cues = CUES | {"sign": cue("喂", "再见", unless=["再见面"], reported=False)}
    checker = make_checker(cues, {"a.sign": rule(forbid="sign")})
    said = call("A 您好喂", "A 再见面谈")
    report = checker.check(said)
    assert [hit.cue for hit in report.cues] == ["hello"]
    assert report.suppressed == ()
    assert [hit.quote for hit in report.violations[0].evidence] == ["喂"]
    every = checker.check(said, all_cues=True)
    assert [hit.cue for hit in every.cues] == ["hello", "sign"]
    assert [hit.quote for hit in every.suppressed] == ["再见"]
    assert every.verdicts == report.verdicts


def test_a_check_is_a_match_and_a_judgement(make_checker: Callable[..., Checker]) -> None:
    cues = CUES | {"sign": cue("喂", reported=False)}
    checker = make_checker(cues, RULES)
    said = call("A 您好喂，办不了")
    findings = checker.match(said)
    assert findings.call is said
    for all_cues in (False, True):
        judged = checker.judge(findings, all_cues=all_cues)
        assert judged == checker.check(said, all_cues=all_cues)
    judgements = checker.judge_rules(findings)
    assert judgements == {name: checker.judge_rule(name, findings) for name in RULES}
    assert checker.report(findings, judgements, all_cues=True) == judged
    for name, verdict in zip(RULES, judged.verdicts, strict=True):
        assert checker.verdict(name, judgements[name], findings) == verdict


def test_a_fatal_violation_fails_the_call_whatever_its_score(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {"c.worse": rule(forbid="worse", points=0, severity="fatal")}
    report = make_checker(CUES, rules, {"pass_score": 0}).check(call("A 滚"))
    assert (report.score, report.passed) == (100, False)


def test_a_report_is_in_the_language_asked_for(write_lexicon: Callable[..., Path]) -> None:
    cues = {"hello": cue({"text": "您好", "note": "注", "note_en": "note"})}
    folder = write_lexicon(cues, {"r": rule(forbid="hello")})
    expected = {
        "zh": ("没有做到", "请做到", "规则", "注"),
        "en": ("Not done", "Do it", "A rule", "note"),
    }
    for lang, words in expected.items():
        checker = Checker.load(folder, lang=lang)  # type: ignore[arg-type]
        (verdict,) = checker.check(call("A 您好")).verdicts
        assert (verdict.message, verdict.advice, verdict.title, verdict.evidence[0].note) == words


def test_a_report_survives_json(default_checker: Checker) -> None:
    report = default_checker.check(call("A 您好，这里是美的公司", "C 你好", "A 不知道"))
    copy = type(report).from_json(report.to_json())
    assert copy == report
    assert copy.to_dict() == report.to_dict()


def test_a_copied_checker_gives_the_same_report(default_checker: Checker) -> None:
    spoken = call("A 您好，请您稍候", "C 好", "A 让您久等了，再见")
    copy = pickle.loads(pickle.dumps(default_checker))  # noqa: S301  (made on this line)
    assert copy.check(spoken).to_json() == default_checker.check(spoken).to_json()


def hits_are_quotes(report: CallReport, spoken: Call) -> bool:
    hits: list[CueMatch | SuppressedMatch] = [*report.cues, *report.suppressed]
    return all(
        spoken.turns[hit.turn].text[hit.start : hit.end] == hit.quote and hit.quote for hit in hits
    )


SPEECH = st.text(
    st.one_of(
        st.sampled_from("您好请稍等候再见不知道，。嗯那个抱歉谢谢让久了"),
        st.characters(),
        st.sampled_from("\0\ud800\udfff㈱é\u0301👨‍👩‍👧ﬁ繁體\n\r\u2028"),
    ),
    max_size=40,
)
SPEAKERS = st.sampled_from(["agent", "customer", "unknown", "system"])
CALLS = st.lists(st.builds(Turn, SPEAKERS, SPEECH), max_size=6).map(
    lambda turns: Call("test", tuple(turns))
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(CALLS)
def test_every_quote_is_what_stands_in_the_text(default_checker: Checker, spoken: Call) -> None:
    report = default_checker.check(spoken)
    assert hits_are_quotes(report, spoken)
    assert json.loads(report.to_json()) == report.to_dict()


def test_real_calls_check(default_checker: Checker, real_calls: list[Call]) -> None:
    for spoken in real_calls:
        report = default_checker.check(spoken)
        assert hits_are_quotes(report, spoken)
        assert report.score is not None
        assert 0 <= report.score <= 100
        assert report.cues


PRINT_REPORT = """
import sys
from scriptcheck import Call, Checker, Turn
turns = [Turn("agent", "您好，海尔，请稍等，办不了，抱歉"), Turn("customer", "我要投诉")]
print(Checker.load(sys.argv[1], cache=False).check(Call("x", turns)).to_dict())
"""


def test_the_same_bytes_whatever_the_hash_seed(write_lexicon: Callable[..., Path]) -> None:
    # Compiled anew, and so small that it takes no time; tests/cli has the shipped lexicon.
    folder = write_lexicon(CUES, RULES)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_REPORT, str(folder)],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    (output,) = outputs
    assert b"a." in output


def test_the_same_bytes_whatever_the_order_of_the_lexicon(
    write_lexicon: Callable[..., Path],
) -> None:
    spoken = call("A 您好，办不了")
    forward = Checker.load(write_lexicon(CUES, RULES)).check(spoken).to_json()
    backward = Checker.load(
        write_lexicon(dict(reversed(CUES.items())), dict(reversed(RULES.items())))
    )
    assert backward.check(spoken).to_json() == forward


def test_importing_pulls_in_nothing_heavy() -> None:
    heavy = {"spacy", "jieba", "rjieba", "opencc", "rich", "typer"}
    code = f"import sys, scriptcheck; print({heavy} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "set()"


def test_dimensions(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a.one": rule(require="a", points=-3, dimension="empathy"),
        "a.three": rule(require="a", points=0, severity="info", dimension="empathy"),
        "a.two": rule(require="b", points=0, severity="info", dimension="empathy"),
        "b.one": rule(require="a", dimension="assurance"),
        "b.two": rule(require="a", dimension="assurance"),
        "c.one": rule(require="a", when="b", dimension="reliability"),
        "c.two": rule(require="a", dimension="reliability"),
        "c.three": rule(require="b", severity="major", dimension="reliability"),
        "d.one": rule(require="b", points=-5),
    }
    cues = {"a": cue("甲乙"), "b": cue("丙丁")}
    report = make_checker(cues, rules).check(call("A 甲乙"))
    assert report.to_dict()["dimensions"] == {
        "reliability": None,
        "responsiveness": None,
        "assurance": None,
        "empathy": 67,
    }
    assert {each.rule: each.dimension for each in report.verdicts}["d.one"] is None
    of_two = make_checker(cues, rules, profile={"dimension_rules": 2}).check(call("A 甲乙"))
    assert of_two.to_dict()["dimensions"] == {
        "reliability": 20,
        "responsiveness": None,
        "assurance": 100,
        "empathy": 67,
    }


def test_a_miss_counts_once_in_its_dimension(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a": rule(require="b", severity="minor", dimension="empathy"),
        "b": rule(require="b", severity="info", dimension="empathy", same_as=["a"]),
        "c": rule(require="a", dimension="empathy"),
        "d": rule(require="a", dimension="empathy"),
    }
    cues = {"a": cue("甲乙"), "b": cue("丙丁")}
    report = make_checker(cues, rules).check(call("A 甲乙"))
    assert report.to_dict()["dimensions"]["empathy"] == 50


def test_an_unknown_dimension(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(LexiconError, match="dimension"):
        make_checker({"a": cue("甲乙")}, {"a.one": rule(require="a", dimension="luck")})


def test_every_shipped_rule_speaks_for_a_dimension(default_checker: Checker) -> None:
    rules = default_checker.profile.rules.items()
    assert [name for name, each in rules if each.dimension is None] == []
