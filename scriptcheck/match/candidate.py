"""Places where a cue may have been said, before the context tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.lexicon.models import Phrase
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.scan import TemplateFit
    from scriptcheck.report import LearnedEvidence


class PhraseCandidate(NamedTuple):
    """A place where a phrase of a cue fits."""

    fit: TemplateFit
    phrase: Phrase


class SpanCandidate(NamedTuple):
    """A place where another source finds a cue."""

    cue: str
    turn: int
    start: int
    """First character in the turn's original text."""
    end: int
    """One past the last."""
    how: str
    """What reports say of how it was found, such as ``tokens``."""
    phrase: str = ""
    """What of the lexicon fits here, if anything does that can be shown."""
    note: str = ""
    similarity: float = 1.0
    """How sure the source is, 0 to 1."""
    explain: Callable[[], LearnedEvidence] | None = None
    """What says why the source finds it, where that takes work."""
    dropped_as: Reason | None = None
    """As what it is dropped where the source is too little sure of it for a match."""
    is_sure: bool = False
    """Whether the source has weighed if it is denied, quoted, asked or supposed."""

    @property
    def differences(self) -> int:
        """How much it differs from a wording: not at all, as there is none."""
        return 0


class TurnCandidates(NamedTuple):
    """All candidates for one cue in one turn."""

    phrases: list[PhraseCandidate]
    others: Sequence[SpanCandidate]
    """Those of other sources, the better first."""
