"""What a lexicon says of scorecards: layers of settings, and what is refused or warned of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, Severity
from scriptcheck.errors import LexiconError
from scriptcheck.lexicon.scorecard import Scoring
from tests.conftest import call, rule
from tests.test_scorecard import CUES, section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def settings(**fields: object) -> dict[str, object]:
    return {"rules": {"settings": {"r": fields}}}


@pytest.fixture
def make_layers(write_lexicon: Callable[..., Path], tmp_path: Path) -> Callable[..., Checker]:
    """Return a function that makes a checker of a profile and one that extends it."""

    def make(rules: dict[str, object], below: dict[str, object], own: dict[str, object]) -> Checker:
        base = write_lexicon(CUES, rules, below)
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        named = {"name": "own", "title": "自己的", "extends": str(base / "profile.yaml")} | own
        text = json.dumps(named, ensure_ascii=False)
        (folder / "profile.yaml").write_text(text, encoding="utf-8")
        return Checker.load(folder)

    return make


def test_layers_of_settings_are_merged_field_by_field(make_layers: Callable[..., Checker]) -> None:
    rules = {"r": rule(forbid="bad", scoring={"weight": 7})}
    below = settings(points=-4, severity="major", scoring={"each": True, "at_most": 20})
    found = make_layers(rules, below, settings(scoring={"at_most": 6})).profile.rules["r"]
    assert (found.points, found.severity) == (-4, Severity.MAJOR)
    assert found.scoring == Scoring(each=True, at_most=6, weight=7)
    found = make_layers(rules, below, settings(scoring={"at_most": None})).profile.rules["r"]
    assert found.scoring == Scoring(each=True, weight=7)


def test_layers_of_scorecards_are_merged_section_by_section(
    make_layers: Callable[..., Checker],
) -> None:
    rules = {"a": rule(require="hello"), "b": rule(forbid="bad")}
    sections = {"a": section("a", floor=60), "b": section("b")}
    below = {"scorecard": {"method": "weights", "sections": sections}}
    own: dict[str, object]
    card = make_layers(rules, below, {}).profile.scorecard
    assert (card.method, list(card.sections)) == ("weights", ["a", "b"])
    own = {"scorecard": {"sections": {"b": section("b", floor=10), "c": section("*")}}}
    card = make_layers(rules, below, own).profile.scorecard
    floors = {name: each.floor for name, each in card.sections.items()}
    assert (card.method, floors) == ("weights", {"a": 60, "b": 10, "c": None})
    own = {"scorecard": {"method": "deduct", "sections": {"a": None}}}
    card = make_layers(rules, below, own).profile.scorecard
    assert (card.method, list(card.sections)) == ("deduct", ["b"])


def test_an_inherited_section_may_name_a_rule_that_is_left_out(
    make_layers: Callable[..., Checker],
) -> None:
    rules = {"a": rule(require="hello"), "b": rule(forbid="bad")}
    below = {"scorecard": {"sections": {"both": section("a", "b"), "b": section("b", floor=50)}}}
    exclude = {"rules": {"exclude": ["b"]}}
    report = make_layers(rules, below, exclude).check(call("A 喂，办不了"))
    assert report.sections == {"both": 90, "b": None}
    own = exclude | {"scorecard": {"sections": {"own": section("b")}}}
    with pytest.raises(LexiconError, match="unknown-rule"):
        make_layers(rules, below, own)


def test_bounds_of_two_layers_that_leave_nothing_are_refused(
    make_layers: Callable[..., Checker],
) -> None:
    rules = {"r": rule(limit={"metric": "hold_count", "at_most": 30})}
    with pytest.raises(LexiconError, match="empty-range"):
        make_layers(rules, settings(at_least=5), settings(at_most=3))


def test_settings_of_a_profile(make_checker: Callable[..., Checker]) -> None:
    change = settings(points=-4, scoring={"each": True})
    checker = make_checker(CUES, {"r": rule(forbid="bad")}, profile=change)
    assert checker.check(call("A 办不了", "A 办不了")).score == 92


@pytest.mark.parametrize(
    ("start", "verdict"),
    [
        ("2026-02-28T23:59:00", "not_applicable"),
        ("2026-03-01T00:00:00", "fail"),
        ("2026-03-31T09:00:00+08:00", "fail"),
        ("2026-04-01", "not_applicable"),
        ("20260401", "not_applicable"),
        ("20260401T090000", "not_applicable"),
        ("2026-W14-3", "not_applicable"),
        ("2026-04-01 9:05", "not_applicable"),
        ("2026/04/01 10:00", "not_applicable"),
        ("2026年4月1日 10:00:00", "not_applicable"),
        (1775010000, "not_applicable"),
        (1775010000000, "not_applicable"),
        ("20260331", "fail"),
        ("2026/03/31 23:59", "fail"),
        ("1970-01-01", "fail"),
        ("四月一日", "fail"),
        (None, "fail"),
    ],
)
def test_rules_are_in_force_for_some_days(
    make_checker: Callable[..., Checker], start: str | int | None, verdict: str
) -> None:
    rules = {"r": rule(forbid="bad", valid_from="2026-03-01", valid_to="2026-03-31")}
    meta = {} if start is None else {"start_time": start}
    found = make_checker(CUES, rules).check(call("A 办不了", **meta)).verdicts[0]
    assert found.verdict == verdict
    assert found.reason == ("not-in-force" if verdict == "not_applicable" else "")


@pytest.mark.parametrize(
    ("fields", "profile", "code"),
    [
        ({"scoring": {"at_most": 5}}, {}, "cap-without-each"),
        ({"scoring": {"plus": -1}}, {}, "greater-than-equal"),
        ({"scoring": {"plus": 5}}, {}, "plus-without-evidence"),
        ({"valid_from": "1.3.2026"}, {}, "bad-day"),
        ({"valid_from": "20260301"}, {}, "bad-day"),
        ({"valid_to": "2026-W10-1"}, {}, "bad-day"),
        ({"valid_to": "2026-02-30"}, {}, "bad-day"),
        ({"valid_from": "2026-03-02", "valid_to": "2026-03-01"}, {}, "never-in-force"),
        ({}, {"scorecard": {"sections": {"a": section("nothing")}}}, "unknown-rule"),
        ({}, {"scorecard": {"sections": {"a": None}}}, "nothing-to-override"),
        ({}, {"scorecard": {"method": "other"}}, "literal-error"),
        ({}, settings(scoring={"at_most": 5}), "cap-without-each"),
        ({"scoring": {"each": True, "at_most": 9}}, settings(scoring={"each": False}), "cap-with"),
        ({}, settings(scoring={"plus": 5}), "plus-without-evidence"),
        ({}, settings(scoring={"weight": -1}), "greater-than-equal"),
    ],
)
def test_what_is_refused(
    make_checker: Callable[..., Checker],
    fields: dict[str, object],
    profile: dict[str, object],
    code: str,
) -> None:
    with pytest.raises(LexiconError, match=code):
        make_checker(CUES, {"r": rule(forbid="bad", **fields)}, profile=profile)


EACH = {"each": True}


@pytest.mark.parametrize(
    "form",
    [
        {"require": "hello"},
        {"respond": {"to": "rest", "with": "hello"}},
        {"order": {"steps": ["hello", "more"]}},
        {"limit": {"metric": "hold_count", "at_most": 3}},
        {"repeat": {}},
    ],
)
@pytest.mark.parametrize("in_settings", [False, True])
def test_each_is_for_rules_that_forbid(
    write_lexicon: Callable[..., Path], form: dict[str, object], in_settings: bool
) -> None:
    rules = {"r": rule(**form, **({} if in_settings else {"scoring": EACH}))}
    folder = write_lexicon(CUES, rules, settings(scoring=EACH) if in_settings else {})
    with pytest.raises(LexiconError) as caught:
        Checker.load(folder)
    (problem,) = caught.value.problems
    assert problem.code == "each-without-fault"
    file = folder / ("profile.yaml" if in_settings else "chapter.yaml")
    assert problem.source == file.as_posix()
    line = file.read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]
    assert line.strip() == '"each": true'


@pytest.mark.parametrize(
    "form", [{"limit": {"metric": "hold_count", "at_most": 3}}, {"repeat": {}}]
)
def test_plus_is_for_rules_that_show_what_was_done(
    make_checker: Callable[..., Checker], form: dict[str, object]
) -> None:
    with pytest.raises(LexiconError, match="plus-without-evidence"):
        make_checker(CUES, {"r": rule(**form, scoring={"plus": 2})})


CASES = {
    "case.back": rule(
        case={"from": "rest", "then": "hello", "within_hours": 1},
        examples={"pass": [["客服: 您好"]], "fail": [["客服: 请稍等"]]},
    ),
    "r": rule(require="hello"),
}


def test_rules_over_cases_are_in_no_scorecard(make_checker: Callable[..., Checker]) -> None:
    for patterns in (["case.*"], ["case.back"], ["r", "case.back"]):
        card = {"sections": {"a": section(*patterns, floor=50)}}
        with pytest.raises(LexiconError, match="rule-over-cases"):
            make_checker(CUES, CASES, profile={"scorecard": card})
    make_checker(CUES, CASES, profile={"scorecard": {"sections": {"a": section("*")}}})
    scored_case = CASES["case.back"] | {"scoring": {"weight": 5}}
    with pytest.raises(LexiconError, match="scoring-of-cases"):
        make_checker(CUES, CASES | {"case.back": scored_case})


@pytest.mark.parametrize(
    ("fields", "method", "idle"),
    [
        ({"forbid": "bad", "scoring": {"weight": 5}}, "deduct", "weight"),
        ({"forbid": "bad", "scoring": EACH, "points": 0}, "deduct", "each"),
        ({"forbid": "bad", "scoring": EACH | {"at_most": 10}, "points": -10}, "deduct", "at_most"),
        ({"forbid": "bad", "scoring": EACH}, "weights", "each"),
        ({"require": "hello", "scoring": {"plus": 1}}, "weights", "plus"),
        ({"forbid": "bad", "scoring": EACH | {"at_most": 11}}, "deduct", ""),
        ({"require": "hello", "scoring": {"plus": 1, "each": False}}, "deduct", ""),
        ({"require": "hello", "scoring": {"weight": 1, "plus": 0}}, "weights", ""),
    ],
)
@pytest.mark.parametrize("in_settings", [False, True])
def test_what_changes_nothing_is_a_warning(
    write_lexicon: Callable[..., Path],
    fields: dict[str, object],
    method: str,
    idle: str,
    in_settings: bool,
) -> None:
    fields = dict(fields)
    profile: dict[str, object] = {"scorecard": {"method": method}}
    if in_settings:
        profile |= settings(scoring=fields.pop("scoring"))
    folder = write_lexicon(CUES, {"r": rule(**fields)}, profile)
    warnings = Checker.load(folder).profile.warnings
    assert [each.code for each in warnings] == ["scoring-without-effect"] * bool(idle)
    for each in warnings:
        file = folder / ("profile.yaml" if in_settings else "chapter.yaml")
        line = file.read_text(encoding="utf-8").splitlines()[(each.line or 0) - 1]
        assert (each.source, f'"{idle}"' in line) == (file.as_posix(), True)


def test_a_call_of_the_default_profile_has_no_sections(default_checker: Checker) -> None:
    assert default_checker.check(call("A 您好，请问有什么可以帮您")).sections == {}
