"""A lexicon of one's own, and workbooks of it that somebody changed."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.errors import ScriptcheckError
from scriptcheck.exchange import export_lexicon, import_lexicon
from tests.office import office

__all__ = ["office"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.exchange import ImportedLexicon

BASE = """\
name: base
title: 基础
lexicons: [phone.yaml]
words: [基础]
"""
BASE_CHAPTER = """\
title: 电话
cues:
  greeting: {title: 问候, phrases: ["您好"], examples: {hit: ["您好"], miss: ["再见"]}}
  complaint:
    title: 投诉
    speaker: customer
    phrases: ["我要投诉"]
    examples: {hit: ["我要投诉"], miss: ["您好"]}
rules:
  phone.thanks:
    title: 感谢
    require: greeting
    points: -2
    message: 没有感谢
    advice: 感谢
    examples: {pass: ["客服: 您好"], fail: ["客服: 喂"]}
  phone.redial:
    title: 重拨
    forbid: complaint
    message: 没有重拨
    advice: 重拨
    examples: {pass: ["客服: 您好"], fail: ["客户: 我要投诉"]}
  phone.hold_length:
    title: 等待
    limit: {metric: longest_hold_ms, at_most: 60000}
    message: 等得太久
    advice: 先说一声
    examples: {pass: ["客服: 您好"], fail: ["客服: 请稍等"]}
"""
"""What the own lexicon extends; that of the shipped profile takes seconds in a workbook."""
PROFILE = """\
# 我的方案
name: mine
title: 我的
extends: {base}
variables:
  company: [海尔, 我司]
rules:
  # 先放宽
  settings:
    phone.hold_length: {{at_most: 45000}}  # 毫秒
  exclude: [phone.redial, "text.*"]
pass_score: 75
"""
CHAPTER = """\
# 自己的章
title: 自己的
cues:
  # 第一条
  own_sorry:
    title: 抱歉
    phrases:
      - "真抱歉"   # 常说
      # 少说
      - "万分抱歉"
    examples: {hit: ["【真抱歉】"], miss: ["您好"]}

  # 改继承的
  greeting:
    mode: extend
    phrases: ["有礼了"]
    examples: {hit: ["【有礼了】"]}

rules:
  own.sorry:
    title: 要抱歉
    require: own_sorry
    when: complaint   # 投诉时
    severity: 严重
    points: -3
    message: 没有抱歉
    advice: 说一声
    examples:
      pass: ["客户: 我要投诉\\n客服: 真抱歉"]
      fail: ["客户: 我要投诉\\n客服: 嗯"]
"""
SMALL = """\
name: small
title: 小
lexicons: [words.yaml]
load: {call_data: calls.csv}
"""
SMALL_CHAPTER = """\
# 章
title: 小章
cues:
  sorry:
    title: 抱歉
    phrases: ["真抱歉", "万分抱歉"]
    examples: {hit: ["真抱歉"], miss: ["您好"]}
rules:
  own.sorry:
    title: 要抱歉
    require: sorry
    message: 没有
    advice: 说
    examples: {pass: ["客服: 真抱歉"], fail: ["客服: 嗯"]}
variables:
  you: [您, 你]   # 谁
"""


class Workbench:
    """A folder with a lexicon, and what an import does to it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = home.with_name("lex.xlsx")

    def write(self, **files: str) -> None:
        self.home.mkdir(exist_ok=True)
        for name, text in files.items():
            (self.home / f"{name}.yaml").write_text(text, encoding="utf-8")

    def write_base(self) -> str:
        """Write a profile of three rules, and return how the one in ``home`` extends it."""
        Workbench(self.home.with_name("base")).write(profile=BASE, phone=BASE_CHAPTER)
        return "../base/profile.yaml"

    def export(self, lang: Any = "zh") -> Path:
        export_lexicon(self.book, profile=str(self.home), lang=lang, force=True)
        return self.book

    def changed(self, *changes: Callable[[Any], None]) -> Path:
        """Return the workbook with ``changes`` made to it, as openpyxl saves it."""
        import openpyxl

        book = openpyxl.load_workbook(self.book)
        for change in changes:
            change(book)
        book.save(self.book)
        return self.book

    def take(self) -> ImportedLexicon:
        return import_lexicon(self.book, self.home)

    def problems(self) -> list[str]:
        """Return the cell and the code of everything that an import refuses."""
        before = self.texts()
        with pytest.raises(ScriptcheckError) as caught:
            self.take()
        assert self.texts() == before
        listed = [(each.place.rpartition("#")[2], each.code) for each in caught.value.problems]
        assert all(each.message.zh and each.message.en for each in caught.value.problems)
        return [f"{place} {code}" for place, code in listed]

    def texts(self) -> dict[str, str]:
        return {
            path.relative_to(self.home).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.home.rglob("*.yaml"))
        }

    def difference(self, before: dict[str, str]) -> dict[str, list[str]]:
        """Return the lines that went and came since ``before``, by file."""
        found = {}
        after = self.texts()
        for name in after.keys() | before.keys():
            old, new = before.get(name, "").splitlines(), after.get(name, "").splitlines()
            lines = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
            if lines:
                found[name] = [line for line in lines if not line.startswith("@@")]
        return found


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    pytest.importorskip("openpyxl")
    return Workbench(tmp_path / "mine")


@pytest.fixture
def small(bench: Workbench) -> Workbench:
    """Return a bench with a lexicon of one cue and one rule, over no other, exported.

    Its profile lists its chapters, and one stands beside them that it does not list.
    """
    bench.write(profile=SMALL, words=SMALL_CHAPTER, stray="cues: {}  # 没有列入\n")
    bench.export()
    return bench


@pytest.fixture
def own(bench: Workbench, request: pytest.FixtureRequest) -> Workbench:
    """Return a bench with a profile over one of three rules, exported.

    ``over_default`` lays it over the shipped profile instead.
    """
    below = getattr(request, "param", None) or bench.write_base()
    bench.write(profile=PROFILE.format(base=below), words=CHAPTER)
    bench.export()
    return bench


over_default = pytest.mark.parametrize("own", ["default"], indirect=True)


def row(sheet: Any, **cells: Any) -> Any:
    """Return the first row in which the cells under these headings have these values."""
    headings = [cell.value for cell in sheet[1]]
    for found in sheet.iter_rows(min_row=2):
        values = dict(zip(headings, found, strict=False))
        if all(values[heading].value == value for heading, value in cells.items()):
            return values
    raise AssertionError(cells)
