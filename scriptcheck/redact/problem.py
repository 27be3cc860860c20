"""Problems and warnings, which may quote what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scriptcheck.language import Text
from scriptcheck.redact.kinds import KINDS
from scriptcheck.redact.text import redact_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.errors import Problem
    from scriptcheck.redact.find import Known
    from scriptcheck.redact.kinds import Kind


def redact_problem(
    problem: Problem, kinds: Iterable[Kind] = KINDS, known: Known | None = None
) -> Problem:
    """Return ``problem`` with personal data in its words masked; its place stays."""
    wanted = tuple(kinds)
    message, fix = (
        Text(redact_text(text.zh, wanted, known), redact_text(text.en, wanted, known))
        for text in (problem.message, problem.fix)
    )
    return replace(problem, message=message, fix=fix)
