"""Lexicons taken over from what others keep them in."""

from scriptcheck.exchange.import_words import ImportedWords, import_words
from scriptcheck.exchange.word_list import WordList, read_words

__all__ = ["ImportedWords", "WordList", "import_words", "read_words"]
