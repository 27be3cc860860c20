"""A condition as a tree, each part with what became of it in a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.explain.explanation import ConditionPart
from scriptcheck.language import Text
from scriptcheck.lexicon.conditions import (
    AllOf,
    AnyOf,
    CueCondition,
    MetaIs,
    MetricIs,
    Not,
    SpokenIs,
)
from scriptcheck.metrics.registry import known_metrics, shown_bound
from scriptcheck.rules.condition import decide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.conditions import Condition
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
    from scriptcheck.rules.condition import Decision
    from scriptcheck.rules.form import Asked

_BOUNDS: Final = {"at_least": "≥ ", "over": "> ", "at_most": "≤ ", "under": "< "}
_SPEAKERS: Final = {"agent": Text("客服", "agent"), "customer": Text("客户", "customer")}
_OR: Final = Text(" 或 ", " or ")


class ConditionTree:
    """Makes the trees of the conditions of one call."""

    def __init__(self, profile: Profile, findings: Findings, lang: Lang) -> None:
        self._profile, self._findings, self._lang = profile, findings, lang

    def of(self, asked: Asked) -> ConditionPart:
        """Return the tree of what is ``asked``."""
        return msgspec.structs.replace(self._part(asked.condition, asked), role=asked.role)

    def _part(self, condition: Condition, asked: Asked) -> ConditionPart:  # noqa: PLR0911  (one a kind)
        # Deciding each part anew says of it just what the whole was decided by.
        decision = decide(condition, self._findings, asked.within)
        match condition:
            case CueCondition():
                return self._cue(condition, decision)
            case MetaIs():
                return self._meta(condition, decision)
            case MetricIs():
                return self._metric(condition, decision)
            case SpokenIs():
                return self._spoken(condition, decision)
            case Not(not_=part):
                return self._joined("not", "", [part], decision, asked)
            case AllOf(all=parts):
                return self._joined("all", "", parts, decision, asked)
            case AnyOf(any=parts, at_least=least):
                wanted = f"≥ {least}" if least > 1 else ""
                return self._joined("any", wanted, parts, decision, asked)

    def _joined(
        self,
        kind: str,
        wanted: str,
        parts: Iterable[Condition],
        decision: Decision,
        asked: Asked,
    ) -> ConditionPart:
        inner = tuple(self._part(part, asked) for part in parts)
        return ConditionPart(
            kind, decision.holds, wanted=wanted, reason=decision.reason, parts=inner
        )

    def _cue(self, condition: CueCondition, decision: Decision) -> ConditionPart:
        return ConditionPart(
            "cue",
            decision.holds,
            name=condition.cue,
            title=self._profile.cues[condition.cue].name(self._lang),
            reason=decision.reason,
            evidence=decision.evidence,
            searched=turns_of(decision.searched, self._findings),
        )

    def _spoken(self, condition: SpokenIs, decision: Decision) -> ConditionPart:
        return ConditionPart(
            "spoken",
            decision.holds,
            name=condition.spoken,
            title=_SPEAKERS[condition.spoken].to(self._lang),
            wanted=f"≥ {condition.characters}",
            reason=decision.reason,
            searched=turns_of(decision.searched, self._findings),
        )

    def _meta(self, condition: MetaIs, decision: Decision) -> ConditionPart:
        return ConditionPart(
            "meta",
            decision.holds,
            name=condition.meta,
            title=condition.meta,
            wanted=_OR.to(self._lang).join(map(str, condition.values)),
            value=self._findings.meta.get(condition.meta),
            reason="" if decision.holds is not None else decision.reason,
        )

    def _metric(self, condition: MetricIs, decision: Decision) -> ConditionPart:
        name = condition.metric
        bounds = {bound: getattr(condition, bound) for bound in _BOUNDS}
        measured = self._findings.metrics.measured.get(name)
        return ConditionPart(
            "metric",
            decision.holds,
            name=name,
            title=known_metrics()[name].title.to(self._lang),
            wanted=", ".join(
                f"{_BOUNDS[bound]}{shown_bound(name, value).to(self._lang)}"
                for bound, value in bounds.items()
                if value is not None
            ),
            value=None if measured is None else measured.value,
            reason=decision.reason,
            measured=decision.measured,
        )


def turns_of(extents: Iterable[Extent], findings: Findings) -> tuple[tuple[int, int], ...]:
    """Return the first and last turn of each of ``extents``, both included."""
    last = findings.timeline.turn_count - 1
    return tuple(
        (extent.first.turn, min(last, extent.last.turn))
        for extent in extents
        if extent.first.turn <= last
    )
