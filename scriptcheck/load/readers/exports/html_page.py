"""Pages of HTML from quality systems: a list with a turn in each item, a table, or paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Call
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.chats.salesforce import is_body, read_body
from scriptcheck.load.readers.exports.html_around import texts_around
from scriptcheck.load.readers.exports.html_blocks import EXTRA, LIBRARY, parse_html
from scriptcheck.load.readers.exports.html_list import call_of_page, shows_speakers
from scriptcheck.load.readers.exports.html_parts import page_parts
from scriptcheck.load.readers.exports.tables import read_rows
from scriptcheck.load.readers.format import Format, empty_file
from scriptcheck.load.readers.text.parted import parted_calls
from scriptcheck.load.sentence import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.load.readers.exports.html_blocks import Page
    from scriptcheck.load.transcript import Transcript

_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|table|ul|ol|li|div|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MOST_HEADER: Final = 4096


def is_page(text: str) -> bool:
    """Return whether ``text`` begins as HTML does."""
    return _PAGE.match(text, 0, _MOST_HEADER) is not None


def _recognises(transcript: Transcript) -> bool:
    return is_page(transcript.opening)


def _read(transcript: Transcript) -> Iterator[Call | Problem]:
    decoded = transcript.read()
    source = transcript.source
    origin = Origin(transcript.call_id, source, source, is_alone=True)
    if is_body(decoded.text):
        call = read_body(decoded.text, origin)
        yield msgspec.structs.replace(call, warnings=(*decoded.flaws, *call.warnings))
        return
    page = parse_html(decoded.text, source)
    flaws = (*decoded.flaws, *([_hidden(page.hidden, source)] if page.hidden else ()))
    parts = page_parts(page)
    for number, part in enumerate(parts, 1):
        several = len(parts) > 1
        here = origin.part(number) if several else origin
        for item in _read_part(part.page, here, transcript, is_alone=not several):
            if not isinstance(item, Call):
                yield item
                continue
            call = _headed(item, part.heading, len(parts)) if several else item
            yield msgspec.structs.replace(call, warnings=(*flaws, *call.warnings))


def _read_part(
    page: Page, origin: Origin, transcript: Transcript, *, is_alone: bool
) -> Iterator[Call | Problem]:
    """Yield the calls of a part of a page; of several, one that cannot be read costs no other."""
    try:
        yield from _read_page(page, origin, transcript)
    except LoadError as error:
        if is_alone:
            raise
        yield from error.problems


def _read_page(page: Page, origin: Origin, transcript: Transcript) -> Iterator[Call | Problem]:
    has_list = any(block.tag == "li" and block.text for block in page.blocks)
    if any(len(row.cells) > 1 for row in page.rows) and not has_list:
        around = texts_around(page.blocks)
        yield from read_rows(iter(page.rows), origin, transcript.options.columns, around)
        return
    call = call_of_page(page, origin)
    if not (call.turns or call.meta):
        raise LoadError(empty_file(origin.file))
    if call.turns and not (shows_speakers(call) or transcript.options.is_named):
        raise LoadError(_nobody_speaks(origin.file))
    yield call


def _headed(call: Call, heading: str, count: int) -> Call:
    """Return ``call``, one of ``count`` on a page, with the ``heading`` above it."""
    own = call.meta.get("header", [])
    header = own if isinstance(own, list) else [own]
    header = header if heading in header else [heading, *header]
    warnings = (parted_calls(count, call.source.rpartition("#")[0]), *call.warnings)
    return msgspec.structs.replace(call, meta={**call.meta, "header": header}, warnings=warnings)


def _hidden(count: int, source: str) -> Problem:
    message = Text(
        f"网页里有 {count} 个字浏览器里看不见，没有读入。",
        f"{count} characters of the page are hidden in browsers and were not read.",
    )
    fix = Text(
        "如果那是通话内容，请展开以后再导出。",
        "If they are speech, unfold them before the export.",
    )
    return Problem("text-left", message, source, fix=fix)


def _nobody_speaks(source: str) -> Problem:
    message = Text(
        "这个网页里既没有说话人，也没有时间，看不出是通话文字，没有读取。",
        "Nothing on this page says who speaks, or when; it does not look like a call and was not"
        " read.",
    )
    fix = Text(
        "请导出带“客服：”“客户：”的内容；确实是通话文字时，加 --input-format html。",
        "Export it with 客服： and 客户：; if it is a call all the same, add --input-format html.",
    )
    return Problem("not-speech", message, source, fix=fix)


HTML: Final = Format(
    "html",
    (".html", ".htm"),
    _recognises,
    _read,
    Text("网页：列表、表格或段落", "HTML: a list, a table or paragraphs"),
    EXTRA,
    LIBRARY,
)
