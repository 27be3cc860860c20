"""Clean turns of agents, made up: the examples of the lexicon and of examples/calls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck import Speaker, load_calls

if TYPE_CHECKING:
    from scriptcheck import Checker

CALLS = Path(__file__).parent.parent / "examples/calls"


def utterances(checker: Checker) -> list[str]:
    """Return the turns, without repetition, in order."""
    company = checker.profile.variables["company"][0]
    found: dict[str, None] = {}
    for cue in checker.profile.cues.values():
        for text in (*cue.examples.hit, *cue.examples.miss) if cue.speaker == "agent" else ():
            if "\n" not in text:
                plain = text.replace("【", "").replace("】", "")
                found[plain.replace("{company}", company)] = None
    for call in load_calls(CALLS):
        found |= dict.fromkeys(turn.text for turn in call.turns if turn.speaker is Speaker.AGENT)
    return list(found)
