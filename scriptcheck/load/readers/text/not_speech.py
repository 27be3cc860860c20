"""Text that is evidently no speech: markup, fields, tables, settings, logs and code.

Without this, whatever no other format recognises would become turns of an unknown speaker, a line
each, and be judged. Most of the lines have to look alike for that; of speech they never do.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.text.lines import Conventions, read_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LOOKED_AT: Final = 400
"""Lines that show what a text is."""
_ENOUGH: Final = 2
"""Lines that are needed where one alone may be anything."""
_SETTINGS_AT_LEAST: Final = 3
_ROWS_SHARE: Final = 0.9
_ROLES: Final = Conventions(letters=True, line_ends=False, bare_times=True)

_BEGINS_MARKUP: Final = re.compile(r"<\?xml|<!DOCTYPE|<!--|\{\\rtf|%!PS|%PDF|<\?php", re.IGNORECASE)
_CLOSING_TAG: Final = re.compile(r"</[A-Za-z][\w:.-]*\s*>|<[A-Za-z][\w:.-]*(?:\s[^<>]*)?/>")
_TAG: Final = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_FIELD: Final = re.compile(r"""[\[{(,]*\s*(["'])[^"']{1,64}\1\s*:\s*.*|[\[\]{}]+,?|\{['"].*\},?""")
_BAR_ROW: Final = re.compile(r"\|.*\||[^|]+\|[^|]+(?:\|[^|]*)+")
_ASSIGNMENT: Final = re.compile(r"(?:export\s+)?([\w.\-]{1,60})\s*=\s*\S.*")
_KEY: Final = re.compile(r"(?:-\s+)?([A-Za-z_][A-Za-z0-9_.\-]{0,40}):(?:\s+\S.*)?")
_SECTION: Final = re.compile(r"\[[\w .:\-]+\]|[;#].*")
_LEVELS: Final = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|SEVERE"
_LOG: Final = re.compile(
    rf"[^\u3400-\u9fff]{{0,80}}?(?<![A-Za-z])(?:{_LEVELS})(?![A-Za-z])[\]):|,\s\-]"
    rf"|\W{{0,3}}(?:[\d\-/:.,TZ +]{{8,40}}\W{{1,3}})?\[?(?i:{_LEVELS})\]?:?\]\s"
    r"|[A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?:"
    r'|\S+ \S+ \S+ \[[^\]]+\] "[A-Z]{3,8} '
    r'|Traceback \(most|File "[^"]+", line \d+|at [\w$.<>]+\([^()]*\)|[\w.]+(?:Error|Exception)\b'
    r"|.{0,40}\b\d{1,3}%\|"
)
_CODE: Final = re.compile(
    r"(?:import [\w.{*\"']|from [\w.]+ import |(?:async )?def \w+\(|class \w+\s*[(:{]|#include\b|#!"
    r"|using \w+|package [\w.]+;|(?:public|private|protected|static) \w+|function\b.*[({]"
    r"|(?:const|let|var) \w+\s*=|return\b|(?:if|for|while|switch)\b.*[({:]$|(?:else|try)\b\s*[:{]"
    r"|except\b.*:$|SELECT\b|INSERT INTO\b|CREATE\b|UPDATE\b|DELETE FROM\b|DROP\b|VALUES\b"
    r"|[\w.]+\(.*\);?$|[\])}]+[;,]?$|[\w.\[\]]+\s*(?:=|:=|\+=)\s*\S)"
    r"|.*[;{}]$"
)
_PATCH: Final = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_NAME_OF_FILE: Final = re.compile(
    r"(?:[a-z][a-z0-9+]*://|~?/|\.{1,2}/|[A-Za-z]:\\)\S+|\S+\.(?:wav|mp3|m4a|amr|flac|txt|json|csv)"
)
_ENCODED: Final = re.compile(
    r"[A-Za-z0-9+/=_\-]{32,}|[0-9A-Fa-f]{4,}:?(?:\s+[0-9A-Fa-f]{2,4}){4,}.*"
)
_VOICES_ALONE: Final = re.compile(r"(?:SPEAKER|SPKR-INFO) \S+ \S+ \S+ \S+ <NA> .*")
_DATUM: Final = re.compile(
    r"[-+]?\d+(?:[.,]\d+)?s?|[\w.:/+\-]*\d[\w.:/+\-]*(?:[ T]\d\d:\d\d(?::\d\d)?)?", re.ASCII
)
_ID: Final = re.compile(r"[A-Za-z0-9]+(?:[_\-.][A-Za-z0-9]+)*[_\-.]?\d+", re.ASCII)
_SHORT: Final = 8
_SHORTEST_ID: Final = 5
_ROWS_THAT_REPEAT: Final = 4


@dataclass(frozen=True, slots=True)
class NotSpeech:
    """What a text is that is no speech, and what to do about it."""

    name: Text
    fix: Text


_EXPORT: Final = Text(
    "请导出带“客服：”“客户：”的文本、有表头的 CSV，或 JSON；能读的格式见 scriptcheck formats。",
    "Export text with 客服： and 客户：, CSV with a heading, or JSON; scriptcheck formats lists"
    " what can be read.",
)
_NAME_THE_COLUMNS: Final = Text(
    "请在第一行写上列名，如“说话人,内容,开始时间”，再存为 CSV。",
    "Put the names of the columns in the first row, such as 说话人,内容,开始时间, and save it as"
    " CSV.",
)
_MOVE_AWAY: Final = Text("请移走这个文件，或用 --exclude 略过。", "Move it away, or --exclude it.")

MARKUP: Final = NotSpeech(Text("XML、HTML 一类的标记", "markup such as XML or HTML"), _EXPORT)
FIELDS: Final = NotSpeech(
    Text("JSON 一类的片段", "a fragment of JSON or the like"),
    Text(
        "请导出完整的 JSON（以 { 或 [ 开头，键用双引号），或每行一个完整的 JSON。",
        "Export whole JSON, which begins with { or [ and has its keys in double quotes, or one"
        " whole value a line.",
    ),
)
TABLE: Final = NotSpeech(Text("没有表头的表格", "a table without a heading"), _NAME_THE_COLUMNS)
SETTINGS: Final = NotSpeech(Text("“键 = 值”或“键: 值”的列表", "a list of keys and values"), _EXPORT)
LOG: Final = NotSpeech(Text("程序的运行日志", "the log of a program"), _MOVE_AWAY)
CODE: Final = NotSpeech(Text("程序代码", "the code of a program"), _MOVE_AWAY)
LISTING: Final = NotSpeech(
    Text("文件名或网址的列表", "a list of file names or addresses"), _MOVE_AWAY
)
ENCODED: Final = NotSpeech(Text("编码过的数据", "encoded data"), _MOVE_AWAY)
VOICES: Final = NotSpeech(
    Text("RTTM：只有谁在何时说话，没有说的内容", "RTTM: who speaks when, without the words"),
    Text(
        "请把识别出的文字和说话人合在一个文件里，如 STM、CTM 或 JSON。",
        "Put the words and the speakers into one file, such as STM, CTM or JSON.",
    ),
)


def not_speech(lines: Iterable[str]) -> NotSpeech | None:
    """Return what ``lines`` are where that is evidently no speech, else ``None``.

    Half of them or more have to be alike; lines that begin with a label such as ``客服：`` are
    speech.
    """
    written = list(
        islice(filter(None, (line.strip("\ufeff \t\r\n") for line in lines)), _LOOKED_AT)
    )
    if not written:
        return None
    if _BEGINS_MARKUP.match(written[0]):
        return MARKUP
    unlabelled = [(line, said) for line in written if (said := _unlabelled(line)) is not None]
    other = [line for line, _ in unlabelled]
    least = max(1, (len(written) + 1) // 2)
    if len(other) < least:
        return None
    if any(map(_PATCH.fullmatch, other)):
        return CODE
    # A time before what is said makes no table of it.
    return _most_alike(other, least) or _table([said for _, said in unlabelled], least)


def not_speech_problem(found: NotSpeech, source: str) -> Problem:
    """Return the problem of the text at ``source``, which is ``found``."""
    message = Text(
        f"这看起来是{found.name.zh}，不是通话文字，没有读取。",
        f"This looks like {found.name.en}, not like what is said in a call; it was not read.",
    )
    fix = Text(
        f"{found.fix.zh}确实是通话文字时，加 --input-format text。",
        f"{found.fix.en} If it is a call all the same, add --input-format text.",
    )
    return Problem("not-speech", message, source, fix=fix)


def _unlabelled(line: str) -> str | None:
    """Return what ``line`` says after its time; ``None`` where it has a label of a role."""
    segments = read_line(line, 1, _ROLES)
    if any(segment.label is not None for segment in segments):
        return None
    return " ".join(segment.text for segment in segments)


def _most_alike(lines: Sequence[str], least: int) -> NotSpeech | None:
    if any(map(_CLOSING_TAG.search, lines)) and _count(_TAG.search, lines) >= least:
        return MARKUP
    for matches, found, fewest in (
        (_VOICES_ALONE.fullmatch, VOICES, 1),
        (_FIELD.fullmatch, FIELDS, _ENOUGH),
        (_LOG.match, LOG, _ENOUGH),
        (_NAME_OF_FILE.fullmatch, LISTING, _ENOUGH),
        (_ENCODED.fullmatch, ENCODED, 1),
    ):
        if _count(matches, lines) >= max(least, fewest):
            return found
    if _are_settings(lines, least):
        return SETTINGS
    return CODE if _count(_CODE.match, lines) >= max(least, _ENOUGH) else None


def _count(matches: Callable[[str], object], lines: Iterable[str]) -> int:
    return sum(matches(line) is not None for line in lines)


def _are_settings(lines: Sequence[str], least: int) -> bool:
    """Return whether ``lines`` are keys with values: INI, YAML, or the head of a letter."""
    assigned = _count(_ASSIGNMENT.fullmatch, lines)
    if assigned and assigned + _count(_SECTION.fullmatch, lines) >= max(least, _ENOUGH):
        return not any("(" in line or line.endswith((";", "{")) for line in lines)
    keys = [found[1] for line in lines if (found := _KEY.fullmatch(line))]
    if len(keys) < max(least, _SETTINGS_AT_LEAST):
        return False
    distinct = set(keys)
    columns = find_columns(list(distinct), {})
    return len(distinct) * 2 > len(keys) or ("text" in columns and len(columns) > 1)


def _table(lines: Sequence[str], least: int) -> NotSpeech | None:
    if len(lines) < _ENOUGH:
        return None
    if _count(_BAR_ROW.fullmatch, lines) >= max(least, _ENOUGH):
        return TABLE
    if any(_are_rows(lines, delimiter, least) for delimiter in ("\t", ",", ";")):
        return TABLE
    firsts = [parts for line in lines if (parts := line.split(maxsplit=1))]
    numbered = sum(len(parts) > 1 and _is_id(parts[0]) for parts in firsts)
    is_numbered = numbered >= max(least, _ROWS_SHARE * len(lines))
    is_each_once = len({parts[0] for parts in firsts}) == len(firsts)
    return TABLE if is_numbered and is_each_once else None


def _is_id(word: str) -> bool:
    return len(word) >= _SHORTEST_ID and not word.isdecimal() and _ID.fullmatch(word) is not None


def _are_rows(lines: Sequence[str], delimiter: str, least: int) -> bool:
    """Return whether most lines have as many cells, and a column of them is no speech."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return False
    width = max(map(len, rows), key=[len(row) for row in rows].count)
    alike = [row for row in rows if len(row) == width]
    if width < _ENOUGH or len(alike) < max(least, _ENOUGH, _ROWS_SHARE * len(rows)):
        return False
    columns = [[cell.strip() for cell in column] for column in zip(*alike, strict=True)]
    return any(_is_data(column) or (delimiter == "\t" and any(column)) for column in columns[:-1])


def _is_data(column: Sequence[str]) -> bool:
    """Return whether the cells of ``column`` are numbers, times and ids, or one of a few names."""
    if all(map(_DATUM.fullmatch, column)):
        return True
    is_short = all(0 < len(cell) <= _SHORT for cell in column)
    return is_short and len(column) >= _ROWS_THAT_REPEAT and len(set(column)) * 2 <= len(column)
