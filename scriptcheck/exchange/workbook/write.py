"""A lexicon's content written as an Excel workbook."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook.layout import README, SHEETS
from scriptcheck.exchange.workbook.readme import README_LINES
from scriptcheck.exchange.workbook.rows import ROWS
from scriptcheck.exchange.workbook.vocabulary import dimension_words
from scriptcheck.write.excel.row_xml import width
from scriptcheck.write.excel.system_errors import system_errors
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.exchange.workbook.content import LexiconContent
    from scriptcheck.exchange.workbook.layout import Sheet, SheetColumn
    from scriptcheck.exchange.workbook.rows import Cell
    from scriptcheck.language import Lang

_CREATED: Final = datetime(2000, 1, 1)
_LAST_ROW: Final = 1_048_575
_ROOM: Final = 500
"""Rows behind the last entry that a list of ids takes in."""
_WRAPPED: Final = 22
"""Columns from this width on break their text."""
_README: Final = 100
"""Width of the first sheet's text."""
_LINE: Final = 15
_TITLE_HEIGHT: Final = 26
_HIGHEST: Final = 8
"""Lines of a row at most."""
_FROZEN: Final = {"cues": 3, "rules": 3, "phrases": 1, "cue_examples": 1, "rule_examples": 1}
"""Columns that stay in sight."""
_LONGEST_LIST: Final = 255
"""Characters of a drop-down list in Excel."""
_IDS_OF: Final = {"phrases": "cues", "cue_examples": "cues", "rule_examples": "rules"}


def write_content(content: LexiconContent, path: Path, lang: Lang = "zh") -> None:
    """Write ``content`` to the workbook ``path``; raises ``OSError`` where it cannot be written."""
    from xlsxwriter import Workbook

    with whole_file(path) as part:
        book = Workbook(
            str(part),
            {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
        )
        book.set_properties({"created": _CREATED, "title": "scriptcheck"})
        formats = _formats(book)
        _write_readme(book.add_worksheet(README.to(lang)), formats, lang)
        rows = {sheet.key: list(ROWS[sheet.key](content, lang)) for sheet in SHEETS}
        for sheet in _with_own_words(content):
            _write_sheet(book.add_worksheet(sheet.name.to(lang)), sheet, rows, formats, lang)
        with system_errors():
            book.close()


def _with_own_words(content: LexiconContent) -> Iterator[Sheet]:
    """Yield the sheets, with the profile's own dimensions among the words of their column."""
    dimensions = dimension_words(content.settings)
    for sheet in SHEETS:
        columns = (
            column._replace(vocabulary=dimensions) if column.key == "dimension" else column
            for column in sheet.columns
        )
        yield sheet._replace(columns=tuple(columns))


def _formats(book: Workbook) -> dict[str, Format]:
    text: dict[str, Any] = {"num_format": "@", "valign": "top"}
    looks: dict[str, dict[str, Any]] = {
        "heading": {"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "valign": "vcenter"},
        "unread_heading": {"bold": True, "bg_color": "#E7E6E6", "bottom": 1, "valign": "vcenter"},
        "text": text,
        "wrapped": text | {"text_wrap": True},
        "unread": text | {"font_color": "#7F7F7F", "text_wrap": True},
        "whole": {"num_format": "0", "valign": "top", "align": "center"},
        "title": {"bold": True, "font_size": 16},
        "subtitle": {"bold": True, "font_size": 12},
        "line": {"text_wrap": True, "valign": "top"},
        "off": {"font_color": "#A6A6A6"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_readme(sheet: Worksheet, formats: Mapping[str, Format], lang: Lang) -> None:
    sheet.set_column(0, 0, _README)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    for row, (style, line) in enumerate(README_LINES):
        text = line.to(lang)
        sheet.write_string(row, 0, text, formats[style])
        sheet.set_row(row, _TITLE_HEIGHT if style != "line" else _LINE * _lines(text, _README))


def _write_sheet(
    sheet: Worksheet,
    layout: Sheet,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    formats: Mapping[str, Format],
    lang: Lang,
) -> None:
    looks = [formats[_look(column)] for column in layout.columns]
    for index, column in enumerate(layout.columns):
        sheet.set_column(index, index, column.width, looks[index])
        heading = formats["heading" if column.is_read else "unread_heading"]
        sheet.write_string(0, index, column.heading.to(lang), heading)
        if column.note.zh:
            sheet.write_comment(0, index, column.note.to(lang), {"x_scale": 2, "author": ""})
        _restrict(sheet, layout, index, rows, lang)
    for number, cells in enumerate(rows[layout.key], 1):
        sheet.set_row(number, _LINE * _height(layout, cells))
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(number, index, cell, looks[index])
            elif cell is not None:
                sheet.write_number(number, index, cell, looks[index])
    count = len(rows[layout.key])
    sheet.freeze_panes(1, _FROZEN.get(layout.key, 1))
    sheet.autofilter(0, 0, max(count, 1), len(layout.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if layout.key == "rules" and count:
        off = {"type": "formula", "criteria": f'=$A2="{_off(lang)}"', "format": formats["off"]}
        sheet.conditional_format(1, 0, count, len(layout.columns) - 1, off)


def _height(layout: Sheet, cells: Sequence[Cell]) -> int:
    """Return how many lines a row is high, as programs other than Excel do not work it out."""
    needed = [
        _lines(cell, column.width)
        for column, cell in zip(layout.columns, cells, strict=True)
        if isinstance(cell, str) and _look(column) in {"wrapped", "unread"}
    ]
    return min(max(needed, default=1), _HIGHEST)


def _lines(text: str, column: int) -> int:
    return sum(max(1, -(-width(line) // (column - 1))) for line in text.split("\n"))


def _look(column: SheetColumn) -> str:
    if column.key == "points":
        return "whole"
    if not column.is_read:
        return "unread"
    return "wrapped" if column.width >= _WRAPPED else "text"


def _off(lang: Lang) -> str:
    from scriptcheck.exchange.workbook.vocabulary import OFF, RULE_STATES

    return RULE_STATES.to_word(OFF, lang) or OFF


def _restrict(
    sheet: Worksheet,
    layout: Sheet,
    index: int,
    rows: Mapping[str, Sequence[Sequence[Cell]]],
    lang: Lang,
) -> None:
    """Give the cells of a column their drop-down list, or the range of their numbers."""
    column = layout.columns[index]
    rule: dict[str, Any] = {}
    if column.vocabulary is not None:
        listed = column.vocabulary.listed(lang)
        if len(",".join(listed)) <= _LONGEST_LIST and not any("," in word for word in listed):
            rule = {"validate": "list", "source": listed, "show_error": not column.is_open}
    elif column.key == "points":
        rule = {"validate": "integer", "criteria": "between", "minimum": -100, "maximum": 0}
    elif column.key == "id" and (listing := _IDS_OF.get(layout.key)) is not None:
        other = next(each for each in SHEETS if each.key == listing)
        at = [each.key for each in other.columns].index("id")
        last = len(rows[listing]) + 1 + _ROOM
        letter = "ABCDEFGHIJ"[at]
        source = f"='{other.name.to(lang)}'!${letter}$2:${letter}${last}"
        rule = {"validate": "list", "source": source, "show_error": False}
    if rule:
        sheet.data_validation(1, index, _LAST_ROW, index, rule)
