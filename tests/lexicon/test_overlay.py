"""Folders of one's own that lie over another lexicon."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs
from tests.conftest import cue, rule
from tests.lexicon.problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUES = {"greeting": cue("您好"), "closing": cue("再见")}
RULES = {"phone.greeting": rule(require="greeting"), "phone.closing": rule(require="closing")}


@pytest.fixture
def overlay(tmp_path: Path, write_lexicon: Callable[..., Path]) -> Callable[[str], Path]:
    base = write_lexicon(CUES, RULES)

    def write(chapter: str) -> Path:
        folder = tmp_path / "own"
        folder.mkdir()
        header = "name: own\ntitle: 自有\ntitle_en: Own\n"
        (folder / "profile.yaml").write_text(f"{header}extends: {base}\n", encoding="utf-8")
        (folder / "own.yaml").write_text(textwrap.dedent(chapter), encoding="utf-8")
        return folder

    return write


def test_extend_adds_phrases_and_replaces_other_fields(overlay: Callable[[str], Path]) -> None:
    folder = overlay("""\
        cues:
          greeting:
            mode: extend
            title: 问好
            phrases: [恭喜发财]
            examples: {hit: [恭喜发财]}
        """)
    greeting = load_profile(folder, rule_specs()).cues["greeting"]
    assert [phrase.text for phrase in greeting.phrases] == ["您好", "恭喜发财"]
    assert greeting.examples.hit == ("是", "恭喜发财")
    assert (greeting.title, greeting.title_en) == ("问好", "A cue")


def test_replace_takes_the_place(overlay: Callable[[str], Path]) -> None:
    folder = overlay("""\
        cues:
          greeting:
            mode: replace
            title: 问好
            title_en: Hello
            phrases: [恭喜发财]
            examples: {hit: [恭喜发财], miss: [您好]}
        """)
    greeting = load_profile(folder, rule_specs()).cues["greeting"]
    assert [phrase.text for phrase in greeting.phrases] == ["恭喜发财"]


def test_changing_a_rule_does_not_switch_it_on(
    tmp_path: Path, write_lexicon: Callable[..., Path]
) -> None:
    base = write_lexicon(CUES, RULES, {"rules": {"exclude": ["phone.closing"]}})
    own = tmp_path / "own"
    own.mkdir()
    header = f"name: own\ntitle: 自有\ntitle_en: Own\nextends: {base}\n"
    (own / "profile.yaml").write_text(header, encoding="utf-8")
    (own / "a.yaml").write_text(
        "rules:\n  phone.closing: {mode: extend, points: -1}\n", encoding="utf-8"
    )
    assert list(load_profile(own, rule_specs()).rules) == ["phone.greeting"]


def test_a_chapters_variables_lie_over_those_below(
    tmp_path: Path, write_lexicon: Callable[..., Path]
) -> None:
    base = write_lexicon({"name": cue("{x}好")}, profile={"variables": {"x": ["甲"]}})
    own = tmp_path / "own"
    own.mkdir()
    header = f"name: own\ntitle: 自有\ntitle_en: Own\nextends: {base}\n"
    (own / "profile.yaml").write_text(header, encoding="utf-8")
    (own / "a.yaml").write_text("variables: {x: [乙]}\n", encoding="utf-8")
    assert load_profile(own, rule_specs()).variables["x"] == ("乙",)


def test_new_rules_are_judged_besides_the_inherited(overlay: Callable[[str], Path]) -> None:
    folder = overlay("""\
        rules:
          own.greeting:
            title: 问好
            title_en: Hello
            require: greeting
            message: 无
            message_en: None
            advice: 您好
            advice_en: Say it
            source: 自有
            examples: {pass: ["客服: 您好"], fail: ["客服: 喂"]}
        """)
    names = list(load_profile(folder, rule_specs()).rules)
    assert names == ["own.greeting", "phone.closing", "phone.greeting"]


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        ("cues:\n  greeting: {title: 问好}\n", [("mode-missing", "own.yaml:2:3")]),
        (
            "cues:\n  greetin:\n    mode: extend\n    phrases: [喂]\n",
            [("nothing-to-override", "own.yaml:3:5")],
        ),
        (
            "cues:\n  greeting:\n    mode: extend\n    phrases:\n      - 喂\n      - '[喂'\n",
            [("template", "own.yaml:6:10")],
        ),
        (
            "cues:\n  greeting: {mode: extends, phrases: [喂]}\n",
            [("literal-error", "own.yaml:2:20")],
        ),
    ],
)
def test_mistakes(
    overlay: Callable[[str], Path], chapter: str, expected: list[tuple[str, str]]
) -> None:
    folder = overlay(chapter)
    found = problems_of(folder)
    assert expected[0] in found


def test_a_chapter_alone_lies_over_the_default_profile(tmp_path: Path) -> None:
    chapter = tmp_path / "phrases.yaml"
    chapter.write_text(
        "cues:\n  greeting:\n    mode: extend\n    phrases: [恭喜发财]\n", encoding="utf-8"
    )
    for reference in (chapter, tmp_path):
        greeting = load_profile(reference, rule_specs()).cues["greeting"]
        assert greeting.phrases[-1].text == "恭喜发财"
