"""All wordings at once with pyahocorasick."""

from __future__ import annotations

import ahocorasick


class Finder:
    """An Aho-Corasick automaton; exact."""

    name = "pyahocorasick"

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        owners: dict[str, set[str]] = {}
        for cue, each in wordings.items():
            for wording in each:
                owners.setdefault(wording, set()).add(cue)
        self._automaton = ahocorasick.Automaton()
        for wording, cues in owners.items():
            self._automaton.add_word(wording, cues)
        self._automaton.make_automaton()

    def find(self, turn: str) -> set[str]:
        """Return the cues that are heard in ``turn``."""
        return {cue for _, cues in self._automaton.iter(turn) for cue in cues}
