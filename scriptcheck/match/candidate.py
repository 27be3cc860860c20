"""Places where a cue may have been said, before the context tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scriptcheck.match.prepared_cue import PreparedPhrase
    from scriptcheck.match.reasons import Reason
    from scriptcheck.match.scan import TemplateFit
    from scriptcheck.report import LearnedEvidence

CALL_DATA: Final = "call-data"
"""What reports say of how a name was found that call data give."""


class PhraseCandidate(NamedTuple):
    """A place where a phrase of a cue fits."""

    fit: TemplateFit
    phrase: PreparedPhrase


class SpanCandidate:
    """A place where another source finds a cue."""

    __slots__ = (
        "_explain",
        "_place",
        "cue",
        "dropped_as",
        "how",
        "is_learned",
        "is_sure",
        "note",
        "phrase",
        "similarity",
        "turn",
    )

    def __init__(  # noqa: PLR0913, PLR0917  (the fields)
        self,
        cue: str,
        turn: int,
        start: int,
        end: int,
        how: str,
        phrase: str = "",
        note: str = "",
        similarity: float = 1.0,
        explain: Callable[[], LearnedEvidence] | None = None,
        dropped_as: Reason | None = None,
        *,
        is_sure: bool = False,
    ) -> None:
        """Take the place: characters ``start`` up to ``end`` of the original text of ``turn``.

        ``explain`` says why a model finds it, which takes work.
        """
        self.cue = cue
        self.turn = turn
        self._place: tuple[int, int] | None = (start, end)
        self.how = how
        """What reports say of how it was found, such as ``tokens``."""
        self.phrase = phrase
        """What of the lexicon fits here, if anything does that can be shown."""
        self.note = note
        self.similarity = similarity
        """How sure the source is, 0 to 1."""
        self._explain = explain
        self.is_learned = explain is not None
        """Whether a model finds it, which can say why."""
        self.dropped_as = dropped_as
        """As what it is dropped where the source is too little sure of it for a match."""
        self.is_sure = is_sure
        """Whether the source has weighed if it is denied, quoted, asked or supposed."""

    def find_place(self) -> tuple[int, int]:
        """Return its start and end, for sources that work them out only when they are asked for."""
        raise NotImplementedError

    @property
    def place(self) -> tuple[int, int]:
        """Its first character in the turn's original text, and one past the last."""
        if self._place is None:
            self._place = self.find_place()
        return self._place

    @property
    def start(self) -> int:
        """First character in the turn's original text."""
        return self.place[0]

    @property
    def end(self) -> int:
        """One past the last."""
        return self.place[1]

    def evidence(self) -> LearnedEvidence | None:
        """Return why a model finds it; ``None`` where no model does."""
        return None if self._explain is None else self._explain()

    @property
    def differences(self) -> int:
        """How much it differs from a wording: not at all, as there is none."""
        return 0


class TurnCandidates(NamedTuple):
    """All candidates for one cue in one turn."""

    phrases: list[PhraseCandidate]
    others: Sequence[SpanCandidate]
    """Those of other sources, the better first."""
