"""The regex module's fuzzy matching: a pattern a cue, with the edits that scriptcheck lets pass."""

from __future__ import annotations

import regex

from scriptcheck.match.automaton import default_edits


class Finder:
    """``(?:wording){e<=k}``, k by the wording's length."""

    name = "regex, fuzzy"

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        self._patterns = {cue: regex.compile(_pattern(each)) for cue, each in wordings.items()}

    def find(self, turn: str) -> set[str]:
        """Return the cues that are heard in ``turn``."""
        return {cue for cue, pattern in self._patterns.items() if pattern.search(turn)}


def _pattern(wordings: list[str]) -> str:
    by_edits: dict[int, list[str]] = {}
    for wording in wordings:
        by_edits.setdefault(default_edits(len(wording)), []).append(regex.escape(wording))
    return "|".join(
        f"(?:{'|'.join(each)})" + (f"{{e<={edits}}}" if edits else "")
        for edits, each in sorted(by_edits.items())
    )
