"""YAML files changed where their data are to change."""

from __future__ import annotations

import copy
import difflib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck.exchange.yaml_edit import edited
from scriptcheck.exchange.yaml_text import block, flow
from scriptcheck.lexicon.yaml_source import parse_yaml
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

CHAPTER = """\
# 自己的章
title: 自己的   # 名称
cues:
  # 第一条
  sorry:
    title: 抱歉
    phrases:
      - "真抱歉"   # 常说
      # 少说
      - "万分抱歉"
    examples: {hit: ["真抱歉", '抱歉'], miss: ["您好"]}

  # 第二条
  hello:
    title: "问候"
    phrases: ["您好"]
    note: |
      一行
      两行
    examples:
      hit:
        - 您好
      miss: [嗯]
"""


def change(text: str, apply: Callable[[Any], None]) -> list[str]:
    """Return the lines that go and come where ``apply`` changes the data of ``text``."""
    data = copy.deepcopy(parse_yaml(text, "").data)
    apply(data)
    after = edited(text, data)
    assert parse_yaml(after, "").data == data
    lines = difflib.unified_diff(text.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


def test_nothing_changes_where_nothing_differs() -> None:
    assert edited(CHAPTER, parse_yaml(CHAPTER, "").data) == CHAPTER


def test_a_scalar_keeps_its_quotes_and_comment() -> None:
    def apply(data: Any) -> None:
        data["title"] = "别的"
        data["cues"]["hello"]["title"] = "招呼"

    assert change(CHAPTER, apply) == [
        "-title: 自己的   # 名称",
        "+title: 别的   # 名称",
        '-    title: "问候"',
        '+    title: "招呼"',
    ]


def test_items_come_and_go_with_comments_of_others_kept() -> None:
    def apply(data: Any) -> None:
        data["cues"]["sorry"]["phrases"] = ["万分抱歉", {"text": "对不住", "tolerance": "exact"}]
        data["cues"]["sorry"]["examples"]["hit"] = ["真抱歉", "对不住", "抱歉"]

    assert change(CHAPTER, apply) == [
        '-      - "真抱歉"   # 常说',
        """-    examples: {hit: ["真抱歉", '抱歉'], miss: ["您好"]}""",
        "+      - {text: 对不住, tolerance: exact}",
        """+    examples: {hit: ["真抱歉", "对不住", '抱歉'], miss: ["您好"]}""",
    ]


def test_fields_come_and_go() -> None:
    def apply(data: Any) -> None:
        del data["cues"]["hello"]["note"]
        hello = data["cues"]["hello"]
        data["cues"]["hello"] = {"title": hello["title"], "asking": "drop"} | hello
        data["rules"] = {"own.x": {"title": "甲"}}

    assert change(CHAPTER, apply) == [
        "+    asking: drop",
        "-    note: |",
        "-      一行",
        "-      两行",
        "+rules:",
        "+  own.x:",
        "+    title: 甲",
    ]


def test_an_entry_comes_after_a_blank_line() -> None:
    def apply(data: Any) -> None:
        data["cues"]["new"] = {"title": "新", "phrases": ["a b"]}

    assert change(CHAPTER, apply) == [
        "+",
        "+  new:",
        "+    title: 新",
        "+    phrases:",
        '+      - "a b"',
    ]


def test_an_entry_goes_and_the_comments_stay() -> None:
    def apply(data: Any) -> None:
        del data["cues"]["sorry"]

    gone = change(CHAPTER, apply)
    assert [line for line in gone if line.startswith("+")] == []
    assert "-  # 第一条" not in gone
    assert len(gone) == 7


def test_no_line_end_at_the_end() -> None:
    assert edited("a: 1", {"a": 1, "b": [2]}) == "a: 1\nb: [2]\n"


@pytest.mark.parametrize("nothing", ["", "{}\n", "{}", "null # 空\n"])
def test_an_empty_mapping_with_a_comment(nothing: str) -> None:
    assert edited(f"# 注\n{nothing}", {"a": "x"}) == "# 注\na: x\n"


def test_an_empty_file_with_a_comment() -> None:
    assert edited("# 注\n", {"a": "x"}) == "# 注\na: x\n"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.sampled_from(["", "甲", "a: b", "# c", "no", "1e3", "off", "x\ny", " z", "'", '"', "- d"])
    | st.text(max_size=6).filter(
        lambda text: not any(0xD800 <= ord(char) < 0xE000 for char in text)
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=3)
    ),
    max_leaves=12,
)
mappings = st.dictionaries(st.sampled_from("abcdef"), values, min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(mappings, mappings)
def test_any_data_become_any_other(before: Any, after: Any) -> None:
    for text in ("".join(block(before)), flow(before) + "\n"):
        assert parse_yaml(text, "").data == before
        assert parse_yaml(edited(text, after), "").data == after


@pytest.mark.parametrize("path", sorted((ROOT / "lexicons").rglob("*.yaml")), ids=lambda p: p.stem)
def test_one_change_of_a_shipped_file_is_one_line(path: Any) -> None:
    text = path.read_text(encoding="utf-8")

    def apply(data: Any) -> None:
        data["title"] = "另一个"

    gone, come = change(text, apply)
    assert gone.startswith("-title: ")
    assert come == "+title: 另一个"
