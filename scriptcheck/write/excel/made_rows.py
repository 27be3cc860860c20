"""A worksheet that takes rows as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from xlsxwriter.url import Url


class MadeRows(Worksheet):  # type: ignore[misc]
    """A worksheet in constant-memory mode that takes rows made in other processes.

    XlsxWriter has no way to be given a row, and to have it made from its cells takes the main
    process five times as long (docs/scale.md). What is used of its inner workings is held by a test
    that has it make the same rows, and by the upper bound of its versions in pyproject.toml.
    """

    def link(self, row: int, url: Url) -> None:
        """Let the first cell of ``row``, from 0, lead to ``url``, as it may in other rows too."""
        # As ``write_url`` does, which would also write the cell.
        self.hyperlinks[row][0] = url

    def add_row(self, row: int, xml: str) -> None:
        """Add ``xml`` as ``row``, from 0, after which no earlier row can be written."""
        self._check_dimensions(row, 0)
        if row > self.previous_row:
            self._write_single_row(row)
        self.row_data_fh.write(xml)
