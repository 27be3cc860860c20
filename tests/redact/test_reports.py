"""Reports on redacted calls: offsets hold, and nothing of what is masked is anywhere in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck import Call, Checker, CueMatch, Turn, Word
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.redact import KINDS, Kind, redact, redact_problem
from scriptcheck.report import LearnedEvidence, Suspect
from scriptcheck.run import check_calls
from tests.conftest import call

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scriptcheck import CallReport, SuppressedMatch
    from scriptcheck.cases.report import CaseReport

SECRET = re.compile(r"138|1234|5678|幺三八|一二三四|五六七八|小明|王")
SAID = (
    "A 您好，海尔客服，请问您贵姓",
    "C 我姓王，叫王小明",
    "A 王先生您好，请问您的电话",
    "C 幺三八",
    "A 嗯",
    "C 一二三四",
    "A 好",
    "C 五六七八",
    "A 我给您登记一下，请您稍等",
    "C 我的电话是13812345678，我说了我的电话是13812345678",
    "A 一三八，一二三四，五六七九对吧",
    "C 不对，我的电话是13812345678，我说了我的电话是13812345678",
    "A 王小明先生，不知道",
    "C 我的电话是13812345678，我说了我的电话是13812345678",
)


def texts(report: CallReport) -> str:
    """Return all words of ``report`` but those of the lexicon that rules are named by."""
    return report.to_json().decode()


def test_nothing_masked_is_left_in_a_report(default_checker: Checker) -> None:
    spoken = call(*SAID, customer_phone="13812345678", case_id="G1")
    report = default_checker.check(spoken)
    assert SECRET.search(texts(report)), "the call must quote something personal"
    redaction = redact(spoken)
    redacted = redaction.report(report)
    lexicon = json.dumps(
        [[v.title, v.advice, v.source] for v in report.verdicts], ensure_ascii=False
    )
    assert not SECRET.search(lexicon)
    assert SECRET.findall(texts(redacted)) == []
    assert SECRET.findall(json.dumps(redaction.call.to_dict(), ensure_ascii=False)) == []


def test_judging_is_not_touched(default_checker: Checker) -> None:
    spoken = call(*SAID)
    report = default_checker.check(spoken)
    redacted = redact(spoken).report(report)
    assert [(v.rule, v.verdict, v.reason) for v in redacted.verdicts] == [
        (v.rule, v.verdict, v.reason) for v in report.verdicts
    ]
    assert (redacted.score, redacted.metrics) == (report.score, report.metrics)


def test_offsets_hold_in_the_redacted_call(default_checker: Checker) -> None:
    spoken = call(*SAID)
    redaction = redact(spoken)
    report = redaction.report(default_checker.check(spoken))
    hits: list[CueMatch | SuppressedMatch] = [
        *report.cues,
        *report.suppressed,
        *(h for v in report.verdicts for h in v.evidence),
    ]
    assert hits
    for hit in hits:
        assert redaction.call.turns[hit.turn].text[hit.start : hit.end] == hit.quote


def test_readback_says_no_number(default_checker: Checker) -> None:
    spoken = call("A 您的电话多少", "C 13812345678", "A 13812345679对吧", "C 嗯", "A 再见")
    report = default_checker.check(spoken)
    before = next(v for v in report.verdicts if v.reason == "restated-wrongly")
    assert "13812345678" in before.message
    after = next(v for v in redact(spoken).report(report).verdicts if v.rule == before.rule)
    assert after.message == re.sub(r"1381234567[89]", "*" * 11, before.message)
    assert {hit.phrase for hit in after.evidence} == {"*" * 11}


def test_a_number_in_pieces_is_not_put_together_in_a_message(default_checker: Checker) -> None:
    spoken = call(
        "A 您的电话多少", "C 幺三八", "A 嗯", "C 一二三四", "A 嗯", "C 五六七八", "A 再见"
    )
    report = default_checker.check(spoken)
    before = next(v for v in report.verdicts if v.reason == "not-restated")
    assert "13812345678" in before.message
    after = next(v for v in redact(spoken).report(report).verdicts if v.rule == before.rule)
    assert not re.search(r"\d{3}", after.message)


def test_words_are_masked_as_their_turn_is() -> None:
    words = (Word("电话"), Word("138"), Word("1234"), Word("5678"), Word("对"))
    redaction = redact(Call("x", [Turn("customer", "电话，13812345678，对", 0, 9, words)]))
    assert [word.text for word in redaction.call.turns[0].words] == [
        "电话",
        "***",
        "****",
        "****",
        "对",
    ]


def test_words_that_are_not_in_the_text_are_masked_whole() -> None:
    words = (Word("幺三八"), Word("一二三四"), Word("五六七八"))
    redaction = redact(Call("x", [Turn("customer", "13812345678", 0, 9, words)]))
    assert [word.text for word in redaction.call.turns[0].words] == ["***", "****", "****"]


def test_call_data() -> None:
    meta = {
        "agent_id": "8023",
        "agent_name": "王丽",
        "start_time": "2024-05-01T10:20:30",
        "客户姓名": "赵六",
        "customer_id": "C12345678",
        "主叫号码": 13812345678,
        "header": ["工号：8023", "联系电话：13812345678"],
        "nested": {"mail": "a1@qq.com", "n": 5, "ok": True, "none": None},
    }
    assert redact(call("A 您好", **meta)).call.meta == meta | {
        "客户姓名": "**",
        "主叫号码": "*" * 11,
        "header": ["工号：8023", f"联系电话：{'*' * 11}"],
        "nested": {"mail": "*********", "n": 5, "ok": True, "none": None},
    }
    assert redact(call("A 您好", customer_id="13812345678")).call.meta == {"customer_id": "*" * 11}


def test_codes_stand_for_what_is_personal_in_ids() -> None:
    personal = Call(
        "13812345678_1", call("A 您好").turns, {"audio": "a/13812345678.wav"}, "13812345678.txt"
    )
    redaction = redact(personal)
    (warning,) = redaction.call.warnings
    (code,) = re.findall(r"~[a-p]{6}", redaction.call.call_id)
    assert redaction.call.call_id == f"{code}_1"
    assert redaction.call.source == f"{code}.txt"
    assert redaction.call.meta == {"audio": f"a/{code}.wav"}
    assert (warning.code, warning.message.en.split(" seem")[0]) == (
        "personal-id",
        "audio, call_id, source",
    )
    assert redact(call("A 您好")).call.warnings == ()
    assert redact(personal, [Kind.NAME]).call.warnings == ()


def test_problems_are_masked_and_so_is_their_file() -> None:
    message = Text("第一行是：13812345678。", "the first row has 13812345678.")
    problem = redact_problem(Problem("no-columns", message, "13812345678.csv", 1))
    assert re.fullmatch(r"~[a-p]{6}\.csv:1", problem.place)
    assert (problem.message.zh, problem.message.en) == (
        "第一行是：***********。",
        "the first row has ***********.",
    )


def test_warnings_of_a_call_are_masked(default_checker: Checker) -> None:
    warning = Problem("guess", Text("客户13812345678", "customer 13812345678"))
    spoken = Call("x", call("A 您好").turns, warnings=(warning,))
    report = redact(spoken).report(default_checker.check(spoken))
    assert [each.message for each in report.warnings] == [f"客户{'*' * 11}"]


def test_all_writers_are_given_the_same(default_checker: Checker) -> None:
    class Seen:
        def __init__(self) -> None:
            self.reports: list[CallReport] = []
            self.calls: list[Call] = []

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def write(self, report: CallReport, call: Call) -> None:
            self.reports.append(report)
            self.calls.append(call)

    seen = Seen()
    told: list[CallReport] = []
    spoken = call(*SAID, case_id="G1")
    cases: list[CaseReport] = []
    summary = check_calls(
        default_checker,
        [spoken],
        [seen],
        redact_kinds=KINDS,
        on_report=told.append,
        on_case=cases.append,
    )
    assert seen.reports == told
    assert not SECRET.search(texts(seen.reports[0]))
    assert not SECRET.search("".join(turn.text for turn in seen.calls[0].turns))
    assert summary.redacted[Kind.PHONE] > 0
    assert not any(SECRET.search(case.to_json().decode()) for case in cases)
    assert len(cases) == 1
    plain = Seen()
    assert check_calls(default_checker, [spoken], [plain]).redacted == {}
    assert plain.calls == [spoken]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_is_that_of_the_report(
    make_checker: Callable[..., Checker], lang: str
) -> None:
    spoken = Call("13812345678", call("A 您好").turns)
    report = redact(spoken).report(make_checker().check(spoken), lang)  # type: ignore[arg-type]
    assert ("call_id seem" in report.warnings[0].message) == (lang == "en")


def test_what_a_model_says_is_masked(default_checker: Checker) -> None:
    said = "王小明先生，您电话是13812345678，爱投诉就投诉去"
    spoken = call("C 我姓王，叫王小明", f"A {said}")
    evidence = LearnedEvidence(
        1.0, 0.75, (("小明", 9), ("投诉去", 8)), "李先生的电话是13987654321，投诉去吧"
    )
    report = default_checker.check(spoken)
    suspect = Suspect("rude", "agent", 1, 0, len(said), said, "粗鲁", evidence)
    hit = CueMatch("rude", "agent", 1, 0, len(said), said, "", "learned", 0.75, (), "", evidence)
    report = msgspec.structs.replace(report, suspects=(suspect,), cues=(hit,))
    redaction = redact(spoken)
    redacted = redaction.report(report)
    for each in (redacted.suspects[0], redacted.cues[0]):
        assert each.quote == redaction.call.turns[1].text
        assert each.learned is not None
        assert each.learned.runs == (("投诉去", 8),)
        assert "13987654321" not in each.learned.similar
        assert each.learned.similar.endswith("，投诉去吧")


def test_a_metric_that_is_a_telephone_number_is_left_out(default_checker: Checker) -> None:
    """Whoever takes the wrong column for the time of ringing has numbers measured."""
    rang = call("A 您好", ring_ms=13812345678, ring_count=3)
    report = default_checker.check(rang)
    assert report.metrics["ring_ms"] == 13812345678
    written = redact(rang).report(report)
    assert "1381234567" not in written.to_json().decode()
    assert written.metrics["ring_count"] == 3
