"""What a form of rule is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.language import Text
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.match.finder import Findings
    from scriptcheck.match.window import Extent
    from scriptcheck.report import CueHit, Outcome


class Judgement(NamedTuple):
    """What a form finds on one call."""

    outcome: Outcome
    evidence: tuple[CueHit, ...] = ()
    searched: tuple[Extent, ...] = ()
    """Where it looked."""
    missed: tuple[str, ...] = ()
    """The cues that were looked for in vain, for the report to say what came nearest."""
    reason: str = ""
    """Why the rule does not apply or cannot be judged, as a code of ``rules.reasons``; some forms
    say with it how a call fails."""
    detail: Text | None = None
    """What only this call can say of a failure, such as the value misheard."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of rule."""

    key: str
    """The field that marks a rule of this form, such as ``require``."""
    spec: type[RuleSpec]
    """The model of its rules."""
    judge: Callable[[Any, Findings], Judgement] | None
    """Judges a call by a rule that applies to it; takes an instance of ``spec``, a ``CallRule``.
    ``None`` where rules of the form are not about single calls."""
