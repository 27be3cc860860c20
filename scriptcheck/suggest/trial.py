"""What templates match in calls and in corpora, counted by the matcher itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.checker import Checker
from scriptcheck.lexicon.layer import shipped_lexicons
from scriptcheck.lexicon.learned_settings import LearnedSettings
from scriptcheck.lexicon.models import Phrase
from scriptcheck.lexicon.scorecard import Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scriptcheck.learned.corpus import TrainingTurn
    from scriptcheck.lexicon.profile import Profile

Tried = tuple[str, str]
"""A cue and a template for it."""


class Trial:
    """Matches templates as the phrases of their cues, with all that these say of context."""

    def __init__(self, profile: Profile, tried: Iterable[Tried]) -> None:
        self._names: Final = {each: f"tried_{number}" for number, each in enumerate(tried)}
        cues = {
            name: profile.cues[cue].model_copy(
                update={"phrases": (Phrase(text=template),), "tokens": (), "repetition": None}
            )
            for (cue, template), name in self._names.items()
        }
        needed = [part for cue in cues.values() for part in cue.needs]
        while needed:
            name = needed.pop()
            if name not in cues:
                cues[name] = profile.cues[name]
                needed += cues[name].needs
        alone = replace(
            profile,
            cues=dict(sorted(cues.items())),
            rules={},
            left_out={},
            scorecard=Scorecard(),
            learned=LearnedSettings(use=False),
            model=None,
        )
        self._checker: Final = Checker(alone)

    def turns(self, call: Call) -> Iterator[tuple[Tried, int]]:
        """Yield where the templates match in ``call``, each turn of each once."""
        matches = self._checker.match(call).matches
        for tried, name in self._names.items():
            yield from (
                (tried, turn) for turn in sorted({each.turn for each in matches.get(name, ())})
            )

    def quotes(self, call: Call, tried: Tried) -> Mapping[int, str]:
        """Return what the template ``tried`` matches in ``call``, by turn."""
        found = self._checker.match(call).matches.get(self._names[tried], ())
        return {each.turn: each.quote for each in reversed(found)}


def corpus_files(corpora: Path | None) -> list[Path]:
    """Return the corpora of single turns in a folder, by default those that are shipped."""
    folder = corpora if corpora is not None else shipped_lexicons() / "corpora"
    return sorted(folder.glob("*.jsonl"))


def corpus_call(turn: TrainingTurn) -> Call:
    """Return a turn of a corpus as a call, behind the turn that it answers."""
    speaker = Speaker(turn.speaker)
    answered = Speaker.CUSTOMER if speaker is Speaker.AGENT else Speaker.AGENT
    before = (Turn(answered, turn.before),) if turn.before else ()
    name = json.dumps([turn.batch, turn.text], ensure_ascii=False)
    return Call(name, (*before, Turn(speaker, turn.text)))
