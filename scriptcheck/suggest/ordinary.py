"""Turns of corpora, in which templates are looked up before the matcher tries them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from scriptcheck.learned.corpus import read_turns
from scriptcheck.lexicon.template import SHORT_GAP
from scriptcheck.suggest.trial import corpus_files
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.learned.corpus import TrainingTurn
    from scriptcheck.lexicon.models import Cue


class Corpora:
    """Turns with labels, each once."""

    def __init__(self, folder: Path | None) -> None:
        turns: dict[tuple[str, str], TrainingTurn] = {}
        for turn in read_turns(corpus_files(folder)):
            turns.setdefault((turn.speaker, turn.text), turn)
        self.turns: Final = tuple(turns.values())
        self._folded: Final = tuple(fold(turn.text).text for turn in self.turns)

    def without(self, name: str, cue: Cue) -> str:
        """Return the folded turns, a line each, in which the cue ``name`` is not said."""
        return "\n".join(
            folded
            for turn, folded in zip(self.turns, self._folded, strict=True)
            if cue.speaker in {turn.speaker, "any"}
            and turn.is_labelled_for(name)
            and not turn.share(name)
        )


def character_count(template: str, text: str) -> int:
    """Return how often ``template`` stands in ``text`` character by character.

    The matcher finds homophones as well, and drops some by their context.
    """
    if not set("[.{") & set(template):
        return text.count(template)
    return sum(1 for _ in _expression(template).finditer(text))


@cache
def _expression(template: str) -> re.Pattern[str]:
    plain = re.escape(re.sub(r"\{[a-z0-9_]+\}", "\ue000", template))
    plain = plain.replace(r"\[", "(?:").replace(r"\]", ")").replace(r"\|", "|")
    plain = plain.replace("\ue000", r"[^\n]{2,6}")
    return re.compile(plain.replace(r"\.\.", rf"[^\n]{{0,{SHORT_GAP}}}"))
