"""What all ways of finding cues have in common, however they find them.

Phrases come first: the scan of a call finds them, and with them what other sources need of it.
Where none of a cue's phrases stands in a turn, the candidates of the other sources are tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.match.candidate import PhraseCandidate, SpanCandidate
    from scriptcheck.match.scan import TemplateFit
    from scriptcheck.match.suppress import CallTests
    from scriptcheck.report import CueMatch, SuppressedMatch
    from scriptcheck.text.call_text import CallText


class ScanResult(NamedTuple):
    """Where the templates of a lexicon fit in some turns that follow each other."""

    text: CallText
    """The turns that were searched."""
    phrases: Mapping[str, Mapping[int, list[PhraseCandidate]]]
    """The phrases, by cue and turn, where the speaker's words count for the cue."""
    unless: Mapping[str, Sequence[TemplateFit]]
    """The ``unless`` templates, by cue."""
    near: Mapping[str, Mapping[int, set[int]]]
    """By cue and turn, the numbers of the token patterns whose ``near`` template fits."""


class CallSource(Protocol):
    """A source in one call, which is given its turns in their order, once each."""

    def candidates(self, scan: ScanResult) -> Iterable[SpanCandidate]:
        """Yield the candidates in the turns of ``scan.text``, the better of a cue in a turn first.

        Those of cues that the profile does not have are passed over. What it yields for a turn may
        depend on that turn and on those before it, on nothing else: a call that is checked whole
        comes in one piece, and a live one turn by turn.
        """


class SecondOpinion(Protocol):
    """What is asked about matches by phrases."""

    @property
    def doubted(self) -> frozenset[str]:
        """The cues that it may doubt; about others it is not asked."""

    def doubt(self, cue: str, number: int, call: CallTests) -> str | None:
        """Return why it is doubtful that ``cue`` is in turn ``number``, ``None`` where it is not.

        It may depend on that turn and on those before it, on nothing else.
        """

    def contradiction(
        self, cue: str, rival: str | None, number: int, call: CallTests
    ) -> str | None:
        """Return why turn ``number`` is rather something else than the step ``cue``.

        That is ``rival``, or something that must not be said; ``None`` where it is neither. It may
        depend on that turn and on those before it, on nothing else.
        """

    def offer(self, cue: str, number: int, call: CallTests) -> tuple[int, int] | None:
        """Return where ``cue`` is possibly in turn ``number``, where nothing forbidden is.

        ``None`` where it is not. It may depend on that turn and on those before it, on nothing
        else.
        """

    def suspects(
        self,
        dropped: Iterable[SuppressedMatch],
        matches: Mapping[str, Sequence[CueMatch]],
        call: CallTests,
    ) -> Iterable[SuppressedMatch]:
        """Yield ``dropped``, and of the suspects in it those that all of the call speaks for.

        ``matches`` are those of the call. A suspect says why it is one.
        """


class CandidateSource(Protocol):
    """A way to find cues besides phrases; made once for a profile, and can be pickled."""

    def for_call(self, call: CallTests) -> CallSource:
        """Return the source in one call; ``call`` has its turns as far as they are known."""
