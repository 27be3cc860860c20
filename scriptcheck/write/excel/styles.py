"""Formats and colours of the workbook."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.report import Severity
from scriptcheck.write.content.standing import STANDINGS, Standing
from scriptcheck.write.content.words import RESULTS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.write.excel.column import Colours, Look

STYLES: Final = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            (
                "heading",
                "title",
                "subtitle",
                "text",
                "whole",
                "decimal",
                "percent",
                "link",
                "line",
                "number heading",
            ),
            1,
        )
    }
)
"""The formats of cells, and the number that each has in the workbook's file."""

_RED: Final = {"bg_color": "#F8CBAD", "font_color": "#9C0006"}
_ORANGE: Final = {"bg_color": "#FCE4D6", "font_color": "#833C0B"}
_YELLOW: Final = {"bg_color": "#FFF2CC", "font_color": "#7F6000"}
_GREEN: Final = {"bg_color": "#E2EFDA", "font_color": "#375623"}
_GREY: Final = {"font_color": "#7F7F7F"}
_TINTS: Final = {
    Severity.FATAL: "red",
    Severity.MAJOR: "orange",
    Severity.MINOR: "yellow",
    Severity.INFO: "grey",
}


def formats(book: Workbook) -> dict[str, Format]:
    """Return the formats of ``book`` by name."""
    top: dict[str, object] = {"valign": "top"}
    # Apart from the number in the cell before. XlsxWriter leaves this out without "align".
    apart: dict[str, object] = top | {"align": "left", "indent": 1}
    heading: dict[str, object] = {
        "bold": True,
        "bg_color": "#DDEBF7",
        "bottom": 1,
        "valign": "vcenter",
        "text_wrap": True,
    }
    wanted: dict[str, dict[str, object]] = {
        "heading": heading | {"align": "left", "indent": 1},
        "title": {"bold": True, "font_size": 16},
        "subtitle": {"bold": True, "font_size": 12},
        "text": apart | {"text_wrap": True},
        "whole": top | {"num_format": "0"},
        "decimal": top | {"num_format": "0.0"},
        "percent": top | {"num_format": "0.0%"},
        "link": top | {"font_color": "#0563C1", "underline": 1, "text_wrap": True},
        # Text that goes on over the cells after it.
        "line": apart,
        "number heading": heading | {"align": "right"},
        "red": dict(_RED),
        "orange": dict(_ORANGE),
        "yellow": dict(_YELLOW),
        "green": dict(_GREEN),
        "grey": dict(_GREY),
    }
    made = {name: book.add_format(look) for name, look in wanted.items()}
    for name, number in STYLES.items():
        # XlsxWriter numbers formats as they are asked for; rows made in workers have them.
        if made[name]._get_xf_index() != number:
            message = f"the format {name} has another number"
            raise AssertionError(message)
    return made


def scale(low: float, middle: float, high: float) -> Colours:
    """Return what colours numbers from red at ``low`` over yellow to green at ``high``."""

    def add(sheet: Worksheet, where: tuple[int, int, int, int], _look: Look) -> None:
        sheet.conditional_format(
            *where,
            {
                "type": "3_color_scale",
                "min_type": "num",
                "mid_type": "num",
                "max_type": "num",
                "min_value": low,
                "mid_value": middle,
                "max_value": high,
                "min_color": "#F8696B",
                "mid_color": "#FFEB84",
                "max_color": "#63BE7B",
            },
        )

    return add


def below(limit: float) -> Colours:
    """Return what marks numbers below ``limit`` red."""

    def add(sheet: Worksheet, where: tuple[int, int, int, int], look: Look) -> None:
        from xlsxwriter.utility import xl_col_to_name

        # A cell without a number counts as 0 otherwise.
        first = f"{xl_col_to_name(where[1])}{where[0] + 1}"
        formula = f"=AND(ISNUMBER({first}),{first}<{limit:g})"
        rule = {"type": "formula", "criteria": formula, "format": look.styles["red"]}
        sheet.conditional_format(*where, rule)

    return add


def standing_tints(sheet: Worksheet, where: tuple[int, int, int, int], look: Look) -> None:
    """Colour how groups of calls stand beside all calls."""
    tints = {
        Standing.BELOW: "red",
        Standing.ABOVE: "green",
        Standing.NEAR: "grey",
        Standing.TOO_FEW: "grey",
    }
    _tint_equal(sheet, where, look, {STANDINGS[each].to(look.lang): tints[each] for each in tints})


def bars() -> Colours:
    """Return what draws a bar in each cell, as long as its number is large."""

    def add(sheet: Worksheet, where: tuple[int, int, int, int], _look: Look) -> None:
        look = {"type": "data_bar", "bar_color": "#F4B084", "bar_solid": True, "min_value": 0}
        sheet.conditional_format(*where, look | {"min_type": "num"})

    return add


def severity_tints(sheet: Worksheet, where: tuple[int, int, int, int], look: Look) -> None:
    """Colour the names of severities."""
    words = {SEVERITIES[each].to(look.lang): tint for each, tint in _TINTS.items()}
    _tint_equal(sheet, where, look, words)


def result_tints(sheet: Worksheet, where: tuple[int, int, int, int], look: Look) -> None:
    """Colour whether a call passed."""
    tints = {True: "green", False: "red", None: "grey"}
    words = {RESULTS[each].to(look.lang): tint for each, tint in tints.items()}
    _tint_equal(sheet, where, look, words)


def _tint_equal(
    sheet: Worksheet, where: tuple[int, int, int, int], look: Look, words: Mapping[str, str]
) -> None:
    for word, tint in words.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        sheet.conditional_format(*where, rule | {"format": look.styles[tint]})
