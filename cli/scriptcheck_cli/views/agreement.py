"""How far raters agree, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text as RichText

from scriptcheck.language import Text
from scriptcheck_cli.console import one_line, out, say
from scriptcheck_cli.views.ids import few, repeated_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.agreement import Agreement, Coefficient, EntryAgreement
    from scriptcheck.language import Lang

_HEADING: Final = (
    Text("规则或话术", "rule or cue"),
    Text("通话", "calls"),
    Text("处", "units"),
    Text("人", "raters"),
    Text("判“是”", "yes"),
    Text("一致", "agreed"),
    Text("Cohen κ", "Cohen's κ"),
    Text("Gwet AC1", "Gwet's AC1"),
    Text("Krippendorff α", "Krippendorff's α"),
)
_ALL: Final = {"rule": Text("规则合计", "all rules"), "cue": Text("话术合计", "all cues")}


def print_agreement(agreement: Agreement, lang: Lang) -> None:
    """Print a row for each rule and cue, each kind after all of it together."""
    if not agreement.entries:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for index, heading in enumerate(_HEADING):
        table.add_column(heading.to(lang), justify="right" if index else "left", overflow="fold")
    for entry in agreement.entries:
        if not entry.entry:
            table.add_section()
        style = "" if entry.entry else "bold"
        cells = (RichText(one_line(cell)) for cell in _cells(entry, lang))
        table.add_row(*cells, style=style)
    out().print(table)


def print_summary(agreement: Agreement, lang: Lang, *, written: Path | None) -> None:
    """Report who rated, and what says nothing of agreement, on standard error."""
    for text in _summary(agreement, written):
        say(text, lang)


def _cells(entry: EntryAgreement, lang: Lang) -> tuple[str, ...]:
    return (
        entry.entry or _ALL[entry.kind].to(lang),
        str(entry.calls),
        str(entry.units),
        str(entry.raters),
        f"{100 * entry.prevalence:.0f}%",
        f"{100 * entry.observed:.0f}%",
        *(_coefficient(each) for each in (entry.kappa, entry.ac1, entry.alpha)),
    )


def _coefficient(found: Coefficient | None) -> str:
    if found is None:
        return "-"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} ({found.low:.2f}–{found.high:.2f})"


def _summary(agreement: Agreement, written: Path | None) -> Iterator[Text]:
    raters = agreement.raters
    yield Text(
        f"{len(raters)} 位：{'、'.join(raters)}；不一致 {len(agreement.disagreements)} 处。",
        f"{len(raters)} raters: {', '.join(raters)}; {len(agreement.disagreements)} disagreements.",
    )
    if agreement.unshared:
        yield Text(
            f"只有一人评过的 {agreement.unshared} 处，没有计入。",
            f"{agreement.unshared} units that one rater alone has rated do not count.",
        )
    if len(agreement.unsigned_files) > 1:
        listed = few(agreement.unsigned_files)
        yield Text(
            f"没有署名的标注，每个文件算一个人：{listed.zh}。",
            f"Labels that nobody signed are by one person for each file: {listed.en}.",
        )
    for ids, zh, en in (
        (agreement.other_calls, "通电话", "calls"),
        (agreement.other_rules, "条规则", "rules"),
    ):
        if ids:
            listed = few(ids)
            yield Text(
                f"标注里有、报告里没有的 {len(ids)} {zh}，程序不算评过：{listed.zh}。",
                f"{len(ids)} {en} with labels are not in the reports, and the program does not rate"
                f" them: {listed.en}.",
            )
    if agreement.repeated:
        by_first = Text("标注和第一通比", "Labels are compared with the first")
        yield repeated_ids(agreement.repeated, by_first)
    if written is not None:
        yield Text(f"不一致之处写到 {written}。", f"Disagreements written to {written}.")
