"""Personal data found and masked in what is written; docs/privacy.md says what, how and how well.

Calls are judged as they are: only what is written of them is redacted.
"""

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
