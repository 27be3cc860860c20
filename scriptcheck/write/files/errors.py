"""What could not be read or checked, as JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scriptcheck.report import to_line

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang


def error_record(
    problem: Problem, lang: Lang = "zh", *, file: str = "", call_id: str = ""
) -> dict[str, Any]:
    """Return ``problem`` as a record: where, what, and what to do.

    ``file`` is what has to be read again once it is fixed, and ``call_id`` the id of a call in it
    that says none itself.
    """
    return {
        "source": problem.source,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "reason": problem.message.to(lang),
        "fix": problem.fix.to(lang),
        "input": file or None,
        "call_id": call_id or None,
    }


def error_line(problem: Problem, lang: Lang = "zh", *, file: str = "", call_id: str = "") -> bytes:
    """Return the record of ``problem`` as one line of JSON with its line break."""
    return to_line(error_record(problem, lang, file=file, call_id=call_id)) + b"\n"
