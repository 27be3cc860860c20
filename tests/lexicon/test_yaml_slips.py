"""Slips of hand in YAML: their cause and place, and nothing where there is none."""

from __future__ import annotations

import pytest

from scriptcheck import LexiconError
from scriptcheck.lexicon.layer import shipped_lexicons
from scriptcheck.lexicon.validate import known_fields
from scriptcheck.lexicon.yaml_slips import slips
from scriptcheck.lexicon.yaml_source import parse_yaml


def first(text: str) -> tuple[str, int | None, int | None, str]:
    with pytest.raises(LexiconError) as caught:
        parse_yaml(text, "a.yaml", fields=known_fields())
    problem = caught.value.problems[0]
    return problem.code, problem.line, problem.column, problem.message.zh


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("cues:\n  rude:\n    title：粗鲁\n    phrases: [滚]\n", "yaml-colon", 3, 10),
        ("cues：\n  rude:\n    title: 粗鲁\n", "yaml-colon", 1, 5),
        ("rules:\n  a.b:\n    title: 甲\n      message：乙\n    points: -1\n", "yaml-colon", 4, 14),
        ("cues:\n  rude:\n    title:粗鲁\n    phrases: [滚]\n", "yaml-colon", 3, 10),
        ("cues:\n\trude:\n\t\ttitle: x\n", "yaml-tab", 2, 1),
        ("cues:\n  rude:\n    title: x\n      phrases: [滚]\n", "yaml-indent", 4, 7),
        ("cues:\n  rude:\n    title: x\n   phrases: [滚]\n", "yaml-indent", 4, 4),
        ("a:\n  b:\n    - text: x\n       note: y\n", "yaml-indent", 4, 8),
        ('a:\n  phrases: ["滚"，"走开"]\n', "yaml-comma", 2, 16),
        ('a:\n  message: "没有关\n', "yaml-syntax", 2, 12),
        ("a:\n  phrases:\n    - 加微信 #号\n", "yaml-hash", 3, 11),
        ("a:\n  phrases:\n  - 学C# 加微信 #号 多少 # 注\n", "yaml-hash", 3, 13),
    ],
)
def test_the_cause_and_the_place(text: str, code: str, line: int, column: int) -> None:
    assert first(text)[:3] == (code, line, column)


def test_the_words_say_what_to_do() -> None:
    with pytest.raises(LexiconError) as caught:
        parse_yaml("cues:\n  rude:\n    title: x\n   phrases: [滚]\n", "a.yaml")
    assert caught.value.describe("zh") == (
        "a.yaml:4:4: 这一行缩进 3 格，和上面各层（0、2、4 格）都对不齐。 请改成缩进 4 格。"
        " [yaml-indent]"
    )


def test_every_slip_is_reported_at_once() -> None:
    text = "cues：\n  rude:\n\ttitle：粗鲁\n"
    with pytest.raises(LexiconError) as caught:
        parse_yaml(text, "a.yaml")
    assert [(each.code, each.line) for each in caught.value.problems] == [
        ("yaml-colon", 1),
        ("yaml-tab", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  text: |\n    title：x\n\tmessage:y\n  note: y\n",
        "a: 客服：您好\nb: [您好：, 再见]\n",
        "# title：x\na: 1\n",
        "a: [1,\n      2]\nb: 3\n",
        "source: http://x\n",
        "own_thing：x\n",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert slips(text, "a.yaml", known_fields(), broken=False) == []


def test_the_shipped_lexicons_have_none() -> None:
    for path in shipped_lexicons().rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert slips(text, path.name, known_fields(), broken=False) == []
        # Nor does anything in them look like one where something else is wrong.
        assert slips(text, path.name, known_fields(), broken=True) == []


@pytest.mark.parametrize(
    "item",
    [
        "加微信 # 注释",
        "加微信#号",
        '"加微信 #号"',
        "'加微信' #注释",
        "phone.hold #旧的",
        "加微信 ## 注释",
        "加微信",
        "text: 加微信 #注释",
    ],
)
def test_comments_and_other_marks_cut_no_phrase(item: str) -> None:
    text = f"a:\n  phrases:\n    - {item}\n"
    assert slips(text, "a.yaml", (), broken=False) == []
