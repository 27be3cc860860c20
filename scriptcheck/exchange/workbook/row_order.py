"""Rows of a workbook put into the order of the profile: to sort a sheet changes nothing."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.lexicon.yaml_source import YamlDocument

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from scriptcheck.exchange.workbook.content import WorkbookEntry, WorkbookVariable
    from scriptcheck.exchange.workbook.own_files import OwnFiles
    from scriptcheck.exchange.workbook.parse import ParsedWorkbook
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.lexicon.entry import LexiconEntry
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

_LISTS: Final = ("phrases", "unless")


def in_profile_order(
    parsed: ParsedWorkbook, state: LexiconState, files: OwnFiles
) -> ParsedWorkbook:
    """Return ``parsed`` with the parts that have rows of their own as ``state`` has them.

    What the profile has already comes in its order, and what is inherited before the rest. What is
    new stands where its row does, or last where the rows of the others have changed places.
    """
    return _Ordering(parsed, state, files).ordered()


class _Ordering:
    def __init__(self, parsed: ParsedWorkbook, state: LexiconState, files: OwnFiles) -> None:
        self._parsed, self._state, self._files = parsed, state, files
        self._moved: dict[KeyPath, dict[int, int]] = {}
        """Where the rows of a list come to, by its path."""

    def ordered(self) -> ParsedWorkbook:
        content = self._parsed.content
        found = replace(
            content,
            cues=dict(self._entries("cues", content.cues)),
            rules=dict(self._entries("rules", content.rules)),
            variables=dict(self._variables(content.variables)),
        )
        document = self._parsed.document
        marks = dict(self._marks(document.fields))
        document = YamlDocument(document.source, document.data, marks, marks)
        return replace(self._parsed, content=found, document=document)

    def _entries(
        self, kind: str, entries: Mapping[str, WorkbookEntry]
    ) -> Iterator[tuple[str, WorkbookEntry]]:
        for name, entry in entries.items():
            now = self._state.found[kind].get(name)
            yield name, entry if now is None else self._entry(kind, name, entry, now)

    def _entry(
        self, kind: str, name: str, entry: WorkbookEntry, now: LexiconEntry
    ) -> WorkbookEntry:
        current, base = self._state.data(kind, name), self._base(now)
        data = dict(entry.data)
        for key in _LISTS:
            if key in data:
                data[key] = self._list((kind, name, key), data[key], current, base)
        if "examples" in data:
            above, below = current.get("examples") or {}, base.get("examples") or {}
            data["examples"] = {
                result: self._list((kind, name, "examples", result), listed, above, below)
                for result, listed in data["examples"].items()
            }
        return entry._replace(data=data)

    def _base(self, now: LexiconEntry) -> Mapping[str, Any]:
        """Return what stays where it is inherited, whatever the owner's files say of an entry."""
        if not self._files.has(now):
            inherited: LexiconEntry | None = now
        else:
            inherited = now.inherited
        return inherited.data() if inherited is not None else {}

    def _list(
        self,
        path: KeyPath,
        given: list[Any],
        current: Mapping[str, Any],
        base: Mapping[str, Any],
    ) -> list[Any]:
        key = str(path[-1])
        order = _order(given, current.get(key) or [], len(base.get(key) or []))
        if order is None:
            return given
        self._moved[path] = {row: at for at, row in enumerate(order)}
        return [given[row] for row in order]

    def _variables(
        self, variables: Mapping[str, WorkbookVariable]
    ) -> Iterator[tuple[str, WorkbookVariable]]:
        current = self._state.profile.variables
        for name, variable in variables.items():
            path: KeyPath = ("variables", name)
            words = self._list(path, list(variable.words), {name: current.get(name)}, {})
            yield name, variable._replace(words=tuple(words))

    def _marks(self, marks: Mapping[KeyPath, SourceMark]) -> Iterator[tuple[KeyPath, SourceMark]]:
        for path, mark in marks.items():
            length = 2 if path[0] == "variables" else 4 if "examples" in path[2:3] else 3
            moved = self._moved.get(path[:length])
            row = path[length] if len(path) > length else None
            if moved is None or not isinstance(row, int):
                yield path, mark
            elif row in moved:
                yield (*path[:length], moved[row], *path[length + 1 :]), mark


def _order(given: Sequence[Any], current: Sequence[Any], inherited: int) -> list[int] | None:
    """Return the rows of ``given`` as they are to come; ``None`` where they stand so.

    The first ``inherited`` of ``current`` come first.
    """
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for at, value in enumerate(current):
        places[_key(value)].append(at)
    known: dict[int, int] = {}
    """Where the profile has a row, by the row."""
    for row, value in enumerate(given):
        if there := places.get(_key(value)):
            known[row] = there.popleft()
    added = [row for row in range(len(given)) if row not in known]
    by_place = sorted(known, key=known.__getitem__)
    if by_place != list(known):
        order = by_place + added
    else:
        below = {row for row in known if known[row] < inherited}
        order = sorted(range(len(given)), key=lambda row: (row not in below, row))
    return None if order == sorted(order) else order


def _key(value: Any) -> Hashable:
    """Return what is equal for phrases and examples that say the same."""
    if isinstance(value, dict):
        if value.keys() == {"text"}:
            return _key(value["text"])
        return frozenset((name, _key(part)) for name, part in value.items())
    return tuple(map(_key, value)) if isinstance(value, list) else value
