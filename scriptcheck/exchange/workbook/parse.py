"""The rows of a lexicon workbook made into its content, with the cell of every part of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook import layout, vocabulary
from scriptcheck.exchange.workbook.condition_text import parse_condition
from scriptcheck.exchange.workbook.content import (
    LexiconContent,
    WorkbookEntry,
    WorkbookVariable,
)
from scriptcheck.exchange.workbook.settings_text import (
    CellTextError,
    parse_settings,
    parse_value,
)
from scriptcheck.language import Text
from scriptcheck.lexicon.template import TemplateError, parse_template, slots
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.lexicon.yaml_source import SourceMark, YamlDocument
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.exchange.workbook.read import Place, SheetRow, WorkbookRows
    from scriptcheck.lexicon.yaml_source import KeyPath

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_RULE_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_FILE: Final = re.compile(r"[^\\:*?\"<>|\x00-\x1f]+")
_CUE_ORDER: Final[tuple[str, ...]] = ("title", "title_en", "speaker", "tolerance", "reported")
_RULE_ORDER: Final[tuple[str, ...]] = ("title", "title_en", "dimension", "when")
_RULE_END: Final[tuple[str, ...]] = (
    *("severity", "points", "message", "message_en", "advice", "advice_en", "source"),
)
_ID_FIX: Final = Text(
    "编号用小写字母、数字和下划线，以字母开头，如 own_sorry；规则编号可以有点，如 own.sorry。",
    "Ids are lower-case letters, digits and underscores, and begin with a letter, such as"
    " own_sorry; rule ids may have dots.",
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
        self._rows = rows
        self._marks: dict[KeyPath, SourceMark] = {}
        self._headings: dict[str, str] = {}
        self._formless: set[str] = set()
        self._forms = rule_specs()

    def parsed(self) -> ParsedWorkbook:
        self._complain_of_sheets()
        settings = self._settings()
        cues = self._entries("cues", self._cue, _ID)
        rules = self._entries("rules", self._rule, _RULE_ID)
        for row in self._rows.rows.get("phrases", ()):
            self._phrase(row, cues)
        for row in self._rows.rows.get("cue_examples", ()):
            self._example(row, cues, "cues")
        for row in self._rows.rows.get("rule_examples", ()):
            self._example(row, rules, "rules")
        content = LexiconContent(
            settings,
            self._chapters(),
            self._variables(),
            {name: self._finished_cue(each) for name, each in cues.items()},
            {name: self._finished_rule(each) for name, each in rules.items()},
        )
        return ParsedWorkbook(
            self._rows.source,
            content,
            YamlDocument(self._rows.source, None, self._marks, self._marks),
            self._headings,
            frozenset(self._formless),
            "settings" in self._rows.sheets,
            tuple(self._rows.unread),
        )

    def _complain(self, row: SheetRow, key: str, code: str, message: Text, fix: Text) -> None:
        self._rows.complain(code, row.place(key).cell, message, fix)

    def _complain_of_sheets(self) -> None:
        for sheet, needed in _DEPENDENT.items():
            if sheet not in self._rows.sheets:
                continue
            for each in needed:
                if each not in self._rows.sheets:
                    name = next(one for one in layout.SHEETS if one.key == each).name
                    message = Text(f"缺少工作表“{name.zh}”。", f"The sheet '{name.en}' is missing.")
                    fix = Text("请补上，或把名称改回来。", "Add it, or rename it back.")
                    self._rows.complain("missing-sheet", name.zh, message, fix)

    def _mark(self, path: KeyPath, place: Place) -> None:
        source = f"{self._rows.source}#{place.cell}"
        self._marks[path] = SourceMark(source, 0, 1)
        self._headings[source] = place.heading

    def _id(self, row: SheetRow, pattern: re.Pattern[str]) -> str | None:
        """Return the id of ``row``; ``None`` where it has none that can be used."""
        given = row.cells.get("id")
        if not given:
            message = Text("这一行没有编号。", "This row has no id.")
            fix = Text(
                "每行都要写编号；合并的单元格请取消合并并填上。",
                "Each row needs one; unmerge merged cells and fill it in.",
            )
            self._complain(row, "id", "missing-id", message, fix)
            return None
        name = unicodedata.normalize("NFKC", given)
        if not pattern.fullmatch(name):
            message = Text(f"“{given}”不是合法的编号。", f"'{given}' is not an id.")
            self._complain(row, "id", "bad-id", message, _ID_FIX)
            return None
        return name

    def _entries(
        self, kind: str, read: Callable[[str, _Entry], None], pattern: re.Pattern[str]
    ) -> dict[str, _Entry]:
        found: dict[str, _Entry] = {}
        for row in self._rows.rows.get(kind, ()):
            name = self._id(row, pattern)
            if name is None:
                continue
            if name in found:
                other = found[name].row.place("id").cell
                message = Text(
                    f"“{name}”在 {other} 已经有了。", f"'{name}' stands already in {other}."
                )
                fix = Text("请合并或改名。", "Merge the two, or rename one.")
                self._complain(row, "id", "duplicate-id", message, fix)
                continue
            found[name] = entry = _Entry(row)
            self._mark((kind, name), row.place("id"))
            read(name, entry)
        return found

    def _word(self, row: SheetRow, key: str, default: Any = None) -> Any:
        """Return what the word in the cell of ``key`` stands for."""
        word = row.cells.get(key)
        if not word:
            return default
        known = row.sheet.layout.column(key).vocabulary
        assert known is not None  # noqa: S101  (only called for columns with one)
        try:
            return known.value_of(word)
        except KeyError:
            message = Text(f"这里不能写“{word}”。", f"'{word}' cannot stand here.")
            choices = Text("、".join(known.listed("zh")), ", ".join(known.listed("en")))
            fix = Text(f"请从列表里选：{choices.zh}。", f"Choose one of: {choices.en}.")
            self._complain(row, key, "unknown-word", message, fix)
            return default

    def _parsed(self, row: SheetRow, key: str, parse: Callable[[str], Any]) -> Any:
        """Return what the text in the cell of ``key`` gives; ``None`` where there is none."""
        text = row.cells.get(key)
        if not text:
            return None
        try:
            return parse(text)
        except CellTextError as error:
            cell = row.place(key).cell
            self._rows.complain("cell-text", cell, error.message, error.fix, error.column)
            return None

    def _rest(self, row: SheetRow, data: dict[str, Any], path: KeyPath) -> dict[str, Any]:
        """Return the other settings of ``row``, of which none may be among ``data``."""
        rest = self._parsed(row, "rest", parse_settings) or {}
        for key in rest:
            if key in data:
                message = Text(
                    f"“{key}”在这一行已有自己的列。",
                    f"'{key}' has a column of its own in this row.",
                )
                fix = Text("请只写一处。", "Give it in one place.")
                self._complain(row, "rest", "given-twice", message, fix)
            self._mark((*path, key), row.place("rest"))
        return rest

    def _texts(self, row: SheetRow, keys: tuple[str, ...], path: KeyPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key in keys:
            self._mark((*path, key), row.place(key))
            if text := row.cells.get(key):
                data[key] = text
        return data

    def _cue(self, name: str, entry: _Entry) -> None:
        row, path = entry.row, ("cues", name)
        entry.state = self._word(row, "state", vocabulary.KEEP)
        data = self._texts(row, ("title", "title_en", "source"), path)
        for key in ("speaker", "tolerance", "reported"):
            self._mark((*path, key), row.place(key))
            if (value := self._word(row, key)) is not None:
                data[key] = value
        entry.data = self._rest(row, data, path) | data

    def _rule(self, name: str, entry: _Entry) -> None:
        row, path = entry.row, ("rules", name)
        entry.state = self._word(row, "state", vocabulary.ON)
        keys = ("title", "title_en", "message", "message_en", "advice", "advice_en", "source")
        data = self._texts(row, keys, path)
        for key in ("severity", "dimension"):
            self._mark((*path, key), row.place(key))
            if (value := self._word(row, key)) is not None:
                data[key] = value
        for key, parse in (
            ("when", parse_condition),
            ("within", parse_settings),
            ("points", _whole),
        ):
            self._mark((*path, key), row.place(key))
            if (value := self._parsed(row, key, parse)) is not None:
                data[key] = value
        rest = self._rest(row, data, path)
        self._form(row, data, rest, path)
        if not any(form in data or form in rest for form in self._forms):
            self._formless.add(self._marks[path].source)
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
                self._complain(row, "form", "missing-form", message, fix)
            return
        form = self._form_of(word)
        if form is None:
            message = Text(f"没有“{word}”这种形式。", f"There is no form '{word}'.")
            listed = Text(*("、".join(vocabulary.FORMS.listed(lang)) for lang in ("zh", "en")))
            fix = Text(f"请从列表里选：{listed.zh}。", f"Choose one of: {listed.en}.")
            self._complain(row, "form", "unknown-word", message, fix)
            return
        if form in rest:
            return
        self._mark((*path, form), row.place("value"))
        is_condition = form in vocabulary.CONDITION_FORMS
        if not row.cells.get("value"):
            message = Text("没有写规则的内容。", "What the rule asks for is not given.")
            fix = Text("请写词条编号，如 apology。", "Write a cue id, such as apology.")
            self._complain(row, "value", "missing-value", message, fix)
            return
        value = self._parsed(row, "value", parse_condition if is_condition else parse_value)
        if value is not None:
            data[form] = value

    def _form_of(self, word: str) -> str | None:
        try:
            return str(vocabulary.FORMS.value_of(word))
        except KeyError:
            return word if word in self._forms else None

    def _owner(self, row: SheetRow, entries: dict[str, _Entry], kind: str) -> str | None:
        """Return the entry that ``row`` belongs to; ``None`` where there is none."""
        name = self._id(row, _ID if kind == "cues" else _RULE_ID)
        if name is None or name in entries:
            return name
        sheet = (layout.CUES if kind == "cues" else layout.RULES).name
        message = Text(
            f"“{sheet.zh}”表里没有“{name}”。", f"There is no '{name}' in the sheet '{sheet.en}'."
        )
        self._complain(row, "id", "unknown-id", message, suggestion(name, entries))
        return None

    def _phrase(self, row: SheetRow, cues: dict[str, _Entry]) -> None:
        name = self._owner(row, cues, "cues")
        if name is None:
            return
        kind = self._word(row, "kind", "phrases")
        listed = cues[name].phrases.setdefault(kind, [])
        path: KeyPath = ("cues", name, kind, len(listed))
        self._mark(path, row.place("text"))
        data = self._texts(row, ("text", "note"), path)
        self._mark((*path, "tolerance"), row.place("tolerance"))
        if (tolerance := self._word(row, "tolerance")) is not None:
            data["tolerance"] = tolerance
        data = data | self._rest(row, data, path)
        if "text" not in data:
            self._no_text(row)
            return
        if kind == "unless" and data.keys() != {"text"}:
            message = Text("例外只能有内容。", "An exception has a text alone.")
            fix = Text("请清空容错、备注和其他设置。", "Clear tolerance, note and other settings.")
            self._complain(row, "kind", "plain-exception", message, fix)
        ordered = {"text": data.pop("text"), **data}
        listed.append(ordered["text"] if ordered.keys() == {"text"} else ordered)

    def _no_text(self, row: SheetRow) -> None:
        message = Text("这一行没有内容。", "Nothing is written in this row.")
        fix = Text("请写上，或删掉这一行。", "Fill it in, or delete the row.")
        self._complain(row, "text", "missing-text", message, fix)

    def _example(self, row: SheetRow, entries: dict[str, _Entry], kind: str) -> None:
        name = self._owner(row, entries, kind)
        if name is None:
            return
        result = self._word(row, "kind")
        if result is None:
            if not row.cells.get("kind"):
                message = Text("没有选结果。", "No result is chosen.")
                words = row.sheet.layout.column("kind").vocabulary
                listed = words.listed("zh") if words else []
                fix = Text(f"请从列表里选：{'、'.join(listed)}。", "Choose one of the list.")
                self._complain(row, "kind", "missing-result", message, fix)
            return
        listed_examples = entries[name].examples.setdefault(result, [])
        path: KeyPath = (kind, name, "examples", result, len(listed_examples))
        self._mark(path, row.place("text"))
        example: dict[str, Any] = self._texts(row, ("text",), path)
        if kind == "rules":
            self._mark((*path, "meta"), row.place("meta"))
            if (meta := self._parsed(row, "meta", parse_settings)) is not None:
                example["meta"] = meta
        example |= self._rest(row, example, path)
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
        return WorkbookEntry(data, entry.state, self._chapter_of(entry.row))

    def _chapter_of(self, row: SheetRow) -> str:
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
            self._complain(row, "chapter", "bad-file", message, fix)
            return ""
        return given if given.endswith((".yaml", ".yml")) else f"{given}.yaml"

    def _variables(self) -> dict[str, WorkbookVariable]:
        words: dict[str, list[str]] = {}
        homes: dict[str, str] = {}
        for row in self._rows.rows.get("variables", ()):
            name = self._id(row, _ID)
            if name is None:
                continue
            if not (word := row.cells.get("word")):
                self._complain(
                    row,
                    "word",
                    "missing-text",
                    Text("这一行没有词。", "This row has no word."),
                    Text("请写上，或删掉这一行。", "Fill it in, or delete the row."),
                )
                continue
            in_profile = {vocabulary.folded(each) for each in vocabulary.IN_PROFILE}
            is_there = vocabulary.folded(row.cells.get("chapter", "")) in in_profile
            home = "" if is_there else self._chapter_of(row)
            if homes.setdefault(name, home) != home:
                message = Text(
                    f"“{name}”写了两个定义的地方。", f"'{name}' is defined in two places."
                )
                fix = Text("请改成同一个。", "Make them the same.")
                self._complain(row, "chapter", "two-places", message, fix)
            path: KeyPath = ("variables", name, len(words.setdefault(name, [])))
            self._mark(path, row.place("word"))
            self._marks.setdefault(path[:2], self._marks[path])
            quoted = self._parsed(row, "word", parse_value) if word.startswith('["') else None
            given = quoted if isinstance(quoted, list) else [word]
            for each in given:
                self._check_word(row, name, str(each))
            words[name] += given
        return {name: WorkbookVariable(tuple(each), homes[name]) for name, each in words.items()}

    def _check_word(self, row: SheetRow, name: str, word: str) -> None:
        """Complain where ``word`` cannot stand for a variable in a phrase."""
        try:
            nested = next(slots(parse_template(word)), None)
        except TemplateError as error:
            cell = row.place("word").cell
            self._rows.complain("template", cell, error.message, error.fix, error.column)
            return
        if nested is not None:
            message = Text(f"“{name}”的词里又用了变量。", f"A word of '{name}' names a variable.")
            fix = Text("请直接写出词语。", "Write the words out.")
            self._complain(row, "word", "nested-variable", message, fix)

    def _chapters(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self._rows.rows.get("chapters", ()):
            file = self._chapter_of(row._replace(cells={"chapter": row.cells.get("id", "")}))
            if file:
                about = {
                    k: row.cells[k] for k in ("title", "title_en", "source") if row.cells.get(k)
                }
                found[file] = about
        return found

    def _settings(self) -> dict[str, Any]:
        known = {
            vocabulary.folded(word): key
            for key, (name, _) in layout.SETTING_NAMES.items()
            for word in name
        }
        settings: dict[str, Any] = {}
        for row in self._rows.rows.get("settings", ()):
            word = row.cells.get("key", "")
            key = known.get(vocabulary.folded(word))
            if key is None:
                message = Text(f"没有“{word}”这一项。", f"There is no setting '{word}'.")
                names = [name.zh for name, _ in layout.SETTING_NAMES.values()]
                self._complain(row, "key", "unknown-setting", message, suggestion(word, names))
                continue
            self._mark((key,), row.place("value"))
            value: Any = row.cells.get("value") or None
            if key in layout.BLOCK_SETTINGS:
                value = self._parsed(row, "value", parse_settings)
            elif key in layout.NUMBER_SETTINGS:
                value = self._parsed(row, "value", _whole)
            elif key == "words" and value is not None:
                value = self._parsed(row, "value", _words)
            if value is not None:
                settings[key] = value
        return settings


def _whole(text: str) -> int:
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
