"""A profile to an Excel workbook, and back into a folder of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.errors import LexiconError, Problem, UsageError, require_lang
from scriptcheck.exchange.workbook.cell_order import cell_order
from scriptcheck.exchange.workbook.changes import ChangePlanner
from scriptcheck.exchange.workbook.own_files import OwnFiles
from scriptcheck.exchange.workbook.parse import parse_rows
from scriptcheck.exchange.workbook.profile_changes import is_same_setting
from scriptcheck.exchange.workbook.read import read_rows
from scriptcheck.exchange.workbook.row_order import in_profile_order
from scriptcheck.exchange.workbook.setting_names import (
    BLOCK_SETTINGS,
    NUMBER_SETTINGS,
    SETTING_NAMES,
)
from scriptcheck.exchange.workbook.state import read_state
from scriptcheck.exchange.workbook.write import write_content
from scriptcheck.exchange.written_files import text_if_any, written_files
from scriptcheck.exchange.yaml_edit import edited
from scriptcheck.exchange.yaml_text import quoted
from scriptcheck.language import Text
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.lexicon.learned_settings import CARD_FILE, MODEL_FILE
from scriptcheck.lexicon.yaml_source import parse_yaml

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scriptcheck.exchange.workbook.changes import LexiconChanges
    from scriptcheck.exchange.workbook.parse import ParsedWorkbook
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.language import Lang

_MOST_PROBLEMS: Final = 500
"""Problems that are listed; the rest are counted."""
_STRUCTURE: Final = frozenset({"missing-column", "missing-sheet", "no-headings", "sheet-twice"})
_OF_READING: Final = _STRUCTURE | {"cell-value"}
_OF_CELLS: Final = frozenset({"unknown-word", "cell-text"})
_WORDS_CHECKED: Final = frozenset({"template", "nested-variable"})
"""Problems of a variable's words, which have a cell when the workbook is read."""
_HEADING: Final = "# 由 Excel 导入；写法见 docs/lexicon.zh-CN.md。\n"


@dataclass(frozen=True, slots=True)
class ExportedLexicon:
    """What was written to a workbook."""

    path: Path
    cues: int
    phrases: int
    rules: int


def export_lexicon(
    output: str | os.PathLike[str],
    *,
    profile: str | Path = "default",
    lang: Lang = "zh",
    force: bool = False,
) -> ExportedLexicon:
    """Write all of a profile, with what it inherits, to the Excel workbook ``output``.

    ``lang`` is the language of the sheets, headings and lists. Raises ``UsageError`` where there is
    no such profile, where ``output`` is no ``.xlsx`` or, unless ``force`` is set, is there already,
    ``LexiconError`` where the profile cannot be used, and ``OSError`` where the workbook cannot be
    written.
    """
    require_lang(lang)
    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        message = Text("只能写成 .xlsx。", "Only .xlsx can be written.")
        fix = Text("例如 lex.xlsx。", "Such as lex.xlsx.")
        raise UsageError(Problem("bad-suffix", message, path.as_posix(), fix=fix))
    if path.exists() and not force:
        message = Text("已经有这个文件了。", "This file is there already.")
        fix = Text("换一个名字，或加 --force 覆盖。", "Choose another name, or say --force.")
        raise UsageError(Problem("exists", message, path.as_posix(), fix=fix))
    content = read_state(profile).content()
    write_content(content, path, lang)
    phrases = sum(len(entry.data["phrases"]) for entry in content.cues.values())
    return ExportedLexicon(path, len(content.cues), phrases, len(content.rules))


@dataclass(frozen=True, slots=True)
class ImportedLexicon:
    """What an import of a workbook did to the files of a profile."""

    folder: Path
    files: tuple[Path, ...]
    """The files that were written; none where nothing differs."""
    added: tuple[str, ...]
    """Ids of new cues and rules; those of the next ones were there already."""
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    turned_on: tuple[str, ...]
    turned_off: tuple[str, ...]
    kept: tuple[str, ...]
    """Ids of what the workbook does not have; they stay as they are."""
    unread: tuple[Text, ...]
    """Sheets and columns of the workbook that mean nothing."""


def import_lexicon(
    workbook: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    standalone: bool = False,
) -> ImportedLexicon:
    """Make the profile in the folder ``output`` what a workbook of ``export_lexicon`` says.

    Only what differs is written, into the file where it stands; comments and order stay. A new
    folder becomes a profile over the one that the workbook names, or, where ``standalone`` is set,
    one over no other, with all that the workbook has. Raises ``LoadError`` where the workbook
    cannot be read, ``LexiconError`` with everything that is wrong in its cells or in the files of
    ``output``, and ``UsageError`` where ``standalone`` is set and the folder has a profile already;
    nothing is written then.
    """
    path, home = Path(workbook), Path(output)
    rows = read_rows(path)
    parsed = parse_rows(rows)
    if not {"cues", "rules"} & rows.sheets.keys() and not rows.problems:
        message = Text("没有“话术”表，也没有“规则”表。", "There is no sheet of cues or rules.")
        fix = Text(
            "请用 scriptcheck lexicon export 导出的文件。", "Use what 'lexicon export' wrote."
        )
        rows.problems.append(Problem("missing-sheet", message, rows.source, fix=fix))
    if not _STRUCTURE.isdisjoint(problem.code for problem in rows.problems):
        # What cannot be found in a sheet would seem to be missing in each of its rows.
        known = [each for each in rows.problems if each.code in _OF_READING]
        raise LexiconError(*_listed(known, parsed))
    is_new = not _has_lexicon(home)
    if standalone and not is_new:
        message = Text("这个文件夹里已经有词库。", "This folder has a lexicon already.")
        fix = Text("请换一个新文件夹，或不用 --standalone。", "Name a new one, or leave it out.")
        raise UsageError(Problem("exists", message, home.as_posix(), fix=fix))
    base = _base(parsed)
    state = _state(home, base if not standalone else "", is_new=is_new)
    if state is not None:
        files = OwnFiles(home, state, parsed.content, is_new=is_new)
        parsed = in_profile_order(parsed, state, files)
    changes, problems = ChangePlanner(parsed, home, state, is_new=is_new).planned()
    if problems := [*rows.problems, *problems]:
        raise LexiconError(*_listed(problems, parsed))
    texts: dict[Path, str | bytes] = dict(_texts(changes.files))
    if standalone:
        texts |= _model_files(base, home)
    if texts:
        with written_files(texts):
            _require_taken(home, parsed, changes)
    return ImportedLexicon(
        home,
        tuple(sorted(texts)),
        tuple(changes.added),
        tuple(changes.changed),
        tuple(changes.deleted),
        tuple(changes.turned_on),
        tuple(changes.turned_off),
        tuple(changes.kept),
        parsed.unread,
    )


def _has_lexicon(home: Path) -> bool:
    return home.is_dir() and any(
        path.suffix.lower() in {".yaml", ".yml"} for path in home.rglob("*") if path.is_file()
    )


def _base(parsed: ParsedWorkbook) -> str:
    """Return the profile that the workbook lies over; empty for none."""
    if not parsed.has_settings:
        return "default"
    return str(parsed.content.settings.get("base") or "")


def _state(home: Path, base: str, *, is_new: bool) -> LexiconState | None:
    if not is_new:
        return read_state(home)
    return read_state(base) if base else None


def _texts(files: Mapping[Path, dict[str, Any]]) -> Mapping[Path, str]:
    found: dict[Path, str] = {}
    for path, data in files.items():
        before = text_if_any(path)
        after = edited(before or _HEADING, data, path.as_posix())
        if after != before and parse_yaml(before, path.as_posix()).data != data:
            found[path] = after
    return found


def _model_files(base: str, home: Path) -> dict[Path, bytes]:
    """Return the learned model of the profile ``base`` and its card, for the folder ``home``."""
    model = read_state(base).profile.model if base else None
    if model is None:
        return {}
    card = model.with_name(CARD_FILE)
    files = {home / MODEL_FILE: model.read_bytes()}
    if card.is_file():
        files[home / CARD_FILE] = card.read_bytes()
    return files


def _listed(problems: list[Problem], parsed: ParsedWorkbook) -> list[Problem]:
    """Return ``problems`` as they are reported: by cell, and no more of them than can be read."""
    listed: list[Problem] = []
    unusable = {each.source for each in problems if each.code == "cell-value"}
    wrong = {each.source for each in problems if each.code in _OF_CELLS}
    for problem in dict.fromkeys(_in_cell(each, parsed.headings) for each in problems):
        is_echo = (
            (problem.code != "cell-value" and problem.source in unusable)
            or (problem.code == "missing" and problem.source in wrong)
            or (problem.code == "rule-form" and problem.source in parsed.formless)
            or (problem.code in _WORDS_CHECKED and not problem.source)
        )
        if not is_echo:
            listed.append(problem)
    listed.sort(key=lambda problem: cell_order(problem.source or ""))
    more = len(listed) - _MOST_PROBLEMS
    if more > 0:
        message = Text(f"还有 {more} 处没有列出。", f"{more} more are not listed.")
        fix = Text("请先改好上面这些。", "Fix those above first.")
        listed[_MOST_PROBLEMS:] = [Problem("more-problems", message, parsed.source, fix=fix)]
    return listed


def _in_cell(problem: Problem, headings: Mapping[str, str]) -> Problem:
    """Return ``problem`` as that of a cell, where it is one."""
    if problem.source not in headings:
        return problem
    column = problem.column if problem.column and problem.column > 1 else None
    found = replace(problem, line=None, column=column)
    if problem.code == "missing":
        name = headings[problem.source]
        message = Text(f"“{name}”没有填。", f"'{name}' is empty.")
        field = problem.message.en.split("'")[1]
        if field in {"phrases", "examples", "hit", "miss", "pass", "fail"}:
            message = Text(f"缺少{_LACKING[field].zh}。", f"{_LACKING[field].en} is missing.")
        fix = Text("请补上。", "Add it.")
        return replace(found, message=message, fix=fix)
    return found


_LACKING: Final = {
    "phrases": Text("说法：“说法”表里没有它的行", "A phrase in the sheet 'phrases'"),
    "examples": Text("例句：例句表里没有它的行", "An example in the sheet of examples"),
    "hit": Text("应匹配的例句", "An example that must match"),
    "miss": Text("不应匹配的例句", "An example that must not match"),
    "pass": Text("通过的例句", "An example that passes"),
    "fail": Text("违规的例句", "An example that fails"),
}


def _require_taken(home: Path, parsed: ParsedWorkbook, changes: LexiconChanges) -> None:
    """Raise ``LexiconError`` where the files do not come to what the workbook says."""
    state = read_state(home)
    profile = state.profile
    missed: list[Problem] = []
    for (kind, name), model in changes.models.items():
        found = profile.cues.get(name) if kind == "cues" else state.rules.get(name)
        same = found is not None and found.model_copy(update={"mode": None}) == model.model_copy(
            update={"mode": None}
        )
        if not same:
            mark = parsed.document.nearest((kind, name))
            message = Text(
                f"“{name}”改不成这样：继承来的设置去不掉。",
                f"'{name}' cannot be changed to this: something inherited cannot be taken out.",
            )
            fix = Text(
                "请改用别的值，或另取一个编号。", "Give another value, or choose another id."
            )
            missed.append(Problem("not-taken", message, mark.source, fix=fix))
    if profile.rules.keys() != changes.wanted:
        wrong = ", ".join(sorted(profile.rules.keys() ^ changes.wanted))
        message = Text(f"启用和停用没有全部生效：{wrong}。", f"Not all are on or off: {wrong}.")
        fix = Text("请改方案的 rules.include。", "Change rules.include of the profile.")
        missed.append(Problem("not-taken", message, (home / PROFILE_FILE).as_posix(), fix=fix))
    for name, variable in parsed.content.variables.items():
        if profile.variables.get(name) != variable.words:
            mark = parsed.document.nearest(("variables", name))
            message = Text(f"变量{quoted(name)}没有改成。", f"The variable {quoted(name)} stayed.")
            fix = Text("请改“定义在”。", "Change where it is defined.")
            missed.append(Problem("not-taken", message, mark.source, fix=fix))
    missed += _missed_settings(parsed, state)
    if missed:
        raise LexiconError(*missed)


def _missed_settings(parsed: ParsedWorkbook, state: LexiconState) -> Iterator[Problem]:
    """Yield a problem for each setting that the files do not come to."""
    if not parsed.has_settings:
        return
    wanted, found = parsed.content.settings, state.content().settings
    for key in (*BLOCK_SETTINGS, *NUMBER_SETTINGS, "words"):
        if key in wanted and not is_same_setting(key, wanted[key], found.get(key)):
            mark = parsed.document.nearest((key,))
            name = SETTING_NAMES[key][0]
            message = Text(f"“{name.zh}”没有改成。", f"'{name.en}' stayed.")
            fix = Text("请在方案文件里改。", "Change it in the profile's file.")
            yield Problem("not-taken", message, mark.source, fix=fix)
