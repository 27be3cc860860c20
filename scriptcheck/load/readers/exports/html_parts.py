"""Pages that show several calls, each below a heading with its number: 通话编号：C1."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.load.readers.exports.html_blocks import Page
from scriptcheck.load.readers.exports.html_list import HEADING_TAGS, is_marked
from scriptcheck.load.readers.text.headings import heading_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.readers.exports.html_blocks import Block

_OF_CONTENT: Final = frozenset({"li", "td", "th", "tr"})
_LEAST: Final = 2
"""Turns of a part that is a call."""


class PagePart(NamedTuple):
    """A page, or what stands on it below a heading of a call."""

    page: Page
    heading: str = ""


def page_parts(page: Page) -> list[PagePart]:
    """Return the calls of ``page``, where each stands below a heading of its own; else the page.

    The headings name the same, such as 通话编号, with different values.
    """
    starts = [] if page.has_inner_rows else _headings(page.blocks)
    parts = []
    for begin, end in pairwise((*starts, len(page.blocks))):
        first = 0 if begin == starts[0] else begin
        rows = slice(_rows_before(page, first), _rows_before(page, end))
        part = Page(page.blocks[first:end], page.rows[rows], page.hidden)
        parts.append(PagePart(part, page.blocks[begin].text))
    is_parted = len(parts) >= _LEAST and all(_has_turns(part.page) for part in parts)
    return parts if is_parted else [PagePart(page)]


def _rows_before(page: Page, number: int) -> int:
    """Return how many rows stand before the block ``number``; all at the end of the page."""
    if number == len(page.blocks):
        return len(page.rows)
    return page.blocks[number].rows_before if number else 0


def _headings(blocks: Sequence[Block]) -> list[int]:
    """Return the blocks that head a call: those of the first kind that has several values."""
    found = [
        (number, heading)
        for number, block in enumerate(blocks)
        if block.tag not in _OF_CONTENT
        and not block.is_chrome
        and (heading := heading_in(block.text)) is not None
        and (heading.is_sure or block.tag in HEADING_TAGS)
    ]
    for kind in dict.fromkeys(heading.kind for _, heading in found):
        same = [(number, heading.value) for number, heading in found if heading.kind == kind]
        values = [value for _, value in same]
        if len(set(values)) == len(values) >= _LEAST:
            return [number for number, _ in same]
    return []


def _has_turns(page: Page) -> bool:
    # The first row of a table names its columns.
    return sum(map(is_marked, page.blocks)) >= _LEAST or len(page.rows) > _LEAST
