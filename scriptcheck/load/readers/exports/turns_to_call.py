"""What an array of turns in JSON says, put together to a call with its data and warnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.load.call_builder import make_call, with_warnings
from scriptcheck.load.readers.chats.conversation import names_by_side
from scriptcheck.load.readers.exports.call_start import with_start
from scriptcheck.load.readers.exports.turn_interim import interim_results
from scriptcheck.load.readers.exports.turn_numbers import order_warning
from scriptcheck.load.readers.exports.turn_senders import side_named
from scriptcheck.load.readers.exports.turn_unsaid import with_unsaid
from scriptcheck.load.readers.json.account import ends_left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.call import Call
    from scriptcheck.load.readers.exports.turn_objects import TurnSentences
    from scriptcheck.load.readers.json.shape import JsonValue

CHANNEL: Final = re.compile(
    r"left|right|callee|主叫|被叫|左声道|右声道|(?:channel|ch|track|声道|通道)[ _-]?[0-9]{1,2}",
    re.IGNORECASE,
)
"""Names of channels, which are nobody's."""


def call_of(value: JsonValue, found: TurnSentences, meta: Mapping[str, Any]) -> Call:
    """Return the call at ``value`` in which ``found`` is said, with what ``meta`` says of it."""
    meta = with_start(meta, found.start_time)
    named = ((each.label, each.speaker) for each in found.said if _is_name(each.label))
    meta = names_by_side(named) | meta
    call = make_call(found.said, value.origin, ms_per_unit=found.ms_per_unit, meta=meta)
    if found.order is not None:
        call = with_warnings(call, order_warning(found.order, value.origin))
    call = with_warnings(call, *interim_results(found.interim, value.origin))
    call = with_warnings(call, *ends_left(found.ends_left, value.origin))
    return with_unsaid(call, found.unsaid, value.origin)


def _is_name(label: str) -> bool:
    """Return whether ``label`` is what somebody is called, not a role or a channel."""
    is_word = any(char.isalpha() for char in label) and not any(map(str.isdecimal, label))
    return is_word and side_named(label) is None and CHANNEL.fullmatch(label) is None
