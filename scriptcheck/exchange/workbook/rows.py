"""The rows that a lexicon's content has in the sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.exchange.workbook import layout, vocabulary
from scriptcheck.exchange.workbook.cell_text import fits_cell
from scriptcheck.exchange.workbook.condition_text import condition_text
from scriptcheck.exchange.workbook.rule_words import rule_words
from scriptcheck.exchange.workbook.setting_names import BLOCK_SETTINGS, SETTING_NAMES
from scriptcheck.exchange.workbook.settings_text import settings_text
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.exchange.workbook.content import LexiconContent, WorkbookEntry
    from scriptcheck.exchange.workbook.layout import Sheet
    from scriptcheck.exchange.workbook.vocabulary import Vocabulary
    from scriptcheck.language import Lang

LISTED_APART: Final = frozenset({"phrases", "unless", "examples", "mode"})
"""Fields of cues and rules that have sheets of their own, or are not for workbooks."""
CUE_DEFAULTS: Final = {"speaker": "agent", "tolerance": "homophone", "reported": True}
"""What is shown where a cue does not say it."""
RULE_DEFAULTS: Final = {"severity": "minor", "points": 0}
"""What is shown where a rule does not say it."""

Cell = str | int | None


class _Row:
    """The cells of one row, and what goes to its other settings."""

    def __init__(self, sheet: Sheet, lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self.cells: dict[str, Cell] = {}
        self.rest: dict[str, Any] = {}

    def put(self, key: str, value: Any) -> None:
        """Put ``value`` into the cell of ``key`` if it can stand there, else to the rest."""
        known = self.sheet.column(key).vocabulary
        if known is not None:
            self.put_word(key, value, known)
        elif (isinstance(value, str) and value and fits_cell(value)) or (
            isinstance(value, int) and not isinstance(value, bool)
        ):
            self.cells[key] = value
        else:
            self.rest[key] = value

    def put_word(self, key: str, value: Any, known: Vocabulary) -> None:
        """Put the word of ``known`` for ``value`` into the cell of ``key``, or it to the rest."""
        word = known.to_word(value, self.lang)
        if word is None or not fits_cell(word):
            self.rest[key] = value
        else:
            self.cells[key] = word

    def put_settings(self, key: str, value: Any) -> None:
        """Put ``value``, a mapping or a list, into the cell of ``key``, or to the rest."""
        text = settings_text(value)
        if isinstance(value, dict | list) and value and fits_cell(text):
            self.cells[key] = text
        else:
            self.rest[key] = value

    def put_condition(self, key: str, value: Any, field: str | None = None) -> None:
        """Put the condition ``value`` of ``field`` into the cell of ``key``, or to the rest."""
        text = condition_text(value, self.lang)
        if fits_cell(text):
            self.cells[key] = text
        else:
            self.rest[field or key] = value

    def done(self) -> list[Cell]:
        """Return the cells in the order of the columns."""
        if self.rest:
            self.cells["rest"] = settings_text(self.rest)
        return [self.cells.get(column.key) for column in self.sheet.columns]


def cue_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield the rows of the sheet of cues."""
    for name, entry in content.cues.items():
        row = _entry_row(layout.CUES, vocabulary.CUE_STATES, name, entry, lang)
        for key, value in (CUE_DEFAULTS | entry.data).items():
            if key in LISTED_APART:
                continue
            if any(column.key == key for column in layout.CUES.columns):
                row.put(key, value)
            else:
                row.rest[key] = value
        yield row.done()


def _entry_row(
    sheet: Sheet, states: vocabulary.Vocabulary, name: str, entry: WorkbookEntry, lang: Lang
) -> _Row:
    row = _Row(sheet, lang)
    row.cells = {
        "state": states.to_word(entry.state, lang),
        "id": name,
        "chapter": entry.chapter,
        "origin": entry.origin,
    }
    return row


def phrase_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each phrase and each exception."""
    for name, entry in content.cues.items():
        for kind in ("phrases", "unless"):
            for phrase in entry.data.get(kind) or ():
                row = _about_row(layout.PHRASES, name, entry, kind, lang)
                fields = phrase if isinstance(phrase, dict) else {"text": phrase}
                for key, value in fields.items():
                    # People write several phrases as lines in a cell: an import refuses them.
                    has_lines = key == "text" and "\n" in value
                    if key in {"text", "tolerance", "note"} and not has_lines:
                        row.put(key, value)
                    else:
                        row.rest[key] = value
                yield row.done()


def _about_row(sheet: Sheet, name: str, entry: WorkbookEntry, kind: str, lang: Lang) -> _Row:
    row = _Row(sheet, lang)
    title = entry.data.get("title")
    about = title if isinstance(title, str) and fits_cell(title) else None
    row.cells = {"id": name, "about": about}
    row.put("kind", kind)
    return row


def cue_example_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each example of a cue."""
    for name, entry in content.cues.items():
        for kind, examples in (entry.data.get("examples") or {}).items():
            for text in examples or ():
                row = _about_row(layout.CUE_EXAMPLES, name, entry, kind, lang)
                row.put("text", text)
                yield row.done()


def rule_example_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each example of a rule."""
    for name, entry in content.rules.items():
        for kind, examples in (entry.data.get("examples") or {}).items():
            for example in examples or ():
                row = _about_row(layout.RULE_EXAMPLES, name, entry, kind, lang)
                match example:
                    case str():
                        row.put("text", example)
                    case {"text": str(text), **rest} if rest.keys() <= {"meta"}:
                        row.put("text", text)
                        if "meta" in rest:
                            row.put_settings("meta", rest["meta"])
                    case _:
                        row.rest["calls"] = example
                yield row.done()


def rule_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield the rows of the sheet of rules."""
    forms = rule_specs()
    columns = {column.key for column in layout.RULES.columns}
    dimensions = vocabulary.dimension_words(content.settings)
    for name, entry in content.rules.items():
        row = _entry_row(layout.RULES, vocabulary.RULE_STATES, name, entry, lang)
        for key, value in (RULE_DEFAULTS | entry.data).items():
            if key in LISTED_APART:
                continue
            if key in forms:
                _put_form(row, key, value)
            elif key == "when":
                row.put_condition(key, value)
            elif key == "within":
                row.put_settings(key, value)
            elif key == "severity":
                row.put(key, vocabulary.SEVERITY_SYNONYMS.get(value, value))
            elif key == "dimension":
                row.put_word(key, value, dimensions)
            elif key in columns:
                row.put(key, value)
            else:
                row.rest[key] = value
        meaning = rule_words(entry.data, content, lang)
        row.cells["meaning"] = meaning if fits_cell(meaning) else None
        yield row.done()


def _put_form(row: _Row, form: str, value: Any) -> None:
    row.cells["form"] = vocabulary.FORMS.to_word(form, row.lang) or form
    if form in vocabulary.CONDITION_FORMS:
        row.put_condition("value", value, form)
    elif form in vocabulary.TEXT_FORMS and isinstance(value, str) and value and fits_cell(value):
        row.cells["value"] = value
    elif isinstance(value, dict | list) and value and fits_cell(settings_text(value)):
        row.cells["value"] = settings_text(value)
    else:
        row.rest[form] = value


def variable_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each word of each variable."""
    for name, variable in content.variables.items():
        for word in variable.words:
            # A word that no cell can hold as one stands in quotes, as settings do.
            fits = fits_cell(word) and "\n" not in word and not word.startswith('"')
            text = word if fits else settings_text([word])
            yield [name, text, variable.chapter or vocabulary.IN_PROFILE.to(lang)]


def setting_rows(content: LexiconContent, lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each setting of the profile, set or not."""
    for key, (name, about) in SETTING_NAMES.items():
        value = content.settings.get(key)
        if key in BLOCK_SETTINGS:
            text: Cell = settings_text(value) if value else None
        elif key == "words":
            text = settings_text(value) if value else None
            if value and all(
                fits_cell(word) and not set(word) & set(",，、[\"'") for word in value
            ):
                text = "，".join(value)
        else:
            text = value
        yield [name.to(lang), text, about.to(lang)]


def chapter_rows(content: LexiconContent, _lang: Lang) -> Iterator[list[Cell]]:
    """Yield a row for each chapter."""
    for file, about in content.chapters.items():
        yield [file, *(about.get(key) for key in ("title", "title_en", "source"))]


ROWS: Final = {
    "cues": cue_rows,
    "phrases": phrase_rows,
    "cue_examples": cue_example_rows,
    "rules": rule_rows,
    "rule_examples": rule_example_rows,
    "variables": variable_rows,
    "settings": setting_rows,
    "chapters": chapter_rows,
}
"""What makes the rows of each sheet."""
