"""A lexicon as an Excel workbook, and back."""

from scriptcheck.exchange.workbook.exchange import (
    ExportedLexicon,
    ImportedLexicon,
    export_lexicon,
    import_lexicon,
)

__all__ = ["ExportedLexicon", "ImportedLexicon", "export_lexicon", "import_lexicon"]
