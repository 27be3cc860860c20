"""Rows made apart from the workbook are those that XlsxWriter itself makes of the same cells."""

from __future__ import annotations

import re
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

from scriptcheck.language import Text
from scriptcheck.text.visible import visible
from scriptcheck.write.excel.column import Column, Look
from scriptcheck.write.excel.row_xml import LINE_POINTS, RowMaker, height, lines_of, width
from scriptcheck.write.excel.sheet import TableSheet
from scriptcheck.write.excel.styles import STYLES, formats
from tests.conftest import ROOT
from tests.write.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scriptcheck.write.excel.row_xml import Cell

xlsxwriter = pytest.importorskip("xlsxwriter")
Url = pytest.importorskip("xlsxwriter.url").Url

KINDS = ("text", "whole", "decimal", "percent", "text")
COLUMNS = [Column(Text(kind, kind), style=kind) for kind in KINDS]


def hostile_row(text: str) -> list[Cell]:
    return [visible(text, keep=frozenset()), 1, 0.25, -1e-9, " a "]


ROWS: list[Sequence[Cell]] = [
    *map(hostile_row, HOSTILE),
    ["x", None, 1 / 3, 12_345_678, ""],
    ["", 0, 100.0, 1e21, "_x005f_ & <b>"],
    [None, None, None, None, None],
    ["last", True, 2, 3, "长" * 100],
]


def test_versions_whose_inner_workings_were_not_tried_are_shut_out() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (wanted,) = (each for each in project["dependencies"] if each.startswith("xlsxwriter"))
    bound = re.search(r"<(\d+)\.(\d+)$", wanted)
    assert bound is not None, wanted
    installed = tuple(map(int, xlsxwriter.__version__.split(".")[:2]))
    assert installed < (int(bound[1]), int(bound[2])), "try it, then raise the bound"


OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def sheet_data(path: Path) -> str:
    """Return the rows and links in the first sheet of the workbook at ``path``."""
    with zipfile.ZipFile(path) as book:
        text = book.read("xl/worksheets/sheet1.xml").decode()
    return text[text.index("<sheetData>") : text.index("<pageMargins")]


def ours(path: Path, *, links: bool) -> None:
    """Write ``ROWS`` as rows that were made elsewhere."""
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        sheet = TableSheet(book, Text("a", "a"), COLUMNS, Look(formats(book), "zh"))
        maker = RowMaker(COLUMNS)
        for cells in ROWS:
            maker.add(cells)
        for number, row in enumerate(maker.made().rows):
            sheet.add(row, Url(f"external:pages/{number // 2}.html") if links else None)


def theirs(path: Path, *, links: bool) -> None:
    """Write ``ROWS`` as the library does, cell by cell."""
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        styles = formats(book)
        sheet = book.add_worksheet("a")
        sheet.set_default_row(LINE_POINTS)
        sheet.hide_gridlines(0)
        for column, kind in enumerate(KINDS):
            heading = "heading" if kind == "text" else "number heading"
            sheet.write_string(0, column, kind, styles[heading])
        for row, cells in enumerate(ROWS, 1):
            if (lines := max(lines_of(str(cell), 40) for cell in cells)) > 1:
                sheet.set_row(row, height(lines))
            for column, (value, kind) in enumerate(zip(cells, KINDS, strict=True)):
                if isinstance(value, str) and value:
                    # What begins like this is taken for markup there.
                    text = value.replace("<r>", "\a<r>")
                    if column == 0 and links:
                        url = f"external:pages/{(row - 1) // 2}.html"
                        sheet.write_url(row, 0, url, styles["link"], text)
                    else:
                        sheet.write_string(row, column, text, styles[kind])
                elif value is not None and value != "":
                    sheet.write_number(row, column, value, styles[kind])


@pytest.mark.parametrize("links", [False, True])
def test_rows_are_those_of_the_library(links: bool, tmp_path: Path) -> None:
    a, b = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    ours(a, links=links)
    theirs(b, links=links)
    # A row without any cell may be there or not.
    made = re.sub('<row r="27"[^>]*></row>', "", sheet_data(a))
    assert made == sheet_data(b).replace("_x0007_", "")
    assert made.count("<row ") == len(ROWS)
    parts = ["xl/styles.xml", *(["xl/worksheets/_rels/sheet1.xml.rels"] if links else [])]
    with zipfile.ZipFile(a) as one, zipfile.ZipFile(b) as other:
        assert [one.read(part) for part in parts] == [other.read(part) for part in parts]


def test_formats_have_their_numbers(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        made = formats(book)
        assert {name: made[name].xf_index for name in STYLES} == dict(STYLES)


def test_widths_are_those_of_the_widest_text_up_to_what_may_be() -> None:
    maker = RowMaker([Column(Text("a", "a"), 10), Column(Text("b", "b"), 10, "whole")])
    for text, number in (("ab", 1), ("中文", 12345), ("中" * 50, 1)):
        maker.add([text, number])
    made = maker.made()
    assert made.widths == [102, 7]
    assert width("中文") == 4
