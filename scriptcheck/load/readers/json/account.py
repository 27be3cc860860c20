"""What of a JSON value no call has: text that was left, and times.

Every reader takes what it knows and passes over the rest; here its calls are held against all that
stands in the value, whatever the keys are called, so that nothing is left without a word.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns
from scriptcheck.load.quoted_reply import read_reply
from scriptcheck.load.readers.exports.dialogue_cell import holds_dialogue
from scriptcheck.load.readers.exports.named_rows import without_names
from scriptcheck.load.readers.text.dialogue_text import divided
from scriptcheck.load.roles.labels import plain_width, read_label, role_named
from scriptcheck.load.times.dates import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue
    from scriptcheck.load.sentence import Origin

# Numbers are left out: a recogniser may write the same one in two ways.
_HAN: Final = re.compile(
    r"(?:(?![零〇一二三四五六七八九十百千万亿幺两点])[\u3400-\u9fff\U00020000-\U0003ffff])+"
)
_TIME_KEY: Final = re.compile(
    r"start|begin|end|time|offset|stamp|开始|结束|时间|时刻|^[be][gd]$|^[se]t$"
    r"|(?:^|_)ts$|_at$|(?:created|sent)at$"
)
_END_KEY: Final = re.compile(r"end|stop|finish|duration|结束|截止|时长|持续")
_START_KEY: Final = re.compile(r"start|begin|开始|起始")
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?s?|\d{1,9}(?:\.\d{1,9})?s?")
_PIECE: Final = 3
"""Characters that are compared at a time: numbers written in another way leave most of them."""
_UNREAD_SHARE: Final = 0.5
"""From which share of unread pieces on a text counts as unread as a whole."""
_WORD: Final = 4
"""Characters that texts have on average from which on they are more than words."""
_FEWEST: Final = 6
"""Characters that must be left of what may be no speech, such as a state or a topic."""
_COMPARED: Final = 12
"""Characters from which on words are compared put together: of fewer, the order may differ."""
_ENOUGH_TIMES: Final = 2
"""Different numbers that show times: one alone may be a version or a length."""
_SAID: Final = frozenset({"other-text-column", "interim-results"})
"""Warnings of readers that texts of turns were left out."""
_LONGEST_NAME: Final = 8
_MOST_NAMES: Final = 50
_MOST_PATHS: Final = 4
_DEEPEST: Final = 60


class _Leaves(NamedTuple):
    """All texts of a value and the times of what it lists, by path without numbers."""

    texts: dict[str, list[str]]
    times: dict[str, set[str]]
    bare: dict[str, str]
    """Texts of dialogues and replies without what is no speech in them."""


def account(value: JsonValue, calls: Sequence[Call]) -> Iterator[Problem]:
    """Yield a warning of text, and one of times, that ``value`` has and none of ``calls``."""
    leaves = _Leaves(defaultdict(list), defaultdict(set), {})
    _gather(value.value, "", leaves, 0)
    left = list(_texts_left(leaves, calls))
    if left:
        # Some exports list the names of the columns beside the rows.
        names_of_keys = set(_keys(value.value, 0))
        left = [each for each in left if not names_of_keys.issuperset(leaves.texts[each[0]])]
    if left:
        count, names = sum(number for _, number in left), _named([path for path, _ in left])
        message = Text(
            f"有 {count} 个字没有读入，在 {names}。",
            f"{count} characters were not read: {names}.",
        )
        fix = Text(
            "如果那是通话内容，请用 --input-format 或 --columns 指明格式，或改一下导出。",
            "If they are speech, name the format with --input-format or --columns, or change the"
            " export.",
        )
        yield value.origin.problem("text-left", message, fix)
    if (paths := _times_left(leaves, calls)) and calls:
        yield _times_unread(paths, value.origin)


def ends_left(key: str, origin: Origin) -> Iterator[Problem]:
    """Yield the warning that the ends of turns under ``key`` were not read, if there is a key.

    A key that says by its name that it has ends is found by ``account``.
    """
    path = f"[].{key}"
    if key and _last(path) != "time" and not _is_end_path(path):
        yield _times_unread([path], origin)


def _times_unread(paths: Sequence[str], origin: Origin) -> Problem:
    """Return the warning that the times under ``paths`` were not read."""
    names = _named(paths)
    message = Text(
        f"文件里有时间（{names}），没有读入。", f"There are times ({names}) that were not read."
    )
    fix = Text(
        "与时长有关的规则无法判断；可以用 --columns start=… 指明。",
        "Rules about durations cannot be judged; name them with --columns start=….",
    )
    return origin.problem("times-left", message, fix)


def _gather(value: Any, path: str, leaves: _Leaves, depth: int) -> None:
    if depth > _DEEPEST:
        return
    value = without_names(value)
    if isinstance(value, dict):
        for key, item in value.items():
            name = "*" if any(char.isdecimal() for char in key) else key
            _gather(item, f"{path}.{name}" if path else name, leaves, depth + 1)
    elif isinstance(value, list):
        inner_path = f"{path}[]"
        for item in value:
            _gather(item, inner_path, leaves, depth + 1)
    elif isinstance(value, str) and (inner := _nested(value)) is not None:
        _gather(inner, path, leaves, depth + 1)
    elif isinstance(value, str) and (said := "".join(_HAN.findall(value))):
        leaves.texts[path].append(said)
        if (bare := _without_frame(value)) != value:
            leaves.bare[said] = "".join(_HAN.findall(bare))
    elif (
        (is_time_path(path) or _is_end_path(path))
        and len(leaves.times[path]) < _ENOUGH_TIMES
        and _is_time(value)
    ):
        leaves.times[path].add(str(value))


def _without_frame(text: str) -> str:
    """Return ``text`` without the labels of a dialogue, or what says that it is a reply."""
    if (found := read_reply(text)) is not None:
        return f"{found.quote}\n{found.reply}"
    if not holds_dialogue(text):
        return text
    lines = []
    for line in divided(text).split("\n"):
        label = read_label(plain_width(line), 0)
        lines.append(line if label is None else line[label[2] :])
    return "\n".join(lines)


def _keys(value: Any, depth: int) -> Iterator[str]:
    """Yield the Chinese characters of each key in ``value``."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield "".join(_HAN.findall(key))
            yield from _keys(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, depth + 1)


def _nested(text: str) -> Any:
    """Return the JSON that ``text`` holds; ``None`` where it is no array or object."""
    if text[:1] not in {"{", "["}:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


@lru_cache(maxsize=1024)
def is_time_path(path: str) -> bool:
    """Return whether what stands at ``path``, in an array, is a time by the name of its key."""
    return "[]" in path and _TIME_KEY.search(_last(path)) is not None


def _is_time(value: Any) -> bool:
    if isinstance(value, str):
        return _CLOCK.fullmatch(value) is not None or moment_of(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _texts_left(leaves: _Leaves, calls: Sequence[Call]) -> Iterator[tuple[str, int]]:
    """Yield each path at which text was left, with the number of its characters."""
    read = "\n".join(_read(calls))
    pieces = {read[at : at + _PIECE] for at in range(len(read) - _PIECE + 1)}
    names = _names(calls)
    data = {text for call in calls for text in _strings(call.meta)}
    is_said = any(each.code in _SAID for call in calls for each in call.warnings)
    for path, found in leaves.texts.items():
        is_words = sum(map(len, found)) < _WORD * len(found)
        if is_words and (_is_label(found) or data.issuperset(found)):
            continue
        is_speech = "[]" in path and find_columns([_last(path)], {}).keys() == {"text"}
        if is_speech and is_said and path.endswith("]." + _last(path)):
            continue  # The reader has said so.
        spoken = (said for said in found if role_named(said) is None)
        left = sum(
            min(
                _left_beside(form, read, pieces, names)
                for form in (said, leaves.bare.get(said, said))
            )
            for said in spoken
        )
        whole = "".join(found)
        # Single characters are found anywhere: it is their order that shows whether they were read.
        if is_words and len(whole) >= _COMPARED:
            left = max(left, _left_of(whole, read, pieces))
        if left >= (1 if is_speech and not is_words else _FEWEST):
            yield path, left


def _read(calls: Iterable[Call]) -> Iterator[str]:
    for call in calls:
        yield "".join("".join(_HAN.findall(turn.text)) for turn in call.turns)
        yield from _strings(call.meta)
        yield "".join(_HAN.findall(call.call_id))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield "".join(_HAN.findall(value))


def _names(calls: Iterable[Call]) -> list[str]:
    """Return what call data has that may be a name, longest first: it stands amid what is said."""
    found = {text for call in calls for text in _strings(call.meta)}
    names = sorted((text for text in found if 1 < len(text) <= _LONGEST_NAME), key=_by_length)
    return names[:_MOST_NAMES]


def _by_length(text: str) -> tuple[int, str]:
    return -len(text), text


def _left_beside(said: str, read: str, pieces: set[str], names: Sequence[str]) -> int:
    """Return how many characters of ``said`` are not read, be it with or without ``names``."""
    left = _left_of(said, read, pieces)
    if not left:
        return 0
    for name in names:
        said = said.replace(name, "")
    return min(left, _left_of(said, read, pieces))


def _left_of(said: str, read: str, pieces: set[str]) -> int:
    """Return how many characters of ``said`` are not read: all, or those that follow each other."""
    if said in read:
        return 0
    count = len(said) - _PIECE + 1
    if count < 1:
        return len(said)
    marks = "".join(" x"[said[at : at + _PIECE] not in pieces] for at in range(count))
    runs = [len(run) for run in marks.split()]
    if sum(runs) > _UNREAD_SHARE * count:
        return len(said)
    return sum(run for run in runs if run >= _FEWEST)


def _is_label(found: Sequence[str]) -> bool:
    """Return whether all that stands at a path are names of roles, which became speakers."""
    return all(role_named(each) is not None for each in set(found))


def _times_left(leaves: _Leaves, calls: Sequence[Call]) -> list[str]:
    if all(map(_begins_at_once, calls)):
        paths = [path for path, values in leaves.times.items() if len(values) >= _ENOUGH_TIMES]
        offsets = [path for path in paths if "offset" in _last(path) and not _is_end_path(path)]
        if offsets:
            return offsets
    # Some recognisers give the end of each piece alone.
    if any(turn.end_ms is not None for call in calls for turn in call.turns):
        return []
    paths = [path for path, values in leaves.times.items() if len(values) >= _ENOUGH_TIMES]
    if any(turn.start_ms is not None for call in calls for turn in call.turns):
        return [path for path in paths if _ends_a_turn(path, leaves)]
    return [path for path in paths if is_time_path(path)]


def _begins_at_once(call: Call) -> bool:
    """Return whether all turns of ``call``, of which there are several, begin at one time."""
    starts = {turn.start_ms for turn in call.turns}
    return len(call.turns) > 1 and len(starts) == 1 and None not in starts


def _ends_a_turn(path: str, leaves: _Leaves) -> bool:
    """Return whether ``path`` is when what stands beside it ends, or how long it lasts.

    So is ``time`` beside ``begin_time``.
    """
    around, key = path.rpartition(".")[0], _last(path)
    beside = [each for each in (*leaves.texts, *leaves.times) if each.rpartition(".")[0] == around]
    if not any(find_columns([_last(each)], {}).keys() == {"text"} for each in beside):
        return False
    if _END_KEY.search(key) is not None:
        return True
    return key == "time" and any(_START_KEY.search(_last(each)) for each in beside)


@lru_cache(maxsize=1024)
def _is_end_path(path: str) -> bool:
    return "[]" in path and _END_KEY.search(_last(path)) is not None


def _last(path: str) -> str:
    return path.rpartition(".")[2].replace("[]", "").casefold()


def _named(paths: Sequence[str]) -> str:
    more = " …" if len(paths) > _MOST_PATHS else ""
    return ", ".join(paths[:_MOST_PATHS]) + more
