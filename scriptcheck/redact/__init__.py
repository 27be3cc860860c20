"""Personal data found and masked in what is written; docs/privacy.md says what, how and how well.

Calls are judged as they are: only what is written of them is redacted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.lazy_names import lazy_names

if TYPE_CHECKING:
    from scriptcheck.redact.gate import Gate
    from scriptcheck.redact.installed import RedactionKind, all_kinds, kind_title, kinds_named
    from scriptcheck.redact.kinds import KINDS, TITLES, Kind, PersonalSpan
    from scriptcheck.redact.problem import redact_problem
    from scriptcheck.redact.reasons import REASONS, RedactionReason
    from scriptcheck.redact.redaction import Redaction, redact
    from scriptcheck.redact.text import redact_text

__all__ = [
    "KINDS",
    "REASONS",
    "TITLES",
    "Gate",
    "Kind",
    "PersonalSpan",
    "Redaction",
    "RedactionKind",
    "RedactionReason",
    "all_kinds",
    "kind_title",
    "kinds_named",
    "redact",
    "redact_problem",
    "redact_text",
]

_HOMES: Final = {
    "Gate": "scriptcheck.redact.gate",
    "KINDS": "scriptcheck.redact.kinds",
    "Kind": "scriptcheck.redact.kinds",
    "PersonalSpan": "scriptcheck.redact.kinds",
    "REASONS": "scriptcheck.redact.reasons",
    "Redaction": "scriptcheck.redact.redaction",
    "RedactionKind": "scriptcheck.redact.installed",
    "RedactionReason": "scriptcheck.redact.reasons",
    "TITLES": "scriptcheck.redact.kinds",
    "all_kinds": "scriptcheck.redact.installed",
    "kind_title": "scriptcheck.redact.installed",
    "kinds_named": "scriptcheck.redact.installed",
    "redact": "scriptcheck.redact.redaction",
    "redact_problem": "scriptcheck.redact.problem",
    "redact_text": "scriptcheck.redact.text",
}
"""Where each name is: its module is imported when the name is first asked for, and no sooner."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)
