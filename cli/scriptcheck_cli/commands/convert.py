"""``scriptcheck convert``: transcripts of any format to canonical JSON Lines."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say
from scriptcheck_cli.exits import ExitCode
from scriptcheck_cli.load_options import LoadChoice, takes_load_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.load.readers.canonical.lines import Written


@takes_load_options
def convert(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files or folders; - for standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="File to write; else a pipe."),
    ] = None,
    *,
    load: LoadChoice,
    profile: options.Profile = "default",
    settings: options.Set = None,
    redact: options.Redact = False,
    redact_kinds: options.RedactKinds = None,
    lang: options.Lang = options.LangOption.ZH,
    quiet: options.QuietSummary = False,
) -> None:
    """Write transcripts as canonical JSON Lines, one call a line.

    Exit code: 0 done, 2 a mistake in usage, 3 some inputs could not be read.
    """
    from scriptcheck.load import load_calls, write_calls
    from scriptcheck.write.apart import require_apart
    from scriptcheck_cli.views.problems import Problems
    from scriptcheck_cli.views.summary import redacted_words

    with reported_errors(lang.value, output), options.redacted_errors(redact, redact_kinds):
        if output is not None:
            require_apart([output], [*paths, load.call_data] if load.call_data else paths)
        kinds = options.redacted_kinds(redact, redact_kinds)
        problems = Problems(None, lang.value, kinds)
        calls = load_calls(
            *paths,
            options=load.over(options.load_profile(profile, settings)),
            on_problem=problems.add,
            on_notice=problems.notice,
        )
        redacted: Counter[str] = Counter()
        with _open(output) as stream:
            written = write_calls(_redacted(calls, kinds, redacted), stream)
        problems.report_rest()
        if not quiet:
            _say_summary(written, problems.count, lang.value)
            if kinds:
                say(redacted_words(redacted), lang.value)
    raise typer.Exit(ExitCode.UNREADABLE if problems.count else ExitCode.CLEAN)


def _redacted(calls: Iterable[Call], kinds: Sequence[str], counts: Counter[str]) -> Iterator[Call]:
    """Yield ``calls`` with personal data of ``kinds`` masked, and count it."""
    from scriptcheck.redact import Gate

    gate = Gate(kinds)
    for call in calls:
        written, found = gate.counted(call)
        counts.update(found)
        yield written


@contextmanager
def _open(output: Path | None) -> Iterator[IO[bytes]]:
    """Open ``output``, which appears under its name only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    from scriptcheck.write.whole_file import whole_file

    with whole_file(output, keep=True) as part, part.open("wb") as stream:
        yield stream


def _say_summary(written: Written, unreadable: int, lang: Lang) -> None:
    from scriptcheck.language import Text

    say(Text(f"写出 {written.calls} 通电话。", f"{written.calls} calls written."), lang)
    if written.warnings:
        listed = ", ".join(f"{code} {count}" for code, count in written.warnings.items())
        say(
            Text(
                f"转写有待核对的通数：{listed}。", f"Calls whose transcripts need a look: {listed}."
            ),
            lang,
        )
    if unreadable:
        say(Text(f"{unreadable} 处无法读取。", f"{unreadable} inputs could not be read."), lang)
