"""A call as a list of HTML: ``<li start=0 end=1800>坐席：您好</li>``, or as paragraphs.

The speaker stands before the text, or in an attribute; times are attributes. Items that stand for
silence are no speech.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.load.roles.labels import Closing, plain_width, read_label, role_named
from scriptcheck.load.roles.unknown_labels import LABELS
from scriptcheck.load.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
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
HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def call_of_page(page: Page, origin: Origin) -> Call:
    """Return the call that ``page`` shows: its list items, or else its lines of text.

    Menus, buttons and the like are no speech, nor are lists in which nobody speaks beside others;
    they are kept in ``meta`` under ``header``.
    """
    blocks = [block for block in page.blocks if block.text]
    items = [block for block in blocks if block.tag == "li" and not block.is_chrome]
    spoken = {item.list_number for item in items if is_marked(item)}
    if spoken or (items and not any(map(_begins_with_label, blocks))):
        said = [item for item in items if item.list_number in spoken or not spoken]
        beside = _without(blocks, said)
        sentences = [_sentence(item) for item in said if not _is_silence(item)]
        call = make_call(sentences, origin, ms_per_unit=None)
        return _with_header(call, beside, (), origin)
    return _call_of_lines(blocks, origin)


def shows_speakers(call: Call) -> bool:
    """Return whether anything in ``call`` says who speaks, or when."""
    turns = call.turns
    return LABELS in call.meta or any(
        turn.speaker is not Speaker.UNKNOWN or turn.start_ms is not None for turn in turns
    )


def _call_of_lines(blocks: Sequence[Block], origin: Origin) -> Call:
    content = [block for block in blocks if not block.is_chrome]
    labelled = [number for number, block in enumerate(content) if _begins_with_label(block)]
    first = labelled[0] if labelled else 0
    titles = [block for block in content[:first] if block.tag in HEADING_TAGS]
    after = _after_turns(content, labelled)
    said = _without(content, [*titles, *after])
    beside = _without(blocks, said)
    lines = "\n".join(block.text for block in said)
    call = parse_plain_text(lines, call_id=origin.call_id, source=origin.file)
    # Lines of the text are not those of the page.
    warnings = tuple(replace(warning, line=origin.line, column=None) for warning in call.warnings)
    call = msgspec.structs.replace(call, source=origin.source, warnings=warnings)
    return _with_header(call, beside, after, origin)


def _after_turns(content: Sequence[Block], labelled: Sequence[int]) -> list[Block]:
    """Return the blocks after the last turn that look like none, where labels and text share one.

    ``labelled`` are the numbers of the blocks that begin with a label.
    """
    if not labelled or any(_is_label_alone(content[number]) for number in labelled):
        return []
    styles = {_style(content[number]) for number in labelled}
    return [block for block in content[labelled[-1] + 1 :] if _style(block) not in styles]


def _is_label_alone(block: Block) -> bool:
    found = read_label(plain_width(block.text), 0)
    return found is not None and not block.text[found[2] :].strip()


def _without(blocks: Sequence[Block], others: Sequence[Block]) -> list[Block]:
    """Return those of ``blocks`` that are none of ``others``."""
    numbers = set(map(id, others))
    return [block for block in blocks if id(block) not in numbers]


def _style(block: Block) -> tuple[str, str]:
    """Return what turns of one page have in common: the element and its class."""
    return block.tag, block.attributes.get("class", "")


def _with_header(
    call: Call, beside: Sequence[Block], doubtful: Sequence[Block], origin: Origin
) -> Call:
    """Return ``call`` with what stands ``beside`` it on its page.

    Those of it that are ``doubtful``, and what is too much to be kept, are counted in a warning.
    """
    lines = [block.text for block in beside]
    if not lines:
        return call
    kept = lines[:_MOST_LINES]
    left = [*_without(beside[_MOST_LINES:], doubtful), *doubtful]
    count = sum(len(block.text) for block in left)
    warnings = (*call.warnings, _text_beside(count, origin)) if count else call.warnings
    header = [*call.meta.get("header", ()), *kept]
    return msgspec.structs.replace(call, meta={**call.meta, "header": header}, warnings=warnings)


def _text_beside(count: int, origin: Origin) -> Problem:
    message = Text(
        f"网页里有 {count} 个字不像话轮，没有读入；前 {_MOST_LINES} 行在 meta 的 header 里。",
        f"{count} characters of the page do not look like turns and were not read; the first"
        f" {_MOST_LINES} lines are kept in meta under header.",
    )
    fix = Text(
        "如果那是通话内容，请在每句话前写明说话人。",
        "If they are speech, put the speaker before each turn.",
    )
    return origin.problem("text-left", message, fix)


def _begins_with_label(block: Block) -> bool:
    found = read_label(plain_width(block.text), 0)
    return found is not None and found[0].closing is Closing.MARK


def is_marked(item: Block) -> bool:
    """Return whether ``item`` says who speaks, or when."""
    classes = item.attributes.get("class", "").split()
    return (
        _begins_with_label(item)
        or bool(_attribute(item, (*_SPEAKER, *_START)))
        or any(map(role_named, classes))
    )


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
