"""Lists of banned words made into a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, LexiconError, LoadError, Speaker, Turn, UsageError
from scriptcheck.examples import run_examples
from scriptcheck.exchange import import_words, read_words
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("滚远点", "爱买不买", "没人管你")


def failed(checker: Checker, text: str) -> bool:
    report = checker.check(Call("1", (Turn(Speaker.AGENT, text),)))
    verdicts = {verdict.rule: verdict.verdict for verdict in report.verdicts}
    return verdicts["own.words"] is Outcome.FAIL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "words.txt"
    text = "禁语\n" + "\n".join(WORDS) + "\n\n爱买 不买  # 又一次\n# 注\n"
    path.write_text(text, encoding=encoding)
    assert read_words(path) == (WORDS, 1)


def test_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("敏感词,级别\n滚远点,高\n\n爱买不买,低\n没人管你,\n", encoding="gb18030")
    assert read_words(path) == (WORDS, 0)


def test_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for word in ("关键词", *WORDS, None, "滚远点"):
        book.active.append([word, "x"])
    book.save(tmp_path / "words.xlsx")
    assert read_words(tmp_path / "words.xlsx") == (WORDS, 1)


def test_the_chapter_works(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("\n".join(WORDS), encoding="utf-8")
    done = import_words(path, tmp_path / "mine", severity="fatal", points=-30)
    assert (done.words, done.repeated, done.unmatched) == (3, 0, ())
    checker = Checker.load(tmp_path / "mine")
    assert failed(checker, "你爱买不买")
    assert not failed(checker, "您好，请讲")
    assert checker.profile.rules["own.words"].points == -30
    assert len(checker.profile.rules) == len(Checker.load().profile.rules) + 1
    own = [each for each in run_examples(checker) if each.entry.startswith("own")]
    assert own
    assert all(each.ok for each in own)


def test_an_own_profile_remains(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    profile = "name: mine\ntitle: 甲\nextends: default\npass_score: 61\n"
    (home / "profile.yaml").write_text(profile, encoding="utf-8")
    (tmp_path / "a.txt").write_text("滚远点", encoding="utf-8")
    import_words(tmp_path / "a.txt", home, name="first")
    import_words(tmp_path / "a.txt", home, name="second", title="脏话")
    loaded = Checker.load(home).profile
    assert loaded.pass_score == 61
    assert {"own.first", "own.second"} <= loaded.rules.keys()
    with pytest.raises(UsageError, match="exists"):
        import_words(tmp_path / "a.txt", home, name="first")
    import_words(tmp_path / "a.txt", home, name="first", force=True)


def test_lines_that_cannot_be_phrases_are_named(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("滚远点\n[滚|走]\n……\n为什么?\n", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_words(path)
    assert [(each.code, each.line) for each in caught.value.problems] == [
        ("word-marks", 2),
        ("word-empty", 3),
        ("word-marks", 4),
    ]


def test_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# 无\n", encoding="utf-8")
    with pytest.raises(LoadError, match="empty-file"):
        read_words(tmp_path / "words.txt")


def test_nothing_is_left_where_it_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("滚远点", encoding="utf-8")
    home = tmp_path / "mine"
    with pytest.raises(LexiconError):
        import_words(tmp_path / "a.txt", home, name="Bad Name")
    assert list(home.iterdir()) == []
