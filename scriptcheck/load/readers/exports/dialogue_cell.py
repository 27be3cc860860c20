"""A whole call in one piece of text: labelled text, or the HTML of a page's list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.errors import LoadError
from scriptcheck.load.readers.chats.salesforce import is_body, read_body
from scriptcheck.load.readers.exports.html_blocks import parse_html
from scriptcheck.load.readers.exports.html_list import call_of_page
from scriptcheck.load.readers.text.dialogue_text import divided, is_dialogue
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.load.roles.unknown_labels import labels_of
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.sentence import Origin

_CLOSINGS: Final = re.compile(r"[:：﹕∶>＞\]］】〕〗)）}｝\t][^:：﹕∶>＞\]］】〕〗)）}｝\t]")
_LEAST: Final = 2
_WHOLE: Final = frozenset({"parted-text", "text-before-label", "inline-labels", "unknown-label"})
"""Warnings of a dialogue that concern its text; the others are those of the call made of it."""


def holds_dialogue(text: str) -> bool:
    """Return whether ``text``, one cell of many, is a dialogue: most have no two labels."""
    return len(_CLOSINGS.findall(text)) >= _LEAST and is_dialogue(text)


def spread_dialogues(
    said: Iterable[Sentence], origin: Origin
) -> tuple[list[Sentence], list[Problem]]:
    """Return ``said`` with each turn of dialogues as a sentence of its own, and what was odd.

    The times of a dialogue's row are those of its first turn, unless the turns have their own.
    """
    sentences: list[Sentence] = []
    warnings: list[Problem] = []
    for sentence in said:
        is_known = bool(sentence.label) or sentence.speaker is not None
        if is_known or not holds_dialogue(sentence.text):
            sentences.append(sentence)
            continue
        try:
            call = read_dialogue(sentence.text, origin)
        except LoadError as error:
            sentences.append(sentence)
            warnings += error.problems
            continue
        labels = labels_of(call) or [""] * len(call.turns)
        warnings += (warning for warning in call.warnings if warning.code in _WHOLE)
        for number, (turn, label) in enumerate(zip(call.turns, labels, strict=True)):
            start = sentence.start if number == 0 else None
            if sentence.start is None and turn.start_ms is not None:
                start = Moment(turn.start_ms)
            speaker = None if label else turn.speaker
            sentences.append(Sentence(turn.text, label, speaker, start))
    return sentences, warnings


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
