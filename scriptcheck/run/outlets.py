"""Where the reports of a run go besides the file of reports."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    from scriptcheck.call import Call
    from scriptcheck.report_lines import StoredForm
    from scriptcheck.run.work import ChunkResult
    from scriptcheck.write.writer import Writer


@dataclass(frozen=True, slots=True)
class Outlets:
    """The writers of a run."""

    pieced: Sequence[PieceWriter[Any]]
    """Writers that take what workers made of the reports."""
    plain: Sequence[Writer]
    """Writers that take the reports themselves."""

    @classmethod
    def of(cls, writers: Sequence[Writer]) -> Outlets:
        """Return ``writers``, grouped by what they take."""
        pieced = [writer for writer in writers if isinstance(writer, PieceWriter)]
        return cls(pieced, [each for each in writers if not isinstance(each, PieceWriter)])

    def entered(self, stack: ExitStack) -> Outlets:
        """Return them ready to write until ``stack`` ends."""
        return Outlets(
            [stack.enter_context(writer) for writer in self.pieced],
            [stack.enter_context(writer) for writer in self.plain],
        )

    def take(self, result: ChunkResult, reports: bytes, form: StoredForm) -> None:
        """Write what came of a chunk; ``reports`` are its reports in ``form``, one a line."""
        for pieces in result.pieces:
            for pieced, piece in zip(self.pieced, pieces, strict=True):
                pieced.add(piece)
        if self.plain:
            calls: list[Call] = pickle.loads(result.calls)  # noqa: S301  (from our own worker)
            for line, call in zip(reports.splitlines(), calls, strict=True):
                report = form.report(line)
                for writer in self.plain:
                    writer.write(report, call)
