"""The context tests that a cue asks for, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from scriptcheck.match.context import asking, negation, quoting, remit, subject, supposing
from scriptcheck.match.reasons import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from scriptcheck.lexicon.models import Cue
    from scriptcheck.match.context.grammar import Place
    from scriptcheck.match.intervals import Interval

    class SimplifiedTurns(Protocol):
        """The turns of a call, and candidates in their sentences."""

        def simplified(self, turn: int) -> str:
            """Return the text of ``turn`` in simplified characters."""

        def place(self, turn: int, start: int, end: int, *, whole: bool) -> Place:
            """Return characters ``start`` up to ``end`` of ``turn`` in their sentence."""


Test: TypeAlias = "Callable[[Place], str | None]"


@dataclass(frozen=True, slots=True)
class ContextTests:
    """The context tests of one cue."""

    before: bool
    """Whether a negation right before a candidate drops it."""
    over_clause: bool
    """Whether one earlier in its clause does."""
    tests: tuple[tuple[SuppressionReason, Test], ...]
    """Those that need its sentence in words."""
    only_quoting: bool
    """Whether it is only asked if somebody else is quoted."""

    @classmethod
    def of(cls, cue: Cue) -> ContextTests:
        """Return the tests that ``cue`` asks for."""
        supposed = cue.supposing or ("condition" if cue.asking == "drop" else "keep")
        tests: list[tuple[SuppressionReason, Test]] = []
        if cue.quoting == "drop":
            tests.append((SuppressionReason.QUOTING, quoting.quoted))
        if supposed != "keep":
            tests.append((SuppressionReason.SUPPOSED, supposing.condition))
        if cue.asking == "drop":
            tests.append((SuppressionReason.ASKED, asking.asked))
        if supposed == "drop":
            tests.append((SuppressionReason.SUPPOSED, supposing.consequence))
        if cue.subject == "agent":
            tests.append((SuppressionReason.OTHER_SUBJECT, subject.other_subject))
        if cue.remit == "drop":
            tests.append((SuppressionReason.OUTSIDE_REMIT, remit.outside_remit))
        before, over_clause = cue.negation != "keep", cue.negation == "clause"
        only_quoting = [test for _, test in tests] == [quoting.quoted]
        return cls(before, over_clause, tuple(tests), only_quoting)

    @property
    def asks(self) -> bool:
        """Whether there is any test."""
        return self.before or self.over_clause or bool(self.tests)

    def reason(
        self, candidate: Interval, call: SimplifiedTurns, *, whole: bool
    ) -> tuple[SuppressionReason, str] | None:
        """Return why ``candidate`` is to be dropped, and by what; ``None`` where it stands.

        ``whole`` says that it may be a whole clause, so that what decides may stand within it.
        """
        turn, start, end = candidate.turn, candidate.start, candidate.end
        if self.before or self.over_clause:
            text = call.simplified(turn)
            # Most often no negation is near at all.
            if negation.may_be_negated(text, start):
                denied = self._denied(text, start, end)
                if denied is not None:
                    return SuppressionReason.NEGATED, denied
        if not self.tests:
            return None
        if self.only_quoting and not quoting.may_be_quoted(call.simplified(turn), start, end):
            return None
        place = call.place(turn, start, end, whole=whole)
        for reason, test in self.tests:
            evidence = test(place)
            if evidence is not None:
                return reason, evidence
        return None

    def reason_by_marks(
        self, candidate: Interval, call: SimplifiedTurns
    ) -> tuple[SuppressionReason, str] | None:
        """Return why ``candidate`` is to be dropped where quotation marks alone say so."""
        if not any(test is quoting.quoted for _, test in self.tests):
            return None
        text = call.simplified(candidate.turn)
        found = quoting.marked_quotation(text, 0, candidate.start, candidate.end)
        return None if found is None else (SuppressionReason.QUOTING, found)

    def _denied(self, text: str, start: int, end: int) -> str | None:
        found = negation.negated_before(text, start, end)
        if found is None and self.over_clause:
            found = negation.negated_over_clause(text, start, end)
        return found
