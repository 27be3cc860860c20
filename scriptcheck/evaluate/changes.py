"""What is not as it was in an earlier evaluation."""

from __future__ import annotations

import msgspec

# msgspec reads the annotations at run time.
from scriptcheck.evaluate.mistakes import CueError, VerdictError  # noqa: TC001
from scriptcheck.evaluate.rows import FigureGroup  # noqa: TC001


class Scores(msgspec.Struct, frozen=True):
    """The figures of one row, without intervals."""

    support: int
    precision: float | None
    recall: float | None
    f1: float | None
    accuracy: float | None = None
    """Of rules: share of right verdicts."""


class Change(msgspec.Struct, frozen=True):
    """A row whose figures are not what they were."""

    group: FigureGroup
    entry: str
    """Id of the cue or rule; empty for the group's micro average."""
    before: Scores | None
    """``None`` where the row is new."""
    after: Scores | None
    """``None`` where the row is gone."""


class Changes(msgspec.Struct, frozen=True):
    """What is not as it was in an earlier evaluation."""

    same_gold: bool
    """Whether both scored the same calls by the same labels; if not, they hardly compare."""
    same_profile: bool
    figures: tuple[Change, ...]
    """In the order of the rows."""
    appeared: tuple[CueError, ...]
    gone: tuple[CueError, ...]
    verdicts_appeared: tuple[VerdictError, ...]
    verdicts_gone: tuple[VerdictError, ...]

    def without_text(self) -> Changes:
        """Return the changes without anything that was said in a call."""
        return msgspec.structs.replace(
            self,
            appeared=tuple(error.without_text() for error in self.appeared),
            gone=tuple(error.without_text() for error in self.gone),
            verdicts_appeared=tuple(error.without_text() for error in self.verdicts_appeared),
            verdicts_gone=tuple(error.without_text() for error in self.verdicts_gone),
        )
