"""``scriptcheck trend``: how agents, teams and rules do over time."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.language import Text
    from scriptcheck.trend import Trend

_MOST_SHOWN = 20


class PeriodOption(StrEnum):
    """How long each point of a chart stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def trend(
    runs: Annotated[
        list[Path],
        typer.Argument(metavar="RUN", help="The folders or reports.jsonl of runs of 'check'."),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for page and workbook.")
    ],
    period: Annotated[
        PeriodOption,
        typer.Option(
            "--period", metavar=options.choices(PeriodOption), help="What a point stands for."
        ),
    ] = PeriodOption.DAY,
    first_day: Annotated[
        str, typer.Option("--first-day", metavar="DAY", help="From when, as in 2026-03-02.")
    ] = "",
    last_day: Annotated[
        str, typer.Option("--last-day", metavar="DAY", help="Until when, that day included.")
    ] = "",
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Show how agents, teams and rules do over time, with control limits, as page and workbook.

    Exit code: 0 written, 2 a mistake in usage, or a file that is broken or cannot be read.
    """
    from scriptcheck.trend import Period, collect, trend_of, write_trend

    with reported_errors(lang.value, output):
        rules = options.load_profile(profile, None).rules
        titles = {
            name: rule.title if lang.value == "zh" else rule.title_en or rule.title
            for name, rule in rules.items()
        }
        found = trend_of(
            collect(runs),
            period=Period(period.value),
            first_day=first_day,
            last_day=last_day,
            titles=titles,
        )
        write_trend(found, output, lang=lang.value)
        if not quiet:
            for text in _summary(found, output):
                say(text, lang.value)


def _summary(found: Trend, output: Path) -> Iterator[Text]:
    from scriptcheck.language import Text

    signals = [(each, point) for each in found.series for point in each.chart.points]
    signals = [(each, point) for each, point in signals if point.signals]
    yield Text(
        f"{found.calls} 通，{len(found.series)} 张控制图，{len(signals)} 处信号，写到 {output}。",
        f"{found.calls} calls, {len(found.series)} charts, {len(signals)} signals: {output}.",
    )
    if found.undated:
        yield Text(
            f"{found.undated} 通没有日期，没有计入；start_time 可用 check 的 --call-data 给出。",
            f"{found.undated} calls have no day and are left out; --call-data of 'check' can give"
            " their start_time.",
        )
    for each, point in signals[:_MOST_SHOWN]:
        zh, en = ([signal.text.to(lang) for signal in point.signals] for lang in ("zh", "en"))
        kind, name = each.kind.text, each.title if each.name else ""
        yield Text(
            f"{kind.zh}{name and ' '}{name}，{point.period}：{point.share:.1%}，{'；'.join(zh)}",
            f"{kind.en}{name and ' '}{name}, {point.period}: {point.share:.1%}, {'; '.join(en)}",
        )
    if len(signals) > _MOST_SHOWN:
        rest = len(signals) - _MOST_SHOWN
        yield Text(f"另有 {rest} 处，见 {output}。", f"{rest} more in {output}.")
