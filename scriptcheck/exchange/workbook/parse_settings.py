"""The rows of variables, chapters and the profile's settings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from scriptcheck.exchange.workbook import vocabulary
from scriptcheck.exchange.workbook.cell_reader import CUE_ID
from scriptcheck.exchange.workbook.content import WorkbookVariable
from scriptcheck.exchange.workbook.setting_names import (
    BLOCK_SETTINGS,
    NUMBER_SETTINGS,
    SETTING_NAMES,
)
from scriptcheck.exchange.workbook.settings_text import (
    CellTextError,
    parse_settings,
    parse_value,
)
from scriptcheck.language import Text
from scriptcheck.lexicon.template import TemplateError, slots
from scriptcheck.lexicon.validate import suggestion

if TYPE_CHECKING:
    from scriptcheck.exchange.workbook.cell_reader import CellReader
    from scriptcheck.exchange.workbook.read import SheetRow
    from scriptcheck.lexicon.yaml_source import KeyPath


class SettingsParser:
    """Reads what a workbook says of all cues and rules together."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells

    def variables(self) -> dict[str, WorkbookVariable]:
        """Return the variables, in their order."""
        words: dict[str, list[str]] = {}
        homes: dict[str, str] = {}
        for row in self._cells.rows.rows.get("variables", ()):
            name = self._cells.id_of(row, CUE_ID)
            if name is None:
                continue
            if not (word := row.cells.get("word")):
                self._cells.complain(
                    row,
                    "word",
                    "missing-text",
                    Text("这一行没有词。", "This row has no word."),
                    Text("请写上，或删掉这一行。", "Fill it in, or delete the row."),
                )
                continue
            in_profile = {vocabulary.folded(each) for each in vocabulary.IN_PROFILE}
            is_there = vocabulary.folded(row.cells.get("chapter", "")) in in_profile
            home = "" if is_there else self._cells.chapter_of(row)
            if homes.setdefault(name, home) != home:
                message = Text(
                    f"“{name}”写了两个定义的地方。", f"'{name}' is defined in two places."
                )
                fix = Text("请改成同一个。", "Make them the same.")
                self._cells.complain(row, "chapter", "two-places", message, fix)
            path: KeyPath = ("variables", name, len(words.setdefault(name, [])))
            self._cells.mark(path, row.place("word"))
            self._cells.marks.setdefault(path[:2], self._cells.marks[path])
            quoted = self._cells.parsed(row, "word", parse_value) if word.startswith('["') else None
            if not isinstance(quoted, list):
                self._cells.complain_of_lines(row, "word")
            given = quoted if isinstance(quoted, list) else [word]
            for each in given:
                self._check_word(row, name, str(each))
            words[name] += given
        return {name: WorkbookVariable(tuple(each), homes[name]) for name, each in words.items()}

    def _check_word(self, row: SheetRow, name: str, word: str) -> None:
        """Complain where ``word`` cannot stand for a variable in a phrase."""
        try:
            nested = next(iter(slots(word)), None)
        except TemplateError as error:
            cell = row.place("word").cell
            self._cells.rows.complain("template", cell, error.message, error.fix, error.column)
            return
        if nested is not None:
            message = Text(f"“{name}”的词里又用了变量。", f"A word of '{name}' names a variable.")
            fix = Text("请直接写出词语。", "Write the words out.")
            self._cells.complain(row, "word", "nested-variable", message, fix)

    def chapters(self) -> dict[str, dict[str, str]]:
        """Return what chapters say of themselves, by file."""
        found: dict[str, dict[str, str]] = {}
        for row in self._cells.rows.rows.get("chapters", ()):
            file = self._cells.chapter_of(row._replace(cells={"chapter": row.cells.get("id", "")}))
            if file:
                self._cells.mark(("chapters", file), row.place("id"))
                about = {
                    k: row.cells[k] for k in ("title", "title_en", "source") if row.cells.get(k)
                }
                found[file] = about
        return found

    def settings(self) -> dict[str, Any]:
        """Return the settings of the profile that are given."""
        known = {
            vocabulary.folded(word): key
            for key, (name, _) in SETTING_NAMES.items()
            for word in name
        }
        settings: dict[str, Any] = {}
        for row in self._cells.rows.rows.get("settings", ()):
            word = row.cells.get("key", "")
            key = known.get(vocabulary.folded(word))
            if key is None:
                message = Text(f"没有“{word}”这一项。", f"There is no setting '{word}'.")
                names = [name.zh for name, _ in SETTING_NAMES.values()]
                self._cells.complain(
                    row, "key", "unknown-setting", message, suggestion(word, names)
                )
                continue
            self._cells.mark((key,), row.place("value"))
            value: Any = row.cells.get("value") or None
            if key in BLOCK_SETTINGS:
                value = self._cells.parsed(row, "value", parse_settings)
            elif key in NUMBER_SETTINGS:
                value = self._cells.parsed(row, "value", whole_number)
            elif key == "words" and value is not None:
                value = self._cells.parsed(row, "value", _words)
            if value is not None:
                settings[key] = value
        return settings


def whole_number(text: str) -> int:
    """Return the whole number ``text``; raises ``CellTextError``."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-")
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", plain):
        raise CellTextError(
            Text(f"“{text}”不是整数。", f"'{text}' is no whole number."),
            Text("请写整数，如 -5。", "Write a whole number, such as -5."),
        )
    return int(plain)


def _words(text: str) -> list[str]:
    if text.startswith("["):
        found = parse_value(text)
        return [str(word) for word in found] if isinstance(found, list) else []
    return [word.strip() for word in re.split(r"[,，、\n]", text) if word.strip()]
