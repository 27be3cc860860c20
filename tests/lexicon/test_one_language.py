"""A lexicon in Chinese alone: it loads, and its texts stand in for the English ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from scriptcheck import Call, Checker, LexiconError, Speaker, Turn
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from pathlib import Path

CHAPTER = """title: 自有
cues:
  own_greeting:
    title: 问好
    phrases: [早上好]
    examples:
      hit: [早上好]
      miss: [再见]
  own_cut:
    title: 断了
    phrases: [录音断了]
    examples:
      hit: [录音断了]
      miss: [再见]
rules:
  own.greeting:
    title: 要问好
    require: own_greeting
    undecidable_when: own_cut
    undecidable_reason: 录音不全
    severity: 严重
    points: -10
    message: 没有问好
    advice: 请问好
    examples:
      pass: ["客服: 早上好"]
      fail: ["客服: 喂"]
"""


def write(folder: Path, chapter: str = CHAPTER) -> Path:
    (folder / "profile.yaml").write_text("name: own\ntitle: 自有方案\n", encoding="utf-8")
    (folder / "own.yaml").write_text(chapter, encoding="utf-8")
    return folder


def test_chinese_stands_in(tmp_path: Path) -> None:
    checker = Checker.load(write(tmp_path), lang="en")
    assert checker.profile.heading("en") == "自有方案"
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "喂"),)))
    (verdict,) = report.violations
    assert (verdict.title, verdict.message, verdict.advice) == ("要问好", "没有问好", "请问好")
    assert (verdict.severity, verdict.source) == ("major", "")
    open_ = checker.check(Call("1", (Turn(Speaker.AGENT, "录音断了"),)))
    assert open_.verdicts[0].message == "录音不全"


def test_english_that_is_given_holds(tmp_path: Path) -> None:
    chapter = CHAPTER.replace("message: 没有问好", "message: 没有问好\n    message_en: No greeting")
    report = Checker.load(write(tmp_path, chapter), lang="en").check(
        Call("1", (Turn(Speaker.AGENT, "喂"),))
    )
    assert report.violations[0].message == "No greeting"


def test_what_is_missing_is_said_with_all_that_is_required(tmp_path: Path) -> None:
    chapter = CHAPTER.replace("    advice: 请问好\n", "")
    try:
        Checker.load(write(tmp_path, chapter))
    except LexiconError as error:
        (problem,) = error.problems
    assert problem.describe("zh").endswith(
        "缺少字段“advice”。 请补上。必填的有：title, message, advice, examples, require。 [missing]"
    )


def test_what_is_shipped_speaks_both_languages() -> None:
    lacking = []
    for path in sorted(shipped_lexicons().rglob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind in ("cues", "rules"):
            for name, entry in (data.get(kind) or {}).items():
                lacking += [
                    (path.name, name, field)
                    for field in ("title", "message", "advice", "undecidable_reason")
                    if field in entry and f"{field}_en" not in entry
                ]
    assert lacking == []
