"""The usual home-made pipeline: jieba cuts the turn, rapidfuzz compares it with every phrase."""

from __future__ import annotations

import logging

import jieba
from rapidfuzz import fuzz, process

jieba.setLogLevel(logging.WARNING)


class Finder:
    """``partial_ratio`` of each phrase and turn, at or above a threshold."""

    name = "jieba + rapidfuzz partial_ratio"
    threshold = 90.0

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        self._wordings = wordings

    def find(self, turn: str) -> set[str]:
        """Return the cues that are heard in ``turn``."""
        # The words are what such pipelines look up in lists; cutting them is part of the cost.
        text = "".join(jieba.lcut(turn))
        return {
            cue
            for cue, each in self._wordings.items()
            # A phrase longer than the turn is compared the other way round, which would make any
            # short turn like a phrase that contains it.
            if process.extractOne(
                text,
                [wording for wording in each if len(wording) <= len(text)],
                scorer=fuzz.partial_ratio,
                processor=None,
                score_cutoff=self.threshold,
            )
        }
