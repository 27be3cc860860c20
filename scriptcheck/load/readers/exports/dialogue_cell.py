"""A whole call in one piece of text: labelled text, or the HTML of a page's list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from scriptcheck.load.readers.chats.salesforce import is_body, read_body
from scriptcheck.load.readers.exports.html_blocks import parse_html
from scriptcheck.load.readers.exports.html_list import call_of_page
from scriptcheck.load.readers.text.dialogue_text import divided
from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.load.sentence import Origin


def read_dialogue(text: str, origin: Origin) -> Call:
    """Return the call that ``text`` writes down; raises ``LoadError`` where it cannot be read."""
    if is_body(text):
        return read_body(text, origin)
    if text.startswith("<"):
        return call_of_page(parse_html(text, origin.file), origin)
    call = parse_plain_text(divided(text), call_id=origin.call_id, source=origin.file)
    # Lines are those of the text; the file's reader knows the row alone.
    warnings = tuple(replace(warning, line=origin.line, column=None) for warning in call.warnings)
    return msgspec.structs.replace(call, source=origin.source, warnings=warnings)
