"""What a form of rule is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.language import Text
    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
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
    """Why the rule does not apply or cannot be judged, as a ``VerdictReason`` or a code of
    the form's own, which people read as it is; some forms say with it how a call fails."""
    measured: tuple[Measured, ...] = ()
    """The metrics that decided."""
    figures: Mapping[str, Text] = NO_FIGURES
    """What stands for the names in braces of the rule's message and advice."""
    detail: Text | None = None
    """What only this call can say of a failure, such as the value that was repeated wrongly."""


class Asked(NamedTuple):
    """A condition that a rule asks of a call, for people to see what became of it."""

    role: str
    """What the condition is to the rule: ``when``, ``undecidable_when``, ``step``, ``trigger``,
    ``response``, or the key of its form."""
    condition: Condition
    within: Scope | None = None
    """Where cues without a window of their own count."""


Judge: TypeAlias = "Callable[[Findings], Judgement]"


class Timing(StrEnum):
    """When a failure is certain in a call that is still going on."""

    AT_ONCE = "at_once"
    """As soon as the evidence is there: each new piece of it raises the event ``violation``."""
    WHEN_WINDOW_CLOSES = "when_window_closes"
    """When everything that the judgement has ``searched`` lies behind, so that what is missing
    cannot come any more: the event is ``overdue``."""
    AT_END = "at_end"
    """Only when the call is over; no event is raised."""


class IncrementalJudge(Protocol):
    """Judges one call turn by turn; each time the result is that of its form's ``judge``.

    One is made for each rule and call, so it may keep what it has worked out.
    """

    def forget(self, turn: int) -> None:
        """Drop what was worked out from the findings in ``turn`` and after it: they have changed.

        Called before ``__call__``, and only where earlier findings have changed; turns that are
        merely new are not announced.
        """

    def __call__(self, findings: Findings) -> Judgement:
        """Return the judgement on the call until now; ``findings`` have all of its turns."""


@dataclass(frozen=True, slots=True)
class RuleForm:
    """One form of rule.

    A package brings a form by an entry point of the group ``scriptcheck.rules`` that names an
    instance; docs/plugins.md has an example.
    """

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
    timing: Timing | Callable[[Any], Timing] = Timing.AT_END
    """When a failure is certain in a live call, or a function that returns it for a rule."""
    incremental: Callable[[Any], IncrementalJudge] | None = None
    """Returns what judges one live call by a rule, for forms to which a turn more would otherwise
    cost more the longer the call is; without it, ``judge`` is called again."""
    by_conditions: bool = False
    """Whether a judgement depends on nothing but the rule's ``named_cues``, ``conditions`` and
    window, and its evidence is matches of their cues. A live call is then judged again only where a
    turn changes one of these; else after every turn."""

    def timing_of(self, rule: RuleSpec) -> Timing:
        """Return when a failure of ``rule``, one of this form, is certain in a live call."""
        return self.timing if isinstance(self.timing, Timing) else self.timing(rule)
