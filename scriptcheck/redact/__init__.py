"""Personal data found and masked in what is written; docs/privacy.md says what, how and how well.

Calls are judged as they are: only what is written of them is redacted.
"""

from scriptcheck.redact.kinds import KINDS, TITLES, Kind, PersonalSpan, kinds_named
from scriptcheck.redact.problem import redact_problem
from scriptcheck.redact.redaction import Redaction, redact
from scriptcheck.redact.text import redact_text

__all__ = [
    "KINDS",
    "TITLES",
    "Kind",
    "PersonalSpan",
    "Redaction",
    "kinds_named",
    "redact",
    "redact_problem",
    "redact_text",
]
