"""Plain lists of words: a text file, or a column of a CSV file or of a workbook."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.bounded import read_whole
from scriptcheck.errors import LoadError, Problem
from scriptcheck.exchange.list_numbers import without_numbers
from scriptcheck.exchange.word_table import (
    HEADINGS,
    ChosenWords,
    ListRow,
    ListSheet,
    choose_words,
)
from scriptcheck.exchange.workbook.cell_text import cell_text
from scriptcheck.language import Text
from scriptcheck.lexicon.template import TemplateError, parse_template
from scriptcheck.load.encoding.decode import decode
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.readers.exports.cell_text import cell_value
from scriptcheck.load.readers.exports.sheet import sheet_rows
from scriptcheck.load.readers.exports.workbook import open_workbook
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.transcript import Transcript
from scriptcheck.text.fold import fold
from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

_TEMPLATE: Final = (*"[]{}|?", "..")
"""What means something else in templates."""
_PATTERN: Final = tuple("\\^$*+＊")
"""What lists use for patterns, or to mask characters; folding would drop it, and match more."""
_CELL_ERROR: Final = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
"""What a workbook shows of a formula that failed."""
_COMMENT: Final = re.compile(r"(?:^|\s)#.*")
"""Behind a word after a space, or the whole line: a word such as C# has one in it."""
_LINE_ENDS: Final = frozenset("\n\r\u2028\u2029")
"""What ends a line within a cell, or within a line of an editor."""
_NAMED: Final = re.compile(r"\ufeff?sep=([,;|\t])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
_DELIMITERS: Final = ",;；|，"
LONGEST_WORD: Final = 60
"""Characters after folding; what is longer is a text, and no banned word."""


class RepeatedWord(NamedTuple):
    """A line that says again what one before it says."""

    line: int
    word: str
    first: int
    """The line of the one before it."""


class WordList(NamedTuple):
    """The words of a list, each once, in its order."""

    words: tuple[str, ...]
    lines: tuple[int, ...] = ()
    """The line or row of each, from 1."""
    repeats: tuple[RepeatedWord, ...] = ()
    """Lines that said again what one before them says, after folding."""
    left_out: tuple[Text, ...] = ()
    """What else a table has: other sheets and columns, titles."""
    numbered: int = 0
    """Lines that had a number or a bullet before the word."""


def read_words(path: str | os.PathLike[str]) -> WordList:
    """Return the words in the file ``path``: a line each, or the cells of a column.

    Of a table, the column under a heading such as 禁语 is taken, else the first that is more than
    numbers. Empty lines and those that begin with ``#`` are passed over, so is what stands behind
    `` #`` in text files, a heading, and what numbers the lines. Raises ``LoadError`` with the line
    or row of every word that cannot be a phrase, and where the file has no words or cannot be read.
    """
    file = Path(path)
    words: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    repeats: list[RepeatedWord] = []
    chosen = _entries(file)
    plain = without_numbers([word for _, word in chosen.entries])
    for (number, _), word in zip(chosen.entries, plain.words, strict=True):
        if (problem := _unfit(word, file.as_posix(), number)) is not None:
            problems.append(problem)
            continue
        folded = fold(word).text
        if folded in words:
            repeats.append(RepeatedWord(number, word, words[folded][1]))
        words.setdefault(folded, (word, number))
    if not words and not problems:
        problems.append(
            _no_words(file.as_posix()) if chosen.has_numbers else empty_file(file.as_posix())
        )
    if problems:
        raise LoadError(*problems)
    found = tuple(words.values())
    return WordList(
        tuple(word for word, _ in found),
        tuple(line for _, line in found),
        tuple(repeats),
        chosen.left_out,
        plain.numbered,
    )


def _entries(file: Path) -> ChosenWords:
    """Return each word with the number of its line or row, from 1."""
    source = file.as_posix()
    try:
        if file.suffix.lower() in {".xlsx", ".xlsm"}:
            return choose_words(list(_sheets(file)))
        text = decode(read_whole(file), source=source).text
    except OSError as error:
        raise LoadError(os_problem(error, source)) from error
    if file.suffix.lower() in {".csv", ".tsv"}:
        return choose_words([ListSheet("", tuple(_filled(_csv_rows(text, source))))])
    # Other characters that end lines for Python stand within lines for editors.
    every = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [(number, _COMMENT.sub("", line).strip()) for number, line in enumerate(every, 1)]
    entries = [(number, word) for number, word in lines if word and not word.startswith("#")]
    if entries and entries[0][1].lower() in HEADINGS:
        del entries[0]
    return ChosenWords(tuple(entries), ())


def _no_words(source: str) -> Problem:
    message = Text(
        "表里只有数字和表头，没有词。", "The table has numbers and headings, and no words."
    )
    fix = Text("请在表头写“禁语”，下面一行一个词。", "Write a heading such as 'words' over them.")
    return Problem("no-words", message, source, fix=fix)


def _delimiter(text: str) -> str:
    """Return what divides the cells of ``text``: a comma, unless each line has as many others."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text.splitlines() if line.strip()]
    for each in _DELIMITERS:
        counts = {line.count(each) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts != {0}:
            return each
    return ","


def _csv_rows(text: str, source: str) -> Iterator[ListRow]:
    """Yield the rows with the line that each begins on."""
    named = _NAMED.match(text)
    # Excel's own line says what divides the cells; blank lines keep the numbers of the others.
    text = f"\n{text[named.end() :]}" if named else text
    delimiter = named[1] if named else _delimiter(text)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    begins = 1
    try:
        for row in rows:
            yield ListRow(begins, tuple(cell.strip() for cell in row))
            begins = rows.line_num + 1
    except csv.Error as error:
        message = Text("这一行不是 CSV。", f"This line is no CSV: {error}.")
        fix = Text("请检查引号是否成对。", "See whether its quotation marks are closed.")
        raise LoadError(Problem("csv-syntax", message, source, begins, fix=fix)) from error


def _sheets(file: Path) -> Iterator[ListSheet]:
    with file.open("rb") as stream:
        transcript = Transcript(stream, source=file.as_posix(), call_id="", suffix=file.suffix)
        workbook = open_workbook(transcript)
        try:
            for sheet in workbook.worksheets:
                rows = (
                    ListRow(row.line, tuple(map(_cell_text, row.cells)))
                    for row in sheet_rows(sheet, file.as_posix())
                )
                yield ListSheet(sheet.title, tuple(_filled(rows)))
        finally:
            workbook.close()


def _filled(rows: Iterable[ListRow]) -> Iterator[ListRow]:
    """Yield the rows that say something, and are no comments."""
    for row in rows:
        first = next(filter(None, row.cells), "")
        if first and (not first.startswith("#") or _CELL_ERROR.fullmatch(first)):
            yield row


def _cell_text(value: object) -> str:
    """Return what a cell holds: a number that Excel has made of digits has no ``.0``."""
    value = cell_value(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell_text(str(value))


def _unfit(word: str, source: str, number: int) -> Problem | None:
    """Return why ``word`` cannot be a phrase, if it cannot."""
    wrong = _wrong_characters(word) or _wrong_length(word)
    if wrong is not None:
        code, message, fix = wrong
        return Problem(code, message, source, number, fix=fix)
    try:
        parse_template(word)
    except TemplateError as error:
        return Problem("template", error.message, source, number, fix=error.fix)
    return None


def _wrong_characters(word: str) -> tuple[str, Text, Text] | None:
    """Return the code, the message and the fix for what ``word`` should not have in it."""
    if _CELL_ERROR.fullmatch(word):
        message = Text(f"这一格是公式的错误 {word}。", f"This cell is a formula's error, {word}.")
        fix = Text("请改好公式，或删去这一格。", "Correct the formula, or empty the cell.")
        return "word-cell-error", message, fix
    if not _LINE_ENDS.isdisjoint(word):
        shown = " / ".join(word.split())
        message = Text(f"“{shown}”中间有换行。", f"'{shown}' has a line break in it.")
        fix = Text(
            "几个词请分成几行，每行一格；一个词请去掉换行。",
            "Write several words in a row each; take the break out of a single one.",
        )
        return "word-marks", message, fix
    if controls := [char for char in word if unicodedata.category(char) in {"Cc", "Cs", "Co"}]:
        shown = visible(word, keep=frozenset())
        message = Text(
            f"“{shown}”里有控制字符 U+{ord(controls[0]):04X}。",
            f"'{shown}' has the control character U+{ord(controls[0]):04X}.",
        )
        return "word-marks", message, Text("一行一个词，请去掉它。", "A word a line: take it out.")
    if marks := [mark for mark in _PATTERN if mark in word]:
        message = Text(
            f"“{word}”里的 {marks[0]} 不会当通配符或正则式，略去它会多判。",
            f"'{marks[0]}' in '{word}' is no wildcard or regular expression here, and dropping it"
            " would match more.",
        )
        fix = Text(
            "请写出完整的词，一种说法一行，或在词库里写成模板。",
            "Write the whole word, a wording a line, or a template in a lexicon.",
        )
        return "word-marks", message, fix
    if marks := [mark for mark in _TEMPLATE if mark in word]:
        message = Text(
            f"“{word}”里的 {marks[0]} 在模板里另有意思。",
            f"'{marks[0]}' in '{word}' means something else in templates.",
        )
        fix = Text(
            "请去掉它，或在词库里写成模板。", "Take it out, or write a template in a lexicon."
        )
        return "word-marks", message, fix
    return None


def _wrong_length(word: str) -> tuple[str, Text, Text] | None:
    folded = fold(word).text
    if not folded:
        message = Text(f"“{word}”里没有字。", f"'{word}' has no character to match.")
        return "word-empty", message, Text("请删去这一行。", "Take the line out.")
    if len(folded) > LONGEST_WORD:
        message = Text(
            f"“{word[:10]}……”有 {len(folded)} 个字，不像一个词，最多 {LONGEST_WORD} 个。",
            f"'{word[:10]}…' has {len(folded)} characters and is no word; at most {LONGEST_WORD}.",
        )
        fix = Text("请只留下要找的说法，一种一行。", "Keep the wordings to look for, each a line.")
        return "word-long", message, fix
    return None
