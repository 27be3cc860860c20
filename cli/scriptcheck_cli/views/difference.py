"""What differs between two checks, on the screen: rules and changes out, the summary beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text as RichText

from scriptcheck.diff.page import KINDS
from scriptcheck.language import Text
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck_cli.console import one_line, out, say
from scriptcheck_cli.views.ids import few, repeated_ids
from scriptcheck_cli.views.words import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.diff import (
        MatchDifference,
        RuleDifference,
        RunDifference,
        SideFigures,
        VerdictDifference,
    )
    from scriptcheck.language import Lang

_HEADING: Final = (
    Text("规则", "rule"),
    Text("名称", "title"),
    Text("新判违规", "newly failing"),
    Text("不再违规", "no longer"),
    Text("其他改变", "other"),
    Text("均分", "mean score"),
    Text("合格增减", "passes +/−"),
)
_NO_RULE: Final = Text("没有这条规则", "no such rule")
_BY: Final = {True: Text("新找到", "found now"), False: Text("不再找到", "found no more")}
_SAME: Final = Text(
    "找到的相同：规则或通话数据不同", "the same was found: the rule or the data differs"
)


def print_difference(difference: RunDifference, lang: Lang, *, most: int) -> None:
    """Print the rules with a change, then each change, ``most`` of them where that is not 0."""
    if not difference.changes:
        return
    console = out()
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for index, heading in enumerate(_HEADING):
        is_text = index < 2  # noqa: PLR2004  (id and title)
        table.add_column(heading.to(lang), justify="left" if is_text else "right", overflow="fold")
    for rule in difference.rules:
        table.add_row(*(RichText(one_line(cell)) for cell in _cells(rule)))
    console.print(table)
    shown = difference.changes[: most or None]
    for change in shown:
        for line in _lines(change, lang):
            console.print(RichText(one_line(line)), soft_wrap=True)
    if (rest := len(difference.changes) - len(shown)) > 0:
        more = Text(f"另有 {rest} 处（--most 0 全部列出）", f"{rest} more (--most 0 lists all)")
        say(more, lang)


def print_summary(
    difference: RunDifference, lang: Lang, *, output: Path | None, shown: int | None
) -> None:
    """Report what the comparison comes to, on standard error; ``shown`` verdicts are on a page."""
    for text in _summary(difference, output, shown):
        say(text, lang)


def _cells(rule: RuleDifference) -> tuple[str, ...]:
    return (
        rule.rule,
        rule.title,
        str(rule.newly_failing or ""),
        str(rule.no_longer_failing or ""),
        str(rule.other or ""),
        f"{rule.mean_score:+.2f}" if rule.mean_score else "",
        f"+{rule.passes_gained} −{rule.passes_lost}"
        if rule.passes_gained or rule.passes_lost
        else "",
    )


def _lines(change: VerdictDifference, lang: Lang) -> Iterator[str]:
    before, after = (
        _NO_RULE.to(lang) if each is None else OUTCOMES[each].to(lang)
        for each in (change.before, change.after)
    )
    kind = KINDS[change.kind].to(lang)
    yield f"{change.call_id}  {change.rule} {change.title}  {kind}: {before} → {after}"
    for cause in change.causes:
        yield f"    {_cause(cause).to(lang)}"
    if not change.causes:
        yield f"    {_SAME.to(lang)}"


def _cause(cause: MatchDifference) -> Text:
    # People count turns from 1.
    by, cue, turn = _BY[cause.in_new], cause.cue, cause.turn + 1
    reason = SuppressionReason.text_of(cause.dropped)
    because = Text(f"（另一边没算：{reason.zh}）", f" (dropped on the other side: {reason.en})")
    because = because if cause.dropped else Text("", "")
    return Text(
        f"{by.zh} {cue}，话轮 {turn}“{cause.quote}” ← {cause.phrase}{because.zh}",
        f"{by.en} {cue}, turn {turn} '{cause.quote}' ← {cause.phrase}{because.en}",
    )


def _summary(difference: RunDifference, output: Path | None, shown: int | None) -> Iterator[Text]:
    calls, changed = difference.calls, difference.changed_calls
    if not calls:
        yield Text("两边没有共同的通话，没有比较。", "No call in common; nothing was compared.")
    elif not difference.changes:
        yield Text(f"{calls} 通电话，没有不同。", f"{calls} calls, no difference.")
    else:
        verdicts = sum(each.kind.is_of_outcome for each in difference.changes)
        rest = len(difference.changes) - verdicts
        yield Text(
            f"{calls} 通电话里 {changed} 通的结论变了：共 {verdicts} 个结论；另有 {rest} 处只是"
            "依据或轻重不同。",
            f"Of {calls} calls, {changed} changed: {verdicts} verdicts, and {rest} in evidence or"
            " weight.",
        )
        yield _figures(difference.old, difference.new)
    for ids, zh, en in (
        (difference.only_old, "旧的一边", "the old side"),
        (difference.only_new, "新的一边", "the new side"),
    ):
        if ids:
            listed = few(ids)
            yield Text(
                f"只有{zh}有的通话 {len(ids)} 通：{listed.zh}。",
                f"{len(ids)} calls that only {en} has: {listed.en}.",
            )
    if difference.repeated:
        by_order = Text("它们按先后对应", "They are compared by their order")
        yield repeated_ids(difference.repeated, by_order)
    if output is not None:
        page = Text(
            f"，{shown} 个改变的结论在 {output / 'index.html'} 里等人看",
            f"; {shown} changed verdicts to look at are in {output / 'index.html'}",
        )
        none = Text("", "") if shown is None else page
        yield Text(f"写到 {output}{none.zh}。", f"Written to {output}{none.en}.")


def _figures(old: SideFigures, new: SideFigures) -> Text:
    rates = [_percent(each.pass_rate) for each in (old, new)]
    scores = ["-" if each.mean_score is None else f"{each.mean_score:.2f}" for each in (old, new)]
    return Text(
        f"合格率 {rates[0]} → {rates[1]}，均分 {scores[0]} → {scores[1]}。",
        f"Pass rate {rates[0]} → {rates[1]}, mean score {scores[0]} → {scores[1]}.",
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
