"""Call data from a side file and from file names, added to what transcripts say themselves.

What stands in the transcript goes first: it was written with the words. A side file comes next,
which belongs to the call by its id alone; then the name of the file, which people and programs
change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.call_data.known_keys import meta_warnings
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.call_data.side_file.side_file import WHOLE_IDS, SideFile
from scriptcheck.load.times.column_units import unknown_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.load.call_data.name_pattern import NamePattern
    from scriptcheck.load.call_data.side_file.store import StoredRow

_SAME_START: Final = timedelta(minutes=1)
"""How far apart sources may put the start of one call: one means the ringing, another the words."""

_FIRST_TAKEN: Final = Text(
    "以转写自带的为准，其次是通话数据文件，最后是文件名。",
    "The transcript's own goes first, then the side file's, then the name's.",
)


@dataclass(frozen=True, slots=True)
class CallDataSources:
    """Where call data comes from beside the transcripts themselves."""

    side: SideFile | None = None
    patterns: tuple[NamePattern, ...] = ()
    """Patterns of file names; the first that fits counts."""

    def read_name(self, path: str, suffix: str) -> NameData | None:
        """Return what the name of a file says; ``None`` without patterns.

        ``suffix`` is the end of its name after ``path``; what looks like one may be part of a date.
        """
        if not self.patterns:
            return None
        for pattern in self.patterns:
            for name in dict.fromkeys((path, path + suffix)):
                if (data := pattern.read(name)) is not None:
                    return NameData(name, data, pattern.text, pattern.is_ambiguous(name))
        return NameData(path, {}, "", is_ambiguous=False)

    def add_to(self, call: Call, named: NameData | None) -> Call:
        """Return ``call`` with the data of all sources, and warnings of what does not agree."""
        row = self.side.find(call.call_id) if self.side is not None else None
        layers: list[tuple[str, Mapping[str, Any]]] = [("transcript", call.meta)]
        warnings: list[Problem] = []
        if self.side is not None:
            layers.append(("side file", row.data if row is not None else {}))
            shared = self.side.shared_key(call.call_id) if row is None else ""
            if shared:
                warnings.append(_of_several(shared, self.side.source))
            else:
                warnings += _of_row(row, self.side.source)
        if named is not None:
            data = {key: value for key, value in named.data.items() if key != "call_id"}
            layers.append(("file name", data))
            warnings += _of_name(named, call.source)
        meta, differing = _merged([data for _, data in layers])
        if differing:
            warnings.append(_conflict(differing, call.source))
        return msgspec.structs.replace(call, meta=meta, warnings=(*call.warnings, *warnings))


@dataclass(frozen=True, slots=True)
class NameData:
    """What the name of a file says."""

    name: str
    data: Mapping[str, Any]
    pattern: str
    """The pattern that fits; empty where none does."""
    is_ambiguous: bool


def _merged(layers: list[Mapping[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """Return the data of ``layers``, of which the first counts, and the keys that differ."""
    meta: dict[str, Any] = {}
    differing: list[str] = []
    for data in layers:
        for key, value in data.items():
            if meta.get(key) is None:
                meta[key] = value
            elif value is not None and not _agree(key, meta[key], value):
                differing.append(key)
    return meta, sorted(set(differing))


def _agree(key: str, one: object, other: object) -> bool:
    if whole_id(str(one)) == whole_id(str(other)):
        return True
    if key != "start_time":
        return False
    try:
        first, second = datetime.fromisoformat(str(one)), datetime.fromisoformat(str(other))
    except ValueError:
        return False
    if (first.tzinfo is None) != (second.tzinfo is None):
        # A clock on the wall is all that one of them gives.
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return abs(first - second) <= _SAME_START


def _of_row(row: StoredRow | None, source: str) -> Iterator[Problem]:
    if row is None:
        message = Text("通话数据文件里没有这通电话。", "The side file has no row on this call.")
        yield Problem("no-call-data", message, source)
        return
    if row.differing:
        names = ", ".join(row.differing)
        message = Text(
            f"这通电话有几行数据，{names} 不一致（如第 {row.other_line} 行），取最前的一行。",
            f"Several rows are on this call and differ in {names}, as line {row.other_line} does;"
            " the first is taken.",
        )
        yield Problem("call-data-rows-differ", message, source, row.line)
    if row.unreadable:
        names = ", ".join(row.unreadable)
        message = Text(
            f"{names} 的单元格是出错的公式，已略过。",
            f"The cells of {names} show failed formulas and were left out.",
        )
        yield Problem("bad-cell", message, source, row.line)
    unknown = [row.unknown_unit] if row.unknown_unit else []
    yield from unknown_units(unknown, source, row.line)
    yield from meta_warnings(row.data, source, row.line)


def _of_several(key: str, source: str) -> Problem:
    message = Text(
        f"通话数据文件里的“{key}”对应不止一通电话，没有取用。",
        f"The row '{key}' of the side file may be on several calls, and was not taken.",
    )
    return Problem("ambiguous-call-data", message, source, fix=WHOLE_IDS)


def _of_name(named: NameData, source: str) -> Iterator[Problem]:
    if not named.pattern:
        message = Text(
            f"文件名“{named.name}”与 --name-pattern 不符，没有从中取数据。",
            f"The file name '{named.name}' does not fit --name-pattern; nothing was taken from it.",
        )
        yield Problem("name-mismatch", message, source)
        return
    if named.is_ambiguous:
        message = Text(
            f"文件名“{named.name}”按 {named.pattern} 有不止一种拆法，前面的字段取最短。",
            f"The file name '{named.name}' can be taken apart by {named.pattern} in more than one"
            " way; fields further left were kept short.",
        )
        fix = Text(
            "请写明位数或只有数字，如 {agent_id:4d}。",
            "Say how long fields are, or that they are digits, as in {agent_id:4d}.",
        )
        yield Problem("name-ambiguous", message, source, fix=fix)
    data = {key: value for key, value in named.data.items() if key != "call_id"}
    yield from meta_warnings(data, source)


def _conflict(keys: list[str], source: str) -> Problem:
    names = ", ".join(keys)
    message = Text(f"{names} 在几处来源中不一致。", f"The sources of call data differ in {names}.")
    return Problem("call-data-conflict", message, source, fix=_FIRST_TAKEN)
