"""Dimensions of a profile's own, beside those of service quality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import CallReport, Checker
from scriptcheck.errors import LexiconError
from scriptcheck.write.content.words import dimension_words
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUES = {"hello": cue("您好"), "bad": cue("办不了")}
OWN = {"compliance": {"title": "合规", "title_en": "Compliance"}, "tone": {"title": "语气"}}
PROFILE = {"dimensions": OWN, "dimension_rules": 1}
SERVICE = ["reliability", "responsiveness", "assurance", "empathy"]


def test_an_own_dimension_is_scored_as_the_others(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a": rule(require="hello", dimension="compliance"),
        "b": rule(forbid="bad", severity="major", dimension="compliance"),
        "c": rule(require="hello", dimension="empathy"),
    }
    checker = make_checker(CUES, rules, profile=PROFILE)
    report = checker.check(call("A 您好，办不了"))
    assert list(report.dimensions) == [*SERVICE, "compliance", "tone"]
    assert [report.dimensions[each] for each in ("compliance", "tone", "empathy")] == [
        20,
        None,
        100,
    ]
    assert [each.dimension for each in report.verdicts] == ["compliance", "compliance", "empathy"]
    assert CallReport.from_json(report.to_json()) == report
    titles = {name: each.name("en") for name, each in checker.profile.dimensions.items()}
    assert titles == {"compliance": "Compliance", "tone": "语气"}


def test_settings_of_a_profile_move_a_rule(make_checker: Callable[..., Checker]) -> None:
    change = {"rules": {"settings": {"a": {"dimension": "tone"}}}}
    rules = {"a": rule(require="hello", dimension="empathy")}
    report = make_checker(CUES, rules, profile=PROFILE | change).check(call("A 您好"))
    assert (report.dimensions["tone"], report.dimensions["empathy"]) == (100, None)


@pytest.mark.parametrize("in_settings", [False, True])
def test_an_unknown_dimension_is_refused_at_its_place(
    write_lexicon: Callable[..., Path], in_settings: bool
) -> None:
    dimension = {"dimension": "complaince"}
    change = {"rules": {"settings": {"a": dimension}}} if in_settings else {}
    rules = {"a": rule(require="hello", **({} if in_settings else dimension))}
    folder = write_lexicon(CUES, rules, PROFILE | change)
    with pytest.raises(LexiconError) as caught:
        Checker.load(folder)
    (problem,) = caught.value.problems
    assert (problem.code, "compliance" in problem.fix.en) == ("unknown-dimension", True)
    file = folder / ("profile.yaml" if in_settings else "chapter.yaml")
    line = file.read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]
    assert (problem.source, "complaince" in line) == (file.as_posix(), True)


def test_a_dimension_of_service_quality_is_not_made_anew(
    make_checker: Callable[..., Checker],
) -> None:
    with pytest.raises(LexiconError, match="dimension-taken"):
        make_checker(CUES, {}, profile={"dimensions": {"empathy": {"title": "同理心"}}})


def test_dimensions_are_inherited(write_lexicon: Callable[..., Path], tmp_path: Path) -> None:
    base = write_lexicon(CUES, {"a": rule(require="hello", dimension="tone")}, PROFILE)
    own = tmp_path / "own"
    own.mkdir()
    profile = {
        "name": "own",
        "title": "自己的",
        "extends": str(base / "profile.yaml"),
        "dimensions": {"tone": {"title": "腔调"}, "zeal": {"title": "热情"}},
    }
    (own / "profile.yaml").write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
    found = Checker.load(own).profile
    titles = {name: each.title for name, each in found.dimensions.items()}
    assert titles == {"compliance": "合规", "tone": "腔调", "zeal": "热情"}
    assert found.sha256 != Checker.load(base).profile.sha256


def test_what_people_call_a_dimension() -> None:
    assert dimension_words("empathy").zh == "移情性"
    assert dimension_words("tone").en == "tone"
