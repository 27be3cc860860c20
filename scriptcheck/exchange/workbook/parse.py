"""The rows of a lexicon workbook made into its content, with the cell of every part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook import layout, vocabulary
from scriptcheck.exchange.workbook.cell_reader import CUE_ID, RULE_ID, CellReader
from scriptcheck.exchange.workbook.condition_text import parse_condition
from scriptcheck.exchange.workbook.content import (
    LexiconContent,
    WorkbookEntry,
)
from scriptcheck.exchange.workbook.parse_settings import SettingsParser, whole_number
from scriptcheck.exchange.workbook.settings_text import (
    parse_settings,
    parse_value,
)
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.lexicon.yaml_source import YamlDocument
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from scriptcheck.exchange.workbook.read import SheetRow, WorkbookRows
    from scriptcheck.lexicon.yaml_source import KeyPath

_CUE_ORDER: Final[tuple[str, ...]] = ("title", "title_en", "speaker", "tolerance", "reported")
_RULE_ORDER: Final[tuple[str, ...]] = ("title", "title_en", "dimension", "when")
_RULE_END: Final[tuple[str, ...]] = (
    *("severity", "points", "message", "message_en", "advice", "advice_en", "source"),
)
_DEPENDENT: Final = {"cues": ("phrases", "cue_examples"), "rules": ("rule_examples",)}
_KIND: Final = {
    "phrases": "cues",
    "cue_examples": "cues",
    "rule_examples": "rules",
}


@dataclass(frozen=True, slots=True)
class ParsedWorkbook:
    """The content of a workbook, and where it stands."""

    source: str
    content: LexiconContent
    document: YamlDocument
    """Gives the cell of each path, such as ``("cues", id, "phrases", 2)``, as a file's line."""
    headings: Mapping[str, str]
    """What stands over a cell, by ``source#sheet!cell``."""
    formless: frozenset[str]
    """The cells of the ids of rules in which what the rule asks for is wrong."""
    has_settings: bool
    unread: tuple[Text, ...] = ()


@dataclass(slots=True)
class _Entry:
    row: SheetRow
    data: dict[str, Any] = field(default_factory=dict)
    state: str = vocabulary.KEEP
    phrases: dict[str, list[Any]] = field(default_factory=dict)
    examples: dict[str, list[Any]] = field(default_factory=dict)


def parse_rows(rows: WorkbookRows) -> ParsedWorkbook:
    """Return the content of ``rows``; what is wrong is added to their problems."""
    return _Parser(rows).parsed()


class _Parser:
    def __init__(self, rows: WorkbookRows) -> None:
        self._cells = CellReader(rows)
        self._formless: set[str] = set()
        self._forms = rule_specs()
        self._dimensions = vocabulary.DIMENSION

    def parsed(self) -> ParsedWorkbook:
        self._complain_of_sheets()
        given = SettingsParser(self._cells)
        settings = given.settings()
        self._dimensions = vocabulary.dimension_words(settings)
        cues = self._entries("cues", self._cue, CUE_ID)
        rules = self._entries("rules", self._rule, RULE_ID)
        for row in self._cells.rows.rows.get("phrases", ()):
            self._phrase(row, cues)
        for row in self._cells.rows.rows.get("cue_examples", ()):
            self._example(row, cues, "cues")
        for row in self._cells.rows.rows.get("rule_examples", ()):
            self._example(row, rules, "rules")
        content = LexiconContent(
            settings,
            given.chapters(),
            given.variables(),
            {name: self._finished_cue(each) for name, each in cues.items()},
            {name: self._finished_rule(each) for name, each in rules.items()},
        )
        return ParsedWorkbook(
            self._cells.rows.source,
            content,
            YamlDocument(self._cells.rows.source, None, self._cells.marks, self._cells.marks),
            self._cells.headings,
            frozenset(self._formless),
            "settings" in self._cells.rows.sheets,
            tuple(self._cells.rows.unread),
        )

    def _complain_of_sheets(self) -> None:
        for sheet, needed in _DEPENDENT.items():
            if sheet not in self._cells.rows.sheets:
                continue
            for each in needed:
                if each not in self._cells.rows.sheets:
                    name = next(one for one in layout.SHEETS if one.key == each).name
                    message = Text(f"缺少工作表“{name.zh}”。", f"The sheet '{name.en}' is missing.")
                    fix = Text("请补上，或把名称改回来。", "Add it, or rename it back.")
                    self._cells.rows.complain("missing-sheet", name.zh, message, fix)

    def _entries(
        self, kind: str, read: Callable[[str, _Entry], None], pattern: re.Pattern[str]
    ) -> dict[str, _Entry]:
        found: dict[str, _Entry] = {}
        for row in self._cells.rows.rows.get(kind, ()):
            name = self._cells.id_of(row, pattern)
            if name is None:
                continue
            if name in found:
                other = found[name].row.place("id").cell
                message = Text(
                    f"“{name}”在 {other} 已经有了。", f"'{name}' stands already in {other}."
                )
                fix = Text("请合并或改名。", "Merge the two, or rename one.")
                self._cells.complain(row, "id", "duplicate-id", message, fix)
                continue
            found[name] = entry = _Entry(row)
            self._cells.mark((kind, name), row.place("id"))
            read(name, entry)
        return found

    def _cue(self, name: str, entry: _Entry) -> None:
        row, path = entry.row, ("cues", name)
        entry.state = self._cells.word(row, "state", vocabulary.KEEP)
        data = self._cells.texts(row, ("title", "title_en", "source"), path)
        for key in ("speaker", "tolerance", "reported"):
            self._cells.mark((*path, key), row.place(key))
            if (value := self._cells.word(row, key)) is not None:
                data[key] = value
        entry.data = self._cells.rest(row, data, path) | data

    def _rule(self, name: str, entry: _Entry) -> None:
        row, path = entry.row, ("rules", name)
        entry.state = self._cells.word(row, "state", vocabulary.ON)
        keys = ("title", "title_en", "message", "message_en", "advice", "advice_en", "source")
        data = self._cells.texts(row, keys, path)
        for key, words in (("severity", None), ("dimension", self._dimensions)):
            self._cells.mark((*path, key), row.place(key))
            if (value := self._cells.word(row, key, vocabulary=words)) is not None:
                data[key] = value
        for key, parse in (
            ("when", parse_condition),
            ("within", parse_settings),
            ("points", whole_number),
        ):
            self._cells.mark((*path, key), row.place(key))
            if (value := self._cells.parsed(row, key, parse)) is not None:
                data[key] = value
        rest = self._cells.rest(row, data, path)
        self._form(row, data, rest, path)
        if not any(form in data or form in rest for form in self._forms):
            self._formless.add(self._cells.marks[path].source)
        entry.data = rest | data

    def _form(
        self, row: SheetRow, data: dict[str, Any], rest: dict[str, Any], path: KeyPath
    ) -> None:
        word = row.cells.get("form")
        if not word:
            if not any(form in rest for form in self._forms):
                message = Text("没有选形式。", "No form is chosen.")
                listed = Text(*("、".join(vocabulary.FORMS.listed(lang)) for lang in ("zh", "en")))
                fix = Text(f"请从列表里选：{listed.zh}。", f"Choose one of: {listed.en}.")
                self._cells.complain(row, "form", "missing-form", message, fix)
            return
        form = self._form_of(word)
        if form is None:
            message = Text(f"没有“{word}”这种形式。", f"There is no form '{word}'.")
            listed = Text(*("、".join(vocabulary.FORMS.listed(lang)) for lang in ("zh", "en")))
            fix = Text(f"请从列表里选：{listed.zh}。", f"Choose one of: {listed.en}.")
            self._cells.complain(row, "form", "unknown-word", message, fix)
            return
        if form in rest:
            return
        self._cells.mark((*path, form), row.place("value"))
        if not row.cells.get("value"):
            message = Text("没有写规则的内容。", "What the rule asks for is not given.")
            fix = Text("请写话术编号，如 apology。", "Write a cue id, such as apology.")
            if form in vocabulary.TEXT_FORMS:
                fix = Text("请写要问的问题。", "Write what people are asked.")
            self._cells.complain(row, "value", "missing-value", message, fix)
            return
        value = self._cells.parsed(row, "value", _parser_of(form))
        if value is not None:
            data[form] = value

    def _form_of(self, word: str) -> str | None:
        try:
            return str(vocabulary.FORMS.value_of(word))
        except KeyError:
            return word if word in self._forms else None

    def _owner(self, row: SheetRow, entries: dict[str, _Entry], kind: str) -> str | None:
        """Return the entry that ``row`` belongs to; ``None`` where there is none."""
        name = self._cells.id_of(row, CUE_ID if kind == "cues" else RULE_ID)
        if name is None or name in entries:
            return name
        sheet = (layout.CUES if kind == "cues" else layout.RULES).name
        message = Text(
            f"“{sheet.zh}”表里没有“{name}”。", f"There is no '{name}' in the sheet '{sheet.en}'."
        )
        self._cells.complain(row, "id", "unknown-id", message, suggestion(name, entries))
        return None

    def _phrase(self, row: SheetRow, cues: dict[str, _Entry]) -> None:
        name = self._owner(row, cues, "cues")
        if name is None:
            return
        kind = self._cells.word(row, "kind", "phrases")
        listed = cues[name].phrases.setdefault(kind, [])
        path: KeyPath = ("cues", name, kind, len(listed))
        self._cells.mark(path, row.place("text"))
        self._cells.complain_of_lines(row, "text")
        data = self._cells.texts(row, ("text", "note"), path)
        self._cells.mark((*path, "tolerance"), row.place("tolerance"))
        if (tolerance := self._cells.word(row, "tolerance")) is not None:
            data["tolerance"] = tolerance
        data = data | self._cells.rest(row, data, path)
        if "text" not in data:
            self._no_text(row)
            return
        if kind == "unless" and data.keys() != {"text"}:
            message = Text("例外只能有内容。", "An exception has a text alone.")
            fix = Text("请清空容错、备注和其他设置。", "Clear tolerance, note and other settings.")
            self._cells.complain(row, "kind", "plain-exception", message, fix)
        ordered = {"text": data.pop("text"), **data}
        listed.append(ordered["text"] if ordered.keys() == {"text"} else ordered)

    def _no_text(self, row: SheetRow) -> None:
        message = Text("这一行没有内容。", "Nothing is written in this row.")
        fix = Text("请写上，或删掉这一行。", "Fill it in, or delete the row.")
        self._cells.complain(row, "text", "missing-text", message, fix)

    def _example(self, row: SheetRow, entries: dict[str, _Entry], kind: str) -> None:
        name = self._owner(row, entries, kind)
        if name is None:
            return
        result = self._cells.word(row, "kind")
        if result is None:
            if not row.cells.get("kind"):
                message = Text("没有选结果。", "No result is chosen.")
                words = row.sheet.layout.column("kind").vocabulary
                listed = words.listed("zh") if words else []
                fix = Text(f"请从列表里选：{'、'.join(listed)}。", "Choose one of the list.")
                self._cells.complain(row, "kind", "missing-result", message, fix)
            return
        listed_examples = entries[name].examples.setdefault(result, [])
        path: KeyPath = (kind, name, "examples", result, len(listed_examples))
        self._cells.mark(path, row.place("text"))
        example: dict[str, Any] = self._cells.texts(row, ("text",), path)
        if kind == "rules":
            self._cells.mark((*path, "meta"), row.place("meta"))
            if (meta := self._cells.parsed(row, "meta", parse_settings)) is not None:
                example["meta"] = meta
        example |= self._cells.rest(row, example, path)
        if "calls" in example:
            listed_examples.append(example["calls"])
        elif "text" not in example:
            self._no_text(row)
        else:
            listed_examples.append(example["text"] if example.keys() == {"text"} else example)

    def _finished_cue(self, entry: _Entry) -> WorkbookEntry:
        data: dict[str, Any] = {key: entry.data[key] for key in _CUE_ORDER if key in entry.data}
        data |= {key: value for key, value in entry.data.items() if key != "source"}
        data |= {key: entry.phrases[key] for key in ("phrases", "unless") if key in entry.phrases}
        return self._finished(entry, data, ("source",))

    def _finished_rule(self, entry: _Entry) -> WorkbookEntry:
        first = [key for key in (*_RULE_ORDER, *self._forms, "within") if key in entry.data]
        data = {key: entry.data[key] for key in first}
        data |= {key: value for key, value in entry.data.items() if key not in _RULE_END}
        return self._finished(entry, data, _RULE_END)

    def _finished(
        self, entry: _Entry, data: dict[str, Any], last: tuple[str, ...]
    ) -> WorkbookEntry:
        data |= {key: entry.data[key] for key in last if key in entry.data}
        if entry.examples:
            data["examples"] = entry.examples
        return WorkbookEntry(data, entry.state, self._cells.chapter_of(entry.row))


def _parser_of(form: str) -> Callable[[str], Any]:
    """Return what reads the cell of what a rule of ``form`` asks for."""
    if form in vocabulary.TEXT_FORMS:
        return str
    return parse_condition if form in vocabulary.CONDITION_FORMS else parse_value
