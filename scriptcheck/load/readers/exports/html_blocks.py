"""HTML taken apart: its list items, paragraphs and table rows with the text in them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.exports.html_tables import PageTables
from scriptcheck.load.readers.format import require_library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.load.readers.exports.table_row import TableRow

LIBRARY: Final = "lxml"
EXTRA: Final = "html"

_PARAGRAPHS: Final = frozenset(
    {"p", "div", "section", "article", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"blockquote", "pre", "header", "footer"}
)
_BLOCKS: Final = _PARAGRAPHS | frozenset(
    {"li", "tr", "td", "th", "title", "ul", "ol", "table", "body"}
    | {"nav", "aside", "menu", "button", "select", "option"}
)
_HOLDERS: Final = frozenset({"li", "td", "th"})
"""Items and cells are read as a whole, with the paragraphs in them."""
_CHROME: Final = frozenset({"nav", "aside", "menu", "button", "select", "option", "title"})
_CHROME_OF_PAGES: Final = frozenset({"header", "footer"})
"""What belongs to the page, unless it stands in a message."""
_MESSAGES: Final = frozenset({"li", "article", "section"})
_LISTS: Final = frozenset({"ul", "ol", "menu"})
_CELLS: Final = frozenset({"td", "th"})
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "del", "rt", "rp"})
"""What nobody reads as said: code, what was struck out, how characters are pronounced."""
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PIECE: Final = 1 << 20
# libxml2 leaves out, without a word, what lies some two thousand levels deep.
_DEEPEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that begins on a line of its own."""

    tag: str
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    list_number: int = 0
    """Which list of the page it stands in; 0 where in none."""
    is_chrome: bool = False
    """Whether it is of the page, such as a menu or a button, and not of what the page shows."""
    in_message: bool = False
    """Whether it stands in an item, article or section."""
    rows_before: int = 0
    """How many rows of tables begin before it."""

    @property
    def text(self) -> str:
        """What stands in it, but for what stands in blocks within it."""
        lines = "".join(self.parts).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


@dataclass(frozen=True, slots=True)
class Page:
    """What is in a page, in its order."""

    blocks: list[Block]
    rows: list[TableRow]
    """The rows of its tables."""
    hidden: int = 0
    """How many characters it holds that a browser does not show, blanks not counted."""
    has_inner_rows: bool = False
    """Whether rows of tables within cells were made part of these, and are none of ``rows``."""


def parse_html(text: str, source: str) -> Page:
    """Return what is in the page ``text``; ``source`` is named in problems.

    Raises ``LoadError`` where elements are nested too deep, or the library is not installed.
    """
    require_library(LIBRARY, EXTRA, source)
    from lxml import etree

    # The parser of Python's own library takes the square of the length for hostile pages.
    collector = _Collector(source)
    parser = etree.HTMLParser(target=collector, huge_tree=True, encoding="utf-8", no_network=True)
    data = text.encode("utf-8", "replace")
    for start in range(0, len(data), _PIECE):
        parser.feed(data[start : start + _PIECE])
    with suppress(etree.XMLSyntaxError):
        # That no element is there is no reason to raise.
        parser.close()
    return collector.page()


class _Collector:
    """What lxml tells of elements and text as it comes upon them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._blocks = [Block("body", {})]
        self._tables = PageTables(source)
        self._open = [self._blocks[0]]
        self._depth = 0
        self._unseen_from = 0
        self._is_hidden = False
        self._hidden = 0
        self._lists = 0

    def page(self) -> Page:
        rows = self._tables.rows()
        return Page(self._blocks, rows, self._hidden, len(rows) != self._tables.begun)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise LoadError(_too_deep(self._source))
        is_hidden = _is_hidden(attributes)
        if not self._unseen_from and (tag in _UNSEEN or is_hidden):
            self._unseen_from, self._is_hidden = self._depth, is_hidden
        if tag == "br":
            self._open[-1].parts.append("\n")
        if tag not in _BLOCKS:
            return
        outer = self._open[-1]
        if tag in _PARAGRAPHS and outer.tag in _HOLDERS:
            outer.parts.append("\n")
            self._open.append(outer)
            return
        block = self._block(tag, attributes)
        self._open.append(block)
        if tag in _CELLS:
            self._tables.start_cell(attributes, block.parts)
        elif tag == "tr":
            self._tables.start_row()
        else:
            self._blocks.append(block)
            if tag == "table":
                self._tables.start_table()

    def _block(self, tag: str, attributes: Mapping[str, str]) -> Block:
        outer = self._open[-1]
        self._lists += tag in _LISTS
        is_chrome = tag in _CHROME or (tag in _CHROME_OF_PAGES and not outer.in_message)
        return Block(
            tag,
            dict(attributes),
            list_number=self._lists if tag in _LISTS else outer.list_number,
            is_chrome=outer.is_chrome or is_chrome,
            in_message=outer.in_message or tag in _MESSAGES,
            rows_before=self._tables.begun,
        )

    def end(self, tag: str) -> None:
        if self._depth == self._unseen_from:
            self._unseen_from = 0
        self._depth -= 1
        if tag not in _BLOCKS or len(self._open) == 1:
            return
        block = self._open.pop()
        if tag in _PARAGRAPHS and block.tag in _HOLDERS:
            block.parts.append("\n")
        if tag in _CELLS:
            self._tables.end_cell()
        elif tag == "table":
            self._tables.end_table()

    def data(self, text: str) -> None:
        if self._unseen_from:
            self._hidden += self._is_hidden * len("".join(text.split()))
            return
        block = self._open[-1]
        if block.tag not in _HOLDERS and block is not self._blocks[-1] and text.strip():
            # What follows an inner block stands after it.
            block = replace(block, parts=[])
            self._open[-1] = block
            self._blocks.append(block)
        # Line breaks in the source are blanks; those that are meant are elements.
        block.parts.append(text.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        """Nothing is open."""


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def _too_deep(source: str) -> Problem:
    message = Text(
        f"网页元素嵌套超过 {_DEEPEST} 层。", f"Elements are nested more than {_DEEPEST} deep."
    )
    fix = Text("请检查导出是否完整。", "Check whether the export is whole.")
    return Problem("html-too-deep", message, source, fix=fix)
