"""The single errors behind the figures."""

from __future__ import annotations

import msgspec

# msgspec reads the annotations at run time.
from scriptcheck.evaluate.rows import FigureGroup  # noqa: TC001
from scriptcheck.report import Outcome  # noqa: TC001


class CueError(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cue that was missed, or found where it is not."""

    kind: str
    """``miss`` or ``false_alarm``."""
    group: FigureGroup
    cue: str
    call_id: str
    turn: int | None = None
    """From 0; ``None`` where the call as a whole was missed."""
    remedied: bool = False
    """Of a false alarm, that it was said, but by the labels remedied at once."""
    dropped: str = ""
    """Of a miss, the reason for which a candidate in this turn was dropped, if there was one."""
    detail: str = ""
    """What decided that."""
    phrase: str = ""
    """The lexicon's template that fits."""
    quote: str = ""
    """What was found, was dropped, or stands in the label."""
    text: str = ""
    """The turn."""

    def without_text(self) -> CueError:
        """Return the error without anything that was said in the call."""
        return msgspec.structs.replace(self, text="", quote="", detail="")

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What makes it the same error in two evaluations."""
        turn = -1 if self.turn is None else self.turn
        return self.group.value, self.cue, self.call_id, self.kind, turn


class VerdictError(msgspec.Struct, frozen=True, omit_defaults=True):
    """A verdict that is not the one that the labels ask for."""

    rule: str
    call_id: str
    expected: Outcome
    found: Outcome
    turns: tuple[int, ...] = ()
    """The turns that the verdict rests on, from 0."""
    quotes: tuple[str, ...] = ()
    """What was found in them."""

    def without_text(self) -> VerdictError:
        """Return the error without anything that was said in the call."""
        return msgspec.structs.replace(self, quotes=())

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same error in two evaluations."""
        return self.rule, self.call_id, self.expected.value, self.found.value
