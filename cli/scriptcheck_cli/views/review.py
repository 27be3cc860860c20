"""What a review comes to, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.review import ReviewStatus
from scriptcheck.write.review_results.sheets import STATUSES
from scriptcheck.write.review_results.writer import REVIEW_WORKBOOK
from scriptcheck_cli.console import say
from scriptcheck_cli.views.ids import few, repeated_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.language import Lang
    from scriptcheck.write.review_results import ReviewWriter


def print_review(writer: ReviewWriter, folder: Path, lang: Lang) -> None:
    """Report what the review that ``writer`` wrote to ``folder`` comes to."""
    for text in _lines(writer, folder):
        say(text, lang)


def _lines(writer: ReviewWriter, folder: Path) -> Iterator[Text]:
    counts = writer.counts
    found = [(STATUSES[each], counts.statuses.get(each.value, 0)) for each in ReviewStatus]
    zh = "，".join(f"{word.zh} {count}" for word, count in found if count)
    en = ", ".join(f"{word.en} {count}" for word, count in found if count)
    yield Text(
        f"{counts.calls} 通里有标注 {counts.reviewed} 通，分数变了 {counts.changed_scores} 通；"
        f"结论：{zh or '无'}。见 {folder / REVIEW_WORKBOOK}。",
        f"{counts.reviewed} of {counts.calls} calls have labels, {counts.changed_scores} scores"
        f" changed; verdicts: {en or 'none'}. See {folder / REVIEW_WORKBOOK}.",
    )
    if files := writer.unsigned_files:
        listed = few(files)
        yield Text(
            f"没有署名的标注，每个文件算一个人：{listed.zh}。",
            f"Labels that nobody signed are by one person for each file: {listed.en}.",
        )
    if counts.refused:
        yield Text(
            f"不计入的说法 {counts.refused} 条（过期的申诉，终审之后的），记录里有原因。",
            f"{counts.refused} labels do not count (late appeals, or after the final stage); the"
            " history says why.",
        )
    if others := writer.other_calls:
        listed = few(others)
        yield Text(
            f"报告里没有的 {len(others)} 通电话有标注，不计入：{listed.zh}。",
            f"{len(others)} calls with labels have no report and do not count: {listed.en}.",
        )
    if rules := counts.unknown_rules:
        listed = few(rules)
        yield Text(
            f"报告里没有的 {len(rules)} 条规则有 {counts.unknown_labels} 条标注，不计入："
            f"{listed.zh}。报告可能是按另一个方案或版本做的；记录里都有。",
            f"{counts.unknown_labels} labels are on {len(rules)} rules that the reports do not"
            f" have, and do not count: {listed.en}. The reports may be by another profile or"
            " version; the history has them all.",
        )
    if counts.other_profile:
        yield Text(
            f"{counts.other_profile} 通电话不是按 --profile 的这个方案或版本（以及 --set）判的："
            "补判和接替的违规按它现在的分值算。",
            f"{counts.other_profile} calls were judged by another profile or version (or --set)"
            " than that of --profile, which says what added violations cost.",
        )
    if counts.unscored:
        yield Text(
            f"{counts.unscored} 通电话改判后的分数算不出来：按这个方案连机器的分数也对不上。"
            "请用 --profile 给出检查时的方案。",
            f"The scores of {counts.unscored} calls after review are not known: by this profile not"
            " even the machine's come out. Name the profile of the check with --profile.",
        )
    if counts.unweighed:
        listed = few(counts.unweighed)
        yield Text(
            f"不知道扣几分的规则（补判的，或接替别条的）：{listed.zh}。",
            f"Rules of added or succeeding violations whose points are not known: {listed.en}.",
        )
    if counts.repeated:
        each = Text("标注算在编号相同的每一通上", "Labels count for each of them")
        yield repeated_ids(counts.repeated, each)
