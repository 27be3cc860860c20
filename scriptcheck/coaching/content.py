"""A coaching sheet in words: the same on the terminal and on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.text.visible import visible
from scriptcheck.write.content.words import RESULTS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.coaching.sheet import CoachedCall, CoachingSheet, OwnWords, RecurringMiss
    from scriptcheck.language import Lang

_BEST: Final = Text("最好的通话", "Best calls")
_WORST: Final = Text("最差的通话", "Worst calls")
_MISSES: Final = Text("反复出现的问题", "What recurs")
_NONE: Final = Text("没有在两通以上电话里出现的问题。", "Nothing recurs in two calls or more.")
_NO_CALLS: Final = Text("没有。", "None.")


class SheetItem(NamedTuple):
    """A call or a miss."""

    title: str
    lines: tuple[str, ...]


class SheetSection(NamedTuple):
    """The best calls, the worst, or what recurs."""

    title: str
    items: tuple[SheetItem, ...]
    empty: str
    """What is said where there are no items."""


def heading(sheet: CoachingSheet, lang: Lang) -> tuple[str, str]:
    """Return the title of ``sheet``, and its figures on one line."""
    names = " ".join(visible(name) for name in (sheet.agent_id, sheet.agent_name) if name)
    days = "" if not sheet.first_day else f"{sheet.first_day} – {sheet.last_day}"
    mean = "–" if sheet.mean_score is None else f"{sheet.mean_score:.1f}"
    title = Text(f"辅导单：{names}", f"Coaching sheet: {names}").to(lang)
    figures = Text(
        f"{sheet.calls} 通，{sheet.scored} 通有分数，平均 {mean} 分，{sheet.passed} 通合格，"
        f"{sheet.failed} 通不合格",
        f"{sheet.calls} calls, {sheet.scored} with a score, mean {mean}, {sheet.passed} passed,"
        f" {sheet.failed} failed",
    ).to(lang)
    return title, Text("；", "; ").to(lang).join(filter(None, (days, figures)))


def sections(sheet: CoachingSheet, lang: Lang) -> tuple[SheetSection, ...]:
    """Return what ``sheet`` says, in ``lang``."""
    best = tuple(_call(each, lang) for each in sheet.best)
    worst = tuple(_call(each, lang) for each in sheet.worst)
    misses = tuple(_miss(each, lang) for each in sheet.misses)
    return (
        SheetSection(_MISSES.to(lang), misses, _NONE.to(lang)),
        SheetSection(_BEST.to(lang), best, _NO_CALLS.to(lang)),
        SheetSection(_WORST.to(lang), worst, _NO_CALLS.to(lang)),
    )


def _call(call: CoachedCall, lang: Lang) -> SheetItem:
    result = RESULTS[call.passed].to(lang)
    title = Text(f"{call.score} 分，{result}", f"{call.score}, {result}").to(lang)
    name = " ".join(filter(None, (visible(call.call_id), call.day)))
    lines = []
    between = Text("、", ", ").to(lang)
    if call.broken:
        listed = between.join(map(visible, call.broken))
        lines.append(Text(f"违规：{listed}", f"broken: {listed}").to(lang))
    if call.kept:
        listed = between.join(map(visible, call.kept))
        lines.append(Text(f"做到：{listed}", f"kept: {listed}").to(lang))
    return SheetItem(f"{name}{Text('：', ': ').to(lang)}{title}", tuple(lines))


def _miss(miss: RecurringMiss, lang: Lang) -> SheetItem:
    severity = SEVERITIES[Severity(miss.severity)].to(lang)
    title = Text(
        f"{visible(miss.title)}（{severity}）：{miss.judged} 通中 {miss.calls} 通，"
        f"{miss.points} 分",
        f"{visible(miss.title)} ({severity}): {miss.calls} of {miss.judged} calls,"
        f" {miss.points} points",
    )
    return SheetItem(title.to(lang), tuple(_of_miss(miss, lang)))


def _of_miss(miss: RecurringMiss, lang: Lang) -> Iterator[str]:
    for each in miss.words:
        yield _said(each, lang)
    for words in miss.right:
        yield Text(f"可以这样说：{visible(words)}", f"for example: {visible(words)}").to(lang)
    for advice in miss.advice:
        yield Text(f"建议：{visible(advice)}", f"advice: {visible(advice)}").to(lang)


def _said(words: OwnWords, lang: Lang) -> str:
    before, quote, after = words.said.partition(words.quote)
    marked = f"{before}【{quote}】{after}" if quote and words.quote != words.said else words.said
    place = " ".join(filter(None, (visible(words.call_id), words.day)))
    # People count turns from 1.
    number = words.turn + 1
    return Text(
        f"原话（{place}，第 {number} 句）：{visible(marked)}",
        f"said ({place}, turn {number}): {visible(marked)}",
    ).to(lang)
