"""All turns of a call in one text of JSON, with labels or with times and channels amid it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import msgspec

from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.exports.dialogue_cell import read_dialogue
from scriptcheck.load.readers.text.dialogue_text import is_dialogue
from scriptcheck.load.sentence import Sentence

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_CHAIN: Final = re.compile(r"(\d{1,9})_(\d{1,9})_([^\W_]{1,8})_")


def is_text(value: Any) -> TypeGuard[str]:
    """Return whether ``value`` is a text that holds the turns of a call."""
    return isinstance(value, str) and (_CHAIN.match(value) is not None or is_dialogue(value))


def read_text(value: JsonValue, text: str, meta: dict[str, Any]) -> Call:
    """Return the call of ``text``, which stands at ``value``."""
    if _CHAIN.match(text) is None:
        call = read_dialogue(text, value.origin)
        return msgspec.structs.replace(call, meta=meta | call.meta)
    # Text, start, end and channel follow one another.
    _, *parts = _CHAIN.split(text)
    said = [
        Sentence(parts[at + 3], parts[at + 2], start=parts[at], end=parts[at + 1])
        for at in range(0, len(parts), 4)
    ]
    return make_call(said, value.origin, ms_per_unit=None, meta=meta)
