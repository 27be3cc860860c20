"""A call as a list of HTML: ``<li start=0 end=1800>坐席：您好</li>``, or as paragraphs.

The speaker stands before the text, or in an attribute; times are attributes. Items that stand for
silence are no speech.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.load.make_call import make_call
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.load.roles.labels import Closing, plain_width, read_label, role_named
from scriptcheck.load.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.html_blocks import Block, Page
    from scriptcheck.load.sentence import Origin

_START: Final = (
    "start",
    "begin",
    "data-start",
    "data-begin",
    "starttime",
    "begintime",
    "data-time",
)
_END: Final = ("end", "data-end", "endtime", "stop")
_SPEAKER: Final = ("role", "speaker", "data-role", "data-speaker", "channel", "data-channel")
_SILENCE: Final = re.compile(r"\bsilences?\b")
_MOST_LINES: Final = 50


def call_of_page(page: Page, origin: Origin) -> Call:
    """Return the call that ``page`` shows: its list items, or else its lines of text."""
    items = [block for block in page.blocks if block.tag == "li" and block.text]
    others = [block.text for block in page.blocks if block.tag != "li" and block.text]
    if not items:
        return _call_of_lines(others, origin)
    said = [_sentence(item) for item in items if not _is_silence(item)]
    meta = {"header": others[:_MOST_LINES]} if others else {}
    return make_call(said, origin, ms_per_unit=None, meta=meta)


def _call_of_lines(lines: Iterable[str], origin: Origin) -> Call:
    call = parse_plain_text("\n".join(lines), call_id=origin.call_id, source=origin.file)
    # Lines of the text are not those of the page.
    warnings = tuple(replace(warning, line=origin.line, column=None) for warning in call.warnings)
    return msgspec.structs.replace(call, source=origin.source, warnings=warnings)


def _sentence(item: Block) -> Sentence:
    text, label, speaker = item.text, _attribute(item, _SPEAKER), None
    found = read_label(plain_width(text), 0)
    if found is not None and found[0].closing is Closing.MARK:
        speaker, text = found[0].speaker, text[found[2] :]
        label = label or found[0].anonymous
    elif not label:
        classes = item.attributes.get("class", "").split()
        label = next((name for name in classes if role_named(name)), "")
    return Sentence(
        text, label, speaker, start=_attribute(item, _START), end=_attribute(item, _END)
    )


def _attribute(item: Block, names: Sequence[str]) -> str:
    return next((item.attributes[name] for name in names if item.attributes.get(name)), "").strip()


def _is_silence(item: Block) -> bool:
    return "silence" in item.attributes or bool(_SILENCE.search(item.attributes.get("class", "")))
