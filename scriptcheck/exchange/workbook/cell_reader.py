"""What stands in the cells of a row, and which cell each part of the content stands in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook.settings_text import CellTextError, parse_settings
from scriptcheck.language import Text
from scriptcheck.lexicon.yaml_source import SourceMark

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.exchange.workbook.read import CellPlace, SheetRow, WorkbookRows
    from scriptcheck.exchange.workbook.vocabulary import Vocabulary
    from scriptcheck.lexicon.yaml_source import KeyPath

CUE_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
RULE_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_FILE: Final = re.compile(r"[^\\:*?\"<>|\x00-\x1f]+")
_ID_FIX: Final = Text(
    "编号用小写字母、数字和下划线，以字母开头，如 own_sorry；规则编号可以有点，如 own.sorry。",
    "Ids are lower-case letters, digits and underscores, and begin with a letter, such as"
    " own_sorry; rule ids may have dots.",
)


class CellReader:
    """Reads the cells of a workbook's rows; what is wrong is added to their problems."""

    def __init__(self, rows: WorkbookRows) -> None:
        self.rows = rows
        self.marks: dict[KeyPath, SourceMark] = {}
        """The cell of each part of the content, as a file's line."""
        self.headings: dict[str, str] = {}
        """What stands over a cell, by its mark's source."""

    def complain(self, row: SheetRow, key: str, code: str, message: Text, fix: Text) -> None:
        """Add a problem in the cell of ``key``."""
        self.rows.complain(code, row.place(key).cell, message, fix)

    def mark(self, path: KeyPath, place: CellPlace) -> None:
        """Take note that what stands at ``path`` of the content is in the cell ``place``."""
        source = f"{self.rows.source}#{place.cell}"
        self.marks[path] = SourceMark(source, 0, 1)
        self.headings[source] = place.heading

    def id_of(self, row: SheetRow, pattern: re.Pattern[str]) -> str | None:
        """Return the id of ``row``; ``None`` where it has none that can be used."""
        given = row.cells.get("id")
        if not given:
            message = Text("这一行没有编号。", "This row has no id.")
            fix = Text(
                "每行都要写编号；合并的单元格请取消合并并填上。",
                "Each row needs one; unmerge merged cells and fill it in.",
            )
            self.complain(row, "id", "missing-id", message, fix)
            return None
        name = unicodedata.normalize("NFKC", given)
        if not pattern.fullmatch(name):
            message = Text(f"“{given}”不是合法的编号。", f"'{given}' is not an id.")
            self.complain(row, "id", "bad-id", message, _ID_FIX)
            return None
        return name

    def word(
        self, row: SheetRow, key: str, default: Any = None, vocabulary: Vocabulary | None = None
    ) -> Any:
        """Return what the word in the cell of ``key`` stands for.

        ``vocabulary`` stands for that of the column; ids that it lacks are taken as they are.
        """
        word = row.cells.get(key)
        if not word:
            return default
        known = vocabulary or row.sheet.layout.column(key).vocabulary
        assert known is not None  # noqa: S101  (only called for columns with one)
        try:
            return known.value_of(word)
        except KeyError:
            if vocabulary is not None and CUE_ID.fullmatch(word):
                return word
            message = Text(f"这里不能写“{word}”。", f"'{word}' cannot stand here.")
            choices = Text("、".join(known.listed("zh")), ", ".join(known.listed("en")))
            fix = Text(f"请从列表里选：{choices.zh}。", f"Choose one of: {choices.en}.")
            self.complain(row, key, "unknown-word", message, fix)
            return default

    def parsed(self, row: SheetRow, key: str, parse: Callable[[str], Any]) -> Any:
        """Return what the text in the cell of ``key`` gives; ``None`` where there is none."""
        text = row.cells.get(key)
        if not text:
            return None
        try:
            return parse(text)
        except CellTextError as error:
            cell = row.place(key).cell
            self.rows.complain("cell-text", cell, error.message, error.fix, error.column)
            return None

    def rest(self, row: SheetRow, data: dict[str, Any], path: KeyPath) -> dict[str, Any]:
        """Return the other settings of ``row``, of which none may be among ``data``."""
        rest = self.parsed(row, "rest", parse_settings) or {}
        for key in rest:
            if key in data:
                message = Text(
                    f"“{key}”在这一行已有自己的列。",
                    f"'{key}' has a column of its own in this row.",
                )
                fix = Text("请只写一处。", "Give it in one place.")
                self.complain(row, "rest", "given-twice", message, fix)
            self.mark((*path, key), row.place("rest"))
        return rest

    def texts(self, row: SheetRow, keys: tuple[str, ...], path: KeyPath) -> dict[str, Any]:
        """Return the texts in the cells of ``keys``; empty ones are left out."""
        data: dict[str, Any] = {}
        for key in keys:
            self.mark((*path, key), row.place(key))
            if text := row.cells.get(key):
                data[key] = text
        return data

    def complain_of_lines(self, row: SheetRow, key: str) -> None:
        """Add a problem where the cell of ``key`` has several lines: one with it is meant a row."""
        lines = row.cells.get(key, "").splitlines()
        if len(lines) > 1:
            listed = " / ".join(line.strip() for line in lines if line.strip())
            message = Text(
                f"这一格里有换行：{listed}。", f"This cell has line breaks in it: {listed}."
            )
            fix = Text(
                "几种说法请分成几行，每行都写编号；一种说法请去掉换行。",
                "Give several wordings a row each, with the id; take the breaks out of one.",
            )
            self.complain(row, key, "cell-lines", message, fix)

    def chapter_of(self, row: SheetRow) -> str:
        """Return the file in the cell of the chapter, with suffix; empty where there is none."""
        given = unicodedata.normalize("NFKC", row.cells.get("chapter", "")).replace("\\", "/")
        if not given:
            return ""
        parts = given.split("/")
        if not _FILE.fullmatch(given) or any(
            part in {"", ".", ".."} or part.startswith(".") for part in parts
        ):
            message = Text(f"“{given}”不能作文件名。", f"'{given}' cannot be a file's name.")
            fix = Text("请写成 own.yaml 或 文件夹/own.yaml。", "Write own.yaml or folder/own.yaml.")
            self.complain(row, "chapter", "bad-file", message, fix)
            return ""
        return given if given.endswith((".yaml", ".yml")) else f"{given}.yaml"
