"""What a form of rule is made of."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.language import Text
    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.match.findings import Findings
    from scriptcheck.match.window import Extent
    from scriptcheck.report import CueMatch, Measured, Outcome
    from scriptcheck.rules.condition import Scope

NO_FIGURES: Final[Mapping[str, Text]] = MappingProxyType({})


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """What a form finds on one call."""

    outcome: Outcome
    evidence: tuple[CueMatch, ...] = ()
    searched: tuple[Extent, ...] = ()
    """Where it looked."""
    missed: tuple[str, ...] = ()
    """The cues that were looked for in vain, for the report to say what came nearest."""
    reason: str = ""
    """Why the rule does not apply or cannot be judged, as a code of ``rules.reasons``; some forms
    say with it how a call fails."""
    measured: tuple[Measured, ...] = ()
    """The metrics that decided."""
    figures: Mapping[str, Text] = NO_FIGURES
    """What stands for the names in braces of the rule's message and advice."""
    detail: Text | None = None
    """What only this call can say of a failure, such as the value misheard."""


class Asked(NamedTuple):
    """A condition that a rule asks of a call, for people to see what became of it."""

    role: str
    """What the condition is to the rule: ``when``, ``undecidable_when``, ``step``, ``trigger``,
    ``response``, or the key of its form."""
    condition: Condition
    within: Scope | None = None
    """Where cues without a window of their own count."""


Judge: TypeAlias = "Callable[[Findings], Judgement]"


class Follower(Protocol):
    """Judges one call that goes on, as the ``judge`` of its form would each time."""

    def forget(self, turn: int) -> None:
        """Take it that what was found in ``turn`` and after it is no longer the same."""

    def __call__(self, findings: Findings) -> Judgement:
        """Return the judgement on the call so far."""


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
    asks: Callable[[Any, Findings], tuple[Asked, ...]] | None = None
    """Returns what a rule asks beyond what every rule may; without it, the conditions that its
    ``spec`` adds."""
    prepare: Callable[[Any], Judge] | None = None
    """Reads a rule once for all calls, for forms of which a profile has many rules: what it returns
    judges as ``judge`` does, and can be pickled."""
    follow: Callable[[Any], Follower] | None = None
    """Returns what judges one call that goes on by a rule, for forms to which a turn more would
    otherwise cost more the longer the call is."""
