"""Plain lists of words: a text file, the first column of a CSV file or of a workbook."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.template import TemplateError, parse_template
from scriptcheck.load.encoding.decode import decode
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.exports.workbook import open_workbook
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.transcript import Transcript
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

_HEADINGS: Final = frozenset(
    {
        *("词", "词语", "关键词", "敏感词", "禁语", "违禁词", "话术", "内容", "短语"),
        *("word", "words", "keyword", "keywords", "phrase", "phrases", "text"),
    }
)
"""What a first line may say that is no word itself, in lower case."""
_TEMPLATE: Final = frozenset("[]{}|?")
"""What means something else in templates."""


class WordList(NamedTuple):
    """The words of a list, each once, in its order."""

    words: tuple[str, ...]
    repeated: int
    """How many lines said again what one before them says, after folding."""


def read_words(path: str | os.PathLike[str]) -> WordList:
    """Return the words in the file ``path``: a line each, or the cells of the first column.

    Empty lines and what stands behind ``#`` in text files are passed over, and so is a heading.
    Raises ``LoadError`` with every line that cannot be a phrase, and where the file has no words or
    cannot be read.
    """
    file = Path(path)
    words: dict[str, str] = {}
    problems: list[Problem] = []
    repeated = 0
    for number, word in _entries(file):
        if number == 1 and word.lower() in _HEADINGS:
            continue
        if (problem := _unfit(word, file.as_posix(), number)) is not None:
            problems.append(problem)
            continue
        folded = fold(word).text
        repeated += folded in words
        words.setdefault(folded, word)
    if not words and not problems:
        problems.append(empty_file(file.as_posix()))
    if problems:
        raise LoadError(*problems)
    return WordList(tuple(words.values()), repeated)


def _entries(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each word with the number of its line or row, from 1."""
    source = file.as_posix()
    try:
        if file.suffix.lower() in {".xlsx", ".xlsm"}:
            yield from _cells(file)
            return
        text = decode(file.read_bytes(), source=source).text
    except OSError as error:
        raise LoadError(os_problem(error, source)) from error
    if file.suffix.lower() in {".csv", ".tsv"}:
        rows = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ",")
        lines = [row[0] if row else "" for row in rows]
    else:
        lines = [line.partition("#")[0] for line in text.splitlines()]
    for number, line in enumerate(lines, 1):
        if word := line.strip():
            yield number, word


def _cells(file: Path) -> Iterator[tuple[int, str]]:
    with file.open("rb") as stream:
        transcript = Transcript(stream, source=file.as_posix(), call_id="", suffix=file.suffix)
        workbook = open_workbook(transcript)
        try:
            sheet = workbook.worksheets[0]
            for number, row in enumerate(sheet.iter_rows(max_col=1, values_only=True), 1):
                if row and row[0] is not None and (word := str(row[0]).strip()):
                    yield number, word
        finally:
            workbook.close()


def _unfit(word: str, source: str, number: int) -> Problem | None:
    """Return why ``word`` cannot be a phrase, if it cannot."""
    if marks := [char for char in word if char in _TEMPLATE]:
        message = Text(
            f"“{word}”里的 {marks[0]} 在模板里另有意思。",
            f"'{marks[0]}' in '{word}' means something else in templates.",
        )
        fix = Text(
            "请去掉它，或在词库里写成模板。", "Take it out, or write a template in a lexicon."
        )
        return Problem("word-marks", message, source, number, fix=fix)
    if not fold(word).text:
        message = Text(f"“{word}”里没有字。", f"'{word}' has no character to match.")
        return Problem("word-empty", message, source, number)
    try:
        parse_template(word)
    except TemplateError as error:
        return Problem("template", error.message, source, number, fix=error.fix)
    return None
