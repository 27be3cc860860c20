"""Speakers of whom only a label is known, such as a channel or a number: kept, and reported."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from scriptcheck.call import Call, Turn

LABELS: Final = "speaker_labels"
"""The key of ``Call.meta`` under which those labels are kept, one a turn."""

CONFIDENCE_META: Final = "speakers_confidence"
"""The key of ``Call.meta`` for how sure inferred roles are; absent where roles were given."""

_UNNAMED: Final = "unnamed-speakers"
_NOBODY: Final = "no-speaker"
_STRANGE: Final = "unknown-speaker"
_MOST_NAMES: Final = 5
_WITH_DECIMALS: Final = re.compile(r"([0-9]{1,9})\.0{1,9}")


def label_meta(turns: Sequence[Turn], labels: Sequence[str]) -> dict[str, list[str | None]]:
    """Return ``labels`` as call data, if any of them is all that is known of a speaker."""
    if not any(map(_is_unnamed, turns, labels)):
        return {}
    return {LABELS: [label or None for label in labels]}


def label_warnings(
    turns: Sequence[Turn], labels: Sequence[str], source: str, line: int | None = None
) -> Iterator[Problem]:
    """Yield a warning that names the labels of unknown speakers, and one of turns without any."""
    names = Counter(
        label for turn, label in zip(turns, labels, strict=True) if _is_unnamed(turn, label)
    )
    if names:
        yield _unnamed(sorted(names), source, line)
    if any(_is_unknown(turn) and not label for turn, label in zip(turns, labels, strict=True)):
        message = Text(
            "有的句子没有写明说话人，已记为未知。",
            "Some sentences do not say who speaks; their speaker is unknown.",
        )
        yield Problem("no-speaker", message, source, line)


def name_speakers(call: Call, speakers: Mapping[str, Speaker]) -> Call:
    """Return ``call`` with the roles that ``speakers`` give to labels of unknown speakers."""
    labels = labels_of(call)
    if not labels:
        return call
    given = {label: given_as(label, speakers) for label in set(labels)}
    turns = tuple(
        msgspec.structs.replace(turn, speaker=speakers[name])
        if _is_unknown(turn) and (name := given[label]) is not None
        else turn
        for turn, label in zip(call.turns, labels, strict=True)
    )
    told = next((w for w in call.warnings if w.code == _UNNAMED), None)
    settled = {_UNNAMED, _NOBODY}
    if not any(map(_is_unnamed, turns, labels)):
        settled.add(_STRANGE)
    warnings = [warning for warning in call.warnings if warning.code not in settled]
    if told is not None:
        warnings += label_warnings(turns, labels, told.source, told.line)
    return msgspec.structs.replace(call, turns=turns, warnings=tuple(warnings))


def given_as(label: str, names: Container[str]) -> str | None:
    """Return which of ``names``, as the user gives them, is ``label``; ``None`` where none is.

    Numbers of channels and voices in a column that has gaps become 0.0 and 1.0 in pandas.
    """
    if label in names:
        return label
    whole = found[1] if (found := _WITH_DECIMALS.fullmatch(label)) else ""
    return whole if whole and whole in names else None


def speakers_unused(call: Call, speakers: Mapping[str, Speaker]) -> Problem | None:
    """Return a warning where ``call`` has unknown speakers, and none is a label of ``speakers``."""
    used = (given_as(label, speakers) for label in set(labels_of(call)))
    if not any(map(_is_unknown, call.turns)) or any(name is not None for name in used):
        return None
    names = list(speakers)[:_MOST_NAMES]
    message = Text(
        f"--speakers 里的 {'、'.join(names)} 在这通电话里没有。",
        f"No speaker of this call is called {', '.join(names)}, as --speakers says.",
    )
    fix = Text("请照转写里的写法写。", "Write the labels of speakers as the transcript has them.")
    return Problem("speakers-unused", message, call.source, fix=fix)


def labels_of(call: Call) -> list[str]:
    """Return the label of each turn of ``call``; nothing where they are not told one a turn."""
    labels = call.meta.get(LABELS)
    if not isinstance(labels, list) or len(labels) != len(call.turns):
        return []
    return [label if isinstance(label, str) else "" for label in labels]


def _is_unknown(turn: Turn) -> bool:
    return turn.speaker is Speaker.UNKNOWN


def _is_unnamed(turn: Turn, label: str) -> bool:
    return _is_unknown(turn) and bool(label)


def _unnamed(names: Sequence[str], source: str, line: int | None) -> Problem:
    some = names[:_MOST_NAMES]
    more = " …" if len(names) > len(some) else ""
    message = Text(
        f"说话人只有标号（{'、'.join(some)}{more}），不知道谁是客服；已记为未知。",
        f"Speakers are only labelled ({', '.join(some)}{more}), not named as agent or customer;"
        " they are unknown.",
    )
    fix = Text(
        f"知道时请写明，如 --speakers {some[0]}=agent。",
        f"Say who they are if you know, as in --speakers {some[0]}=agent.",
    )
    return Problem("unnamed-speakers", message, source, line, fix=fix)
