"""A cue with all that its tests need, read once for all calls.

The fields of a lexicon's models say what people write; what follows from several of them is worked
out here, and not for each candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.match.context.context_tests import ContextTests
from scriptcheck.match.window import window_of

if TYPE_CHECKING:
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue, Phrase, Remedy
    from scriptcheck.match.boundary import Boundary
    from scriptcheck.match.window import Window


@dataclass(frozen=True, slots=True)
class PreparedPhrase:
    """One wording of a cue."""

    text: str
    note: str
    """The lexicon's remark, in the language of the reports."""
    boundary: Boundary
    asks_words: bool
    """Whether the scan asks the words already if they were meant."""
    window: Window | None
    turn_characters: int | None
    """Characters that its turn may have at most."""
    clause_characters: int | None
    """Characters that its clause may have at most."""
    has_limits: bool
    """Whether there is a window, or a most of either."""

    @classmethod
    def of(cls, phrase: Phrase, cue: Cue, lang: Lang) -> PreparedPhrase:
        """Return ``phrase`` of ``cue`` prepared."""
        window = None if phrase.within is None else window_of(phrase.within)
        limits = (window, phrase.turn_characters, phrase.clause_characters)
        return cls(
            phrase.text,
            phrase.note if lang == "zh" else phrase.note_en,
            phrase.boundary or cue.boundary,
            (phrase.tolerance or cue.tolerance) == "near",
            *limits,
            has_limits=any(limit is not None for limit in limits),
        )


@dataclass(frozen=True, slots=True)
class PreparedCue:
    """Something that can be said in a call."""

    speakers: frozenset[str]
    """Where it counts: whoever speaks, or may be speaking."""
    is_of_anybody: bool
    is_near: bool
    """Whether it should be said, so that what only sounds like it may be it."""
    context: ContextTests | None
    """``None`` where it asks for no context test."""
    window: Window | None
    remedy: Remedy | None
    rival: str | None
    """The cue that it is easily mistaken for."""

    @classmethod
    def of(cls, cue: Cue) -> PreparedCue:
        """Return ``cue`` prepared."""
        context = ContextTests.of(cue)
        return cls(
            frozenset(each.value for each in Speaker if is_said_by(cue, each.value)),
            cue.speaker == "any",
            cue.tolerance == "near",
            context if context.asks else None,
            None if cue.within is None else window_of(cue.within),
            cue.remedy,
            cue.rival,
        )


def is_said_by(cue: Cue, speaker: str) -> bool:
    """Return whether ``cue`` counts where ``speaker`` speaks, or may be speaking."""
    wanted = cue.speaker
    return speaker in (wanted, "unknown") or (wanted == "any" and speaker != "system")
