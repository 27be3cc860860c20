"""Every field of a lexicon goes to Excel and back, that of every form of rule included.

The samples name each field of the models. Whoever adds a field is told to add a sample, and a
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

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.workbook.conftest import Workbench

pytest.importorskip("openpyxl")

Fields = dict[str, Any]

TITLE: Final[Fields] = {"title": "名称：甲, 乙", "title_en": "Title # 1"}
CUE: Final[Fields] = {
    **TITLE,
    "mode": None,
    "speaker": "any",
    "phrases": ["真抱歉"],
    "tokens": [{"pattern": [{"POS": "VERB"}], "near": "抱歉", "note": "动词", "note_en": "verb"}],
    "repetition": {"characters": 4, "turn_characters": 9, "containing": ["[抱歉|歉意]"]},
    "within": {"first_agent_turns": 3},
    "unless": ["真抱歉了", "不 抱歉"],
    "tolerance": "near",
    "edits": 2,
    "boundary": "word",
    "negation": "keep",
    "quoting": "drop",
    "asking": "drop",
    "supposing": "condition",
    "subject": "agent",
    "remit": "drop",
    "reported": False,
    "remedy": {"cue": "plain", "agent_turns": 1},
    "examples": {"hit": ["【真抱歉】"], "miss": ["您好"]},
    "source": "手册 4.3: 第 2 条",
}
PHRASE: Final[Fields] = {
    "text": "万分抱歉",
    "tolerance": "exact",
    "edits": 0,
    "boundary": "none",
    "within": {"phase": "closing"},
    "turn_characters": 12,
    "clause_characters": 8,
    "note": "少说, 少用",
    "note_en": "rare",
}
RULE: Final[Fields] = {
    **TITLE,
    "mode": None,
    "dimension": "tone",
    "severity": "fatal",
    "points": -7,
    "scoring": {"weight": 4},
    "message": "没有说: 抱歉",
    "message_en": "No regret",
    "advice": "说一声\n再说一声",
    "advice_en": "Say so",
    "source": "1",
}
CALL_RULE: Final[Fields] = {
    "within": {"last_percent": 20.5, "after": "plain", "seconds": 3},
    "when": {"all": ["plain", {"not": {"cue": "other", "rest_characters": 0}}]},
    "undecidable_when": {"meta": "队列", "is": ["A", 1, True], "unknown": False},
    "undecidable_reason": "不清楚",
    "undecidable_reason_en": "unclear",
    "needs": ["opening"],
    "channels": ["phone"],
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "same_as": ["own.other"],
}
PAIR: Final[Fields] = {
    "pass": ["客户: 你好", {"text": "客服: 真抱歉", "meta": {"队列": "A", "秒": 3}}],
    "fail": ["客服: 嗯"],
    "not_applicable": ["客服: 啊"],
    "undecidable": ["客服: 哦"],
}
FORMS: Final[dict[str, Fields]] = {
    "require": {
        "require": {"any": ["plain", {"metric": "ring_count", "over": 1}, "other"], "at_least": 2}
    },
    "forbid": {
        "forbid": {
            "cue": "plain",
            "apart_from": ["other"],
            "within": {"turns": 2, "before": "other"},
        }
    },
    "order": {
        "order": [
            {"steps": ["plain", {"cue": "other", "within": {"phase": "body"}}], "strict": True}
        ]
    },
    "respond": {"respond": {"to": "plain", "without": {"not": "other"}, "agent_turns": 2}},
    "limit": {"limit": {"metric": "longest_silence_ms", "at_most": 20000}},
    "readback": {
        "readback": {
            "of": ["phone"],
            "asked_by": "plain",
            "secret": ["other"],
            "confirming": ["plain"],
            "assent": "other",
            "agent_turns": 4,
            "customer_turns": 1,
        }
    },
    "repeat": {
        "repeat": {
            "speaker": "customer",
            "times": 4,
            "characters": 6,
            "alike": 0.9,
            "unless": ["plain"],
        }
    },
    "case": {
        "case": {"from": "plain", "then": {"not": "other"}, "within_hours": 1.5, "each": True},
        "examples": {
            "pass": [[{"text": "客服: 真抱歉", "meta": {"call_id": "1"}}, "客服: 嗯"]],
            "fail": [["客服: 嗯"]],
        },
    },
    "people": {
        "people": '语气是否友好: 请打分，{不} 要 "猜"',
        "people_en": "Was it: friendly?",
        "examples": {"not_applicable": ["客服: 啊"], "undecidable": ["客服: 哦"]},
    },
}
SETTINGS: Final[Fields] = {
    "severity": "info",
    "points": -2,
    "dimension": "care",
    "scoring": {"weight": 9},
    "at_least": 5,
    "at_most": 45000,
}
PROFILE: Final[Fields] = {
    "name": "mine",
    "version": "2.10",
    **TITLE,
    "variables": {"company": ["海尔", "我司"]},
    "words": ["卡萨帝", "三翼鸟"],
    "rules": {
        "exclude": ["own.case"],
        "settings": {
            "own.limit": SETTINGS,
            # It has scoring, points and a dimension of its own, of which this changes some.
            "own.require": {"scoring": {"weight": None, "plus": 3}},
        },
    },
    "pass_score": 0,
    "least_speech": 0,
    "dimensions": {
        "tone": {"title": "语气", "title_en": "Tone"},
        "care": {"title": "保证"},
        "plain": {"title": "plain, 的"},
    },
    "dimension_rules": 2,
    "scorecard": {
        "method": "weights",
        "sections": {"first": {**TITLE, "rules": ["own.l*", "own.require"], "floor": 0}},
    },
    "load": {
        "columns": {"text": "说的话"},
        "speakers": {"坐席": "agent"},
        "call_data": "calls.csv",
        "call_data_columns": {"call_id": "流水号"},
        "name_pattern": "{call_id}_{agent_id}",
    },
    "learned": {"use": True, "cues": {"plain": {"match": 0.9, "suspect": "off"}}},
    "review": {"appeal_days": 0},
}
UNWRITTEN: Final = {
    # Which profile it lies over is said by the folder, and which chapters it reads.
    ProfileFile: {"extends", "lexicons"},
}


def rule(form: str) -> Fields:
    """Return a rule of ``form`` with all that it can say."""
    shared = RULE if form == "case" else {**RULE, **CALL_RULE, "examples": PAIR}
    said = {key: value for key, value in {**shared, **FORMS[form]}.items() if value is not None}
    if form == "case":
        said.pop("scoring")
    return said


def chapter() -> Fields:
    plain = {
        "title": "平",
        "phrases": ["平常", "{company}"],
        "examples": {"hit": ["平常"], "miss": ["不"]},
    }
    other = {**plain, "phrases": ["别的", "{you}"], "examples": {"hit": ["别的"], "miss": ["不"]}}
    full = {key: value for key, value in CUE.items() if value is not None}
    full["phrases"] = [*CUE["phrases"], PHRASE]
    return {
        **TITLE,
        "source": "手册",
        "variables": {"you": ["您", "你"]},
        "cues": {"plain": plain, "other": other, "opening_sign": plain, "full": full},
        "rules": {
            "own.other": {**rule("require"), "same_as": []},
            **{f"own.{form}": rule(form) for form in FORMS},
        },
    }


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
