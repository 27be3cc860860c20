"""Rows in another order are the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.exchange.workbook.conftest import over_default, row

if TYPE_CHECKING:
    from tests.exchange.workbook.conftest import Workbench

pytest.importorskip("openpyxl")

SHEETS = ("话术", "说法", "话术例句", "规则", "规则例句", "变量", "方案", "章")


def sort(sheet: Any, column: int, *, reverse: bool) -> None:
    """Sort ``sheet`` by ``column``, from 0, as Excel does."""
    rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=2)]
    rows.sort(key=lambda values: str(values[column] or ""), reverse=reverse)
    for number, values in enumerate(rows, 2):
        for at, value in enumerate(values, 1):
            sheet.cell(number, at).value = value


def sort_all(book: Any, *, reverse: bool) -> None:
    for name in SHEETS:
        width = book[name].max_column
        for column in (0, min(3, width - 1), 1):
            sort(book[name], column, reverse=reverse)


@pytest.mark.parametrize("reverse", [True, False])
@pytest.mark.parametrize("column", range(4))
def test_a_workbook_that_is_sorted_changes_nothing(
    own: Workbench, column: int, reverse: bool
) -> None:
    before = own.texts()

    def change(book: Any) -> None:
        for name in SHEETS:
            if column < book[name].max_column:
                sort(book[name], column, reverse=reverse)

    own.changed(change)
    done = own.take()
    assert own.texts() == before
    assert (done.files, done.changed, done.added, done.kept) == ((), (), (), ())


@over_default
def test_what_is_inherited_is_not_copied(own: Workbench) -> None:
    before = own.texts()
    own.changed(lambda book: sort_all(book, reverse=True))
    done = own.take()
    assert (done.files, done.changed) == ((), ())
    assert own.texts() == before


def test_a_sorted_workbook_makes_a_new_folder_of_what_differs(own: Workbench) -> None:
    from scriptcheck.exchange import import_lexicon

    straight = own.home.with_name("straight")
    import_lexicon(own.book, straight)
    own.changed(lambda book: sort(book["说法"], 3, reverse=True))
    done = import_lexicon(own.book, own.home.with_name("sorted"))
    greeting = (own.home.with_name("sorted") / "words.yaml").read_text(encoding="utf-8")
    assert "mode: extend" in greeting
    assert "mode: replace" not in greeting
    assert [path.name for path in done.files] == ["profile.yaml", "words.yaml"]


def test_what_else_was_done_to_a_sorted_sheet(own: Workbench) -> None:
    def change(book: Any) -> None:
        phrases = book["说法"]
        phrases.append(["greeting", None, "说法", "久仰"])
        phrases.append(["own_sorry", None, "说法", "抱歉得很"])
        row(phrases, 话术编号="own_sorry", 内容="万分抱歉")["容错"].value = "一字不差"
        book["变量"].append(["company", "本公司", "方案"])
        for name in ("说法", "变量"):
            sort(book[name], 3 if name == "说法" else 1, reverse=True)

    before = own.texts()
    own.changed(change)
    assert set(own.take().changed) == {"own_sorry", "greeting"}
    assert own.difference(before) == {
        "words.yaml": [
            '-      - "万分抱歉"',
            '+      - "抱歉得很"',
            "+      - {text: 万分抱歉, tolerance: exact}",
            '-    phrases: ["有礼了"]',
            '+    phrases: ["有礼了", "久仰"]',
        ],
        "profile.yaml": ["-  company: [海尔, 我司]", "+  company: [海尔, 本公司, 我司]"],
    }


def test_a_row_put_among_inherited_ones_extends(own: Workbench) -> None:
    """As a wording is put beside those that are like it."""

    def change(book: Any) -> None:
        phrases = book["说法"]
        at = row(phrases, 话术编号="greeting", 内容="您好")["内容"].row
        phrases.insert_rows(at)
        for column, value in enumerate(("greeting", None, "说法", "久仰"), 1):
            phrases.cell(at, column).value = value

    before = own.texts()
    own.changed(change)
    own.take()
    assert own.difference(before) == {
        "words.yaml": ['-    phrases: ["有礼了"]', '+    phrases: ["久仰", "有礼了"]']
    }


def test_problems_are_in_the_cells_of_a_sorted_sheet(own: Workbench) -> None:
    def change(book: Any) -> None:
        book["说法"].append(["own_sorry", None, "说法", "抱[歉"])
        sort(book["说法"], 3, reverse=True)
        cells = {cell.value: cell.coordinate for cell in book["说法"]["D"]}
        places.append(cells["抱[歉"])

    places: list[str] = []
    own.changed(change)
    assert own.problems() == [f"说法!{places[0]}:2 template"]
