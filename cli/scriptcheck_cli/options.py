"""Options that several commands share."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli.exits import FailOn
from scriptcheck_cli.names import LANGS, REDACT_KINDS, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from scriptcheck.checker import Checker
    from scriptcheck.errors import UsageError
    from scriptcheck.language import Text
    from scriptcheck.lexicon.profile import Profile as LoadedProfile
    from scriptcheck.rule_selection import RuleSelection
    from scriptcheck.slim import Wording


def choices(values: type[StrEnum]) -> str:
    """Return ``values`` as the help page of an option shows them."""
    return "|".join(values)


class LangOption(StrEnum):
    """The languages of reports and messages."""

    ZH = "zh"
    EN = "en"


Lang = Annotated[
    LangOption,
    typer.Option(
        "--lang",
        metavar=choices(LangOption),
        envvar="SCRIPTCHECK_LANG",
        help=f"Language of reports and messages: {listed(LANGS, 'or')}.",
    ),
]
Profile = Annotated[
    str,
    typer.Option(
        "--profile", metavar="PROFILE", help="A profile: a name, a file, or a folder of your own."
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=A,B", help="Words of a variable, such as company=海尔,海尔客服中心."
    ),
]

Reports = Annotated[
    Path,
    typer.Argument(metavar="REPORTS", help="The reports.jsonl that 'check' wrote, or its folder."),
]
Transcripts = Annotated[
    Path | None,
    typer.Option(
        "--transcripts",
        metavar="FILE",
        help="What was said in the calls; else transcripts.jsonl beside the reports.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
QuietSummary = Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        help="How many workers check; by default one a core.",
    ),
]

Select = Annotated[
    str | None,
    typer.Option(
        "--select", metavar="RULES", help="Only these rules: ids, globs or prefixes, with commas."
    ),
]
Ignore = Annotated[
    str | None, typer.Option("--ignore", metavar="RULES", help="Leave these rules out.")
]

FailOnSeverity = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        metavar=choices(FailOn),
        help="Severity from which on the exit code is 1.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Until when all calls are known, ISO 8601; by default the latest call's start.",
    ),
]


class ReportOption(StrEnum):
    """How the file of reports is written."""

    FULL = "full"
    SLIM = "slim"


ReportForm = Annotated[
    ReportOption,
    typer.Option(
        "--report",
        metavar=choices(ReportOption),
        help="Reports in full, or without what the lexicon says, which 'report' fills in again.",
    ),
]


class SeverityOption(StrEnum):
    """Severities, the gravest first."""

    FATAL = "fatal"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


def severity_by_any_name(token: str) -> str:
    """Return the name of the severity that ``token`` is in Chinese; anything else as it is."""
    if token.isascii():
        return token
    from scriptcheck.lexicon.base import SEVERITY_WORDS

    return SEVERITY_WORDS.get(token, token)


MinSeverity = Annotated[
    SeverityOption | None,
    typer.Option(
        "--min-severity",
        metavar=choices(SeverityOption),
        help="Leave out rules less severe than this.",
    ),
]

Redact = Annotated[
    bool,
    typer.Option("--redact", help="Mask personal data in what is written, keeping lengths."),
]
RedactKinds = Annotated[
    str | None,
    typer.Option(
        "--redact-kinds",
        metavar="KINDS",
        help=f"Mask these alone: {', '.join(REDACT_KINDS)}.",
    ),
]


def redacted_kinds(redact: bool, kinds: str | None) -> tuple[str, ...]:
    """Return the kinds of personal data to mask; none without either option.

    Raises ``UsageError`` where one is unknown.
    """
    if not redact and kinds is None:
        return ()
    from scriptcheck.redact import all_kinds, kinds_named

    return all_kinds() if kinds is None else kinds_named(split_list(kinds))


@contextmanager
def redacted_errors(redact: bool, kinds: str | None) -> Iterator[None]:
    """Have what is raised within raised with personal data masked, as the options say."""
    from scriptcheck.errors import ScriptcheckError

    try:
        yield
    except ScriptcheckError:
        from scriptcheck.redact import Gate

        # Where the options themselves are wrong, that is what is raised.
        with Gate(redacted_kinds(redact, kinds)).errors():
            raise


def split_list(given: str) -> list[str]:
    """Return the entries of a list written with commas, Chinese ones too."""
    return [entry.strip() for entry in given.replace("，", ",").split(",") if entry.strip()]


def pairs(option: str, given: str | None) -> dict[str, str]:
    """Return the entries of a list such as ``0=agent,1=customer``; raises ``UsageError``."""
    from scriptcheck.language import Text

    found: dict[str, str] = {}
    for entry in split_list(given or ""):
        name, equals, value = (part.strip() for part in entry.partition("="))
        if not (name and equals and value):
            message = Text(f"看不懂 {option} 的“{entry}”。", f"{option} {entry} is not understood.")
            fix = Text("请写成 名=值，用逗号隔开。", "Write NAME=VALUE, with commas between.")
            raise _bad_setting(message, fix)
        if found.get(name, value) != value:
            message = Text(f"{option} 写了两个 {name}。", f"{option}: {name} is given twice.")
            fix = Text("请只留一个。", "Keep one of them.")
            raise _bad_setting(message, fix)
        found[name] = value
    return found


def time_of(option: str, given: str | None) -> datetime | None:
    """Return the time that ``given`` names; raises ``UsageError`` where it is none."""
    from datetime import datetime

    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    try:
        return None if given is None else datetime.fromisoformat(given)
    except ValueError as error:
        message = Text(f"{option} 看不懂时间“{given}”。", f"{option}: '{given}' is no time.")
        fix = Text("例如 2026-03-02T18:00:00。", "For example 2026-03-02T18:00:00.")
        raise UsageError(Problem("bad-time", message, fix=fix)) from error


def load_checker(profile: str, settings: Sequence[str] | None, lang: LangOption) -> Checker:
    """Return the checker that the options ask for; raises ``ScriptcheckError``.

    What is probably not meant in the profile is reported on standard error.
    """
    from scriptcheck.checker import Checker
    from scriptcheck_cli.console import one_line

    checker = Checker.load(profile, variables=_variables(settings or ()), lang=lang.value)
    for warning in checker.profile.warnings:
        typer.echo(one_line(warning.describe(lang.value)), err=True)
    return checker


def slim_wording(
    reports: Path, profile: str, settings: Sequence[str] | None = None
) -> Wording | None:
    """Return what fills in the slim reports in the file ``reports``; ``None`` where they are full.

    Raises ``ScriptcheckError`` where the file or the profile cannot be read.
    """
    from scriptcheck.report_lines import lines_of, slim_lang

    _, line = next(lines_of(reports), (0, b""))
    lang = slim_lang(line)
    if lang is None:
        return None
    from scriptcheck.slim import Wording

    return Wording.of(load_checker(profile, settings, LangOption(lang)))


def rule_selection(
    select: str | None, ignore: str | None, min_severity: SeverityOption | None
) -> RuleSelection:
    """Return which rules the options take."""
    from scriptcheck.report import Severity
    from scriptcheck.rule_selection import RuleSelection

    return RuleSelection(
        select=tuple(split_list(select)) if select else (),
        ignore=tuple(split_list(ignore)) if ignore else (),
        min_severity=Severity(min_severity.value) if min_severity else Severity.INFO,
    )


def load_profile(profile: str, settings: Sequence[str] | None) -> LoadedProfile:
    """Return the profile that the options ask for; raises ``ScriptcheckError``."""
    from scriptcheck.lexicon import profile as profiles
    from scriptcheck.rules.registry import rule_specs

    return profiles.load_profile(profile, rule_specs(), variables=_variables(settings or ()))


def _variables(settings: Sequence[str]) -> dict[str, list[str]]:
    from scriptcheck.language import Text

    variables: dict[str, list[str]] = {}
    for setting in settings:
        name, equals, words = (part.strip() for part in setting.partition("="))
        if not equals or not name.isidentifier() or not split_list(words):
            message = Text(f"看不懂 --set {setting}。", f"--set {setting} is not understood.")
            fix = Text("请写成 --set company=海尔,海尔客服。", "Write --set company=海尔,海尔客服.")
            raise _bad_setting(message, fix)
        if name in variables:
            message = Text(f"--set {name} 写了两次。", f"--set {name} is given twice.")
            fix = Text("请合成一个，用逗号隔开。", "Make it one, with commas between the words.")
            raise _bad_setting(message, fix)
        variables[name] = split_list(words)
    return variables


def _bad_setting(message: Text, fix: Text) -> UsageError:
    from scriptcheck.errors import Problem, UsageError

    return UsageError(Problem("bad-setting", message, fix=fix))
