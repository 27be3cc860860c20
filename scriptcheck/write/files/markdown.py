"""What many calls come to, as Markdown to paste into a chat."""

from __future__ import annotations

import heapq
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.language import Text
from scriptcheck.report import Severity
from scriptcheck.write.content.cell_text import one_line
from scriptcheck.write.content.suspect_rows import TO_LOOK_AT
from scriptcheck.write.content.totals import Totals
from scriptcheck.write.content.words import SEVERITIES
from scriptcheck.write.whole_file import whole_file
from scriptcheck.write.writer import PieceWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck.language import Lang
    from scriptcheck.write.writer import Pair

MOST_ROWS: Final = 10
"""Rules, agents and calls listed at most: it is to be read in a chat."""

_LONGEST: Final = 60
"""Characters of an id or a name that are shown."""

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~@#&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown or a chat takes for more than text: marks, links, bare addresses, mentions."""

_TITLE: Final = Text("服务规范质检", "Service script check")
_RULES: Final = Text("违规最多的规则", "Rules broken most often")
_AGENTS: Final = Text("平均分最低的客服", "Agents with the lowest mean scores")
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
_AGENT_HEADINGS: Final = (
    Text("客服", "agent"),
    Text("通话数", "calls"),
    Text("平均分", "mean score"),
    Text("最常见的违规", "most frequent violations"),
)
_DOUBTFUL_HEADINGS: Final = (
    Text("通话", "call"),
    Text("可能是", "may be"),
    Text("话轮", "turn"),
    Text("说的话", "quote"),
    Text("类似", "similar to"),
)
_MOST_TITLES: Final = 3


class _Low(NamedTuple):
    """A call with violations, ordered so that the least of them is the first to be forgotten."""

    above: int
    """The score, negative."""
    number: int
    """Its place among the calls, negative: of equal scores the earlier stays."""
    call_id: str
    titles: tuple[str, ...]


class _Doubtful(NamedTuple):
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


class MarkdownPiece(NamedTuple):
    """What some calls come to."""

    totals: Totals
    lowest: list[_Low]
    """Those with the lowest scores, in any order."""
    doubtful: list[_Doubtful]
    """The suspects that the model is surest of, in any order."""
    doubtful_count: int
    """How many suspects there are."""


def counted(pairs: Sequence[Pair]) -> MarkdownPiece:
    """Return what the calls of ``pairs`` come to."""
    totals = Totals()
    low: list[_Low] = []
    doubtful: list[_Doubtful] = []
    for number, (report, call) in enumerate(pairs):
        totals.add(report, call)
        if report.score is not None and (violations := report.violations):
            titles = tuple(verdict.title for verdict in violations[:_MOST_TITLES])
            low.append(_Low(-report.score, -number, report.call_id, titles))
        doubtful += [
            _Doubtful(
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
    """Counts reports and writes the summary at the end."""

    def __init__(self, path: Path, lang: Lang = "zh") -> None:
        self._path, self._lang = path, lang
        self.maker = counted

    def begin(self, opened: ExitStack) -> None:
        """Make ready to write."""
        self._part = opened.enter_context(whole_file(self._path))
        opened.push(self._finish)
        self._totals = Totals()
        self._lowest: list[_Low] = []
        self._doubtful: list[_Doubtful] = []
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

    def _finish(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            lines = [*_lines(self._totals, self._lowest, self._lang)]
            lines += _doubtful_lines(self._doubtful, self._doubtful_count, self._lang)
            text = "\n".join(lines)
            self._part.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _lines(totals: Totals, lowest: Sequence[_Low], lang: Lang) -> Iterator[str]:
    yield f"# {_TITLE.to(lang)}"
    yield ""
    yield _headline(totals).to(lang)
    yield from _table(_RULES, _RULE_HEADINGS, _rule_rows(totals, lang), lang)
    yield from _table(_AGENTS, _AGENT_HEADINGS, _agent_rows(totals), lang)
    rows = [[each.call_id, str(-each.above), _listed(each.titles)] for each in lowest]
    yield from _table(_CALLS, _CALLS_HEADINGS, rows, lang)


def _doubtful_lines(found: Sequence[_Doubtful], count: int, lang: Lang) -> Iterator[str]:
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
    if every.mean_score is not None and every.pass_rate is not None:
        zh += f"，合格率 **{every.pass_rate:.1%}**，平均 **{every.mean_score:.1f}** 分"
        en += f", **{every.pass_rate:.1%}** passed, mean score **{every.mean_score:.1f}**"
    if unjudged := every.calls - every.judged:
        zh += f"，{unjudged} 通无法判断"
        en += f", {unjudged} could not be judged"
    found = [(SEVERITIES[each], every.severities[each]) for each in Severity]
    counts = [(word, count) for word, count in found if count]
    listed = Text(
        "，".join(f"{word.zh} {count}" for word, count in counts) or "0",
        ", ".join(f"{count} {word.en}" for word, count in counts) or "0",
    )
    return Text(f"{zh}。违规：{listed.zh}。", f"{en}. Violations: {listed.en}.")


def _rule_rows(totals: Totals, lang: Lang) -> Iterator[list[str]]:
    for each in totals.rules_by_failures()[:MOST_ROWS]:
        if failed := each.violations:
            kept = f"{each.kept_rate:.0%}"
            yield [each.title, SEVERITIES[each.severity].to(lang), str(failed), kept]


def _agent_rows(totals: Totals) -> Iterator[list[str]]:
    for agent, group in totals.agents_by_score()[:MOST_ROWS]:
        if group.mean_score is not None:
            name = f"{agent} {group.name}" if group.name not in {"", agent} else agent
            titles = [totals.rules[rule].title for rule, _ in group.most_broken(_MOST_TITLES)]
            yield [name, str(group.calls), f"{group.mean_score:.1f}", _listed(titles)]


def _listed(titles: Iterable[str]) -> str:
    return "；".join(titles)


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
        yield f"| {' | '.join(map(escaped, row))} |"


def escaped(text: str) -> str:
    """Return ``text`` for a line of Markdown, where it shows as it is."""
    shown = one_line(text)
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    return _SPECIAL.sub(r"\\\g<0>", shown)
