"""Lexicons to Excel and back: nothing is lost, and nothing but what differs is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import UsageError
from scriptcheck.exchange import export_lexicon, import_lexicon
from scriptcheck.exchange.workbook.parse import parse_rows
from scriptcheck.exchange.workbook.read import read_rows
from scriptcheck.exchange.workbook.rows import CUE_DEFAULTS, RULE_DEFAULTS
from scriptcheck.exchange.workbook.state import read_state
from scriptcheck.lexicon.layer import shipped_profiles
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs
from tests.exchange.workbook.conftest import over_default, row
from tests.office import XLSX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.lexicon.profile import Profile
    from tests.exchange.workbook.conftest import Workbench

pytest.importorskip("openpyxl")


def loaded(reference: Any) -> Profile:
    return load_profile(reference, rule_specs())


@pytest.mark.parametrize(("name", "lang"), [("default", "zh"), ("bank", "en")])
def test_every_cell_is_read_as_it_was_written(tmp_path: Path, name: str, lang: Any) -> None:
    export_lexicon(tmp_path / "lex.xlsx", profile=name, lang=lang)
    rows = read_rows(tmp_path / "lex.xlsx")
    read, written = parse_rows(rows).content, read_state(name).content()
    assert rows.problems == []
    assert rows.unread == []
    for part in ("settings", "variables", "chapters"):
        assert dict(getattr(read, part)) == dict(getattr(written, part))
    for part, defaults in (("cues", CUE_DEFAULTS), ("rules", RULE_DEFAULTS)):
        before, after = getattr(written, part), getattr(read, part)
        assert list(before) == list(after)
        for entry in before:
            assert after[entry].data == defaults | before[entry].data, entry
            assert after[entry][1:3] == before[entry][1:3], entry


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_has_the_same_hash(tmp_path: Path, name: str) -> None:
    export_lexicon(tmp_path / "lex.xlsx", profile=name)
    done = import_lexicon(tmp_path / "lex.xlsx", tmp_path / "over")
    # Nothing differs, so that nothing but the profile's own file is there.
    assert [path.name for path in done.files] == ["profile.yaml"]
    assert loaded(tmp_path / "over").sha256 == loaded(name).sha256


@pytest.mark.parametrize("name", ["default", "general"])
def test_a_standalone_copy_has_the_same_hash(tmp_path: Path, name: str) -> None:
    export_lexicon(tmp_path / "lex.xlsx", profile=name)
    home = tmp_path / "alone"
    import_lexicon(tmp_path / "lex.xlsx", home, standalone=True)
    assert "extends" not in (home / "profile.yaml").read_text(encoding="utf-8")
    # Where nothing is inherited, no rule says how it changes what is.
    before = loaded(name)
    rules = {key: rule.model_copy(update={"mode": None}) for key, rule in before.rules.items()}
    assert loaded(home).sha256 == replace(before, rules=rules).sha256
    if name == "default":
        assert loaded(home).sha256 == before.sha256
    assert import_lexicon(tmp_path / "lex.xlsx", home).files == ()
    with pytest.raises(UsageError, match="exists"):
        import_lexicon(tmp_path / "lex.xlsx", home, standalone=True)


def test_equal_lexicons_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_lexicon(tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_is_not_overwritten_unasked(own: Workbench) -> None:
    with pytest.raises(UsageError, match="exists"):
        export_lexicon(own.book, profile=own.home)
    with pytest.raises(UsageError, match="bad-suffix"):
        export_lexicon(own.book.with_suffix(".xls"), profile=own.home)


def test_an_own_lexicon_out_and_in_changes_no_byte(own: Workbench) -> None:
    before = own.texts()
    for lang in ("zh", "en"):
        own.export(lang)
        done = own.take()
        assert done.files == ()
        assert (done.added, done.changed, done.deleted, done.kept) == ((), (), (), ())
        assert own.texts() == before


@over_default
def test_what_is_changed_is_written_where_it_stands(own: Workbench) -> None:
    def change(book: Any) -> None:
        rules = book["规则"]
        row(rules, 规则编号="own.sorry")["扣分"].value = -9
        row(rules, 规则编号="own.sorry")["内容"].value = "own_sorry 或 apology"
        row(rules, 规则编号="phone.thanks")["程度"].value = "提示"
        row(rules, 规则编号="phone.closing")["状态"].value = "停用"
        row(rules, 规则编号="text.repetition")["状态"].value = "启用"
        limit = row(rules, 规则编号="phone.hold_length")["内容"]
        limit.value = limit.value.replace("45000", "50000")
        row(rules, 规则编号="phone.greeting")["违规提示"].value = "没问候"
        phrases = book["说法"]
        phrases.delete_rows(row(phrases, 话术编号="own_sorry", 内容="真抱歉")["内容"].row)
        phrases.append(["own_sorry", None, None, "深表歉意", "一字不差"])
        phrases.append(["greeting", None, "说法", "哈喽"])
        row(book["话术例句"], 话术编号="own_sorry", 结果="应匹配")["例句"].value = "【深表歉意】"
        book["变量"].append(["company", "本公司", "方案"])
        row(book["方案"], 项目="及格分")["值"].value = 70
        row(book["方案"], 项目="复核")["值"].value = "appeal_days：7"

    before = own.texts()
    own.changed(change)
    done = own.take()
    assert own.difference(before) == {
        "profile.yaml": [
            "-  company: [海尔, 我司]",
            "+  company: [海尔, 我司, 本公司]",
            "-    phone.hold_length: {at_most: 45000}  # 毫秒",
            '-  exclude: [phone.redial, "text.*"]',
            "-pass_score: 75",
            "+    phone.hold_length: {at_most: 50000}  # 毫秒",
            "+    phone.thanks: {severity: info}",
            '+  exclude: [phone.redial, "phone.closing"]',
            "+pass_score: 70",
            "+review:",
            "+  appeal_days: 7",
        ],
        "own.yaml": [
            "+# 由 Excel 导入；写法见 docs/lexicon.zh-CN.md。",
            "+rules:",
            "+  phone.greeting:",
            "+    mode: extend",
            "+    message: 没问候",
        ],
        "words.yaml": [
            '-      - "真抱歉"   # 常说',
            '-    examples: {hit: ["【真抱歉】"], miss: ["您好"]}',
            "+      - {text: 深表歉意, tolerance: exact}",
            '+    examples: {hit: ["【深表歉意】"], miss: ["您好"]}',
            '-    phrases: ["有礼了"]',
            '+    phrases: ["有礼了", "哈喽"]',
            "-    require: own_sorry",
            "+    require: {any: [own_sorry, apology]}",
            "-    points: -3",
            "+    points: -9",
        ],
    }
    assert set(done.turned_on) == {"text.repetition"}
    assert set(done.turned_off) == {"phone.closing"}
    profile = loaded(own.home)
    assert profile.pass_score == 70
    assert profile.rules["own.sorry"].points == -9
    assert profile.rules["own.sorry"].severity == "major"
    assert own.take().files == ()


OWN = """\
# 我们自己的
cues:
  # 不要动
  own_hello: {title: 哈喽, phrases: ["哈喽"], examples: {hit: ["哈喽"], miss: ["再见"]}}   # 常说
"""


@over_default
def test_what_is_inherited_is_changed_in_the_owners_chapter(own: Workbench) -> None:
    own.write(own=OWN)
    own.export()

    def change(book: Any) -> None:
        book["说法"].append(["apology", None, "说法", "深表遗憾"])
        book["话术例句"].append(["apology", None, "应匹配", "【深表遗憾】"])
        row(book["规则"], 规则编号="phone.greeting")["违规提示"].value = "没问候"
        book["说法"].append(["closing", None, "说法", "回见您嘞"])
        book["话术例句"].append(["closing", None, "应匹配", "【回见您嘞】"])
        row(book["话术"], 话术编号="closing")["章"].value = "goodbye.yaml"
        words = next(each for each in book["变量"].iter_rows(min_row=2) if "/" in each[2].value)
        book["变量"].append([words[0].value, "新词", words[2].value])

    before = own.texts()
    own.changed(change)
    own.take()
    found = own.difference(before)
    assert found.keys() == {"own.yaml", "goodbye.yaml"}
    assert not [line for line in found["own.yaml"] if line.startswith("-")]
    assert "+  apology:" in found["own.yaml"]
    assert "+    message: 没问候" in found["own.yaml"]
    assert [line for line in found["own.yaml"] if "新词" in line]
    assert "+  closing:" in found["goodbye.yaml"]
    assert own.take().files == ()


def test_new_entries_and_deleted_ones(own: Workbench) -> None:
    def add(book: Any) -> None:
        book["话术"].append(
            ["保留", "own_new", "新的", "客户", None, None, None, None, "asking: drop"]
        )
        book["说法"].append(["own_new", None, None, "全新"])
        book["说法"].append(["own_new", None, "例外", "全新的"])
        book["话术例句"].append(["own_new", None, "应匹配", "全新"])
        book["话术例句"].append(["own_new", None, "不应匹配", "旧"])
        cells = [None, "own.new", "不说新", "不得有", "own_new", "非 greeting", None, "轻微", -1]
        book["规则"].append(
            [*cells, "说了新", "别说", None, None, None, None, None, None, None, "new"]
        )
        book["规则例句"].append(["own.new", None, "通过", "客户: 旧"])
        book["规则例句"].append(["own.new", None, "违规", "客户: 全新"])

    own.changed(add)
    done = own.take()
    assert done.added == ("own_new", "own.new")
    assert {path.name for path in done.files} == {"own.yaml", "new.yaml"}
    assert own.texts()["own.yaml"] == (
        "# 由 Excel 导入；写法见 docs/lexicon.zh-CN.md。\n"
        "cues:\n  own_new:\n    title: 新的\n    speaker: customer\n    asking: drop\n"
        "    phrases: [全新]\n    unless: [全新的]\n    examples: {hit: [全新], miss: [旧]}\n"
    )
    assert "own.new" in loaded(own.home).rules

    def delete(book: Any) -> None:
        for sheet, key, name in (
            ("话术", "话术编号", "own_new"),
            ("规则", "规则编号", "own.new"),
            ("规则", "规则编号", "own.sorry"),
        ):
            row(book[sheet], **{key: name})["状态"].value = "删除"

    own.export()
    before = own.texts()
    own.changed(delete)
    assert set(own.take().deleted) == {"own_new", "own.new", "own.sorry"}
    assert "own.sorry" not in loaded(own.home).rules
    assert "# 第一条" in own.texts()["words.yaml"]
    assert "greeting:" in own.texts()["words.yaml"]
    assert before["profile.yaml"] == own.texts()["profile.yaml"]


def test_what_the_workbook_does_not_have_stays(own: Workbench) -> None:
    def change(book: Any) -> None:
        sheet = book["话术"]
        sheet.delete_rows(row(sheet, 话术编号="own_sorry")["名称"].row)
        for name in ("说法", "话术例句"):
            sheet = book[name]
            for number in range(sheet.max_row, 1, -1):
                if sheet.cell(number, 1).value == "own_sorry":
                    sheet.delete_rows(number)
        del book["规则"], book["规则例句"], book["方案"]

    own.changed(change)
    done = own.take()
    assert done.files == ()
    assert "own_sorry" in done.kept
    assert "own.sorry" in done.kept


def test_a_chapter_that_the_profile_does_not_list(small: Workbench) -> None:
    def add(book: Any) -> None:
        book["话术"].append(["保留", "own_new", "新", *[None] * 6, "stray"])
        book["说法"].append(["own_new", None, None, "全新"])
        book["话术例句"].append(["own_new", None, "应匹配", "全新"])
        book["话术例句"].append(["own_new", None, "不应匹配", "旧"])

    small.changed(add)
    before = small.texts()
    assert small.take().added == ("own_new",)
    found = small.difference(before)
    assert found["profile.yaml"] == [
        "-lexicons: [words.yaml]",
        "+lexicons: [words.yaml, stray.yaml]",
    ]
    assert "own_new" in loaded(small.home).cues


def test_chapters_and_variables(small: Workbench) -> None:
    def change(book: Any) -> None:
        row(book["章"], 文件="words.yaml")["名称"].value = "大章"
        row(book["章"], 文件="words.yaml")["出处"].value = "手册"
        book["变量"].append(["you", "您们", "words.yaml"])
        book["变量"].append(["company", "我司", "方案"])

    before = small.texts()
    small.changed(change)
    small.take()
    assert small.difference(before) == {
        "words.yaml": [
            "-title: 小章",
            "+title: 大章",
            "-  you: [您, 你]   # 谁",
            "+  you: [您, 你, 您们]   # 谁",
            "+source: 手册",
        ],
        "profile.yaml": ["+variables:", "+  company: [我司]"],
    }

    def forget(book: Any) -> None:
        sheet = book["变量"]
        for number in range(sheet.max_row, 1, -1):
            if sheet.cell(number, 1).value == "you":
                sheet.delete_rows(number)

    small.export()
    small.changed(forget)
    assert small.take().kept == ("you",)


def test_what_is_inherited_of_a_chapter_stays(own: Workbench) -> None:
    def change(book: Any) -> None:
        row(book["章"], 文件="phone.yaml")["名称"].value = "另一个"
        row(book["方案"], 项目="分词用词")["值"].value = "海尔"
        row(book["规则"], 规则编号="phone.thanks")["状态"].value = "删除"

    own.changed(change)
    assert [line.partition(" ")[2] for line in own.problems()] == ["inherited"] * 3


@over_default
def test_a_workbook_of_the_base_leaves_the_name(own: Workbench) -> None:
    export_lexicon(own.book, force=True)

    def change(book: Any) -> None:
        row(book["规则"], 规则编号="phone.thanks")["扣分"].value = -4

    own.changed(change)
    done = own.take()
    assert set(done.kept) >= {"own_sorry", "own.sorry"}
    profile = loaded(own.home)
    assert (profile.name, profile.rules["phone.thanks"].points) == ("mine", -4)
    # What the profile said otherwise than its base is as the workbook of the base has it.
    assert "greeting" in done.changed
    assert "phone.redial" in profile.rules


def test_libreoffice_saves_it_again(
    own: Workbench, office: Callable[..., None], tmp_path: Path
) -> None:
    before = own.texts()
    office("--convert-to", XLSX, "--outdir", tmp_path / "again", own.book)
    again = tmp_path / "again" / own.book.name
    assert import_lexicon(again, own.home).files == ()
    assert own.texts() == before
    import openpyxl

    book = openpyxl.load_workbook(again)
    lists = {each.formula1 for each in book["规则"].data_validations.dataValidation}
    assert '"启用,停用,删除"' in lists


def test_windows_line_ends_and_marks_stay(own: Workbench) -> None:
    path = own.home / "words.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    own.export()

    def change(book: Any) -> None:
        row(book["规则"], 规则编号="own.sorry")["扣分"].value = -4

    own.changed(change)
    own.take()
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# ")
    assert b"points: -4\r\n" in data
    assert data.count(b"\r\n") == data.count(b"\n")
