"""HTML taken apart: its list items, paragraphs and table rows with the text in them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.format import require_library

if TYPE_CHECKING:
    from collections.abc import Mapping

LIBRARY: Final = "lxml"
EXTRA: Final = "html"

_BLOCKS: Final = frozenset(
    {"li", "p", "div", "section", "article", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"blockquote", "pre", "tr", "td", "th", "title", "ul", "ol", "table", "body"}
)
_CELLS: Final = frozenset({"td", "th"})
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template"})
_PIECE: Final = 1 << 20
# libxml2 leaves out, without a word, what lies some two thousand levels deep.
_DEEPEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that begins on a line of its own."""

    tag: str
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it, but for what stands in blocks within it."""
        lines = "".join(self.parts).split("\n")
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


@dataclass(frozen=True, slots=True)
class Page:
    """What is in a page, in its order."""

    blocks: list[Block]
    rows: list[list[str]]
    """The cells of each row of its tables."""


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
    return collector.page


class _Collector:
    """What lxml tells of elements and text as it comes upon them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.page = Page([Block("body", {})], [])
        self._open = [self.page.blocks[0]]
        self._depth = 0
        self._unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise LoadError(_too_deep(self._source))
        self._unseen += tag in _UNSEEN
        if tag == "br":
            self._open[-1].parts.append("\n")
        if tag not in _BLOCKS:
            return
        block = Block(tag, dict(attributes))
        self._open.append(block)
        if tag == "tr":
            self.page.rows.append([])
        elif tag not in _CELLS:
            self.page.blocks.append(block)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._unseen -= tag in _UNSEEN
        if tag not in _BLOCKS or len(self._open) == 1:
            return
        block = self._open.pop()
        if tag in _CELLS and self.page.rows:
            self.page.rows[-1].append(block.text)

    def data(self, text: str) -> None:
        if not self._unseen:
            # Line breaks in the source are blanks; those that are meant are elements.
            self._open[-1].parts.append(text.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        """Nothing is open."""


def _too_deep(source: str) -> Problem:
    message = Text(
        f"网页元素嵌套超过 {_DEEPEST} 层。", f"Elements are nested more than {_DEEPEST} deep."
    )
    fix = Text("请检查导出是否完整。", "Check whether the export is whole.")
    return Problem("html-too-deep", message, source, fix=fix)
