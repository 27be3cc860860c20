"""What can go wrong, each with its place and what to do about it."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from traceback import extract_tb
from typing import get_args

from scriptcheck.language import Lang, Text

_NO_FIX = Text("", "")
_LONGEST = 500
"""How many characters of an exception's message are reported."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place of one file."""

    code: str
    """Stable, kebab-case name of the kind of problem, such as ``unknown-cue``."""
    message: Text
    """What is wrong."""
    source: str = ""
    """The file, as the user named it; empty where there is none."""
    line: int | None = None
    """Line, from 1."""
    column: int | None = None
    """Column in characters, from 1."""
    fix: Text = _NO_FIX
    """What to do about it; empty where the message says it all."""

    @property
    def place(self) -> str:
        """``file:line:col``, as much of it as is known."""
        known = (self.source, self.line, self.column)
        return ":".join(str(part) for part in known if part not in {None, ""})

    def describe(self, lang: Lang = "zh") -> str:
        """Return the problem on one line: place, message, fix and code."""
        place = f"{self.place}: " if self.place else ""
        fix = f" {self.fix.to(lang)}" if self.fix.to(lang) else ""
        return f"{place}{self.message.to(lang)}{fix} [{self.code}]"


def internal_error(error: BaseException, source: str, part: Text = _NO_FIX) -> Problem:
    """Return the problem of a program's mistake, which cost what stands at ``source``.

    ``part`` says what made it, such as a rule. The message says where in the code it was.
    """
    frames = extract_tb(error.__traceback__)
    where = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    # What is raised may quote the transcript, half surrogates and all.
    said = str(error)[:_LONGEST].encode("utf-8", "backslashreplace").decode()
    what = f"{type(error).__name__}: {said}{where}"
    message = Text(f"程序出错{part.zh}：{what}。", f"A program's mistake{part.en}: {what}.")
    fix = Text(
        "请把这条记录和相应的通话报告给 scriptcheck（或这条规则、格式）的作者。",
        "Report this record and the call to the authors of scriptcheck, or of the rule or format.",
    )
    return Problem("internal-error", message, source, fix=fix)


class ScriptcheckError(Exception):
    """Base of all errors that scriptcheck raises; carries one or more problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> ScriptcheckError:
        """Return an error that carries all of ``problems``."""
        return cls(*problems)

    def describe(self, lang: Lang = "zh") -> str:
        """Return every problem, one a line."""
        return "\n".join(problem.describe(lang) for problem in self.problems)

    def __str__(self) -> str:
        return self.describe("en")


class LexiconError(ScriptcheckError):
    """A lexicon or profile cannot be used as it is written."""


class LoadError(ScriptcheckError):
    """A transcript cannot be read."""


class CheckError(ScriptcheckError):
    """A call could not be checked, by a mistake in the program; its cause is kept."""


class UsageError(ScriptcheckError):
    """A command or function was asked for something that does not exist or does not fit."""


class ArgumentError(UsageError, ValueError):
    """An argument given in Python has a type or value that makes no sense."""


def wrong_type(name: str, value: object, expected: Text) -> ArgumentError:
    """Return the error of an argument ``name`` that is not what is ``expected``."""
    shown = reprlib.repr(value)
    kind = type(value).__name__
    message = Text(
        f"参数 {name} 不能是 {kind}：{shown}。", f"The argument {name} cannot be {kind}: {shown}."
    )
    fix = Text(f"应为{expected.zh}。", f"It must be {expected.en}.")
    return ArgumentError(Problem("wrong-type", message, fix=fix))


_FUNCTION = Text("一个函数，或者 None", "a function, or None")
_MOMENT = Text(
    "datetime，如 datetime(2026, 5, 1)；文字请用 datetime.fromisoformat 转换",
    "a datetime, such as datetime(2026, 5, 1); datetime.fromisoformat makes one of text",
)


def require_type(name: str, value: object, kinds: type | tuple[type, ...], expected: Text) -> None:
    """Raise ``ArgumentError`` where an argument ``name`` is none of ``kinds``."""
    if not isinstance(value, kinds):
        raise wrong_type(name, value, expected)


def require_callback(name: str, value: object) -> None:
    """Raise ``ArgumentError`` where an argument ``name`` is neither ``None`` nor a function."""
    if not (value is None or callable(value)):
        raise wrong_type(name, value, _FUNCTION)


def require_moment(name: str, value: object) -> None:
    """Raise ``ArgumentError`` where an argument ``name`` is neither ``None`` nor a moment."""
    if not (value is None or isinstance(value, datetime)):
        raise wrong_type(name, value, _MOMENT)


def require_names(name: str, value: object) -> tuple[str, ...]:
    """Return the names in ``value``, which an argument ``name`` has; a string is one name.

    What can be gone through only once is kept. Raises ``ArgumentError`` for what is no name.
    """
    expected = Text("一个名称或名称的列表", "a name or a list of names")
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        raise wrong_type(name, value, expected)
    names = tuple(value)
    for each in names:
        if not isinstance(each, str):
            raise wrong_type(name, each, expected)
    return names


def require_lang(lang: object) -> None:
    """Raise ``ArgumentError`` where scriptcheck does not speak the language ``lang``."""
    if lang not in get_args(Lang):
        known = ", ".join(get_args(Lang))
        message = Text(f"没有语言 {lang!r}。", f"There is no language {lang!r}.")
        fix = Text(f"可用的有 {known}。", f"There are {known}.")
        raise ArgumentError(Problem("unknown-language", message, fix=fix))
