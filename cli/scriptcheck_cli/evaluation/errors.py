"""The single errors of an evaluation, and what changed since an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from rich.text import Text as RichText

from scriptcheck.evaluate.mistakes import CueError
from scriptcheck.language import Text
from scriptcheck.match.reasons import suppression_text
from scriptcheck_cli.console import one_line
from scriptcheck_cli.evaluation import words
from scriptcheck_cli.views.words import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table

    from scriptcheck.evaluate.changes import Change, Changes
    from scriptcheck.evaluate.mistakes import VerdictError
    from scriptcheck.language import Lang
    from scriptcheck_cli.evaluation.sheet import EvaluationSheet

Errors: TypeAlias = "tuple[CueError | VerdictError, ...]"

_KINDS: Final = {
    "miss": (Text("漏报", "missed"), "yellow"),
    "false_alarm": (Text("误报", "false alarm"), "red"),
}
_VERDICT: Final = (Text("结论", "verdict"), "magenta")
_TURN: Final = Text("话轮 {}", "turn {}")
_CALL: Final = Text("整通", "whole call")
_DROPPED: Final = Text("排除原因", "dropped because")
_PHRASE: Final = Text("模板", "template")
_REMEDIED: Final = Text(
    "标注认为随即给了办法，不算违规", "remedied at once by the labels, so no violation"
)
_ASKED: Final = Text("应为{}，得出{}", "should be {}, but is {}")
_CHANGED: Final = Text("与以前相比（%，以前 → 现在）", "Changes (%, before → now)")
_APPEARED: Final = Text("新出现的错误：{} 处", "Errors that appeared: {}")
_GONE: Final = Text("不再出现的错误：{} 处", "Errors that went: {}")
_UNCHANGED: Final = Text("各项数字没有变化。", "No figure has changed.")


def error_lines(
    errors: Iterable[CueError | VerdictError], lang: Lang, *, with_text: bool = True
) -> Iterator[RichText]:
    """Yield each of ``errors`` for reading: kind, place and, ``with_text``, what was said."""
    for error in errors:
        if isinstance(error, CueError):
            heading, details = _cue_heading(error, lang), _cue_details(error, lang)
        else:
            heading, details = _verdict_heading(error, lang), _verdict_details(error, lang)
        yield heading
        if with_text:
            yield from (RichText(f"    {one_line(line)}") for line in details)


def change_table(changes: Sequence[Change], sheet: EvaluationSheet) -> Table:
    """Return the rows whose figures changed, as they were and as they are."""
    columns = (words.LABELS, words.PRECISION, words.RECALL, words.F1, words.ACCURACY)
    table = sheet.table(_CHANGED, words.ENTRY, columns, named=False)
    group = None
    for change in changes:
        if change.group is not group:
            table.add_section()
            sheet.heading(table, change.group)
            group = change.group
        name = change.entry or words.MICRO.to(sheet.lang)
        table.add_row(*sheet.cells(name, None, *_was_and_is(change, sheet)))
    return table


def change_lines(changes: Changes, lang: Lang, *, with_text: bool) -> Iterator[RichText]:
    """Yield the errors that appeared and those that went."""
    if not changes.figures:
        yield RichText(_UNCHANGED.to(lang))
    appeared: Errors = (*changes.appeared, *changes.verdicts_appeared)
    gone: Errors = (*changes.gone, *changes.verdicts_gone)
    for heading, errors, style in (
        (_APPEARED, appeared, "bold red"),
        (_GONE, gone, "bold green"),
    ):
        yield RichText(heading.to(lang).format(len(errors)), style=style)
        yield from error_lines(errors, lang, with_text=with_text)


def _cue_heading(error: CueError, lang: Lang) -> RichText:
    kind, style = _KINDS[error.kind]
    where = _CALL.to(lang) if error.turn is None else _TURN.to(lang).format(error.turn + 1)
    return _heading(kind.to(lang), style, f"{error.cue}  {error.call_id}  {where}")


def _verdict_heading(error: VerdictError, lang: Lang) -> RichText:
    asked = _ASKED.to(lang).format(
        OUTCOMES[error.expected].to(lang), OUTCOMES[error.found].to(lang)
    )
    kind, style = _VERDICT
    return _heading(kind.to(lang), style, f"{error.rule}  {error.call_id}  {asked}")


def _heading(kind: str, style: str, what: str) -> RichText:
    heading = RichText(f"{kind} ", style=style)
    heading.append(one_line(what), style="bold")
    return heading


def _cue_details(error: CueError, lang: Lang) -> Iterator[str]:
    if error.text:
        marked = f"【{error.quote}】" if error.quote else ""
        yield error.text.replace(error.quote, marked, 1) if marked else error.text
    if error.remedied:
        yield _REMEDIED.to(lang)
    if error.dropped:
        because = suppression_text(error.dropped, error.detail).to(lang)
        yield f"{_DROPPED.to(lang)}: {because}; {_PHRASE.to(lang)}: {error.phrase}"
    elif error.phrase:
        yield f"{_PHRASE.to(lang)}: {error.phrase}"


def _verdict_details(error: VerdictError, lang: Lang) -> Iterator[str]:
    for turn, quote in zip(error.turns, error.quotes, strict=False):
        yield f"{_TURN.to(lang).format(turn + 1)}: “{quote}”"


def _was_and_is(change: Change, sheet: EvaluationSheet) -> Iterator[str]:
    before, after = change.before, change.after
    yield _arrow(*("–" if scores is None else str(scores.support) for scores in (before, after)))
    for name in ("precision", "recall", "f1", "accuracy"):
        yield _arrow(
            *(
                words.percent(getattr(scores, name, None), wide=sheet.wide)
                for scores in (before, after)
            )
        )


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
