"""What stands around the tables of a page: forms in paragraphs and lists of terms, and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.load.readers.exports.html_list import HEADING_TAGS
from scriptcheck.load.readers.exports.table_row import TableRow
from scriptcheck.load.readers.text.field_lines import fields_of, is_field_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.load.readers.exports.html_blocks import Block


def texts_around(blocks: Sequence[Block]) -> list[TableRow]:
    """Return the lines of ``blocks``, which stand in no table, as rows.

    The line of each is that of the row of a table that it stands above. A name that is all of a
    block and the value in the block below it are the cells of one row.
    """
    shown = [block for block in blocks if block.text and not block.is_chrome]
    rows: list[TableRow] = []
    at = 0
    while at < len(shown):
        block = shown[at]
        line = block.rows_before + 1
        if at + 1 < len(shown) and _is_pair(block, shown[at + 1]):
            rows.append(TableRow(line, [block.text, shown[at + 1].text]))
            at += 2
            continue
        rows += (TableRow(line, [text]) for text in block.text.splitlines())
        at += 1
    return rows


def _is_pair(block: Block, below: Block) -> bool:
    """Return whether ``block`` names what stands in the one ``below``."""
    if block.rows_before != below.rows_before or block.tag in HEADING_TAGS:
        return False
    if block.tag == "dt":
        return below.tag == "dd"
    return is_field_name(block.text) and not (is_field_name(below.text) or fields_of(below.text))
