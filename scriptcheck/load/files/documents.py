"""Documents of other programs: known by what their archive holds, and refused with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.archives.zip_file import IWORK, OPEN_DOCUMENT, document_kind

if TYPE_CHECKING:
    from scriptcheck.load.transcript import Transcript

_SUFFIXES: Final = {
    **dict.fromkeys((".ods", ".odt", ".odp", ".fods", ".fodt"), OPEN_DOCUMENT),
    **dict.fromkeys((".numbers", ".pages"), IWORK),
    ".pptx": "PowerPoint",
}


def require_no_document(transcript: Transcript) -> None:
    """Raise ``LoadError`` where ``transcript`` is a document that is not read."""
    if (problem := document_problem(transcript)) is not None:
        raise LoadError(problem)


def document_problem(transcript: Transcript) -> Problem | None:
    """Return the problem of a document that is not read; ``None`` for anything else."""
    kind = document_kind(transcript)
    return None if kind is None else _problem(transcript.source, kind)


def named_document(source: str) -> Problem | None:
    """Return the problem of a file whose name is that of such a document."""
    kind = next((kind for end, kind in _SUFFIXES.items() if source.lower().endswith(end)), None)
    return None if kind is None else _problem(source, kind)


def _problem(source: str, kind: str) -> Problem:
    message = Text(f"这是 {kind} 文档，无法读取。", f"This is a document of {kind}, not read.")
    fix = Text("请另存为 .xlsx、.csv、.docx 或 .txt。", "Save it as .xlsx, .csv, .docx or .txt.")
    return Problem("unread-document", message, source, fix=fix)
