"""Corpora: turns with labels, that models are trained on and measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeVar

import msgspec

from scriptcheck.bounded import bounded_lines
from scriptcheck.errors import LexiconError, Problem
from scriptcheck.language import Text
from scriptcheck.learned.features import LATER, OPENING, UNKNOWN_PLACE, SeenTurn
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Position = Literal["opening", "middle", "ending", ""]

LineT = TypeVar("LineT", bound=msgspec.Struct)

OWN_BATCHES: Final = tuple(f"own {number}" for number in range(3))
"""Batches of turns that were not written in batches, such as examples: one a fold."""

BORDERLINE: Final = 0.5
"""How much of a case a borderline one is."""


class TrainingTurn(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn with the cues that stand in it; one line of a corpus."""

    text: str
    speaker: Literal["agent", "customer"] = "agent"
    before: str = ""
    """The other speaker's turn just before, if it is known."""
    after: str = ""
    position: Position = ""
    labels: tuple[str, ...] = ()
    """The cues that are clearly there."""
    borderline: tuple[str, ...] = ()
    """Those that two careful listeners may disagree on."""
    near: tuple[str, ...] = ()
    """Those that one is tempted to see, and that are not there."""
    about: tuple[str, ...] = ()
    """The cues that it was labelled for; empty where it was labelled for all."""
    sought: tuple[str, ...] = ()
    """The cues that it was labelled for besides: most other turns say nothing of them."""
    trade: str = ""
    batch: str = ""
    """Turns of one batch were written together: all are trained on, or none."""
    labellings: int = 1
    """How many times it was labelled; two that agree make a label, two that do not a borderline."""
    weight: float = 1.0
    """How much it counts in training."""
    call: str = ""
    """The call that it is a turn of, in a batch of whole calls."""

    def share(self, cue: str) -> float:
        """Return how much of a case of ``cue`` it is: 1, 0, or between for borderline ones."""
        if cue in self.labels:
            return 1.0
        return BORDERLINE if cue in self.borderline else 0.0

    def is_labelled_for(self, cue: str, *, everywhere: bool = True) -> bool:
        """Return whether it says that ``cue`` is there or is not.

        ``everywhere`` says whether turns are labelled for it unless they say otherwise.
        """
        if cue in self.about or cue in self.sought:
            return True
        return everywhere and not self.about

    def seen(self) -> SeenTurn:
        """Return what a model sees of it."""
        place = {"": UNKNOWN_PLACE, "opening": OPENING}.get(self.position, LATER)
        return SeenTurn(fold(self.text).text, fold(self.before).text, place)


def read_turns(paths: Iterable[Path]) -> Iterator[TrainingTurn]:
    """Yield the turns in the corpora ``paths``, files of JSON Lines, in their order.

    Raises ``LexiconError`` with the place of the first line that is none.
    """
    for path in paths:
        for _, turn in numbered_turns(path):
            yield turn


def numbered_turns(path: Path) -> Iterator[tuple[int, TrainingTurn]]:
    """Yield the turns in the corpus ``path``, each with the number of its line, from 1.

    Raises ``LexiconError`` where the file cannot be read, or a line is no turn.
    """
    return corpus_lines(path, TrainingTurn)


def corpus_lines(path: Path, kind: type[LineT]) -> Iterator[tuple[int, LineT]]:
    """Yield the lines of the corpus ``path`` as values of ``kind``, each with its number, from 1.

    Raises ``LexiconError`` where the file cannot be read, or a line is none.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(bounded_lines(file), 1):
                if line.strip():
                    try:
                        yield number, msgspec.json.decode(line, type=kind)
                    except (msgspec.DecodeError, UnicodeDecodeError) as error:
                        raise LexiconError(_unreadable(path, number, str(error))) from error
    except OSError as error:
        message = Text(f"读不了：{error.strerror}。", f"It cannot be read: {error.strerror}.")
        fix = Text("请看路径和权限。", "Look at the path and its permissions.")
        raise LexiconError(Problem("unreadable", message, path.as_posix(), fix=fix)) from error


def _unreadable(path: Path, number: int, why: str) -> Problem:
    message = Text(f"这一行不是语料：{why}。", f"The line is no turn of a corpus: {why}.")
    fix = Text(
        "每行一个 JSON 对象，至少有 text；见 docs/learned.md。",
        "A JSON object a line, with at least 'text'; see docs/learned.md.",
    )
    return Problem("bad-corpus", message, path.as_posix(), number, fix=fix)
