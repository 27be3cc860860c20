"""Problems and warnings, which may quote what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.redact.installed import all_kinds, checked_kinds
from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.text import redact_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.errors import Problem
    from scriptcheck.redact.find import Known


def redact_problem(
    problem: Problem, kinds: Iterable[str] | None = None, known: Known | None = None
) -> Problem:
    """Return ``problem`` with personal data in its words masked, its file too."""
    wanted = all_kinds() if kinds is None else checked_kinds(kinds)
    message, fix = (
        Text(redact_text(text.zh, wanted, known), redact_text(text.en, wanted, known))
        for text in (problem.message, problem.fix)
    )
    source = redact_key(problem.source, wanted, known)
    return replace(problem, message=message, fix=fix, source=source)
