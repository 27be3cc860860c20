"""What can go wrong, each with its place and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.language import Lang

_NO_FIX = Text("", "")


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


class UsageError(ScriptcheckError):
    """A command or function was asked for something that does not exist or does not fit."""
