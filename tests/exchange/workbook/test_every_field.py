"""Every field of a lexicon goes to Excel and back, that of every form of rule included.

The samples name each field of the models. Whoever adds a field must add a sample, and a
sample that the workbook loses changes the profile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest

from scriptcheck.exchange import export_lexicon, import_lexicon
from scriptcheck.exchange.yaml_text import block
from scriptcheck.lexicon.models import Cue, CueExamples, Phrase
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.lexicon.rule_models import ChapterFile, ProfileFile, RuleExamples, RuleSettings
from scriptcheck.rules.registry import forms, rule_specs
from tests.exchange.workbook.conftest import row
from tests.exchange.workbook.samples import (
    CALL_RULE,
    CUE,
    FORMS,
    PAIR,
    PHRASE,
    PROFILE,
    RULE,
    SETTINGS,
    UNWRITTEN,
    Fields,
    chapter,
    rule,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.workbook.conftest import Workbench

pytest.importorskip("openpyxl")


def write(home: Path, profile: Fields, words: Fields) -> None:
    home.mkdir(exist_ok=True)
    for name, data in (("profile", profile), ("words", words)):
        (home / f"{name}.yaml").write_text("".join(block(data)), encoding="utf-8")


def known(home: Path) -> tuple[Any, ...]:
    """Return all that a profile says: itself, its hash, and the rules that it does not judge."""
    profile = load_profile(home, rule_specs())
    if profile.load.call_data is not None:
        # Beside the profile, wherever that is.
        assert profile.load.call_data == (home / "calls.csv").as_posix()
        profile = replace(profile, load=profile.load.model_copy(update={"call_data": "calls.csv"}))
    left = {name: each.rule for name, each in profile.left_out.items()}
    return profile.sha256, profile, left


def fields(model: Any) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize(
    ("model", "sample"),
    [
        (Cue, CUE),
        (Phrase, PHRASE),
        (CueExamples, CUE["examples"]),
        (RuleExamples, PAIR),
        (RuleSettings, SETTINGS),
        (ProfileFile, PROFILE),
        (ChapterFile, chapter()),
        *(
            (form.spec, {**RULE, **CALL_RULE, "examples": PAIR, **FORMS.get(key, {})})
            for key, form in forms().items()
            if key != "case"
        ),
        (forms()["case"].spec, {**RULE, **FORMS["case"]}),
    ],
)
def test_the_samples_say_every_field(model: Any, sample: Fields) -> None:
    assert set(sample) == fields(model) - UNWRITTEN.get(model, set())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_copy_is_the_same(tmp_path: Path, lang: Any) -> None:
    home, copy, book = tmp_path / "mine", tmp_path / "copy", tmp_path / "lex.xlsx"
    write(home, PROFILE, chapter())
    export_lexicon(book, profile=str(home), lang=lang)
    assert import_lexicon(book, home).files == ()
    import_lexicon(book, copy, standalone=True)
    assert known(copy) == known(home)
    assert import_lexicon(book, copy).files == ()


def without(data: Fields, *path: str) -> Fields:
    """Return ``data`` without what stands at ``path``."""
    first, *rest = path
    if not rest:
        return {key: value for key, value in data.items() if key != first}
    return data | {first: without(data[first], *rest)}


NEEDED: Final = frozenset(
    {
        *("title", "phrases", "examples", "message", "advice", "name", "rules", "variables"),
        # Rules name them.
        "dimensions",
    }
)
LESS: Final = {
    "cue": sorted(CUE.keys() - NEEDED - {"mode"}),
    **{form: sorted(rule(form).keys() - NEEDED - FORMS.keys()) for form in FORMS},
    "profile": sorted(PROFILE.keys() - NEEDED),
    "settings": sorted(SETTINGS.keys() - {"dimension", "at_least"}),
}
"""What each part can do without."""


def lacking(turn: int) -> tuple[Fields, Fields]:
    """Return a profile and a chapter, each part of which lacks one field, by turns another."""
    profile, words = PROFILE, chapter()
    for part, fields_of in LESS.items():
        field = fields_of[turn % len(fields_of)]
        if part == "cue":
            words = without(words, "cues", "full", field)
        elif part == "profile":
            profile = without(profile, field)
        elif part == "settings":
            profile = without(profile, "rules", "settings", "own.limit", field)
        else:
            words = without(words, "rules", f"own.{part}", field)
    return profile, words


@pytest.fixture(scope="module")
def book_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all")
    write(folder / "mine", PROFILE, chapter())
    export_lexicon(folder / "lex.xlsx", profile=str(folder / "mine"))
    return folder / "lex.xlsx"


@pytest.mark.parametrize("turn", range(max(map(len, LESS.values()))))
def test_a_field_more_and_a_field_less(tmp_path: Path, book_of_all: Path, turn: int) -> None:
    whole, less, book = tmp_path / "whole", tmp_path / "less", tmp_path / "lex.xlsx"
    write(whole, PROFILE, chapter())
    write(less, *lacking(turn))
    before = known(less)
    export_lexicon(book, profile=str(less))
    import_lexicon(book_of_all, less)
    assert known(less) == known(whole)
    import_lexicon(book, whole)
    assert known(whole) == before


FORMED = """\
title: 方
cues:
  a: {title: 甲, phrases: [甲方], examples: {hit: [甲方], miss: [您]}}
rules:
"""
ONE = """\
  own.{name}:
    title: 有甲
    require: a
    same_as: [{other}]
    points: -1
    message: 没有
    advice: 要有
    examples: {{pass: ["客服: 甲方"], fail: ["客服: 您"]}}
"""


def test_a_rule_between_others_of_the_same_miss_is_turned_off(bench: Workbench) -> None:
    pairs = [("x", "own.y"), ("y", "own.x"), ("z", "own.y")]
    words = FORMED + "".join(ONE.format(name=name, other=other) for name, other in pairs)
    bench.write(profile="name: mine\ntitle: 我的\n", words=words)
    bench.export()

    def change(book: Any) -> None:
        row(book["规则"], 规则编号="own.y")["状态"].value = "停用"
        row(book["规则"], 规则编号="own.z")["扣分"].value = -2

    bench.changed(change)
    assert bench.take().turned_off == ("own.y",)
    profile = load_profile(bench.home, rule_specs())
    assert profile.rules.keys() == {"own.x", "own.z"}
    assert profile.rules["own.z"].points == -2
    assert "same_as: [own.y]" in bench.texts()["words.yaml"]


def test_a_section_from_below_is_taken_out(bench: Workbench) -> None:
    sections = "{a: {title: 甲, rules: [phone.redial]}, b: {title: 乙, rules: [phone.thanks]}}"
    bench.write(
        profile=f"name: low\ntitle: 下\nextends: {bench.write_base()}\n"
        f"scorecard: {{sections: {sections}}}\n"
    )
    top = bench.home / "top"
    top.mkdir()
    (top / "profile.yaml").write_text("name: top\ntitle: 上\nextends: ../profile.yaml\n", "utf-8")
    export_lexicon(bench.book, profile=str(top))

    def change(book: Any) -> None:
        cell = row(book["方案"], 项目="评分卡")["值"]
        cell.value = cell.value.replace("乙", "丙").replace("a: {title: 甲", "c: {title: 甲")

    bench.changed(change)
    import_lexicon(bench.book, top)
    sections_now = load_profile(top, rule_specs()).scorecard.sections
    assert {name: each.title for name, each in sections_now.items()} == {"b": "丙", "c": "甲"}
    export_lexicon(bench.book, profile=str(top), force=True)
    assert import_lexicon(bench.book, top).files == ()


def test_dimensions_are_words_of_their_column(bench: Workbench) -> None:
    words = FORMED + ONE.format(name="x", other="own.x") + "    dimension: tone\n"
    dimensions = "{tone: {title: 语气, title_en: Tone}, twin: {title: 可靠性}}"
    bench.write(profile=f"name: mine\ntitle: 我的\ndimensions: {dimensions}\n", words=words)
    for lang, title in (("zh", "语气"), ("en", "Tone")):
        bench.export(lang)
        import openpyxl

        sheet = openpyxl.load_workbook(bench.book)["规则" if lang == "zh" else "rules"]
        heading = "维度" if lang == "zh" else "dimension"
        assert row(sheet, **{heading: title})
        listed = " ".join(each.formula1 or "" for each in sheet.data_validations.dataValidation)
        assert title in listed

    bench.export()

    def choose(book: Any) -> None:
        row(book["规则"], 规则编号="own.x")["维度"].value = "twin"

    bench.changed(choose)
    bench.take()
    assert load_profile(bench.home, rule_specs()).rules["own.x"].dimension == "twin"

    def slip(book: Any) -> None:
        row(book["规则"], 规则编号="own.x")["维度"].value = "tune"

    bench.changed(slip)
    assert [problem.partition(" ")[2] for problem in bench.problems()] == ["unknown-dimension"]


def test_what_people_are_asked_stands_in_its_cell(bench: Workbench) -> None:
    item = """\
title: 人评
rules:
  own.tone: {title: 语气, people: "语气是否友好: 请打分", message: 差, advice: 好}
"""
    bench.write(profile="name: mine\ntitle: 我的\n", words=item)
    bench.export()

    def ask(book: Any) -> None:
        found = row(book["规则"], 规则编号="own.tone", 形式="人评")
        assert found["内容"].value == "语气是否友好: 请打分"
        found["内容"].value = "语气（语速）如何：{好}吗"

    bench.changed(ask)
    bench.take()
    rule_now: Any = load_profile(bench.home, rule_specs()).rules["own.tone"]
    assert rule_now.people == "语气（语速）如何：{好}吗"
