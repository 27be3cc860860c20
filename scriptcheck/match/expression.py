"""Parts of a template as regular expressions, to see which of them were said at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import re2

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    PartSequence,
    TextPart,
    VariablePart,
    folded,
)

if TYPE_CHECKING:
    from scriptcheck.lexicon.template import Part

_MOST_MEMORY: Final = 64 << 20
"""Bytes that one compiled expression may take."""


def part_expression(part: Part | PartSequence) -> Any:
    """Return a compiled regular expression for what ``part`` fits in folded text.

    RE2 takes linear time whatever a template says. Python's own engine takes exponential time
    where optional parts fit the same characters, and transcripts are untrusted.
    """
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    return re2.compile(_regex(part), options)


def _regex(part: Part | PartSequence) -> str:
    match part:
        case TextPart(text):
            return re.escape(folded(text))
        case GapPart(longest):
            return f".{{0,{longest}}}"
        case ChoicePart(options, optional):
            return f"(?:{'|'.join(map(_regex, options))}){'?' if optional else ''}"
        case PartSequence(parts):
            return "".join(map(_regex, parts))
        case VariablePart(name):
            raise ValueError(f"slot {name!r} is not filled")
