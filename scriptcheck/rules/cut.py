"""Whether a call's start or end is missing, so that what should stand there cannot be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon.rule_models import SIGNS

if TYPE_CHECKING:
    from scriptcheck.lexicon.rule_models import CallRule, Part
    from scriptcheck.match.findings import Findings


def cut_part(rule: CallRule, findings: Findings) -> Part | None:
    """Return the first part that ``rule`` needs and the call lacks: ``opening`` or ``ending``."""
    return next((part for part in rule.needs if _is_cut(part, findings)), None)


def _is_cut(part: Part, findings: Findings) -> bool:
    """Return whether the call lacks ``part``: by the call data, else by what is not heard there."""
    meta = findings.meta
    known = meta.get(f"{part}_cut")
    if isinstance(known, bool):
        return known
    if part == "ending" and meta.get("dropped") is True:
        return True
    return SIGNS[part] not in findings.heard
