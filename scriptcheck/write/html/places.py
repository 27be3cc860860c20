"""The places in a call that a page can point to, each once and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.report import Suspect
from scriptcheck.text.visible import visible
from scriptcheck.write.html.segments import Segment, Span, segments

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.report import CueMatch, LearnedEvidence, Nearest, SuppressedMatch
    from scriptcheck.write.html.catalogue import Catalogue

COLUMNS: Final = ("kind", "cue", "turn", "start", "end", "phrase")
"""What stands in the row of a place, in this order; an object with the rest may follow.

``phrase`` is its number among the phrases of the call. The rest has ``quote`` only where the turn's
text does not have it between ``start`` and ``end``.
"""


class Places:
    """Collects what was matched, suppressed, or came nearest in one call."""

    def __init__(self, call: Call, catalogue: Catalogue) -> None:
        self._call: Final = call
        self._catalogue: Final = catalogue
        self._numbers: Final[dict[object, int]] = {}
        self._places: Final[list[list[Any]]] = []
        self._spans: Final[dict[int, list[Span]]] = {}
        self._phrases: Final[dict[int, int]] = {}

    @property
    def phrases(self) -> list[int]:
        """The phrases of the call, as the catalogue numbers them."""
        return list(self._phrases)

    def matched(self, hit: CueMatch) -> int:
        """Return the number of ``hit``."""
        if hit in self._numbers:
            return self._numbers[hit]
        more: dict[str, Any] = {"how": hit.how}
        if hit.similarity < 1:
            more["similarity"] = hit.similarity
        if hit.edits:
            more["edits"] = [
                [edit.kind, visible(edit.said), visible(edit.expected)] for edit in hit.edits
            ]
        if hit.note:
            more["note"] = visible(hit.note)
        if hit.learned is not None:
            more["learned"] = _learned(hit.learned)
        return self._add("heard", hit, hit.start, hit.end, more)

    def dropped(self, hit: SuppressedMatch) -> int:
        """Return the number of the dropped candidate ``hit``."""
        more: dict[str, Any] = {"reason": hit.reason}
        if hit.detail:
            more["detail"] = visible(hit.detail)
        if hit.learned is not None:
            more["learned"] = _learned(hit.learned)
        return self._add("dropped", hit, hit.start, hit.end, more)

    def suspect(self, suspect: Suspect) -> int:
        """Return the number of ``suspect``, which is for a person to look at."""
        more: dict[str, Any] = {
            "title": visible(suspect.title),
            "similarity": suspect.learned.confidence,
            "learned": _learned(suspect.learned),
        }
        return self._add("suspect", suspect, suspect.start, suspect.end, more)

    def nearest(self, nearest: Nearest) -> int:
        """Return the number of what came nearest; it is looked up in its turn."""
        start = self._text(nearest.turn).find(nearest.quote)
        more = {"similarity": nearest.similarity}
        return self._add("nearest", nearest, start, start + len(nearest.quote), more)

    def segments(self, turn: int) -> list[Segment]:
        """Return the text of ``turn``, cut at its places."""
        return segments(self._call.turns[turn].text, self._spans.get(turn, ()))

    def rows(self) -> list[list[Any]]:
        """Return the places by number, as ``COLUMNS`` says."""
        return self._places

    def _text(self, turn: int) -> str:
        turns = self._call.turns
        return turns[turn].text if 0 <= turn < len(turns) else ""

    def _add(
        self,
        kind: str,
        hit: CueMatch | SuppressedMatch | Nearest | Suspect,
        start: int,
        end: int,
        more: dict[str, Any],
    ) -> int:
        number = self._numbers.get(hit)
        if number is not None:
            return number
        number = self._numbers[hit] = len(self._places)
        stands = bool(hit.quote) and start >= 0 and self._text(hit.turn)[start:end] == hit.quote
        if stands:
            self._spans.setdefault(hit.turn, []).append(Span(start, end, number))
        else:
            more["quote"] = visible(hit.quote)
        template = "" if isinstance(hit, Suspect) else hit.phrase
        phrase = self._phrases.setdefault(self._catalogue.phrase(template), len(self._phrases))
        self._places.append([kind, visible(hit.cue), hit.turn, start, end, phrase, more])
        return number


def _learned(evidence: LearnedEvidence) -> dict[str, Any]:
    """Return why a model finds something: what it is like, how sure it is, by which characters."""
    return {
        "similar": visible(evidence.similar),
        "confidence": evidence.confidence,
        "runs": [[visible(run), weight] for run, weight in evidence.runs],
    }
