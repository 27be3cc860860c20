"""The one way out: whatever is written of a call passes here, or is written as it is nowhere."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.errors import ScriptcheckError
from scriptcheck.redact.installed import checked_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang
    from scriptcheck.report import CallReport


class Passed(NamedTuple):
    """A report and its call as they may be written."""

    report: CallReport
    call: Call
    counts: Mapping[str, int]
    """How many values of each kind were masked."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets calls, reports, problems and names out, with personal data of ``kinds`` masked.

    Without kinds all passes as it is. Raises ``UsageError`` where a kind is unknown.
    """

    kinds: Sequence[str] = ()
    lang: Lang = "zh"

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", checked_kinds(self.kinds))

    def pair(self, report: CallReport, call: Call) -> Passed:
        """Return ``report`` and the ``call`` that it is on, redacted."""
        if not self.kinds:
            return Passed(report, call, {})
        from scriptcheck.redact.redaction import redact

        redaction = redact(call, self.kinds)
        return Passed(redaction.report(report, self.lang), redaction.call, redaction.counts)

    def call(self, call: Call) -> Call:
        """Return ``call`` redacted."""
        return self.counted(call)[0]

    def counted(self, call: Call) -> tuple[Call, Mapping[str, int]]:
        """Return ``call`` redacted, and how many values of each kind were masked."""
        if not self.kinds:
            return call, {}
        from scriptcheck.redact.redaction import redact

        redaction = redact(call, self.kinds)
        return redaction.call, redaction.counts

    def problem(self, problem: Problem) -> Problem:
        """Return ``problem`` with its words and its place redacted."""
        if not self.kinds:
            return problem
        from scriptcheck.redact.problem import redact_problem

        return redact_problem(problem, self.kinds)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Have what is raised within raised with its problems redacted."""
        try:
            yield
        except ScriptcheckError as error:
            if not self.kinds:
                raise
            raise type(error)(*map(self.problem, error.problems)) from None

    def text(self, text: str) -> str:
        """Return ``text``, which is no turn, redacted."""
        if not self.kinds:
            return text
        from scriptcheck.redact.text import redact_text

        return redact_text(text, self.kinds)

    def key(self, text: str) -> str:
        """Return ``text``, an id or the name of a file, redacted."""
        if not self.kinds:
            return text
        from scriptcheck.redact.keys import redact_key

        return redact_key(text, self.kinds)

    def label(self, text: str) -> str:
        """Return ``text``, a label of speakers in settings, redacted."""
        if not self.kinds:
            return text
        from scriptcheck.redact.labels import redact_label

        return redact_label(text, self.kinds)

    def path(self, text: str) -> str:
        """Return ``text``, by which a run knows its inputs again, redacted: names in it, too."""
        if not self.kinds:
            return text
        from scriptcheck.redact.labels import redact_path

        return redact_path(text, self.kinds)
