"""Lexicons taken over from what others keep them in, and given to them."""

from scriptcheck.exchange.import_words import ImportedWords, import_words
from scriptcheck.exchange.sca import ImportedRules, Remark, import_rules
from scriptcheck.exchange.source_kind import SourceKind, source_kind
from scriptcheck.exchange.word_list import RepeatedWord, WordList, read_words
from scriptcheck.exchange.workbook import (
    ExportedLexicon,
    ImportedLexicon,
    export_lexicon,
    import_lexicon,
)

__all__ = [
    "ExportedLexicon",
    "ImportedLexicon",
    "ImportedRules",
    "ImportedWords",
    "Remark",
    "RepeatedWord",
    "SourceKind",
    "WordList",
    "export_lexicon",
    "import_lexicon",
    "import_rules",
    "import_words",
    "read_words",
    "source_kind",
]
