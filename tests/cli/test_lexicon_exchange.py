"""``scriptcheck lexicon export`` and ``import`` of workbooks and rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from scriptcheck_cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("openpyxl")

CHAPTER = """\
cues:
  sorry: {title: 抱歉, phrases: ["真抱歉"], examples: {hit: ["真抱歉"], miss: ["您好"]}}
rules:
  own.sorry:
    title: 要抱歉
    require: sorry
    message: 没有
    advice: 说
    examples: {pass: ["客服: 真抱歉"], fail: ["客服: 嗯"]}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a small lexicon over no other."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "profile.yaml").write_text("name: own\ntitle: 自己的\n", encoding="utf-8")
    (folder / "own.yaml").write_text(CHAPTER, encoding="utf-8")
    return folder


def run(*arguments: Any) -> Any:
    return CliRunner().invoke(app, ["lexicon", *map(str, arguments)])


def test_out_and_in(home: Path, tmp_path: Path) -> None:
    import openpyxl

    book = tmp_path / "lex.xlsx"
    done = run("export", book, "--profile", home)
    assert done.exit_code == 0
    assert "1 条话术、1 种说法、1 条规则" in done.stderr
    assert run("export", book, "--profile", home).exit_code == 2
    assert run("export", book, "--profile", home, "--force", "--lang", "en").exit_code == 0
    assert run("import", book, "-o", home).stderr == "没有要改的。\n"
    sheets: Any = openpyxl.load_workbook(book)
    sheets["rules"]["I2"] = -7
    sheets["rules"]["A2"] = "off"
    sheets.save(book)
    done = run("import", book, "-o", home, "--lang", "en")
    assert done.exit_code == 0
    assert "changed: own.sorry." in done.stderr
    assert "turned off: own.sorry." in done.stderr
    sheets["rules"]["I2"] = "many"
    sheets.save(book)
    done = run("import", book, "-o", home, "--lang", "en")
    assert done.exit_code == 2
    assert "lex.xlsx#rules!I2: 'many' is no whole number." in done.stderr


def test_a_standalone_copy(home: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "lex.xlsx", "--profile", home)
    done = run("import", tmp_path / "lex.xlsx", "-o", tmp_path / "copy", "--standalone")
    assert done.exit_code == 0
    assert run("import", tmp_path / "lex.xlsx", "-o", home, "--standalone").exit_code == 2
    assert (tmp_path / "copy" / "own.yaml").exists()


def test_rules_of_others(home: Path, tmp_path: Path) -> None:
    operator = {"oid": "1", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["加微信"]}}
    given = {
        "rules": [{"name": "收款", "lambda": "a"}, {"name": "情绪", "lambda": "b"}],
        "conditions": [
            {"cid": "a", "lambda": "1", "operators": [operator]},
            {"cid": "b", "lambda": "1", "operators": [{"oid": "1", "type": "EMOTION"}]},
        ],
    }
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    done = run("import", path, "-o", home)
    assert done.exit_code == 0
    assert "没有导入：“情绪”：算子 EMOTION 没有对应的写法。" in done.stderr
    assert "1 条规则写到" in done.stderr
    assert (home / "sca.yaml").exists()
    assert run("import", path, "-o", home).exit_code == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["2 行词前面的编号", "“没办法、不清楚”"]),
        ("en", ["2 lines had a number", "'没办法、不清楚'"]),
    ],
)
def test_what_was_taken_off_a_word_list(home: Path, lang: str, said: list[str]) -> None:
    (home.parent / "words.txt").write_text(
        "1. 关我屁事\n- 你烦不烦\n没办法、不清楚\n", encoding="utf-8"
    )
    words, output = str(home.parent / "words.txt"), str(home)
    done = CliRunner().invoke(app, ["lexicon", "import", words, "-o", output, "--lang", lang])
    assert done.exit_code == 0
    assert all(each in done.output for each in said)
