"""The places in a call that a page can point to, each once and numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.visible import visible
from scriptcheck.write.html.segments import Segment, Span, segments

if TYPE_CHECKING:
    from scriptcheck.call import Call
    from scriptcheck.report import CueHit, Nearest, SuppressedHit


class Places:
    """Collects what was heard, dropped, or came nearest in one call."""

    def __init__(self, call: Call) -> None:
        self._call: Final = call
        self._numbers: Final[dict[object, int]] = {}
        self._places: Final[list[dict[str, Any]]] = []
        self._spans: Final[dict[int, list[Span]]] = {}

    def heard(self, hit: CueHit) -> int:
        """Return the number of ``hit``."""
        return self._add(
            hit,
            "heard",
            (hit.turn, hit.start, hit.end),
            {
                "cue": hit.cue,
                "quote": visible(hit.quote),
                "phrase": visible(hit.phrase),
                "how": hit.how,
                "similarity": hit.similarity,
                "edits": [
                    [edit.kind, visible(edit.said), visible(edit.expected)] for edit in hit.edits
                ],
                "note": visible(hit.note),
            },
        )

    def dropped(self, hit: SuppressedHit) -> int:
        """Return the number of the dropped candidate ``hit``."""
        return self._add(
            hit,
            "dropped",
            (hit.turn, hit.start, hit.end),
            {
                "cue": hit.cue,
                "quote": visible(hit.quote),
                "phrase": visible(hit.phrase),
                "reason": hit.reason,
                "detail": visible(hit.detail),
            },
        )

    def nearest(self, nearest: Nearest) -> int:
        """Return the number of what came nearest; it is looked up in its turn."""
        turns = self._call.turns
        text = turns[nearest.turn].text if 0 <= nearest.turn < len(turns) else ""
        start = text.find(nearest.quote)
        return self._add(
            nearest,
            "nearest",
            (nearest.turn, start, start + len(nearest.quote)),
            {
                "cue": nearest.cue,
                "quote": visible(nearest.quote),
                "phrase": visible(nearest.phrase),
                "similarity": nearest.similarity,
            },
        )

    def segments(self, turn: int) -> list[Segment]:
        """Return the text of ``turn``, cut at its places."""
        return segments(self._call.turns[turn].text, self._spans.get(turn, ()))

    def data(self) -> list[dict[str, Any]]:
        """Return the places by number, ready for JSON."""
        return self._places

    def _add(
        self, key: object, kind: str, where: tuple[int, int, int], fields: dict[str, Any]
    ) -> int:
        if key in self._numbers:
            return self._numbers[key]
        number = self._numbers[key] = len(self._places)
        turn, start, end = where
        told = {name: value for name, value in fields.items() if value not in ("", [])}
        self._places.append({"kind": kind, "turn": turn, "start": start, "end": end} | told)
        self._spans.setdefault(turn, []).append(Span(start, end, number))
        return number
