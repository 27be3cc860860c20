"""Rows of any file to calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.load.call_builder import warn_first
from scriptcheck.load.readers.exports.call_rows import read_calls
from scriptcheck.load.readers.exports.find_table import find_table
from scriptcheck.load.readers.exports.turn_rows import read_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.exports.table import Table
    from scriptcheck.load.readers.exports.table_row import TableRow
    from scriptcheck.load.sentence import Origin


def read_rows(
    rows: Iterator[TableRow],
    origin: Origin,
    given: Mapping[str, str],
    around: Sequence[TableRow] = (),
) -> Iterator[Call | Problem]:
    """Yield the calls of ``rows``, each a turn or a call of its own; ``given`` names columns.

    ``around`` is what stands beside the table, each with the line of the row that it stands above.
    Raises ``LoadError`` where no column is known to hold what is said.
    """
    yield from read_table(find_table(rows, given, origin.file, around=around), origin)


def read_table(table: Table, origin: Origin) -> Iterator[Call | Problem]:
    """Yield the calls of ``table``, whose rows are turns or calls."""
    calls = read_calls(table, origin) if table.has_calls else read_turns((table, origin))
    yield from warn_first(calls, table.flaws)
