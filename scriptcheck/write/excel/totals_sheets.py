"""The sheets of rules and of agents: what all calls come to for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity
from scriptcheck.write.content.cell_text import joined
from scriptcheck.write.content.standing import STANDINGS, interval_words, ranked
from scriptcheck.write.content.words import OUTCOMES, SEVERITIES, dimension_words
from scriptcheck.write.excel.column import Column
from scriptcheck.write.excel.styles import bars, scale, severity_tints, standing_tints

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
    Column(Text("规则", "rule"), 36),
    Column(Text("编号", "id"), 30),
    Column(Text("程度", "severity"), colours=severity_tints),
    Column(Text("维度", "dimension"), is_optional=True),
    Column(Text("违规通数", "calls failed"), style="whole", colours=bars()),
    Column(Text("并入其他违规", "counted under others"), style="whole"),
    Column(OUTCOMES[Outcome.PASS], style="whole"),
    Column(OUTCOMES[Outcome.NOT_APPLICABLE], style="whole"),
    Column(OUTCOMES[Outcome.UNDECIDABLE], style="whole"),
    Column(Text("遵守率", "kept"), style="percent", colours=scale(0, 0.6, 1)),
    Column(Text("共扣分", "points in all"), style="whole"),
    Column(Text("有标注的违规", "violations with a label"), 14, style="whole", is_optional=True),
    Column(Text("其中有异议", "of them disputed"), 14, style="whole", is_optional=True),
    Column(Text("异议率", "share disputed"), 12, style="percent", is_optional=True),
    Column(Text("依据", "source"), 50, is_optional=True, is_printed=False),
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
            each.labelled or None,
            each.disputed if each.labelled else None,
            each.disputed_share,
            each.source,
        ]


AGENT_COLUMNS: Final = (
    Column(Text("客服", "agent"), 18),
    Column(Text("姓名", "name"), 14, is_optional=True),
    Column(Text("班组", "team"), 14, is_optional=True),
    Column(Text("通话数", "calls"), style="whole"),
    Column(Text("有得分的", "with a score"), style="whole"),
    Column(Text("平均分", "mean score"), style="decimal"),
    Column(Text("平均分 95% 区间", "95% interval of the mean"), 14, is_optional=True),
    Column(Text("合格率", "pass rate"), style="percent"),
    Column(Text("合格率 95% 区间", "95% interval of the pass rate"), 16, is_optional=True),
    Column(Text("与总平均相比", "beside all calls"), 16, colours=standing_tints),
    Column(Text("每通违规", "violations a call"), 12, style="decimal"),
    *(Column(word, style="whole") for word in SEVERITIES.values()),
    Column(Text("最常见的违规", "most frequent violations"), 50),
)


def agent_rows(totals: Totals, lang: Lang) -> Iterator[Sequence[Cell]]:
    """Yield a row for each agent, by mean score; those with too few calls to be ranked last."""
    for agent, group, found in ranked(totals.agents, totals.all):
        yield [
            agent,
            group.name,
            group.team,
            group.calls,
            group.scored,
            group.mean_score,
            interval_words(found.mean),
            group.pass_rate,
            interval_words(found.pass_rate, percent=True),
            STANDINGS[found.standing].to(lang),
            group.violations_a_call,
            *(group.severities[severity] or None for severity in Severity),
            _most_broken(group, totals, lang),
        ]


def _most_broken(group: GroupTotals, totals: Totals, lang: Lang) -> str:
    return joined(
        _TIMES.to(lang).format(totals.rules[rule].title, count)
        for rule, count in group.most_broken(_MOST_TITLES)
    )
