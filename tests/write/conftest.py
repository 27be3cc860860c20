"""Reports to write, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.cases.report import CASE_SCHEMA, CaseEvidence, CaseReport, CaseVerdict
from scriptcheck.language import Text
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    CueMatch,
    Dimension,
    Measured,
    Nearest,
    Outcome,
    ProfileStamp,
    ReportWarning,
    Searched,
    Severity,
    Stretch,
    Verdict,
)
from scriptcheck.write.content.section_scores import ScorecardSections, SectionTerms
from tests.office import office

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["office"]

CALL = Call("x", ())

SECTIONS = ScorecardSections(
    "test",
    (
        SectionTerms("opening", Text("开场 / 问候", "Opening"), 80, ("a.rule",)),
        SectionTerms("closing", Text("结束", "Closing"), None, ()),
    ),
)
"""The sections of the profile that judged the calls below."""

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '  =HYPERLINK("http://x","y")',
    "＝1",
    "<r><t>rich</t></r>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "http://example.com/",
    "]]>&amp;<!--",
    "a|b*c_d`e`[f](javascript:g)<@all> #1 ~x~ &lt;",
    "_x0041_",
    "\x00\x1b[31m\x07",
    "\u202eevil\u2066",
    "a\r\nb",
    "half\ud800",
    "\ufffe\uffff",
    "../../etc/passwd",
    "\"quoted\", 'too'",
    "😀👨‍👩‍👧",
)
"""Texts that some format could take for more than text."""


@pytest.fixture
def report() -> Callable[..., CallReport]:
    """Return a function that makes the report of a call with this id, read from this source."""

    def make(call_id: str, source: str = "", *verdicts: Verdict) -> CallReport:
        profile = ProfileStamp("test", "1", "0" * 64)
        passed = not verdicts
        return CallReport(
            SCHEMA, call_id, source, profile, 100, passed, {}, verdicts, (), (), {}, ()
        )

    return make


def violation(rule: str = "a.rule", **fields: object) -> Verdict:
    """Return a verdict of ``fail``."""
    given: dict[str, object] = {
        "rule": rule,
        "verdict": Outcome.FAIL,
        "severity": Severity.MAJOR,
        "points": -5,
        "title": "规则",
        "message": "没做到",
        "advice": "请做到",
        "source": "手册",
        "evidence": (),
    }
    return Verdict(**given | fields)  # type: ignore[arg-type]


def heard(turn: int, quote: str, start: int = 0) -> CueMatch:
    """Return a hit."""
    return CueMatch("cue", "agent", turn, start, start + len(quote), quote, quote, "exact", 1.0, ())


def case_report(case_id: str, broken: Severity | None = None, **fields: object) -> CaseReport:
    """Return the report on a case of two calls, which breaks a rule that is as severe as this."""
    kept = broken is None
    given: dict[str, object] = {
        "rule": "case.back_1h",
        "verdict": Outcome.PASS if kept else Outcome.FAIL,
        "severity": broken or Severity.MAJOR,
        "points": 0 if kept else -5,
        "title": "一小时内回电",
        "message": "" if kept else "没有回电",
        "advice": "" if kept else "请回电",
        "source": "手册",
        "reason": "" if kept else "not-followed",
        "dimension": None,
        "started_by": "one",
        "due": "2026-03-02T10:00:00+08:00",
        "met_by": "two" if kept else None,
        "evidence": (CaseEvidence("one", heard(2, "我要投诉")),),
    }
    verdict = CaseVerdict(**given | fields)  # type: ignore[arg-type]
    profile = ProfileStamp("test", "1", "0" * 64)
    return CaseReport(CASE_SCHEMA, case_id, profile, ("one", "two"), (verdict,))


def full_report(text: str = "不知道") -> tuple[CallReport, Call]:
    """Return a report with every kind of verdict on a call with all data, ``text`` everywhere."""
    call = Call(
        text,
        (Turn(Speaker.AGENT, text, 1500, 2500), Turn(Speaker.CUSTOMER, "嗯", 3000, 3500)),
        {
            "agent_id": text,
            "agent_name": text,
            "team": text,
            "queue": 7,
            "case_id": text,
            "direction": "inbound",
            "start_time": "2026-03-02T09:30:00+08:00",
        },
        text,
    )
    wait = Measured("longest_hold_ms", 61_500, (Stretch(1, 1, 3000, 64_500),))
    said = violation(title=text, message=text, advice=text, evidence=(heard(0, text),), source=text)
    missed = violation(
        "b.missed",
        severity=Severity.MINOR,
        searched=Searched((0, 1)),
        nearest=Nearest("cue", 0, text, text, 0.75, (text,)),
        dimension=Dimension.EMPATHY,
        reason="step-missing",
    )
    waited = violation("c.waited", severity=Severity.FATAL, measured=(wait,))
    others = [
        violation(f"d.{outcome.value}", verdict=outcome, points=0, message=text, advice="")
        for outcome in Outcome
        if outcome is not Outcome.FAIL
    ]
    report = CallReport(
        SCHEMA,
        text,
        text,
        ProfileStamp("test", "1", "0" * 64),
        45,
        False,
        {Dimension.EMPATHY: 50, Dimension.ASSURANCE: None},
        (said, missed, waited, *others),
        (heard(0, text),),
        (),
        {"call_length_ms": 64_500},
        (ReportWarning("guess", text),),
    )
    return report, call
