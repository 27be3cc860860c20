"""The tables of the summary in Markdown, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.cell_text import joined, one_line
from scriptcheck.write.content.markdown_text import escape_markdown
from scriptcheck.write.content.standing import (
    LEAST_CALLS,
    STANDINGS,
    Standing,
    interval_words,
    ranked,
)
from scriptcheck.write.content.suspect_rows import TO_LOOK_AT
from scriptcheck.write.content.words import SEVERITIES, reason_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.write.content.case_rows import CaseTotals
    from scriptcheck.write.content.standing import RankedGroup
    from scriptcheck.write.content.totals import Totals

MOST_ROWS: Final = 10
"""Rules, agents and calls listed at most: it is to be read in a chat."""

_LONGEST: Final = 60
"""Characters of an id or a name that are shown."""

_TITLE: Final = Text("服务规范质检", "Service script check")
_RULES: Final = Text("违规最多的规则", "Rules broken most often")
_SECTIONS: Final = Text("评分卡各部分", "Sections of the scorecard")
_DISPUTES: Final = Text("有异议的规则", "Rules with disputed violations")
_AGENTS: Final = Text("客服，平均分由低到高", "Agents, by mean score, the lowest first")
_CASES: Final = Text("没有按时限处理的工单", "Cases that did not keep a time limit")
_CALLS: Final = Text("得分最低的通话", "Calls with the lowest scores")
_CALLS_HEADINGS: Final = (
    Text("通话", "call"),
    Text("得分", "score"),
    Text("主要违规", "main violations"),
)
_RULE_HEADINGS: Final = (
    Text("规则", "rule"),
    Text("程度", "severity"),
    Text("违规通数", "calls failed"),
    Text("遵守率", "kept"),
)
_SECTION_HEADINGS: Final = (
    Text("部分", "section"),
    Text("平均分", "mean score"),
    Text("下限", "floor"),
    Text("低于下限的通话", "calls below it"),
)
_DISPUTE_HEADINGS: Final = (
    Text("规则", "rule"),
    Text("有标注的违规", "violations with a label"),
    Text("有异议", "disputed"),
    Text("异议率", "share"),
)
_AGENT_HEADINGS: Final = (
    Text("客服", "agent"),
    Text("有得分的通话", "calls with a score"),
    Text("平均分（95% 区间）", "mean score (95% interval)"),
    Text("合格率（95% 区间）", "pass rate (95% interval)"),
    Text("与总平均相比", "beside all calls"),
    Text("最常见的违规", "most frequent violations"),
)
_CASE_HEADINGS: Final = (
    Text("工单", "case"),
    Text("规则", "rule"),
    Text("程度", "severity"),
    Text("期限", "due"),
    Text("结果", "result"),
)
_DOUBTFUL_HEADINGS: Final = (
    Text("通话", "call"),
    Text("可能是", "may be"),
    Text("话轮", "turn"),
    Text("说的话", "quote"),
    Text("类似", "similar to"),
)
MOST_TITLES: Final = 3


class LowCall(NamedTuple):
    """A call with violations, ordered so that the least of them is the first to be forgotten."""

    above: int
    """The score, negative."""
    number: int
    """Its place among the calls, negative: of equal scores the earlier stays."""
    call_id: str
    titles: tuple[str, ...]


class BrokenLimit(NamedTuple):
    """A time limit that a case did not keep, ordered so that the first is the one to show first."""

    rank: int
    """The rank of its severity."""
    case_id: str
    rule: str
    title: str
    severity: Severity
    due: str
    reason: str


class DoubtfulTurn(NamedTuple):
    """A suspect, ordered so that the least of them is the first to be forgotten."""

    confidence: float
    number: int
    """The place of its call among the calls, negative: of equal ones the earlier stays."""
    turn: int
    """Negative."""
    call_id: str
    title: str
    quote: str
    similar: str


class SummaryContent(NamedTuple):
    """What the summary is of."""

    totals: Totals
    cases: CaseTotals
    lowest: Sequence[LowCall]
    broken: Sequence[BrokenLimit]
    doubtful: Sequence[DoubtfulTurn]
    doubtful_count: int
    """How many turns there are to look at."""


def summary_lines(found: SummaryContent, lang: Lang) -> Iterator[str]:
    """Yield the lines of the summary."""
    totals = found.totals
    yield f"# {_TITLE.to(lang)}"
    yield ""
    said = [_headline(totals), *_case_words(found.cases), *_dispute_words(totals)]
    yield ("" if lang == "zh" else " ").join(each.to(lang) for each in said)
    yield from _table(_SECTIONS, _SECTION_HEADINGS, _section_rows(totals, lang), lang)
    yield from _table(_RULES, _RULE_HEADINGS, _rule_rows(totals, lang), lang)
    yield from _table(_DISPUTES, _DISPUTE_HEADINGS, _dispute_rows(totals), lang)
    yield from _agent_lines(totals, lang)
    rows = [[each.call_id, str(-each.above), joined(each.titles)] for each in found.lowest]
    yield from _table(_CALLS, _CALLS_HEADINGS, rows, lang)
    yield from _case_lines(found.broken, lang)
    yield from _doubtful_lines(found.doubtful, found.doubtful_count, lang)


def _case_lines(broken: Sequence[BrokenLimit], lang: Lang) -> Iterator[str]:
    rows = [
        [
            each.case_id,
            each.title,
            SEVERITIES[each.severity].to(lang),
            each.due.replace("T", " "),
            reason_words(each.reason).to(lang),
        ]
        for each in broken
    ]
    yield from _table(_CASES, _CASE_HEADINGS, rows, lang)


def _doubtful_lines(found: Sequence[DoubtfulTurn], count: int, lang: Lang) -> Iterator[str]:
    title = Text(
        f"{TO_LOOK_AT.zh}（{count} 处，不算违规）",
        f"{TO_LOOK_AT.en} ({count}, no violations)",
    )
    rows = [
        [each.call_id, each.title, str(1 - each.turn), each.quote, each.similar] for each in found
    ]
    yield from _table(title, _DOUBTFUL_HEADINGS, rows, lang)


def _headline(totals: Totals) -> Text:
    every = totals.all
    zh, en = f"**{every.calls}** 通电话", f"**{every.calls}** calls"
    if every.pass_rate is not None:
        zh += f"，合格率 **{every.pass_rate:.1%}**"
        en += f", **{every.pass_rate:.1%}** passed"
    if every.mean_score is not None:
        zh += f"，平均 **{every.mean_score:.1f}** 分"
        en += f", mean score **{every.mean_score:.1f}**"
    if unjudged := every.calls - every.judged:
        zh += f"，{unjudged} 通无法判断"
        en += f", {unjudged} could not be judged"
    found = [(SEVERITIES[each], every.severities[each]) for each in Severity]
    counts = [(word, count) for word, count in found if count]
    listed = Text(
        "，".join(f"{word.zh} {count}" for word, count in counts) or "0",
        ", ".join(f"{count} {word.en}" for word, count in counts) or "0",
    )
    each = "" if every.violations_a_call is None else f"{every.violations_a_call:.1f}"
    a_call = Text(f"，平均每通 {each} 处" if each else "", f"; {each} a call" if each else "")
    return Text(
        f"{zh}。违规：{listed.zh}{a_call.zh}。", f"{en}. Violations: {listed.en}{a_call.en}."
    )


def _case_words(cases: CaseTotals) -> Iterator[Text]:
    if cases.cases:
        yield Text(
            f"工单 **{cases.cases}** 个，**{cases.failing}** 个有违规。",
            f"**{cases.cases}** cases, **{cases.failing}** with violations.",
        )


def _dispute_words(totals: Totals) -> Iterator[Text]:
    if labelled := totals.labelled:
        share = f"{totals.disputed / labelled:.1%}"
        yield Text(
            f"有标注的违规 {labelled} 处，其中 {totals.disputed} 处有异议（{share}）。",
            f"{labelled} violations have a label, {totals.disputed} of them are disputed"
            f" ({share}).",
        )


def _section_rows(totals: Totals, lang: Lang) -> Iterator[list[str]]:
    for each in totals.sections.values():
        mean = "–" if each.mean_score is None else f"{each.mean_score:.1f}"
        limit = ["–", "–"] if each.floor is None else [str(each.floor), str(each.below)]
        yield [each.title.to(lang), mean, *limit]


def _dispute_rows(totals: Totals) -> Iterator[list[str]]:
    for each in totals.rules_by_disputes()[:MOST_ROWS]:
        if each.disputed:
            counts = (each.labelled, each.disputed)
            yield [each.title, *map(str, counts), f"{each.disputed_share:.0%}"]


def _rule_rows(totals: Totals, lang: Lang) -> Iterator[list[str]]:
    for each in totals.rules_by_failures()[:MOST_ROWS]:
        if failed := each.violations:
            kept = f"{each.kept_rate:.0%}"
            yield [each.title, SEVERITIES[each.severity].to(lang), str(failed), kept]


def _agent_lines(totals: Totals, lang: Lang) -> Iterator[str]:
    """Yield the agents that can be ranked, and how many cannot."""
    agents = ranked(totals.agents, totals.all)
    able = [each for each in agents if each.found.standing is not Standing.TOO_FEW]
    yield from _table(_AGENTS, _AGENT_HEADINGS, _agent_rows(able, totals, lang), lang)
    if few := len(agents) - len(able):
        yield ""
        yield Text(
            f"另有 {few} 位客服有得分的通话不足 {LEAST_CALLS} 通，不排。",
            f"Agents with fewer than {LEAST_CALLS} calls with a score, not ranked: {few}.",
        ).to(lang)


def _agent_rows(agents: Sequence[RankedGroup], totals: Totals, lang: Lang) -> Iterator[list[str]]:
    for agent, group, found in agents[:MOST_ROWS]:
        name = f"{agent} {group.name}" if group.name not in {"", agent} else agent
        titles = [totals.rules[rule].title for rule, _ in group.most_broken(MOST_TITLES)]
        yield [
            name,
            str(group.scored),
            f"{group.mean_score:.1f} ({interval_words(found.mean)})",
            f"{group.pass_rate:.0%} ({interval_words(found.pass_rate, percent=True)})",
            STANDINGS[found.standing].to(lang),
            joined(titles),
        ]


def _table(
    title: Text, headings: Sequence[Text], rows: Iterable[Sequence[str]], lang: Lang
) -> Iterator[str]:
    """Yield the table under its title, and nothing where it has no rows."""
    found = list(rows)
    if not found:
        return
    yield ""
    yield f"## {title.to(lang)}"
    yield ""
    yield f"| {' | '.join(heading.to(lang) for heading in headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in found:
        yield f"| {' | '.join(map(_short, row))} |"


def _short(text: str) -> str:
    """Return ``text`` for a cell in Markdown, where its beginning shows as it is."""
    shown = one_line(text)
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    return escape_markdown(shown)
