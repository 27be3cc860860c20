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


def own_examples_hold(checker: Checker) -> bool:
    """Return whether the entries of one's own have examples, all of which hold."""
    names = {*checker.profile.cues, *checker.profile.rules}
    own = list(run_examples(checker, entries={each for each in names if each.startswith("own")}))
    return bool(own) and all(each.ok for each in own)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "words.txt"
    text = "禁语\n" + "\n".join(WORDS) + "\n\n爱买 不买  # 又一次\n# 注\n"
    path.write_text(text, encoding=encoding)
    found = read_words(path)
    assert (found.words, found.lines) == (WORDS, (2, 3, 4))
    assert [(each.line, each.first) for each in found.repeats] == [(6, 3)]


def test_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("敏感词,级别\n滚远点,高\n\n爱买不买,低\n没人管你,\n", encoding="gb18030")
    found = read_words(path)
    assert found[:3] == (WORDS, (2, 4, 5), ())
    assert [each.en for each in found.left_out] == ["column 2 (级别…)"]


@pytest.mark.parametrize("mark", [";", "；", "|", "，", ","])
@pytest.mark.parametrize("first", ["", "sep=;\n", "\ufeffsep=;\r\n"])
def test_a_csv_file_with_other_marks(tmp_path: Path, mark: str, first: str) -> None:
    mark = ";" if first else mark
    path = tmp_path / "words.csv"
    rows = [("序号", "违规用语", "等级"), *((str(n), word, "高") for n, word in enumerate(WORDS))]
    path.write_text(first + "\n".join(map(mark.join, rows)), encoding="utf-8")
    line = 3 if first else 2
    assert read_words(path)[:2] == (WORDS, (line, line + 1, line + 2))


def test_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for word in ("关键词", *WORDS, None, "滚远点"):
        book.active.append([word, "x"])
    book.save(tmp_path / "words.xlsx")
    found = read_words(tmp_path / "words.xlsx")
    assert (found.words, found.lines) == (WORDS, (2, 3, 4))
    assert found.repeats == ((6, "滚远点", 2),)


def test_the_chapter_works(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("\n".join(WORDS), encoding="utf-8")
    done = import_words(path, tmp_path / "mine", severity="fatal", points=-30)
    assert (done.words, done.repeats, done.unmatched) == (3, (), ())
    checker = Checker.load(tmp_path / "mine")
    assert failed(checker, "你爱买不买")
    assert not failed(checker, "您好，请讲")
    assert checker.profile.rules["own.words"].points == -30
    assert len(checker.profile.rules) == len(Checker.load().profile.rules) + 1
    assert own_examples_hold(checker)


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


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("傻*", "word-marks"),
        ("\\d+", "word-marks"),
        ("^滚$", "word-marks"),
        ("滚..蛋", "word-marks"),
        ("{you}滚", "word-marks"),
        ("滚\x0b开", "word-marks"),
        ("滚" * 61, "word-long"),
        ("。！", "word-empty"),
    ],
)
def test_words_that_would_match_otherwise_than_meant(tmp_path: Path, word: str, code: str) -> None:
    path = tmp_path / "words.txt"
    path.write_text(f"禁语\n滚远点\n\n{word}\n", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_words(path)
    assert [(each.code, each.line) for each in caught.value.problems] == [(code, 4)]


def test_words_that_yaml_takes_for_something_else(tmp_path: Path) -> None:
    words = (
        "no",
        "null",
        "123",
        "1e5",
        "2024-01-01",
        "0x1f",
        "why:",
        "-滚",
        "@甲",
        "'单",
        '"双',
        "C#",
    )
    path = tmp_path / "words.txt"
    path.write_text("\n".join(words), encoding="utf-8")
    import_words(path, tmp_path / "mine", title="no")
    checker = Checker.load(tmp_path / "mine")
    cue = checker.profile.cues["own_words"]
    assert tuple(phrase.text for phrase in cue.phrases) == words
    assert own_examples_hold(checker)


def test_words_that_are_not_found_alone_are_no_examples(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("您要滚开吗\n滚远点\n", encoding="utf-8")
    done = import_words(path, tmp_path / "mine")
    checker = Checker.load(tmp_path / "mine")
    hits = checker.profile.cues["own_words"].examples.hit
    assert set(done.unmatched).isdisjoint(hits)
    assert own_examples_hold(checker)


def test_comments_and_headings(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text('\n# 注\n关键词,级别\n"滚\n远点",高\n爱买不买,低\n', encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_words(path)
    assert [(each.code, each.line) for each in caught.value.problems] == [("word-marks", 4)]
    path.write_text("\n# 注\n关键词,级别\n滚远点,高\n", encoding="utf-8")
    assert read_words(path)[:3] == (("滚远点",), (4,), ())


def test_cells_that_are_numbers_or_errors(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for word in (None, "敏感词", 250.0, "# 注", "滚远点"):
        book.active.append([word])
    book.save(tmp_path / "words.xlsx")
    assert read_words(tmp_path / "words.xlsx").words == ("250", "滚远点")
    book.active.append(["#N/A"])
    book.save(tmp_path / "words.xlsx")
    with pytest.raises(LoadError) as caught:
        read_words(tmp_path / "words.xlsx")
    assert [(each.code, each.line) for each in caught.value.problems] == [("word-cell-error", 6)]


@pytest.mark.parametrize("name", ["../x", "profile", "坏话", "A B", "", "con", "Words", "a.b"])
def test_names_that_are_no_ids(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("滚远点", encoding="utf-8")
    home = tmp_path / "mine"
    with pytest.raises(UsageError, match="bad-name"):
        import_words(tmp_path / "a.txt", home, name=name, force=True)
    assert not home.exists()


def test_the_list_itself_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("滚远点\n", encoding="utf-8")
    with pytest.raises(UsageError, match="output-in-input"):
        import_words(path, tmp_path, force=True)
    assert path.read_text(encoding="utf-8") == "滚远点\n"


def test_ids_that_another_chapter_has(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("滚远点", encoding="utf-8")
    home = tmp_path / "mine"
    import_words(tmp_path / "a.txt", home, name="first")
    (home / "first.yaml").rename(home / "other.yaml")
    with pytest.raises(LexiconError, match="duplicate-id"):
        import_words(tmp_path / "a.txt", home, name="first")
    assert not (home / "first.yaml").exists()


def test_nothing_is_left_where_it_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("滚远点", encoding="utf-8")
    home = tmp_path / "mine"
    with pytest.raises(LexiconError):
        import_words(tmp_path / "a.txt", home, points=-1000)
    assert not home.exists(), "nor the folder"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("序号,禁语\n1,滚远点\n2,没人管你\n", ("滚远点", "没人管你")),
        ("序号,说法\n1,滚远点\n2,没人管你\n", ("滚远点", "没人管你")),
        ("1,滚远点\n2,没人管你\n", ("滚远点", "没人管你")),
        ("滚远点,3\n没人管你,5\n", ("滚远点", "没人管你")),
        ("滚远点,\n没人管你,5\n", ("滚远点", "没人管你")),
        ("服务禁语清单,\n日期：今天,\n序号,禁语\n1,滚远点\n", ("滚远点",)),
        ("滚远点\n内容\n250\n", ("滚远点", "内容", "250")),
    ],
)
def test_numbers_and_titles_are_no_words(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    assert read_words(path).words == words


def test_a_table_of_numbers_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("序号\n1\n2\n", encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_words(path)
    assert [each.code for each in caught.value.problems] == ["no-words"]


def test_a_cover_sheet_is_left_out(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "封面"
    for line in ("服务禁语清单", "制表：质检部"):
        book.active.append([line])
    sheet = book.create_sheet("禁语")
    for row in (["序号", "禁语"], [1, "滚远点"], [2, True]):
        sheet.append(row)
    book.save(tmp_path / "words.xlsx")
    found = read_words(tmp_path / "words.xlsx")
    assert found.words == ("滚远点", "TRUE")
    assert [each.en for each in found.left_out] == ["sheet '封面' (2 rows)", "column 1 (序号…)"]


def test_a_numbered_list(tmp_path: Path) -> None:
    text = "1. 关我屁事\n2. 你烦不烦\n3、随便你\n\n（4）滚\n⑤走开\n- 别烦\n* 烦死了\n"
    (tmp_path / "words.txt").write_text(text, encoding="utf-8")
    found = read_words(tmp_path / "words.txt")
    words = ("关我屁事", "你烦不烦", "随便你", "滚", "走开", "别烦", "烦死了")
    assert (found.words, found.numbered) == (words, 7)
    done = import_words(tmp_path / "words.txt", tmp_path / "mine")
    assert (done.numbered, done.unmatched) == (7, ())
    call = Call("a", (Turn(Speaker.AGENT, "关我屁事"),))
    assert "own_words" in Checker.load(tmp_path / "mine").match(call).matches


def test_numbers_in_cells(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("禁语,级别\n1.滚,高\n2.走开,低\n", encoding="utf-8")
    assert read_words(tmp_path / "words.csv")[0] == ("滚", "走开")


def test_lines_within_cells_are_named(tmp_path: Path) -> None:
    """Alt+Enter begins one; the two words would be one that nobody says."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for cells in (["禁语"], ["关我屁事\n你烦不烦"], ["1、滚_x000D_\n2、走开\n"], ["随便你"]):
        book.active.append(cells)
    book.save(tmp_path / "words.xlsx")
    (tmp_path / "words.csv").write_text('禁语\n"关我屁事\n你烦不烦"\n随便你\n', encoding="utf-8")
    (tmp_path / "words.txt").write_text("关我屁事\u2028你烦不烦\n滚\n", encoding="utf-8")
    for name, lines in (("words.xlsx", [2, 3]), ("words.csv", [2]), ("words.txt", [1])):
        with pytest.raises(LoadError) as caught:
            read_words(tmp_path / name)
        found = [(each.code, each.line) for each in caught.value.problems]
        assert found == [("word-marks", line) for line in lines]


def test_a_line_end_behind_a_word_in_a_cell(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for cells in (["禁语"], ["关我屁事_x000D_\n"], ["滚\n"]):
        book.active.append(cells)
    book.save(tmp_path / "words.xlsx")
    assert read_words(tmp_path / "words.xlsx").words == ("关我屁事", "滚")


def test_several_words_in_a_line_are_named(tmp_path: Path) -> None:
    text = "没办法、不清楚、不知道\n不可能的事儿/不可能\n爱买不买，不买拉倒\n24/7\n"
    (tmp_path / "words.txt").write_text(text, encoding="utf-8")
    done = import_words(tmp_path / "words.txt", tmp_path / "mine")
    assert done.several == ("没办法、不清楚、不知道", "不可能的事儿/不可能")
