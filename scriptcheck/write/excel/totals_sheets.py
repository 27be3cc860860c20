"""The sheets of rules and of agents: what all calls come to for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity
from scriptcheck.write.content.words import OUTCOMES, SEVERITIES, dimension_words
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import bars, scale, severity_tints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.write.content.totals import GroupTotals, Totals
    from scriptcheck.write.excel.row_xml import Cell

RULES: Final = Text("规则", "Rules")
AGENTS: Final = Text("客服", "Agents")

_MOST_TITLES: Final = 5
_TIMES: Final = Text("{}（{} 通）", "{} ({} calls)")


RULE_COLUMNS: Final = (
    Column(Text("规则", "rule"), 40),
    Column(Text("编号", "id"), 34),
    Column(Text("程度", "severity"), colours=severity_tints),
    Column(Text("维度", "dimension")),
    Column(Text("违规通数", "calls failed"), style="whole", colours=bars()),
    Column(Text("并入其他违规", "counted under others"), style="whole"),
    Column(OUTCOMES[Outcome.PASS], style="whole"),
    Column(OUTCOMES[Outcome.NOT_APPLICABLE], style="whole"),
    Column(OUTCOMES[Outcome.UNDECIDABLE], style="whole"),
    Column(Text("遵守率", "kept"), style="percent", colours=scale(0, 0.6, 1)),
    Column(Text("共扣分", "points in all"), style="whole"),
    Column(Text("依据", "source"), 50),
)


def rule_rows(totals: Totals, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield a row for each rule, the one broken most often first."""
    for each in totals.rules_by_failures():
        yield [
            each.title,
            each.rule,
            SEVERITIES[each.severity].to(lang),
            dimension_words(each.dimension).to(lang) if each.dimension else "",
            each.violations,
            each.folded or None,
            each.outcomes[Outcome.PASS],
            each.outcomes[Outcome.NOT_APPLICABLE],
            each.outcomes[Outcome.UNDECIDABLE],
            each.kept_rate,
            each.points,
            each.source,
        ]


AGENT_COLUMNS: Final = (
    Column(Text("客服", "agent"), 24),
    Column(Text("姓名", "name"), 20),
    Column(Text("班组", "team"), 20),
    Column(Text("通话数", "calls"), style="whole"),
    Column(Text("平均分", "mean score"), style="decimal", colours=scale(0, 60, 100)),
    Column(Text("合格率", "pass rate"), style="percent", colours=scale(0, 0.6, 1)),
    *(Column(word, style="whole") for word in SEVERITIES.values()),
    Column(Text("最常见的违规", "most frequent violations"), 80),
)


def agent_rows(totals: Totals, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield a row for each agent, the lowest mean score first."""
    for agent, group in totals.agents_by_score():
        yield [
            agent,
            group.name,
            group.team,
            group.calls,
            group.mean_score,
            group.pass_rate,
            *(group.severities[severity] or None for severity in Severity),
            _most_broken(group, totals, lang),
        ]


def _most_broken(group: GroupTotals, totals: Totals, lang: Lang) -> str:
    return " / ".join(
        _TIMES.to(lang).format(totals.rules[rule].title, count)
        for rule, count in group.most_broken(_MOST_TITLES)
    )
