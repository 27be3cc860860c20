"""Profiles: what they pick and weigh, and every mistake with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, LexiconError, Severity, UsageError
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs
from tests.conftest import cue, rule
from tests.lexicon.problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUES = {"greeting": cue("您好"), "closing": cue("再见")}
RULES = {"phone.greeting": rule(require="greeting"), "phone.closing": rule(require="closing")}


def test_a_profile_without_a_choice_judges_its_own_rules(
    write_lexicon: Callable[..., Path],
) -> None:
    profile = load_profile(write_lexicon(CUES, RULES), rule_specs())
    assert list(profile.rules) == ["phone.closing", "phone.greeting"]
    assert profile.pass_score == 80


def test_picks_and_weighs_rules(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(
        CUES,
        RULES,
        {
            "rules": {
                "include": ["phone.*"],
                "exclude": ["phone.closing"],
                "settings": {"phone.greeting": {"severity": "fatal", "points": -40}},
            },
            "pass_score": 60,
        },
    )
    profile = load_profile(folder, rule_specs())
    assert list(profile.rules) == ["phone.greeting"]
    assert profile.rules["phone.greeting"].severity is Severity.FATAL
    assert profile.rules["phone.greeting"].points == -40
    assert profile.pass_score == 60


def test_variables_given_replace_the_profiles(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(
        {"name": cue("{company}好")}, profile={"variables": {"company": ["海尔", "[统帅]"]}}
    )
    profile = load_profile(folder, rule_specs(), variables={"company": ["美的"]})
    assert profile.variables["company"] == ("美的",)
    assert profile.words == ("美的",)


def test_a_variable_that_nothing_names_is_an_error(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon({"name": cue("{company}好")}, profile={"variables": {"company": ["甲"]}})
    with pytest.raises(UsageError) as caught:
        load_profile(folder, rule_specs(), variables={"compny": ["乙"]})
    assert caught.value.problems[0].fix.en == "Did you mean 'company'?"


@pytest.mark.parametrize("words", ["乙", [], [""]])
def test_a_variable_needs_a_list_of_words(
    write_lexicon: Callable[..., Path], words: list[str]
) -> None:
    folder = write_lexicon({"name": cue("{company}好")}, profile={"variables": {"company": ["甲"]}})
    with pytest.raises(UsageError):
        load_profile(folder, rule_specs(), variables={"company": words})


def test_what_is_not_included_is_not_judged(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(CUES, RULES, {"rules": {"include": ["phone.closing"]}})
    assert list(load_profile(folder, rule_specs()).rules) == ["phone.closing"]


def test_words_of_variables_are_known_to_the_segmenter(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(
        profile={"variables": {"company": ["海尔", "海[尔]?", "海"]}, "words": ["卡萨帝"]}
    )
    assert load_profile(folder, rule_specs()).words == ("卡萨帝", "海尔")


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        ("cues: [1]", ("dict-type", "chapter.yaml:1:7")),
        ("cue: {}", ("extra-forbidden", "chapter.yaml:1:1")),
        ("cues:\n  Greeting: {}", ("string-pattern-mismatch", "chapter.yaml:2:3")),
        ("cues:\n  greeting:\n    phrase: [您好]", ("extra-forbidden", "chapter.yaml:3:5")),
        ("cues:\n  greeting: {title: 1}", ("string-type", "chapter.yaml:2:21")),
        ("cues:\n  greeting:\n    title: 问", ("missing", "chapter.yaml:2:3")),
        ("cues:\n  greeting:", ("model-type", "chapter.yaml:2:12")),
        ("rules:\n  a.b: {title: 规}", ("rule-form", "chapter.yaml:2:3")),
        ("rules:\n  a.b: {require: a, forbid: b}", ("rule-form", "chapter.yaml:2:3")),
        ("rules:\n  a.b:\n    require: {cu: a}", ("condition", "chapter.yaml:3:14")),
        ("rules:\n  a.b:\n    require: {all: []}", ("too-short", "chapter.yaml:3:20")),
        (
            "rules:\n  a.b:\n    require: {any: [x, {cue: a, within: {aftr: b}}]}",
            ("extra-forbidden", "chapter.yaml:3:42"),
        ),
        ("cues:\n  a:\n    examples: {hit: [好【是]}", ("example-marks", "chapter.yaml:3:23")),
        ("cues:\n  a:\n    examples: {hit: [【是】】]}", ("example-marks", "chapter.yaml:3:25")),
        ("cues:\n  a:\n    examples: {hit: [【是【否】]}", ("example-marks", "chapter.yaml:3:24")),
        (
            "rules:\n  a.b:\n    require: {any: [x], at_least: 2}",
            ("at-least", "chapter.yaml:3:14"),
        ),
        (
            "rules:\n  a.b:\n    require: a\n    needs: [end]",
            ("literal-error", "chapter.yaml:4:13"),
        ),
        ("rules:\n  a.b:\n    require: a\n    within: {}", ("empty-window", "chapter.yaml:4:13")),
        (
            "rules:\n  a.b:\n    require: a\n    within: {turns: 2}",
            ("window-without-anchor", "chapter.yaml:4:13"),
        ),
        ("rules:\n  a.b:\n    require: a\n    points: 5", ("less-than-equal", "chapter.yaml:4:13")),
        ("rules:\n  a.b:\n    require: a\n    severity: bad", ("enum", "chapter.yaml:4:15")),
        ("variables: {you: 您}", ("tuple-type", "chapter.yaml:1:18")),
        ("a: [", ("yaml-syntax", "chapter.yaml:2:1")),
    ],
)
def test_mistakes_in_a_chapter(
    write_lexicon: Callable[..., Path], chapter: str, expected: tuple[str, str]
) -> None:
    folder = write_lexicon()
    (folder / "chapter.yaml").write_text(chapter, encoding="utf-8")
    assert expected in problems_of(folder)


@pytest.mark.parametrize(
    ("cues", "rules", "profile", "code"),
    [
        ({"a": cue("{company}")}, {}, {}, "unknown-variable"),
        ({"a": cue("{company}")}, {}, {"variables": {"company": ["[海尔"]}}, "template"),
        ({"a": cue("{x}")}, {}, {"variables": {"x": ["{y}"], "y": ["z"]}}, "nested-variable"),
        ({"a": cue("{x}")}, {}, {"variables": {"x": [*map(str, range(2001))]}}, "too-many-words"),
        ({"a": cue("{x}")}, {}, {"variables": {"x": ["好" * 4001]}}, "template"),
        ({"a": cue("好" * 4001)}, {}, {}, "template"),
        ({"a": cue("好", within={"after": "b"})}, {}, {}, "unknown-cue"),
        ({}, {"r": rule(require="greting")}, {}, "unknown-cue"),
        ({}, {"r": rule(require={"not": {"cue": "x"}})}, {}, "unknown-cue"),
        ({"a": cue("好")}, {"r": rule(forbid="a", when={"any": ["a", "b"]})}, {}, "unknown-cue"),
        ({"a": cue("好")}, {"r": rule(forbid="a", within={"before": "b"})}, {}, "unknown-cue"),
        (
            {
                "a": cue("好", within={"after": "b"}),
                "b": cue("行", remedy={"cue": "a"}),
            },
            {},
            {},
            "cue-circle",
        ),
        ({}, {}, {"rules": {"include": ["phone.greeting"]}}, "unknown-rule"),
        ({}, {}, {"rules": {"exclude": ["phone.greeting"]}}, "unknown-rule"),
        ({}, {}, {"rules": {"settings": {"phone.x": {"points": -1}}}}, "unknown-rule"),
        ({}, {}, {"lexicons": ["nowhere"]}, "not-found"),
        ({}, {}, {"pass_score": 101}, "less-than-equal"),
    ],
)
def test_what_does_not_fit_together(
    write_lexicon: Callable[..., Path],
    cues: dict[str, object],
    rules: dict[str, object],
    profile: dict[str, object],
    code: str,
) -> None:
    codes = [code for code, _ in problems_of(write_lexicon(cues, rules, profile))]
    assert codes == [code]


def test_an_unknown_cue_is_told_with_what_was_meant(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(CUES, {"r": rule(require="greting")})
    with pytest.raises(LexiconError) as caught:
        load_profile(folder, rule_specs())
    (problem,) = caught.value.problems
    assert problem.fix.en == "Did you mean 'greeting'?"
    assert "greeting" in problem.describe("zh")


def test_the_same_id_in_two_files(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(CUES)
    (folder / "second.yaml").write_bytes((folder / "chapter.yaml").read_bytes())
    codes = [code for code, _ in problems_of(folder)]
    assert codes == ["duplicate-id", "duplicate-id"]


def test_a_folder_with_the_name_of_a_profile_hides_no_chapters(
    write_lexicon: Callable[..., Path],
) -> None:
    folder = write_lexicon(CUES)
    (folder / "profile.yaml").unlink()
    (folder / "profile.yaml").mkdir()
    (folder / "broken.yaml").write_text("cues: 5", encoding="utf-8")
    assert ("dict-type", "broken.yaml:1:7") in problems_of(folder)


def test_what_only_has_the_name_of_a_model_is_no_model(
    write_lexicon: Callable[..., Path],
) -> None:
    folder = write_lexicon(CUES)
    beside = folder / "learned.model"
    beside.symlink_to("nothing")
    assert problems_of(folder) == [("bad-model", "learned.model")]
    beside.unlink()
    beside.mkdir()
    assert problems_of(folder) == [("bad-model", "learned.model")]


def test_a_profile_that_extends_itself(write_lexicon: Callable[..., Path]) -> None:
    assert problems_of(write_lexicon(profile={"extends": "."})) == [
        ("extends-cycle", "profile.yaml")
    ]


def test_an_unknown_profile_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        Checker.load("defalt")
    assert "default" in caught.value.describe("en")


def test_a_folder_without_a_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("您好", encoding="utf-8")
    with pytest.raises(UsageError, match="no-lexicon"):
        Checker.load(tmp_path)


def test_the_hash_depends_on_content_alone(write_lexicon: Callable[..., Path]) -> None:
    folder = write_lexicon(CUES, RULES)
    before = load_profile(folder, rule_specs()).sha256
    renamed = folder.parent / "elsewhere"
    folder.rename(renamed)
    (renamed / "chapter.yaml").rename(renamed / "AAA.YML")
    assert load_profile(renamed, rule_specs()).sha256 == before
    folder = write_lexicon(CUES | {"greeting": cue("您好", "喂")}, RULES)
    assert load_profile(folder, rule_specs()).sha256 != before


def test_how_transcripts_are_read_stands_in_the_profile(
    tmp_path: Path, write_lexicon: Callable[..., Path]
) -> None:
    base = {
        "columns": {"text": "明细", "speaker": "谁"},
        "speakers": {"0": "agent"},
        "call_data": "通话.csv",
        "name_pattern": "{agent_id}_{call_id}",
    }
    below = write_lexicon(profile={"load": base})
    own = {
        "extends": below.as_posix(),
        "load": {"columns": {"text": "对话"}, "name_pattern": ["{工号}", "*-{call_id}"]},
    }
    top = tmp_path / "top"
    top.mkdir()
    text = json.dumps({"name": "t", "title": "t", "title_en": "t"} | own, ensure_ascii=False)
    (top / "profile.yaml").write_text(text, encoding="utf-8")
    found = load_profile(top, rule_specs()).load
    assert found.columns == {"text": "对话", "speaker": "谁"}
    assert found.speakers == {"0": "agent"}
    assert found.call_data == str(below / "通话.csv")
    assert found.name_pattern == ("{工号}", "*-{call_id}")


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"columns": {"txt": "x"}}, "unknown-column"),
        ({"speakers": {"0": "boss"}}, "literal-error"),
        ({"name_pattern": "{agnet_id}"}, "name-pattern"),
        ({"call_data_columns": {"text": "x"}}, "unknown-column"),
        ({"call_dta": "x"}, "extra-forbidden"),
    ],
)
def test_mistakes_in_the_block_load_are_told_with_their_place(
    write_lexicon: Callable[..., Path], block: dict[str, object], code: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        load_profile(write_lexicon(profile={"load": block}), rule_specs())
    (problem,) = caught.value.problems
    assert (problem.code, problem.source.endswith("profile.yaml")) == (code, True)
    assert problem.line
    assert problem.message.zh


def test_how_transcripts_are_read_can_change_reports(write_lexicon: Callable[..., Path]) -> None:
    plain = load_profile(write_lexicon(), rule_specs()).sha256
    told = load_profile(write_lexicon(profile={"load": {"speakers": {"0": "agent"}}}), rule_specs())
    assert told.sha256 != plain


@pytest.mark.parametrize("value", ["many", 0, 1, 2.5, True, [0.5], None])
@pytest.mark.parametrize("field", ["match", "suspect", "doubt", "possible"])
def test_a_confidence_that_is_none_is_one_mistake(
    field: str, value: object, write_lexicon: Callable[..., Path]
) -> None:
    learned = {"learned": {"cues": {"greeting": {field: value}}}}
    folder = write_lexicon({"greeting": cue("您好")}, {"a.b": rule(require="greeting")}, learned)
    if value is None:
        load_profile(folder, rule_specs())
        return
    assert [code for code, _ in problems_of(folder)] == ["confidence"]
