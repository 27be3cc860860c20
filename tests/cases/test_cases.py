"""Rules on cases: time limits over all calls of a case, whatever the order of the calls."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, CallReport, Checker, LexiconError, Turn, check_cases
from scriptcheck.cases import CaseReport, CaseVerdict
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CUES = {
    "complaint": cue("投诉", speaker="customer"),
    "sorry": cue("对不起"),
}
STORY = {"pass": [[{"text": "客服: 是"}]], "fail": [[{"text": "客服: 是"}]]}
OUT = {"meta": "direction", "is": "outbound"}
SOON = {"from": "complaint", "then": {"all": [OUT, "sorry"]}, "within_hours": 1}
EACH = {"from": "complaint", "then": "sorry", "within_minutes": 30, "each": True}

DAY = "2026-03-02T"


def said(
    turn: str, start: str | None, direction: str | None = None, *, case: str | None = "T1"
) -> Call:
    """Return a call of one turn; its id is its start."""
    speaker = {"A": "agent", "C": "customer", "U": "unknown"}[turn[0]]
    meta = {
        "case_id": case,
        "start_time": start if start is None or "T" in start else DAY + start,
        "direction": direction,
    }
    turns = (Turn(speaker, turn[2:]), Turn("agent", "嗯"))  # type: ignore[arg-type]
    return Call(f"{start}-{turn}", turns, meta)


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Callable[..., Checker]:
    """Return a function that makes a checker of one rule on cases."""

    def make(case: object) -> Checker:
        return make_checker(CUES, {"r": rule(case=case, examples=STORY)})

    return make


def judged(
    checker: Checker, calls: Sequence[Call], as_of: datetime | None = None
) -> tuple[CaseReport, ...]:
    """Return the reports on the cases of ``calls``."""
    return check_cases(checker, (checker.check(call).case for call in calls), as_of=as_of)


def verdict(checker: Checker, calls: Sequence[Call], as_of: datetime | None = None) -> CaseVerdict:
    """Return the one verdict on the one case of ``calls``."""
    (case,) = judged(checker, calls, as_of)
    return case.verdicts[0]


ASKED = said("C 我要投诉", "09:00:00", "inbound")


@pytest.mark.parametrize(
    ("case", "calls", "outcome", "reason"),
    [
        (SOON, [ASKED, said("A 对不起", "09:30:00", "outbound")], "pass", ""),
        (SOON, [ASKED, said("A 对不起", "10:00:00", "outbound")], "pass", ""),
        (
            SOON,
            [
                said("C 我要投诉", "2026-03-02T09:00:00+08:00", "inbound"),
                said("A 对不起", "2026-03-02T09:30:00", "outbound"),
            ],
            "pass",
            "",
        ),
        (SOON, [ASKED, said("A 对不起", "10:00:01", "outbound")], "fail", "too-late"),
        (SOON, [ASKED, said("A 对不起", "08:30:00", "outbound")], "undecidable", "not-yet-due"),
        (SOON, [ASKED, said("A 对不起", "10:30:00", "inbound")], "fail", "not-followed"),
        (SOON, [ASKED, said("A 您好", "10:30:00", "outbound")], "fail", "not-followed"),
        (SOON, [ASKED], "undecidable", "not-yet-due"),
        (SOON, [ASKED, said("A 对不起", "09:30:00")], "undecidable", "no-call-data"),
        (SOON, [ASKED, said("U 对不起", "09:30:00", "outbound")], "undecidable", "unknown-speaker"),
        (
            SOON,
            [
                ASKED,
                said("A 对不起", "09:30:00"),
                said("A 对不起", "09:40:00", "outbound"),
            ],
            "pass",
            "",
        ),
        (SOON, [said("A 对不起", "09:30:00", "outbound")], "not_applicable", "no-occasion"),
        (SOON, [said("U 我要投诉", "09:30:00", "inbound")], "undecidable", "unknown-speaker"),
        (
            SOON,
            [ASKED, said("A 对不起", None, "outbound")],
            "undecidable",
            "no-start-time",
        ),
        (
            SOON,
            [ASKED, said("A 对不起", "2026-03-02T", "outbound")],
            "undecidable",
            "no-start-time",
        ),
        (SOON, [ASKED, said("A 对不起", "9时", "outbound")], "undecidable", "no-start-time"),
        (
            SOON,
            [
                said("C 我要投诉", "2026-03-02T09:00:00+08:00", "inbound"),
                said("A 对不起", "2026-03-02T01:30:00Z", "outbound"),
            ],
            "pass",
            "",
        ),
        (
            EACH,
            [ASKED, said("A 对不起", "09:10:00"), said("C 我要投诉", "12:00:00")],
            "undecidable",
            "not-yet-due",
        ),
        (
            EACH,
            [
                ASKED,
                said("A 对不起", "09:10:00"),
                said("C 我要投诉", "12:00:00"),
                said("A 对不起", "13:00:00"),
            ],
            "fail",
            "too-late",
        ),
    ],
)
def test_verdicts(
    checker: Callable[..., Checker], case: object, calls: list[Call], outcome: str, reason: str
) -> None:
    found = verdict(checker(case), calls)
    assert (found.verdict, found.reason) == (outcome, reason)


def test_only_the_first_start_counts_unless_each_does(checker: Callable[..., Checker]) -> None:
    calls = [
        ASKED,
        said("A 对不起", "09:10:00", "outbound"),
        said("C 我要投诉", "12:00:00", "inbound"),
        said("A 嗯", "18:00:00", "outbound"),
    ]
    assert verdict(checker(SOON), calls).verdict == "pass"
    assert verdict(checker(EACH), calls).verdict == "fail"


def test_until_when_calls_are_known_may_be_said(checker: Callable[..., Checker]) -> None:
    late = datetime.fromisoformat(DAY + "11:00:00")
    assert verdict(checker(SOON), [ASKED], as_of=late).verdict == "fail"
    early = datetime.fromisoformat(DAY + "09:59:59")
    assert verdict(checker(SOON), [ASKED], as_of=early).verdict == "undecidable"


def test_a_verdict_tells_the_calls_the_time_and_what_was_said(
    checker: Callable[..., Checker],
) -> None:
    late = said("A 对不起", "11:00:00", "outbound")
    found = verdict(checker(SOON), [late, ASKED])
    assert (found.started_by, found.met_by) == (ASKED.call_id, late.call_id)
    assert found.due == DAY + "10:00:00"
    assert [(each.call_id, each.hit.quote) for each in found.evidence] == [
        (ASKED.call_id, "投诉"),
        (late.call_id, "对不起"),
    ]
    assert found.points == -10
    assert found.message == (
        f"没有做到：{DAY}09:00:00 起算，应在 {DAY}10:00:00 之前，实际 {DAY}11:00:00"
    )


def test_calls_without_a_case_belong_to_none(checker: Callable[..., Checker]) -> None:
    lonely = said("C 我要投诉", "09:00:00", "inbound", case=None)
    assert judged(checker(SOON), [lonely]) == ()


@pytest.mark.parametrize(
    "case", ["T1 ", " T1", "T1\u200b", "\ufeffT1", "T1\xa0\u200e", "T 1", "T\u200b1", "Ｔ１"]
)
def test_ids_that_look_alike_are_one_case(checker: Callable[..., Checker], case: str) -> None:
    calls = [
        said("C 我要投诉", "09:00:00", "inbound"),
        said("A 对不起", "09:30:00", "outbound", case=case),
    ]
    (found,) = judged(checker(SOON), calls)
    assert (found.case_id, found.verdicts[0].verdict) == ("T1", "pass")


@pytest.mark.parametrize("case", ["", " ", "\u200b", "-", "无", "0", "N/A"])
def test_an_id_of_nothing_is_no_case(checker: Callable[..., Checker], case: str) -> None:
    assert judged(checker(SOON), [said("C 我要投诉", "09:00:00", "inbound", case=case)]) == ()


def test_rules_on_cases_are_not_among_the_verdicts_of_a_call(
    checker: Callable[..., Checker],
) -> None:
    report = checker(SOON).check(ASKED)
    assert report.verdicts == ()
    assert report.case is not None
    assert [(sign.rule, sign.starts, sign.meets) for sign in report.case.signs] == [
        ("r", True, False)
    ]


def test_reports_on_cases_come_back_from_json(checker: Callable[..., Checker]) -> None:
    (case,) = judged(checker(SOON), [ASKED, said("A 对不起", "11:00:00", "outbound")])
    assert CaseReport.from_json(case.to_json()) == case
    assert [each.rule for each in case.violations] == ["r"]


turns = st.sampled_from(["C 我要投诉", "A 对不起", "A 嗯", "U 对不起"])
spoken = st.builds(
    said,
    turns,
    st.sampled_from(
        [None, *(f"{hour:02}:{minute:02}:00" for hour in (9, 10) for minute in (0, 40))]
    ),
    st.sampled_from(["inbound", "outbound", None]),
    case=st.sampled_from(["T1", "T2", None]),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(data=st.data(), calls=st.lists(spoken, max_size=6))
def test_the_order_of_the_calls_does_not_matter(
    checker: Callable[..., Checker], data: st.DataObject, calls: list[Call]
) -> None:
    made = checker(SOON)
    reports = [made.check(call) for call in calls]
    other = data.draw(st.permutations(reports))
    again = [CallReport.from_json(report.to_json()) for report in other]
    found = check_cases(made, (report.case for report in reports))
    assert found == check_cases(made, (report.case for report in again))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"from": "complaint", "then": "sorry"}, "case-limit"),
        (SOON | {"within_minutes": 5}, "case-limit"),
        (SOON | {"then": "nobody"}, "unknown-cue"),
        (SOON | {"from": "nobody"}, "unknown-cue"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(
    checker: Callable[..., Checker], fields: dict[str, object], code: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        checker(fields)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_rule_on_cases_has_no_window(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(LexiconError):
        make_checker(CUES, {"r": rule(case=SOON, examples=STORY, within={"turns": 3})})
