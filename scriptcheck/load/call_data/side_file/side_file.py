"""A side file read once, and asked for each call."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.archives.expansion import Expansion
from scriptcheck.load.archives.gzip_file import GZIP
from scriptcheck.load.call_data.mangled import whole_id
from scriptcheck.load.call_data.side_file.rows import SideNotice, no_call_ids, side_rows
from scriptcheck.load.call_data.side_file.store import RowStore, StoredRow
from scriptcheck.load.call_data.side_file.values import is_blank, mangled_id, row_data
from scriptcheck.load.columns import find_call_columns, has_unknown_unit, unit_named
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.exports.cell_text import cell_value, plain
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.same_names import colliding_keys
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from scriptcheck.load.call_data.side_file.rows import SideRow

_MOST_NAMED: Final = 5
WHOLE_IDS: Final = Text(
    "请在通话编号里写出文件夹，如 2024/0501。", "Write ids with their folders, as in 2024/0501."
)
"""What to do where a row names the file of several calls."""


class SideFile:
    """The call data of a side file, by the id of the call."""

    def __init__(self, source: str, store: RowStore, oddities: Sequence[Problem] = ()) -> None:
        self.source: Final = source
        self._store: Final = store
        self._oddities: Final = tuple(oddities)

    def claim(self, call_ids: Iterable[str]) -> None:
        """Note the ids of calls that are to be read, as far as they are known beforehand.

        A row that names the file of several of them (1 for ``a/1`` and ``b/1``) belongs to none.
        """
        self._store.claim(
            (key, call_id) for call_id in call_ids for key in _forms(_file_name(call_id))
        )

    def find(self, call_id: str) -> StoredRow | None:
        """Return what the file has on the call ``call_id``; ``None`` where it has nothing.

        Lists of calls often name the file of the call: 0501 or 0501.wav for ``2024/0501``.
        """
        for key in _forms(call_id):
            if (found := self._store.find(key)) is not None:
                return found
        for key in _forms(_file_name(call_id)):
            # Not an unread row either, where nobody can say whose it is.
            if (found := self._store.find(key, call_id)) is not None:
                return None if self._store.is_shared(key) else found
        return None

    def shared_key(self, call_id: str) -> str:
        """Return the row that might be on the call ``call_id``, and on others as well; else ""."""
        keys = (key for key in _forms(_file_name(call_id)) if self._store.is_shared(key))
        return next(keys, "")

    def notices(self) -> Iterator[Problem]:
        """Yield what is odd about the file, and notices of rows of no call and of several."""
        yield from self._oddities
        if (shared := self._given_twice()) is not None:
            yield shared
        if (unread := self._never_asked()) is not None:
            yield unread

    def _given_twice(self) -> Problem | None:
        count, first = self._store.given_twice(_MOST_NAMED)
        if not count:
            return None
        named = _named(first, count)
        message = Text(
            f"其中 {count} 行按文件名对应到不止一通电话，如 {named.zh}。",
            f"{count} of its rows name the files of several calls, such as {named.en}.",
        )
        return Problem("ambiguous-call-data", message, self.source, fix=WHOLE_IDS)

    def _never_asked(self) -> Problem | None:
        count, first = self._store.unread(_MOST_NAMED)
        if not count:
            return None
        named = _named(first, count)
        message = Text(
            f"其中 {count} 通电话这次没有读到，如 {named.zh}。",
            f"{count} of its calls were not among the transcripts, such as {named.en}.",
        )
        fix = Text(
            "如果本应读到，请检查通话编号是否一致。",
            "If they should have been, check that the ids of calls are the same.",
        )
        return Problem("unread-call-data", message, self.source, fix=fix)


def _named(first: Sequence[str], count: int) -> Text:
    """Return the ``first`` of ``count`` ids, and marks where there are more."""
    is_more = count > len(first)
    return Text("、".join(first) + "……" * is_more, ", ".join(first) + " …" * is_more)


def _file_name(call_id: str) -> str:
    return call_id.rpartition("/")[2]


def _forms(name: str) -> tuple[str, ...]:
    """Return under what ``name`` may stand in the file."""
    return tuple(dict.fromkeys((name, whole_id(name))))


def read_side_file(
    path: str,
    *,
    columns: Mapping[str, str],
    on_problem: Callable[[Problem], None] | None = None,
) -> SideFile:
    """Return the call data in the file ``path``; ``columns`` names its columns for fields.

    Rows that cannot be read are handed to ``on_problem``, or raised as ``LoadError`` where there is
    none. Raises ``LoadError`` where the file as a whole cannot be read. Memory does not grow with
    the file, but for JSON that is not one object a line.
    """
    store = RowStore()
    reader = _Reader(path, columns, store)
    try:
        for problem in reader.problems():
            if on_problem is None:
                raise LoadError(problem)
            on_problem(problem)
    except OSError as error:
        raise LoadError(os_problem(error, path)) from None
    store.seal()
    return SideFile(path, store, reader.oddities)


class _Reader:
    def __init__(self, path: str, given: Mapping[str, str], store: RowStore) -> None:
        self._path: Final = path
        self._given: Final = given
        self._store: Final = store
        self._headers: Final[dict[tuple[str, ...], _Header]] = {}
        self.oddities: Final[list[Problem]] = []
        """What is odd about the file, and keeps no row from being read."""

    def problems(self) -> Iterator[Problem]:
        """Put all rows into the store, and yield why some cannot be."""
        file = Path(self._path)
        with ExitStack() as stack:
            transcript = stack.enter_context(
                Transcript(
                    stack.enter_context(file.open("rb")),
                    source=self._path,
                    call_id=file.name,
                    suffix=file.suffix.lower(),
                )
            )
            if GZIP.recognises(transcript):
                transcript = stack.enter_context(_unpacked(transcript, file.stat().st_size))
            for item in side_rows(transcript, self._given):
                if isinstance(item, SideNotice):
                    self.oddities.append(item.problem)
                    continue
                problem = item if isinstance(item, Problem) else self._keep(item)
                if problem is not None:
                    yield problem

    def _keep(self, row: SideRow) -> Problem | None:
        names = tuple(row.values)
        header = self._headers.get(names)
        if header is None:
            header = self._headers[names] = _Header.of(names, self._given)
            if not self.oddities:
                self.oddities.extend(colliding_keys(names, self._given, self._path, row.line))
        if header.call_id is None:
            return replace(no_call_ids(names, self._path, self._given), line=row.line)
        values = list(row.values.values())
        key = cell_value(values[header.call_id])
        if is_blank(key):
            message = Text("这一行没有写通话编号。", "This row has no call id.")
            return Problem("no-call-id", message, self._path, row.line)
        if (problem := mangled_id(key, self._path, row.line)) is not None:
            return problem
        data, unreadable = row_data(names, values, header.columns, header.ring_unit)
        unit = header.unknown_unit if "ring_ms" in data else ""
        stored = StoredRow(row.line, data, unreadable, unknown_unit=unit)
        self._store.add(whole_id(plain(key)), stored)
        return None


class _Header(NamedTuple):
    """What the names of the columns say; worked out once, not for each row."""

    columns: dict[str, int]
    call_id: int | None
    ring_unit: float | None
    unknown_unit: str
    """The column of ``ring_ms`` where its name says a unit that is not known."""

    @classmethod
    def of(cls, names: tuple[str, ...], given: Mapping[str, str]) -> _Header:
        """Return the header with ``names``."""
        columns = find_call_columns(names, given)
        ring = columns.get("ring_ms")
        unit = None if ring is None else unit_named(names[ring])
        unknown = "" if ring is None or not has_unknown_unit(names[ring]) else names[ring]
        return cls(columns, columns.get("call_id"), unit, unknown)


def _unpacked(transcript: Transcript, size: int) -> AbstractContextManager[Transcript]:
    for member in GZIP.members(transcript, Expansion(size, transcript.source)):
        if not isinstance(member, Problem):
            return member.open()
        raise LoadError(member)
    raise LoadError(empty_file(transcript.source))
