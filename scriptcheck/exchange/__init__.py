"""Lexicons taken over from what others keep them in."""

from scriptcheck.exchange.import_words import ImportedWords, import_words
from scriptcheck.exchange.word_list import RepeatedWord, WordList, read_words

__all__ = ["ImportedWords", "RepeatedWord", "WordList", "import_words", "read_words"]
