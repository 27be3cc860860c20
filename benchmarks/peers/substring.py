"""Plain substring search: every wording in every turn."""

from __future__ import annotations


class Finder:
    """``wording in turn``."""

    name = "substring"

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        self._wordings = wordings

    def find(self, turn: str) -> set[str]:
        """Return the cues that are heard in ``turn``."""
        return {cue for cue, each in self._wordings.items() if any(map(turn.__contains__, each))}
