"""Documents of Word (.docx), as which recognisers for meetings export text: read as labelled text.

A row of a table is a line, with tabs between its cells. Headers, footnotes, comments and what was
deleted or moved away while changes were tracked are no part of it; text boxes are. Of characters
with their reading above them (ruby) the characters are read.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.archives.expansion import DAMAGE, damaged
from scriptcheck.load.archives.zip_file import check_expansion, zip_names
from scriptcheck.load.limits import LARGEST_CALL, too_large
from scriptcheck.load.readers.format import Format
from scriptcheck.load.readers.text.plain_text import read_plain_text
from scriptcheck.load.readers.text.word_symbols import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.transcript import Transcript

_DOCUMENT: Final = "word/document.xml"
_TOKEN: Final = re.compile(
    r"<w:t(?:\s[^<>]*)?>(?P<text>[^<]*)</w:t>|<w:(?P<gap>br|cr|tab|noBreakHyphen)\b[^<>]*/>"
    r"|<(?P<mark>/w:p|w:tc|/w:tc|/w:tr)(?:\s[^<>]*)?>"
    r"|<(?P<symbol>w:sym)\s[^<>]*/>"
    # What stands a second time: for old programs, where tracked changes took it from, and as the
    # reading above characters.
    r"|<(?P<again>/?(?:mc:Fallback|w:moveFrom|w:rt))(?:\s[^<>]*)?(?<!/)>"
)
_GAPS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_FONT: Final = re.compile(r'\bw:font="([^"]*)"')
_CHAR: Final = re.compile(r'\bw:char="([0-9A-Fa-f]{1,4})"')


def _recognises(transcript: Transcript) -> bool:
    return _DOCUMENT in zip_names(transcript)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    check_expansion(transcript)
    try:
        with ZipFile(transcript.file()) as packed, packed.open(_DOCUMENT) as document:
            data = document.read(LARGEST_CALL + 1)
    except (*DAMAGE, NotImplementedError, OSError) as error:
        raise LoadError(damaged(transcript.source, error)) from None
    if len(data) > LARGEST_CALL:
        raise LoadError(too_large(transcript.source, LARGEST_CALL))
    yield from read_plain_text(text_of(data.decode("utf-8", "replace")), transcript)


def text_of(document: str) -> str:
    """Return what ``document``, the XML of Word, says: a line for each paragraph or row."""
    parts: list[str] = []
    cells = again = 0
    for token in _TOKEN.finditer(document):
        mark = token["mark"]
        if token["again"]:
            again = max(0, again + (-1 if token["again"].startswith("/") else 1))
        elif again:
            continue
        elif token["text"] is not None:
            parts.append(unescape(token["text"]))
        elif token["gap"]:
            parts.append(_GAPS[token["gap"]])
        elif token["symbol"]:
            parts.append(_symbol(token[0]))
        elif mark == "w:tc":
            cells += 1
        elif mark == "/w:tc":
            cells -= 1
            parts.append("\t")
        elif mark == "/w:tr" or not cells:
            parts.append("\n")
        else:
            parts.append(" ")
    return "\n".join(line.strip() for line in "".join(parts).split("\n"))


def _symbol(element: str) -> str:
    font, char = _FONT.search(element), _CHAR.search(element)
    return symbol(font[1] if font else "", char[1]) if char else ""


DOCX: Final = Format("docx", (".docx",), _recognises, _read, Text("Word 文档", "documents of Word"))
