"""The columns of a sheet, and what all sheets look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from scriptcheck.language import Lang, Text


class Look(NamedTuple):
    """How sheets look."""

    styles: Mapping[str, Format]
    lang: Lang


Colours: TypeAlias = "Callable[[Worksheet, tuple[int, int, int, int], Look], None]"
"""Adds conditional colours to the cells from a first row and column to a last."""


class Column(NamedTuple):
    """A column of a sheet."""

    heading: Text
    widest: int = 40
    """Its width at most, in half-width characters."""
    style: str = "text"
    """Name of the format of its cells."""
    colours: Colours | None = None
    is_optional: bool = False
    """Whether it is hidden where none of its cells has anything."""
    is_printed: bool = True
    """Whether it is on paper; those that are not come after those that are."""
