"""An evaluation on the screen: figures and errors to standard output, the rest beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck_cli.console import one_line, out, say
from scriptcheck_cli.evaluation.errors import change_lines, change_table, error_lines
from scriptcheck_cli.evaluation.folds import fold_table, spread_table
from scriptcheck_cli.evaluation.sheet import EvaluationSheet
from scriptcheck_cli.evaluation.tables import confusion_table, cue_table, rule_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.evaluate import Evaluation
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck_cli.evaluation.errors import Errors

_WIDE: Final = 110
"""Columns of a screen from which on titles and decimals are shown."""

_ERRORS: Final = Text("错误：{} 处", "Errors: {}")


def show(evaluation: Evaluation, profile: Profile, lang: Lang, *, errors: bool) -> None:
    """Print the figures of ``evaluation``, and with ``errors`` each of its errors."""
    console = out()
    sheet = EvaluationSheet(lang, console.width >= _WIDE)
    if evaluation.cues:
        console.print(cue_table(evaluation, profile, sheet))
    if evaluation.rules:
        console.print(rule_table(evaluation, profile, sheet))
        console.print(confusion_table(evaluation.rules, sheet))
    if evaluation.folds:
        console.print(fold_table(evaluation.folds, sheet))
        console.print(spread_table(evaluation.spread, sheet))
    if errors:
        found: Errors = (*evaluation.errors, *evaluation.verdict_errors)
        console.print(_ERRORS.to(lang).format(len(found)), style="bold")
        for line in error_lines(found, lang):
            console.print(line)
    if evaluation.changes is not None:
        if evaluation.changes.figures:
            console.print(change_table(evaluation.changes.figures, sheet))
        for line in change_lines(evaluation.changes, lang, with_text=errors):
            console.print(line)


def print_problems(evaluation: Evaluation) -> None:
    """Report what does not fit, on standard error."""
    import typer

    for problem in evaluation.problems:
        place = f"{problem.place}: " if problem.place else ""
        fix = f" {problem.fix}" if problem.fix else ""
        typer.echo(one_line(f"{place}{problem.message}{fix} [{problem.code}]"), err=True)


def print_summary(evaluation: Evaluation, unreadable: int, lang: Lang) -> None:
    """Report what was scored and what not, on standard error."""
    for text in _summary(evaluation, unreadable):
        say(text, lang)


def _summary(evaluation: Evaluation, unreadable: int) -> Iterator[Text]:
    calls = evaluation.calls
    errors, verdicts = len(evaluation.errors), len(evaluation.verdict_errors)
    yield Text(
        f"评了 {calls.scored} 通电话：话术错误 {errors} 处，规则结论错误 {verdicts} 处。",
        f"{calls.scored} calls scored: {errors} errors of cues, {verdicts} of verdicts.",
    )
    if missing := calls.without_transcript:
        listed = ", ".join(missing)
        yield Text(
            f"有标注而没有转写的通话 {len(missing)} 通：{listed}。",
            f"{len(missing)} labelled calls have no transcript: {listed}.",
        )
    if calls.without_gold:
        yield Text(
            f"没有标注的通话 {calls.without_gold} 通，没有检查。",
            f"{calls.without_gold} calls have no labels and were not checked.",
        )
    if calls.repeated:
        yield Text(
            f"编号重复的通话 {calls.repeated} 通，只计第一通。",
            f"{calls.repeated} calls repeat an id; the first of each counts.",
        )
    yield from _left_out(evaluation)
    if unreadable:
        yield Text(f"{unreadable} 处读不了。", f"{unreadable} inputs could not be read.")
    if evaluation.changes is not None and not evaluation.changes.same_gold:
        yield Text(
            "以前的结果用的是另一些通话或标注，数字不能直接相比。",
            "The earlier result is of other calls or labels: the figures hardly compare.",
        )


def _left_out(evaluation: Evaluation) -> Iterator[Text]:
    calls = evaluation.calls
    if calls.labels_left_out:
        yield Text(
            f"与转写对不上的标注 {calls.labels_left_out} 处，没有计入。",
            f"{calls.labels_left_out} labels do not fit their transcript and do not count.",
        )
    if calls.hits_left_out:
        yield Text(
            f"说话人标错的话轮里命中 {calls.hits_left_out} 处，没有计入。",
            f"{calls.hits_left_out} hits in turns of the wrong speaker do not count.",
        )
    if undecided := sum(rule.open for rule in evaluation.rules):
        yield Text(
            f"标注定不下来的规则结论 {undecided} 个，没有计入。",
            f"{undecided} verdicts that the labels leave open do not count.",
        )
    unlabelled = [entry for entry in evaluation.left_out if entry.reason == "not-labelled"]
    for kind, word in (("cue", Text("话术", "cues")), ("rule", Text("规则", "rules"))):
        found = [entry for entry in unlabelled if entry.kind == kind]
        if found:
            listed = ", ".join(f"{entry.entry} {entry.count}" for entry in found)
            yield Text(
                f"没有标注可比的{word.zh} {len(found)} 条（编号和次数）：{listed}。",
                f"{len(found)} {word.en} that the labels say nothing about, and how often:"
                f" {listed}.",
            )
