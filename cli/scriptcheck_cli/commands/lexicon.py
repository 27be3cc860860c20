"""``scriptcheck lexicon``: what is in a lexicon, and whether it is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scriptcheck_cli import options
from scriptcheck_cli.commands.lexicon_exchange import export, import_sca, import_workbook
from scriptcheck_cli.commands.lexicon_model import train, uncertain
from scriptcheck_cli.commands.lexicon_suggest import suggest
from scriptcheck_cli.console import one_line, out, reported_errors, say
from scriptcheck_cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.examples import ExampleResult
    from scriptcheck.exchange import ImportedWords
    from scriptcheck.language import Text
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_choice import LeftOutRule

app = typer.Typer(no_args_is_help=True, help="Look at a lexicon, and test it.")


_MOST_CHANGED = 10
"""Cues that are named whose examples have changed."""


@app.command("list")
def list_entries(
    profile: options.Profile = "default",
    cues: Annotated[bool, typer.Option("--cues", help="Cues alone.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Rules alone.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """List cues and rules: a table on a terminal, tab-separated lines in a pipe."""
    heading = {
        "zh": ("类别", "编号", "名称", "说话人或形式", "程度", "分数", "出处"),
        "en": ("kind", "id", "title", "speaker or form", "severity", "points", "source"),
    }[lang.value]
    with reported_errors(lang.value):
        checker = options.load_checker(profile, None, lang)
        rows: list[tuple[str, ...]] = []
        if cues or not rules:
            rows += _cue_rows(checker)
        if rules or not cues:
            rows += _rule_rows(checker)
        _print_rows(heading, [tuple(map(one_line, row)) for row in rows])


def _cue_rows(checker: Checker) -> Iterator[tuple[str, ...]]:
    for name, cue in checker.profile.cues.items():
        yield "cue", name, cue.name(checker.lang), cue.speaker, "", "", cue.source


def _rule_rows(checker: Checker) -> Iterator[tuple[str, ...]]:
    from scriptcheck.rules.registry import form_of

    for name, rule in checker.profile.rules.items():
        form = form_of(rule).key
        points = str(rule.points)
        yield "rule", name, rule.name(checker.lang), form, rule.severity.value, points, rule.source


def _print_rows(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.table import Table

    table = Table()
    for column in heading:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    out().print(table)


@app.command()
def show(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a cue or a rule.")],
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Show a cue or a rule in full, and where it is written."""
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text
    from scriptcheck.lexicon.validate import suggestion
    from scriptcheck.text.visible import visible

    with reported_errors(lang.value):
        lexicon = options.load_checker(profile, None, lang).profile
        left = lexicon.left_out.get(entry)
        found: list[tuple[str, Any]] = [
            (kind, entries[entry])
            for kind, entries in (("cues", lexicon.cues), ("rules", lexicon.rules))
            if entry in entries
        ]
        found += [("rules", left.rule)] if left else []
        if not found:
            message = Text(f"没有“{entry}”。", f"There is no '{entry}'.")
            fix = suggestion(entry, [*lexicon.cues, *lexicon.rules, *lexicon.left_out])
            raise UsageError(Problem("unknown-entry", message, fix=fix))
        for kind, model in found:
            place = lexicon.places[kind, entry]
            typer.echo(one_line(f"# {place.source}:{place.line}"))
            if kind == "rules" and left is not None:
                typer.echo(one_line(f"# {_why_left_out(left).to(lang.value)}"))
            typer.echo(visible(_as_yaml({kind: {entry: _written(model)}})), nl=False)


def _why_left_out(left: LeftOutRule) -> Text:
    from scriptcheck.language import Text

    if left.excluded_by:
        return Text(
            f"这个方案不判断它：rules.exclude 里的“{left.excluded_by}”。",
            f"This profile does not judge it: '{left.excluded_by}' in rules.exclude.",
        )
    return Text(
        "这个方案不判断它：rules.include 里没有。",
        "This profile does not judge it: no pattern in rules.include has it.",
    )


def _written(model: Any) -> Any:
    """Return ``model`` as a file could have it: all that holds for it, defaults too."""
    return _short(model.model_dump(mode="json", by_alias=True, exclude_none=True))


def _short(value: Any) -> Any:
    """Return ``value`` without what says nothing, and in short where the notation has a short form.

    A phrase, a condition or a dialogue that is a text and nothing else is written as that text.
    """
    if isinstance(value, list):
        return [_short(item) for item in value]
    if not isinstance(value, dict):
        return value
    parts = {key: _short(part) for key, part in value.items()}
    said = {key: part for key, part in parts.items() if part not in ("", [], {})}
    return next(iter(said.values())) if said.keys() in ({"text"}, {"cue"}) else said


def _as_yaml(data: Any) -> str:
    import yaml

    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text


@app.command()
def lint(
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A lexicon file or folder of your own.")
    ] = None,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Check a lexicon's files; every mistake is shown with file:line:col and the fix."""
    from scriptcheck.learned.idle_settings import idle_settings

    with reported_errors(lang.value):
        lexicon = options.load_checker(path or profile, None, lang).profile
        cues, rules = len(lexicon.cues), len(lexicon.rules)
        idle = [*idle_settings(lexicon)]
        for each in idle:
            typer.echo(one_line(each.describe(lang.value)), err=True)
        warned = len(lexicon.warnings) + len(idle)
        words = {
            "zh": f"没有错误，{warned} 处提醒：{cues} 条话术，{rules} 条规则。"
            if warned
            else f"没有问题：{cues} 条话术，{rules} 条规则。",
            "en": f"No errors, {warned} warnings: {cues} cues, {rules} rules."
            if warned
            else f"No problems: {cues} cues, {rules} rules.",
        }
        typer.echo(words[lang.value])
        _say_changed_examples(lexicon, lang)


def _say_changed_examples(lexicon: Profile, lang: options.LangOption) -> None:
    from scriptcheck.language import Text
    from scriptcheck.learned.model import read_model
    from scriptcheck.training.own_examples import changed_examples

    if lexicon.model is None:
        return
    changed = changed_examples(lexicon, read_model(lexicon.model).header.card)
    if not changed:
        return
    shown = ", ".join(changed[:_MOST_CHANGED])
    more = len(changed) - _MOST_CHANGED
    zh, en = (f" 等 {len(changed)} 条", f" and {more} more") if more > 0 else ("", "")
    words = Text(
        f"学得的模型训练之后，这些话术的例句有变动：{shown}{zh}。模板照常匹配；"
        "要让模型也学会，请运行 scriptcheck lexicon train。",
        f"Examples changed since the learned model was trained: {shown}{en}. Phrases match all the"
        " same; for the model to learn them, run 'scriptcheck lexicon train'.",
    )
    say(words, lang.value)


@app.command("test")
def run_tests(
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A lexicon file or folder of your own.")
    ] = None,
    profile: options.Profile = "default",
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Run the examples beside every cue and rule; exit code 1 where one does not hold."""
    from scriptcheck.examples import run_examples

    held, failing = 0, 0
    with reported_errors(lang.value):
        for result in run_examples(options.load_checker(path or profile, None, lang)):
            if result.ok:
                held += 1
            else:
                failing += 1
                typer.echo(_failure(result, lang))
        words = {
            "zh": f"{held} 个例子成立，{failing} 个不成立。",
            "en": f"{held} examples hold, {failing} do not.",
        }
        typer.echo(words[lang.value])
    if failing:
        raise typer.Exit(ExitCode.VIOLATIONS)


def _failure(result: ExampleResult, lang: options.LangOption) -> str:
    place = f"{result.place.source}:{result.place.line}:{result.place.column}"
    expected = {"zh": f"应为 {result.expected}", "en": f"should be {result.expected}"}[lang.value]
    text = " / ".join(result.text.strip().splitlines())
    heading = one_line(f"{place}: {result.entry}: {expected}: {text}")
    return f"{heading}\n    {one_line(result.found.to(lang.value))}"


@app.command("import")
def import_list(
    words: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="What 'lexicon export' wrote, a list of banned words (.txt, .csv or .xlsx), or"
            " Alibaba SCA rules (.json).",
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder of your own profile.")
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Of the chapter, and in the ids.")
    ] = "words",
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What people call the words.")
    ] = "禁用词",
    severity: Annotated[
        options.SeverityOption,
        typer.Option(
            "--severity",
            metavar=options.choices(options.SeverityOption),
            help="How severe it is to say one.",
        ),
    ] = options.SeverityOption.MINOR,
    points: Annotated[
        int, typer.Option("--points", metavar="N", max=0, help="Points taken off, such as -5.")
    ] = -5,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the chapter.")] = False,
    standalone: Annotated[
        bool,
        typer.Option("--standalone", help="Of a workbook: write all, over no other profile."),
    ] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Take over a lexicon from Excel, a list of banned words or Alibaba SCA rules.

    A workbook of 'lexicon export' changes what differs, where it stands. Words and rules become a
    chapter; the options from --name to --force are for them. Exit code: 0 written, 2 a mistake in
    usage, a cell or word that cannot be taken, or a broken file.
    """
    from scriptcheck.exchange import SourceKind, import_words, source_kind

    with reported_errors(lang.value, output):
        kind = source_kind(words)
        if kind is SourceKind.WORKBOOK:
            import_workbook(words, output, standalone=standalone, lang=lang)
            return
        if kind is SourceKind.SCA:
            import_sca(
                words,
                output,
                name="sca" if name == "words" else name,
                severity=severity.value,
                points=points,
                force=force,
                lang=lang,
            )
            return
        done = import_words(
            words,
            output,
            name=name,
            title=title,
            severity=severity.value,
            points=points,
            force=force,
        )
        for text in _imported_text(done, output):
            say(text, lang.value)


def _imported_text(done: ImportedWords, output: Path) -> Iterator[Text]:
    from scriptcheck.language import Text
    from scriptcheck_cli.views.ids import few

    yield Text(
        f"{done.words} 个词写到 {done.chapter}（话术 {done.cue}，规则 {done.rule}），"
        f"重复的 {len(done.repeats)} 个。接着：scriptcheck lexicon test --profile {output}",
        f"{done.words} words written to {done.chapter} (cue {done.cue}, rule {done.rule}),"
        f" {len(done.repeats)} repeated ones left out. Next: scriptcheck lexicon test --profile"
        f" {output}",
    )
    if done.numbered:
        yield Text(
            f"{done.numbered} 行词前面的编号或项目符号没有算进词里。",
            f"{done.numbered} lines had a number or a bullet, which is no part of the word.",
        )
    if done.several:
        zh = few([f"“{word}”" for word in done.several])
        en = few([f"'{word}'" for word in done.several])
        yield Text(
            f"像是一行写了好几个词的 {len(done.several)} 行，整行当一个词：{zh.zh}。"
            "请一行写一个词。",
            f"{len(done.several)} lines look like several words, and are one: {en.en}."
            " Write a word a line.",
        )
    if done.left_out:
        zh = few([each.zh for each in done.left_out])
        en = few([each.en for each in done.left_out])
        yield Text(f"没有读：{zh.zh}。", f"Left out: {en.en}.")
    if done.repeats:
        zh = few([f"第 {each.line} 行“{each.word}”同第 {each.first} 行" for each in done.repeats])
        en = few([f"line {each.line} '{each.word}' as {each.first}" for each in done.repeats])
        yield Text(
            f"重复的（标点、大小写不算不同）：{zh.zh}。",
            f"Repeated, punctuation and case apart: {en.en}.",
        )
    if done.unmatched:
        listed = few(done.unmatched)
        yield Text(
            f"单独说也找不到的 {len(done.unmatched)} 个：{listed.zh}。",
            f"{len(done.unmatched)} are not found even where they are said alone: {listed.en}.",
        )


app.command()(export)
app.command()(suggest)
app.command()(train)
app.command()(uncertain)
