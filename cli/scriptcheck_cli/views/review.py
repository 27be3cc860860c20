"""What a review comes to, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.review import ReviewStatus
from scriptcheck.write.review_results.sheets import STATUSES
from scriptcheck.write.review_results.writer import REVIEW_WORKBOOK
from scriptcheck_cli.console import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scriptcheck.language import Lang
    from scriptcheck.write.review_results import ReviewWriter
    from scriptcheck.write.review_results.writer import ReviewCounts

_FEW = 5
"""Ids that are named one by one."""


def print_review(writer: ReviewWriter, folder: Path, lang: Lang) -> None:
    """Report what the review that ``writer`` wrote to ``folder`` comes to."""
    for text in _lines(writer.counts, writer.other_calls, folder):
        say(text, lang)


def _lines(counts: ReviewCounts, others: Sequence[str], folder: Path) -> Iterator[Text]:
    found = [(STATUSES[each], counts.statuses.get(each.value, 0)) for each in ReviewStatus]
    zh = "，".join(f"{word.zh} {count}" for word, count in found if count)
    en = ", ".join(f"{word.en} {count}" for word, count in found if count)
    yield Text(
        f"{counts.calls} 通里有标注 {counts.reviewed} 通，分数变了 {counts.changed_scores} 通；"
        f"结论：{zh or '无'}。见 {folder / REVIEW_WORKBOOK}。",
        f"{counts.reviewed} of {counts.calls} calls have labels, {counts.changed_scores} scores"
        f" changed; verdicts: {en or 'none'}. See {folder / REVIEW_WORKBOOK}.",
    )
    if counts.refused:
        yield Text(
            f"不计入的说法 {counts.refused} 条（过期的申诉，终审之后的），记录里有原因。",
            f"{counts.refused} labels do not count (late appeals, or after the final stage); the"
            " history says why.",
        )
    for ids, text in (
        (others, Text("报告里没有的通话有标注", "Calls with labels and no report")),
        (counts.unknown_rules, Text("报告里没有的规则有标注", "Rules with labels and no verdict")),
        (
            counts.unweighed,
            Text("不知道扣几分的补判规则", "Added violations whose points are not known"),
        ),
    ):
        if ids:
            listed = ", ".join(ids[:_FEW]) + ("…" if len(ids) > _FEW else "")
            yield Text(f"{text.zh}：{listed}。", f"{text.en}: {listed}.")
