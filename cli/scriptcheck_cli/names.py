"""Names and figures that help texts list, without the modules that they stand for.

To import those takes longer than a help text may; a test holds that both are the same.
"""

from __future__ import annotations

from typing import Final

LANGS: Final = ("zh", "en")
PACKED: Final = "jsonl.zst"
MAIN_FORMATS: Final = ("jsonl", PACKED)
"""Those of which a run writes one in any case, from which all others can be made."""
OUTPUT_FORMATS: Final = (
    *MAIN_FORMATS,
    *("transcripts", "csv", "xlsx", "html", "json", "junit", "markdown", "parquet"),
)
SCREEN_FORMATS: Final = ("table", "text")
REDACT_KINDS: Final = (
    *("phone", "id_card", "bank_card", "order_number", "email", "plate", "name"),
)
VERDICTS: Final = ("pass", "fail", "not_applicable", "undecidable")
STRATA: Final = ("violations", "near_pass", "undecidable", "suspects", "random")
ROLES: Final = ("agent", "customer", "unknown", "system")
CALL_TIMEOUT: Final = 60
"""Seconds."""
SPEAKER_CONFIDENCE: Final = 0.95
LEAST_CONFIDENCE: Final = 0.5


def listed(names: tuple[str, ...], word: str = "and") -> str:
    """Return ``names`` with commas between, and ``word`` before the last."""
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
