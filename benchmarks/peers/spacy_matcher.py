"""spaCy's PhraseMatcher over the words of jieba."""

from __future__ import annotations

import logging

import jieba
import spacy
from spacy.matcher import PhraseMatcher

jieba.setLogLevel(logging.WARNING)


class Finder:
    """Phrases as documents, matched word by word."""

    name = "spaCy PhraseMatcher"

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        self._nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        self._matcher = PhraseMatcher(self._nlp.vocab)
        for cue, each in wordings.items():
            self._matcher.add(cue, list(self._nlp.pipe(each)))

    def find(self, turn: str) -> set[str]:
        """Return the cues that are heard in ``turn``."""
        doc = self._nlp(turn)
        return {self._nlp.vocab.strings[match] for match, _, _ in self._matcher(doc)}
