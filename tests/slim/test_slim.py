"""A slim report filled in again is the full one, byte for byte, or is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import CallReport, Checker, LoadError, load_calls
from scriptcheck.report import Outcome, Suspect
from scriptcheck.report_lines import StoredForm, decoded, read_reports
from scriptcheck.rule_selection import RuleSelection
from scriptcheck.slim import Wording, filled_in, slim_line
from scriptcheck.slim.fill_in import read_slim
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHARED = ROOT.parent / "shared" / "data" / "trades" / "calls.jsonl"
PROFILES = ("general", "bank", "insurance", "shop", "telecom", "chat")


@pytest.fixture(scope="module")
def wording(default_checker: Checker) -> Wording:
    return Wording.of(default_checker)


@pytest.fixture(scope="module")
def reports(default_checker: Checker) -> list[CallReport]:
    return [default_checker.check(call) for call in load_calls(ROOT / "examples" / "calls")]


def test_the_examples_come_back(reports: list[CallReport], wording: Wording) -> None:
    lines = [slim_line(report, wording) for report in reports]
    for line, report in zip(lines, reports, strict=True):
        assert filled_in(read_slim(line), wording).to_json() == report.to_json()
    assert 4 * sum(map(len, lines)) < sum(len(report.to_json()) for report in reports)


@pytest.mark.parametrize(
    ("profile", "lang"), [*((profile, "zh") for profile in PROFILES), ("general", "en")]
)
def test_trades_come_back(profile: str, lang: str) -> None:
    checker = Checker.load(profile, lang="zh" if lang == "zh" else "en")
    wording = Wording.of(checker)
    calls = list(load_calls(ROOT / "examples" / "trades"))
    # What the calls hold is the same for every profile: those that are many are checked by one.
    calls += list(load_calls(SHARED)) if SHARED.exists() and profile == "general" else []
    for call in calls:
        report = checker.check(call)
        again = filled_in(read_slim(slim_line(report, wording)), wording)
        assert again.to_json() == report.to_json()


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_differs_from_the_lexicon_comes_back(
    reports: list[CallReport], wording: Wording, data: st.DataObject
) -> None:
    """As where personal data is masked, or another package words a verdict."""
    # One example has no match to change (nothing in it was for the lexicon).
    report = data.draw(st.sampled_from([each for each in reports if each.cues]))
    text = st.text(max_size=4)
    verdicts = list(report.verdicts)
    for _ in range(data.draw(st.integers(0, 4))):
        index = data.draw(st.integers(0, len(verdicts) - 1))
        changed = {
            "rule": st.sampled_from([verdicts[index].rule, "acme.rule"]),
            "verdict": st.sampled_from(Outcome),
            "title": text,
            "message": text,
            "advice": text,
            "source": text,
            "points": st.integers(-9, 9),
            "reason": st.sampled_from(["", "no-occasion", "acme"]),
            "dimension": st.none() | text,
            "searched": st.none() | st.sampled_from([each.searched for each in verdicts]),
            "evidence": st.lists(st.sampled_from(report.cues), max_size=3).map(tuple),
            "clauses": st.lists(text, max_size=2).map(tuple),
        }
        name = data.draw(st.sampled_from(sorted(changed)))
        verdicts[index] = msgspec.structs.replace(
            verdicts[index], **{name: data.draw(changed[name])}
        )
    matches = {"quote": text, "phrase": text, "cue": text, "how": text, "note": text}
    name = data.draw(st.sampled_from(sorted(matches)))
    cues = [msgspec.structs.replace(report.cues[0], **{name: data.draw(matches[name])})]
    report = msgspec.structs.replace(
        report, verdicts=tuple(verdicts), cues=(*cues, *report.cues[1:])
    )
    again = filled_in(read_slim(slim_line(report, wording)), wording)
    assert again.to_json() == report.to_json()


def test_half_a_surrogate_comes_back(reports: list[CallReport], wording: Wording) -> None:
    match = msgspec.structs.replace(reports[0].cues[0], quote="您\ud83d好")
    report = msgspec.structs.replace(reports[0], cues=(match, *reports[0].cues[1:]))
    again = filled_in(read_slim(slim_line(report, wording)), wording)
    assert again.to_json() == report.to_json()


def test_suspects_come_back_with_their_titles(
    reports: list[CallReport], default_checker: Checker, wording: Wording
) -> None:
    found = next(match for report in reports for match in report.cues if match.learned is not None)
    title = default_checker.profile.cues[found.cue].name("zh")
    where = (found.cue, found.speaker, found.turn, found.start, found.end, found.quote)
    assert found.learned is not None
    suspects = (Suspect(*where, title, found.learned), Suspect(*where, "别的", found.learned))
    report = msgspec.structs.replace(reports[0], suspects=suspects)
    line = slim_line(report, wording)
    assert title.encode() not in line
    assert filled_in(read_slim(line), wording).to_json() == report.to_json()


def test_reports_with_some_rules_are_filled_in_by_a_checker_of_those(
    default_checker: Checker, reports: list[CallReport], wording: Wording
) -> None:
    narrow = default_checker.narrowed(RuleSelection(select=("phone",)))
    form = StoredForm.of(narrow, "slim")
    (first, *_) = load_calls(ROOT / "examples" / "calls")
    report = narrow.check(first)
    assert 0 < len(report.verdicts) < len(reports[0].verdicts)
    line = form.line(report)
    assert form.report(line).to_json() == report.to_json()
    with pytest.raises(LoadError, match="made with lexicon"):
        filled_in(read_slim(line), wording)


def test_no_title_and_no_wording_is_left(reports: list[CallReport], wording: Wording) -> None:
    for report in reports:
        # What the call means to its case stands in full: cases are judged without a lexicon.
        said = slim_line(msgspec.structs.replace(report, case=None), wording).decode()
        for verdict in report.verdicts:
            assert json.dumps(verdict.title, ensure_ascii=False) not in said
            assert not verdict.source or verdict.source not in said
        for match in report.cues:
            assert match.how == "learned" or len(match.phrase) < 12 or match.phrase not in said


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("version of scriptcheck", {"version": "0.0.9"}),
        ("language", {"lang": "en"}),
        ("lexicon", {"sha256": "0" * 64}),
    ],
)
def test_another_lexicon_or_version_is_refused(
    what: str, changed: dict[str, str], reports: list[CallReport], wording: Wording, tmp_path: Path
) -> None:
    other = (
        replace(wording, profile=msgspec.structs.replace(wording.profile, **changed))
        if "sha256" in changed
        else replace(wording, **changed)  # type: ignore[arg-type]
    )
    path = tmp_path / "reports.jsonl"
    path.write_bytes(slim_line(reports[0], wording) + b"\n")
    with pytest.raises(LoadError, match=f"made with {what}") as caught:
        list(read_reports(path, other))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("slim-report-differs", 1)
    assert problem.source == path.as_posix()
    assert "--profile" in problem.fix.zh


def test_a_lexicon_of_ones_own_must_be_named(make_checker: Callable[..., Checker]) -> None:
    from tests.conftest import call, cue, rule

    checker = make_checker({"greeting": cue("您好")}, {"a.greeting": rule(require="greeting")})
    report = checker.check(call("A:您好"))
    form = StoredForm.of(checker, "slim")
    line = form.line(report)
    assert form.report(line) == report
    with pytest.raises(LoadError, match="fills in"):
        decoded(line)


@pytest.mark.parametrize(
    "broken",
    [
        b'"verdicts":["no.such.rule"]',
        b'"verdicts":[["standard.goodbye"]]',
        b'"verdicts":[["standard.goodbye","pass","",[99]]]',
        b'"verdicts":[["standard.goodbye","maybe"]]',
        b'"verdicts":[["standard.goodbye","pass","",[],{"points":"x"}]]',
        b'"verdicts":[["standard.goodbye","pass","",[],{"no_field":1}]]',
    ],
)
def test_what_is_no_slim_report_is_no_report(
    broken: bytes, reports: list[CallReport], wording: Wording, tmp_path: Path
) -> None:
    report = msgspec.structs.replace(reports[0], verdicts=())
    line = slim_line(report, wording).replace(b'"verdicts":[]', broken)
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line)
    with pytest.raises(LoadError) as caught:
        list(read_reports(path, wording))
    assert caught.value.problems[0].code == "not-a-report"
