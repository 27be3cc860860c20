"""One cue in one call: the turns in which it was found against those in which it is labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from scriptcheck.evaluate.metrics import Counts
from scriptcheck.evaluate.mistakes import CueError
from scriptcheck.evaluate.rows import FigureGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.evaluate.gold import CueLabel, GoldCall, TurnMark
    from scriptcheck.report import CueMatch, SuppressedMatch

Hit: TypeAlias = "CueMatch | SuppressedMatch"
HitT = TypeVar("HitT", "CueMatch", "SuppressedMatch", "CueMatch | SuppressedMatch")

REMEDIED: Final = "remedied"
"""Why a hit is dropped that a remedy excuses."""


class CueReport(NamedTuple):
    """What a report has of one cue."""

    hits: tuple[CueMatch, ...]
    dropped: tuple[SuppressedMatch, ...]


class CueOnCall:
    """One cue of a group in one call.

    In the group ``said``, hits and labels count whether or not a remedy excuses them; in others, a
    hit that by the labels is excused is a false alarm.
    """

    def __init__(
        self, group: FigureGroup, cue: str, gold: GoldCall, call: Call, reported: CueReport
    ) -> None:
        self._group: Final = group
        self._cue: Final = cue
        self._call: Final = call
        self._call_id: Final = gold.call_id
        self._labels: Final[Mapping[int, CueLabel]] = gold.labels[cue]
        self._dropped: Final = _first_by_turn(reported.dropped)
        excused = [hit for hit in reported.dropped if hit.reason == REMEDIED]
        counted: list[Hit] = [*reported.hits, *(excused if group is FigureGroup.SAID else ())]
        found = _first_by_turn(counted)
        self._found: Final = {
            turn: hit
            for turn, hit in found.items()
            if turn not in gold.role_errors or turn in self._labels
        }
        self.left_out: Final = len(found) - len(self._found)
        """Turns with a match that are shown as somebody else's, so that nobody labelled them."""
        said = group is FigureGroup.SAID
        self._right: Final = frozenset(
            turn for turn, label in self._labels.items() if said or not label.remedied
        )
        self._required: Final = frozenset(turn for turn in self._right if self._labels[turn].clear)

    def counts(self) -> Counts:
        """Return how often it was to be found and was, by turn."""
        return Counts(
            support=len(self._required),
            found=len(self._found),
            right=len(self._found.keys() & self._right),
            caught=len(self._found.keys() & self._required),
        )

    def errors(self) -> Iterator[CueError]:
        """Yield each miss and false alarm, by turn."""
        misses = self._required - self._found.keys()
        false_alarms = self._found.keys() - self._right
        for turn in sorted(misses | false_alarms):
            yield self._miss(turn) if turn in misses else self._false_alarm(turn)

    def _miss(self, turn: int) -> CueError:
        dropped = self._dropped.get(turn)
        said = self._labels[turn].quote
        return CueError(
            kind="miss",
            group=self._group,
            cue=self._cue,
            call_id=self._call_id,
            turn=turn,
            dropped=dropped.reason if dropped else "",
            detail=dropped.detail if dropped else "",
            phrase=dropped.phrase if dropped else "",
            quote=said or (dropped.quote if dropped else ""),
            text=self._call.turns[turn].text,
        )

    def _false_alarm(self, turn: int) -> CueError:
        hit = self._found[turn]
        return CueError(
            kind="false_alarm",
            group=self._group,
            cue=self._cue,
            call_id=self._call_id,
            turn=turn,
            remedied=turn in self._labels,
            phrase=hit.phrase,
            quote=hit.quote,
            text=self._call.turns[turn].text,
        )


class CueInTurns:
    """One cue in the turns of a call that a reviewer marked; of the others nothing is known."""

    def __init__(
        self, cue: str, marks: Mapping[int, TurnMark], call: Call, reported: CueReport
    ) -> None:
        self._cue: Final = cue
        self._call: Final = call
        self._marks: Final = marks
        self._dropped: Final = _first_by_turn(reported.dropped)
        found = _first_by_turn(reported.hits)
        self._found: Final = {turn: hit for turn, hit in found.items() if turn in marks}
        self.unmarked: Final = sum(hit.turn not in marks for hit in reported.hits)
        """Hits in turns without a mark."""

    def counts(self) -> Counts:
        """Return how often it was to be found and was, by marked turn."""
        right = sum(self._marks[turn].heard for turn in self._found)
        support = sum(mark.heard for mark in self._marks.values())
        return Counts(support, len(self._found), right, right)

    def errors(self) -> Iterator[CueError]:
        """Yield each miss and false alarm, by turn."""
        for turn in sorted(self._marks):
            mark, hit, dropped = self._marks[turn], self._found.get(turn), self._dropped.get(turn)
            if mark.heard == (hit is not None):
                continue
            shown = hit or dropped
            yield CueError(
                kind="false_alarm" if hit else "miss",
                group=FigureGroup.MARKED,
                cue=self._cue,
                call_id=self._call.call_id,
                turn=turn,
                dropped=dropped.reason if dropped and not hit else "",
                detail=dropped.detail if dropped and not hit else "",
                phrase=shown.phrase if shown else "",
                quote=hit.quote if hit else mark.quote or (dropped.quote if dropped else ""),
                text=self._call.turns[turn].text,
            )


class CueOfCall:
    """One cue that is labelled of a call as a whole: found anywhere, or not."""

    def __init__(self, cue: str, *, expected: bool, call: Call, reported: CueReport) -> None:
        self._cue: Final = cue
        self._call: Final = call
        self._expected: Final = expected
        self._hits: Final = reported.hits

    def counts(self) -> Counts:
        """Return 1 or 0 each: whether it was to be found, and was."""
        found = bool(self._hits)
        right = int(found and self._expected)
        return Counts(int(self._expected), int(found), right, right)

    def errors(self) -> Iterator[CueError]:
        """Yield the miss or the false alarm, if it is one; of matches the first is shown."""
        found = bool(self._hits)
        if found == self._expected:
            return
        hit = self._hits[0] if found else None
        yield CueError(
            kind="false_alarm" if hit else "miss",
            group=FigureGroup.CALL,
            cue=self._cue,
            call_id=self._call.call_id,
            turn=hit.turn if hit else None,
            phrase=hit.phrase if hit else "",
            quote=hit.quote if hit else "",
            text=self._call.turns[hit.turn].text if hit else "",
        )


def _first_by_turn(hits: Iterable[HitT]) -> dict[int, HitT]:
    found: dict[int, HitT] = {}
    for hit in hits:
        found.setdefault(hit.turn, hit)
    return found
