"""What many calls come to, as Markdown to paste into a chat."""

from __future__ import annotations

import heapq
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.write.content.case_rows import CaseTotals
from scriptcheck.write.content.section_scores import NO_SECTIONS
from scriptcheck.write.content.totals import Totals
from scriptcheck.write.files.markdown_tables import (
    MOST_ROWS,
    MOST_TITLES,
    BrokenLimit,
    DoubtfulTurn,
    LowCall,
    SummaryContent,
    summary_lines,
)
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.cases.report import CaseReport
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport
    from scriptcheck.review import CallReview
    from scriptcheck.write.content.section_scores import ScorecardSections
    from scriptcheck.write.writer import Pair


class MarkdownPiece(NamedTuple):
    """What some calls come to."""

    totals: Totals
    lowest: list[LowCall]
    """Those with the lowest scores, in any order."""
    doubtful: list[DoubtfulTurn]
    """The suspects that the model is surest of, in any order."""
    doubtful_count: int
    """How many suspects there are."""


def counted(
    pairs: Sequence[Pair],
    sections: ScorecardSections = NO_SECTIONS,
    review: Callable[[CallReport], CallReview] | None = None,
) -> MarkdownPiece:
    """Return what the calls of ``pairs`` come to.

    ``sections`` are those of the profile; ``review`` returns what reviewers said of a call.
    """
    totals = Totals()
    low: list[LowCall] = []
    doubtful: list[DoubtfulTurn] = []
    for number, (report, call) in enumerate(pairs):
        said = review and review(report)
        totals.add(report, call, sections=sections.scores(report), review=said)
        if report.score is not None and (violations := report.violations):
            titles = tuple(verdict.title for verdict in violations[:MOST_TITLES])
            low.append(LowCall(-report.score, -number, report.call_id, titles))
        doubtful += [
            DoubtfulTurn(
                each.learned.confidence,
                -number,
                -each.turn,
                report.call_id,
                each.title,
                each.quote,
                each.learned.similar,
            )
            for each in report.suspects
        ]
    lowest, surest = heapq.nlargest(MOST_ROWS, low), heapq.nlargest(MOST_ROWS, doubtful)
    return MarkdownPiece(totals, lowest, surest, len(doubtful))


class MarkdownWriter(PieceWriter[MarkdownPiece]):
    """Counts reports and writes the summary at the end.

    ``sections`` are those of the profile; ``review`` returns what reviewers said of a call, where
    there was a review, and can be pickled.
    """

    def __init__(
        self,
        path: Path,
        lang: Lang = "zh",
        *,
        sections: ScorecardSections = NO_SECTIONS,
        review: Callable[[CallReport], CallReview] | None = None,
    ) -> None:
        self._path, self._lang = path, lang
        self.maker = partial(counted, sections=sections, review=review)

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._part = opened.enter_context(whole_file(self._path))
        opened.push(self._finish)
        self._totals, self._case_totals = Totals(), CaseTotals()
        self._broken: list[BrokenLimit] = []
        self._lowest: list[LowCall] = []
        self._doubtful: list[DoubtfulTurn] = []
        self._doubtful_count = 0

    def add(self, piece: MarkdownPiece) -> None:
        """Count some calls."""
        before = self._totals.all.calls
        found = (low._replace(number=low.number - before) for low in piece.lowest)
        self._lowest = heapq.nlargest(MOST_ROWS, [*self._lowest, *found])
        more = (each._replace(number=each.number - before) for each in piece.doubtful)
        self._doubtful = heapq.nlargest(MOST_ROWS, [*self._doubtful, *more])
        self._doubtful_count += piece.doubtful_count
        self._totals.merge(piece.totals)

    def add_cases(self, cases: Iterable[CaseReport], /) -> None:
        """Count the cases, and keep the most severe of their violations."""
        self._broken = heapq.nsmallest(MOST_ROWS, self._violations(cases))

    def _violations(self, cases: Iterable[CaseReport]) -> Iterator[BrokenLimit]:
        for case in cases:
            self._case_totals.add(case)
            for each in case.violations:
                due = each.due or ""
                what = (each.rule, each.title, each.severity, due, each.reason)
                yield BrokenLimit(each.severity.rank, case.case_id, *what)

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            found = SummaryContent(
                self._totals,
                self._case_totals,
                self._lowest,
                self._broken,
                self._doubtful,
                self._doubtful_count,
            )
            text = "\n".join(summary_lines(found, self._lang))
            self._part.write_text(f"{text}\n", encoding="utf-8", newline="\n")
