"""Labels of speakers that are the names of customers: ``<v 王丽娟>`` of a meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.roles.labels import speaker_named
from scriptcheck.load.roles.unknown_labels import LABELS, labels_of
from scriptcheck.redact.keys import code_of, redact_key
from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.mask import mask
from scriptcheck.redact.names import is_name
from scriptcheck.redact.text import redact_text
from scriptcheck.text.looks_like_name import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.redact.find import Known

_NOBODY: Final = re.compile(
    r"(?:speaker|spk|guest|user|caller|customer|client|participant|channel|ch|voice|track|person|"
    r"left|right|party|side|external|internal|mono|role|id|说话人|发言人|讲话人|声道|左声道|右声道|通道|音轨|嘉宾|角色|"
    r"参会人|访客|用户|客户|顾客|[a-z]{0,2})[\s_#\-]*(?:[a-z]|[0-9]+)?[\s_#\-]*[0-9]*",
    re.IGNORECASE,
)
"""Labels that number or describe somebody whom they do not name."""
_PART: Final = re.compile(r"[^\W\d_]+(?:[ ·•・‧∙⋅.'’\-]{1,2}[^\W\d_]+)*")
_LINE: Final = re.compile(r"^[ \t]*([^\s:：]{2,16})[ \t]*[:：]", re.MULTILINE)
"""What begins a line as a label does: a reader takes labels that it does not know for speech."""
_SHORTEST: Final = 3
"""Characters of a name that a customer may have said instead of being called so: 方便."""
_SINGLE: Final = re.compile(r"[A-Z][a-z'’\-]{2,20}")


class LabelNames(NamedTuple):
    """Labels of a call that name customers."""

    labels: frozenset[str]
    names: frozenset[str]
    """What of them is looked for in what is said."""


def label_names(call: Call) -> LabelNames:
    """Return the labels of ``call`` that name customers, or somebody whose role is not known.

    A customer's label that names nobody in the form of a name, as a nickname does, is masked where
    it is a label alone.
    """
    agent = str(call.meta.get("agent_name") or "")
    names = {name for name in _labels_in_turns(call) if name != agent}
    labels = labels_of(call)
    if not labels:
        return LabelNames(frozenset(), frozenset(names))
    roles: dict[str, set[Speaker]] = {}
    for turn, label in zip(call.turns, labels, strict=True):
        roles.setdefault(label, set()).add(turn.speaker)
    found: set[str] = set()
    for label, spoken in roles.items():
        if spoken & {Speaker.AGENT, Speaker.SYSTEM} or label == agent or _is_nobody(label):
            continue
        said = set(_names_in(label))
        if Speaker.CUSTOMER in spoken and _SINGLE.fullmatch(label.strip()):
            said.add(label.strip())
        if said or Speaker.CUSTOMER in spoken:
            found.add(label)
            names |= said
    return LabelNames(frozenset(found), frozenset(names))


def _labels_in_turns(call: Call) -> Iterator[str]:
    """Yield the names that begin lines of turns as labels do, or are all that is before a call."""
    for number, turn in enumerate(call.turns):
        for match in _LINE.finditer(turn.text) if "\n" in turn.text else ():
            if is_name(match[1]):
                yield match[1]
        if number == 0 and turn.speaker is Speaker.CUSTOMER:
            first = turn.text.strip(" \n\r\t-=_*#~—")
            if len(first) >= _SHORTEST and first.isalpha() and is_name(first):
                yield first


def redact_labels(
    call: Call, kinds: Sequence[str], known: Known, own: LabelNames
) -> dict[str, list[Any]]:
    """Return the labels of ``call`` as its call data are to have them; nothing where it has none.

    Those of customers are masked. Those of unknown speakers become codes, so that they stay apart.
    """
    labels = labels_of(call)
    if not labels or Kind.NAME not in kinds or not own.labels:
        return {}
    return {
        LABELS: [
            redact_text(_redacted(label, turn.speaker, kinds, known, own), kinds, known) or None
            for turn, label in zip(call.turns, labels, strict=True)
        ]
    }


def _redacted(
    label: str, speaker: Speaker, kinds: Sequence[str], known: Known, own: LabelNames
) -> str:
    if label not in own.labels:
        return label
    return mask(label) if speaker is Speaker.CUSTOMER else redact_key(label, kinds, known)


def redact_label(label: str, kinds: Sequence[str]) -> str:
    """Return ``label``, of a speaker whom no call is known of, as a code if it may name anybody."""
    if Kind.NAME not in kinds or _is_nobody(label):
        return redact_key(label, kinds)
    return code_of(label)


def redact_path(path: str, kinds: Sequence[str]) -> str:
    """Return ``path``, of an input, with codes for what is personal in it and for names."""
    if Kind.NAME in kinds:
        path = _PART.sub(lambda m: code_of(m[0]) if looks_like_name(m[0]) else m[0], path)
    return redact_key(path, kinds)


def _is_nobody(label: str) -> bool:
    return (
        "*" in label
        or not any(map(str.isalpha, label))
        or speaker_named(label) is not None
        or _NOBODY.fullmatch(label.strip()) is not None
    )


def _names_in(label: str) -> Iterator[str]:
    """Yield the names in ``label``: 王丽娟 of 王丽娟 (来宾)."""
    for match in _PART.finditer(label):
        if looks_like_name(match[0]):
            yield match[0]
