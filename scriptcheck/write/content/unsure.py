"""What leaves a rule undecidable: the candidates that nobody can be sure of without listening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.report import Outcome
from scriptcheck.rules.reasons import LEFT_OPEN, VerdictReason
from scriptcheck.rules.rests_on import cues_of

if TYPE_CHECKING:
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, CueMatch, SuppressedMatch, Verdict

_CANDIDATES: Final = {
    VerdictReason.POSSIBLE.value: SuppressionReason.POSSIBLE,
    VerdictReason.DOUBTED.value: SuppressionReason.DOUBTED,
}
"""By reason of a verdict, that of the candidates behind it."""


class UnsureCandidates:
    """Finds the candidates behind a verdict by the rules of a profile; it can be pickled."""

    def __init__(self, profile: Profile | None) -> None:
        self._rules: Final = {} if profile is None else profile.rules
        # Worked out for the rules that are asked for: pages make one of these for each call.
        self._cues: Final[dict[str, frozenset[str]]] = {}

    def of(self, verdict: Verdict, report: CallReport) -> tuple[SuppressedMatch, ...]:
        """Return what leaves ``verdict`` undecidable for a person to look at, in call order.

        None where the verdict has another reason, or the profile does not have its rule.
        """
        reason = _CANDIDATES.get(verdict.reason)
        if reason is None or verdict.verdict is not Outcome.UNDECIDABLE:
            return ()
        cues = self._cues_of(verdict.rule)
        turns = verdict.searched.turns if verdict.searched else None
        return tuple(
            each
            for each in report.suppressed
            if each.reason == reason
            and each.cue in cues
            and (turns is None or turns[0] <= each.turn <= turns[1])
        )

    def places(
        self, verdict: Verdict, report: CallReport
    ) -> tuple[SuppressedMatch | CueMatch, ...]:
        """Return what a person should look at for ``verdict`` to be decided, in call order.

        Besides the candidates behind it that is a fault which the agent took back or put right.
        """
        is_open = verdict.verdict is Outcome.UNDECIDABLE
        if is_open and verdict.reason in LEFT_OPEN:
            return verdict.evidence
        return self.of(verdict, report)

    def _cues_of(self, name: str) -> frozenset[str]:
        cues = self._cues.get(name)
        if cues is None:
            rule = self._rules.get(name)
            cues = self._cues[name] = frozenset() if rule is None else cues_of(rule)
        return cues


NOTHING_UNSURE: Final = UnsureCandidates(None)
"""Where no profile is at hand."""
