"""Formats and colours of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.report import Severity
from scriptcheck.write.words import RESULTS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.language import Lang
    from scriptcheck.write.excel.sheet import Colours

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
    wanted: dict[str, dict[str, object]] = {
        "heading": {
            "bold": True,
            "indent": 1,
            "bg_color": "#DDEBF7",
            "bottom": 1,
            "valign": "vcenter",
        },
        "title": {"bold": True, "font_size": 16},
        "subtitle": {"bold": True, "font_size": 12},
        # Apart from the number in the cell before.
        "text": top | {"indent": 1},
        "whole": top | {"num_format": "0"},
        "score": top | {"num_format": "0.0"},
        "percent": top | {"num_format": "0.0%"},
        "seconds": top | {"num_format": "0.0"},
        "link": top | {"font_color": "#0563C1", "underline": 1},
        "red": dict(_RED),
        "orange": dict(_ORANGE),
        "yellow": dict(_YELLOW),
        "green": dict(_GREEN),
        "grey": dict(_GREY),
    }
    return {name: book.add_format(look) for name, look in wanted.items()}


def scale(low: float, middle: float, high: float) -> Colours:
    """Return what colours numbers from red at ``low`` over yellow to green at ``high``."""

    def add(sheet: Worksheet, where: tuple[int, int, int, int]) -> None:
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


def bars() -> Colours:
    """Return what draws a bar in each cell, as long as its number is large."""

    def add(sheet: Worksheet, where: tuple[int, int, int, int]) -> None:
        look = {"type": "data_bar", "bar_color": "#F4B084", "bar_solid": True, "min_value": 0}
        sheet.conditional_format(*where, look | {"min_type": "num"})

    return add


def severity_tints(styles: Mapping[str, Format], lang: Lang) -> Colours:
    """Return what colours the names of severities."""
    return _equals({SEVERITIES[each].to(lang): styles[tint] for each, tint in _TINTS.items()})


def result_tints(styles: Mapping[str, Format], lang: Lang) -> Colours:
    """Return what colours whether a call passed."""
    tints = {True: "green", False: "red", None: "grey"}
    return _equals({RESULTS[each].to(lang): styles[tint] for each, tint in tints.items()})


def _equals(tints: Mapping[str, Format]) -> Colours:
    def add(sheet: Worksheet, where: tuple[int, int, int, int]) -> None:
        for word, look in tints.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            sheet.conditional_format(*where, rule)

    return add
