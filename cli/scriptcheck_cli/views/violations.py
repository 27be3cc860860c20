"""The violations of a call on a terminal, in the way of a linter: place, quote, rule, advice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity, SuppressedMatch
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.write.content.unsure import UnsureCandidates
from scriptcheck.write.content.words import measured_words
from scriptcheck_cli.console import one_line, out
from scriptcheck_cli.views.marks import (
    BAR,
    BETWEEN,
    GUTTER,
    LISTED,
    Layout,
    dropped_mark,
    hanging,
    heard_mark,
    marked_lines,
    nearest_mark,
    numbered,
    suspect_mark,
    wrapped,
)
from scriptcheck_cli.views.screen import ScreenView
from scriptcheck_cli.views.words import RESULT_STYLES, RESULTS, SEVERITIES, SEVERITY_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console
    from rich.text import Text as RichText

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, Measured, Stretch, Verdict

_SEARCHED: Final = Text("查找范围：话轮 {} 至 {}", "searched: turns {} to {}")
_SEARCHED_ONE: Final = Text("查找范围：话轮 {}", "searched: turn {}")
_ADVICE: Final = Text("建议", "advice")
_FEW: Final = 3
"""Violations that are merely worth knowing are shown in full where there are no more."""
_FOLDED: Final = Text("{} 处（--select 规则编号 可看详情）：", "({}; --select ID shows more): ")
_ALSO: Final = Text("同时涉及", "also")
_CLEAN: Final = Text("没有违规。", "No violations.")
_COUNTED: Final = Text("{} 处违规", "{} violations")
_SCORE: Final = Text("得分 {}", "score {}")
_TO_LOOK_AT: Final = Text("请人看（不算违规，不扣分）：", "To look at (no violations, no points):")
_UNSURE: Final = Text("请人看（规则因此无法判断）：", "To look at (what leaves rules undecidable):")
_OPEN: Final = Text("{} 条规则无法判断", "{} rules could not be judged")


class ViolationsView(ScreenView):
    """A writer that shows each report on standard output as it comes."""

    def __init__(self, lang: Lang, profile: Profile | None = None) -> None:
        self._lang = lang
        self._unsure = UnsureCandidates(profile)
        self._console = out()

    def write(self, report: CallReport, call: Call) -> None:
        """Show ``report`` on ``call``."""
        print_violations(report, call, self._unsure, self._console, self._lang)

    def show(self) -> None:
        """All is shown already."""


def print_violations(
    report: CallReport, call: Call, unsure: UnsureCandidates, console: Console, lang: Lang
) -> None:
    """Print the violations in ``report`` on ``call``, the most severe first, and their sum.

    In between stands what is for a person to look at: suspects, and what ``unsure`` finds.
    """
    for lines in _paragraphs(report, call, unsure, Layout(0, console.width, lang)):
        for line in lines:
            console.print(line, soft_wrap=True)
        console.print()
    for line in _closing(report, lang):
        console.print(line)


def _paragraphs(
    report: CallReport, call: Call, unsure: UnsureCandidates, layout: Layout
) -> Iterator[list[RichText]]:
    """Yield the lines of each violation, of those folded, and of what is for a person."""
    shown = sorted(report.violations, key=_order)
    folded = [each for each in shown if each.severity is Severity.INFO]
    if len(folded) == len(shown) or len(folded) < _FEW:
        folded = []
    width, lang = layout.width, layout.lang
    for verdict in shown:
        if verdict not in folded:
            yield list(violation_lines(verdict, report, call, width, lang))
    if folded:
        yield list(_folded_lines(folded, width, lang))
    if report.suspects:
        yield list(suspect_lines(report, call, width, lang))
    if lines := list(unsure_lines(report, call, unsure, layout)):
        yield lines


def _folded_lines(folded: Sequence[Verdict], width: int, lang: Lang) -> Iterator[RichText]:
    """Yield the violations that are merely worth knowing, in a paragraph of their titles."""
    from rich.text import Text as RichText

    word, style = SEVERITIES[Severity.INFO].to(lang), SEVERITY_STYLES[Severity.INFO]
    titles = BETWEEN.to(lang).join(f"{one_line(each.title)} [{each.rule}]" for each in folded)
    heading = _FOLDED.to(lang).format(len(folded))
    yield from wrapped(RichText.assemble((f"{word} {heading}", style), titles), width)


def _order(verdict: Verdict) -> tuple[int, int]:
    """Return what sorts violations by severity, and those of one by place, missed steps last."""
    turns = [hit.turn for hit in verdict.evidence]
    turns += [place.first_turn for each in verdict.measured for place in each.places]
    return verdict.severity.rank, min(turns, default=1 << 62)


def violation_lines(
    verdict: Verdict, report: CallReport, call: Call, width: int, lang: Lang
) -> Iterator[RichText]:
    """Yield one violation, a line each: what is wrong, where, the proof, and what to do instead."""
    from rich.text import Text as RichText

    word, style = SEVERITIES[verdict.severity].to(lang), SEVERITY_STYLES[verdict.severity]
    points = f" ({verdict.points})" if verdict.points else ""
    heading = RichText.assemble(
        (f"{word}[{one_line(verdict.rule)}]", style),
        (f" {one_line(verdict.message)}{points}", "bold"),
    )
    yield from wrapped(heading, width)
    layout = Layout(_margin(verdict), width, lang)
    lead = RichText.assemble(" " * layout.margin, (" ╭─ ", GUTTER))
    for number, row in enumerate(
        wrapped(RichText(_place(verdict, report, call, lang)), width - lead.cell_len)
    ):
        yield RichText.assemble(
            *((" " * layout.margin, (BAR, GUTTER), " ") if number else (lead,)), row
        )
    yield from proof_lines(verdict, call, layout)
    if verdict.advice:
        advice = RichText(f"{_ADVICE.to(lang)}: {one_line(verdict.advice)}", style="green")
        yield from hanging(" " * layout.margin + " = ", advice, width)
    if verdict.also:
        titles = {each.rule: each.title for each in report.verdicts}
        listed = "; ".join(f"{one_line(titles[rule])} [{rule}]" for rule in verdict.also)
        also = RichText(f"{_ALSO.to(lang)}: {listed}", style="dim")
        yield from hanging(" " * layout.margin + " = ", also, width)


def suspect_lines(report: CallReport, call: Call, width: int, lang: Lang) -> Iterator[RichText]:
    """Yield what a person should look at, which is no violation, in the order of the call."""
    from rich.text import Text as RichText

    yield RichText(_TO_LOOK_AT.to(lang), style="bold yellow")
    margin = max(len(str(each.turn + 1)) for each in report.suspects)
    layout = Layout(margin, width, lang)
    for each in report.suspects:
        heading = RichText(f"{one_line(each.title)} [{one_line(each.cue)}]", style="yellow")
        yield from hanging(" " * (margin + 1), heading, width)
        yield from marked_lines([suspect_mark(each, call, lang)], layout)


def unsure_lines(
    report: CallReport, call: Call, unsure: UnsureCandidates, layout: Layout
) -> Iterator[RichText]:
    """Yield what leaves rules undecidable for a person to look at, rule by rule."""
    from rich.text import Text as RichText

    found = [(each, unsure.places(each, report)) for each in report.verdicts]
    found = [(verdict, places) for verdict, places in found if places]
    if not found:
        return
    yield RichText(_UNSURE.to(layout.lang), style="bold yellow")
    margin = max(len(str(each.turn + 1)) for _, places in found for each in places)
    for verdict, places in found:
        title = f"{one_line(verdict.title)} [{one_line(verdict.rule)}]"
        yield from hanging(" " * (margin + 1), RichText(title, style="yellow"), layout.width)
        marks = [
            dropped_mark(each, call)
            if isinstance(each, SuppressedMatch)
            else heard_mark(each, call, layout.lang)
            for each in places
        ]
        yield from marked_lines(marks, layout._replace(margin=margin))


def proof_lines(
    verdict: Verdict, call: Call, layout: Layout, *, nearest: bool = True
) -> Iterator[RichText]:
    """Yield what ``verdict`` rests on: what was said, what was measured, and what came nearest."""
    from rich.text import Text as RichText

    yield from marked_lines(
        (heard_mark(hit, call, layout.lang) for hit in verdict.evidence), layout
    )
    for place, titles in _measured(verdict.measured, layout.lang):
        note = f"{_clock(place.start_ms)}–{_clock(place.end_ms)} {titles}"
        yield numbered(_turns(place), layout, RichText(note))
    if nearest and verdict.nearest is not None:
        yield from marked_lines([nearest_mark(verdict.nearest, call, layout.lang)], layout)


def _margin(verdict: Verdict) -> int:
    """Return how many cells the numbers of the turns take."""
    numbers = [str(hit.turn + 1) for hit in verdict.evidence]
    numbers += [_turns(place) for each in verdict.measured for place in each.places]
    numbers += [str(verdict.nearest.turn + 1)] if verdict.nearest is not None else []
    return max(map(len, numbers), default=1)


def _place(verdict: Verdict, report: CallReport, call: Call, lang: Lang) -> str:
    """Return ``file:turn`` of what was said, or where something was looked for in vain."""
    name = one_line(report.source or report.call_id)
    if verdict.evidence:
        turn = verdict.evidence[0].turn
        start_ms = call.turns[turn].start_ms if turn < len(call.turns) else None
        return f"{name}:{turn + 1}{f' ({_clock(start_ms)})' if start_ms is not None else ''}"
    if places := [place for each in verdict.measured for place in each.places]:
        return f"{name}:{places[0].first_turn + 1}"
    if verdict.searched is not None and verdict.searched.turns is not None:
        first, last = verdict.searched.turns
        words = _SEARCHED_ONE if first == last else _SEARCHED
        return f"{name}  {words.to(lang).format(first + 1, last + 1)}"
    return name


def _measured(measured: Iterable[Measured], lang: Lang) -> Iterator[tuple[Stretch, str]]:
    """Yield each place where something was measured, with what."""
    titles: dict[Stretch, list[str]] = {}
    for each in measured:
        for place in each.places:
            titles.setdefault(place, []).append(measured_words(each).to(lang))
    for place, found in titles.items():
        yield place, BETWEEN.to(lang).join(found)


def _turns(place: Stretch) -> str:
    if place.last_turn == place.first_turn:
        return str(place.first_turn + 1)
    return f"{place.first_turn + 1}–{place.last_turn + 1}"


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes:02}:{rest / 1000:04.1f}"


def _closing(report: CallReport, lang: Lang) -> Iterator[RichText]:
    from rich.text import Text as RichText

    name = one_line(report.source or report.call_id)
    line = RichText(f"{name}: ")
    line.append(RESULTS[report.passed].to(lang), style=RESULT_STYLES[report.passed])
    if report.score is not None:
        line.append(f"{LISTED.to(lang)}{_SCORE.to(lang).format(report.score)}")
    counts = Counter(verdict.severity for verdict in report.violations)
    if counts:
        line.append(f"{LISTED.to(lang)}{_COUNTED.to(lang).format(counts.total())} (")
        for index, (severity, style) in enumerate(
            (each, SEVERITY_STYLES[each]) for each in SEVERITIES if counts[each]
        ):
            line.append(LISTED.to(lang) if index else "")
            line.append(f"{SEVERITIES[severity].to(lang)} {counts[severity]}", style=style)
        line.append(")")
    elif report.score is not None:
        line.append(f"{LISTED.to(lang)}{_CLEAN.to(lang)}")
    yield line
    reasons = Counter(
        verdict.message or VerdictReason.text_of(verdict.reason).to(lang)
        for verdict in report.verdicts
        if verdict.verdict is Outcome.UNDECIDABLE
    )
    for reason, count in reasons.items():
        yield RichText(f"{_OPEN.to(lang).format(count)}: {one_line(reason)}", style="dim")
