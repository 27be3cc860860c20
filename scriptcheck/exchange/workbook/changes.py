"""What has to change in the files of a profile so that it becomes what a workbook says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.exchange.workbook import vocabulary
from scriptcheck.exchange.workbook.own_entry import own_entry
from scriptcheck.exchange.workbook.own_files import OwnFiles
from scriptcheck.exchange.workbook.profile_plan import ProfilePlanner, RulesPlanned
from scriptcheck.exchange.workbook.rows import CUE_DEFAULTS, RULE_DEFAULTS
from scriptcheck.language import Text
from scriptcheck.lexicon.crosscheck import crosscheck
from scriptcheck.lexicon.dimensions import all_dimensions, unknown_dimensions
from scriptcheck.lexicon.entry import LexiconEntry
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.profile import validated_rules
from scriptcheck.lexicon.validate import validate
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.exchange.workbook.content import WorkbookEntry
    from scriptcheck.exchange.workbook.parse import ParsedWorkbook
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

OWN_CHAPTER: Final = "own.yaml"
_ADJUSTED: Final = ("severity", "points", "scoring", "dimension")
_BOUNDS: Final = ("at_least", "at_most")
_DEFAULTS: Final = {"cues": CUE_DEFAULTS, "rules": RULE_DEFAULTS}


@dataclass(slots=True)
class LexiconChanges:
    """The files that change, as data, and what that means to the profile."""

    files: dict[Path, dict[str, Any]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    turned_on: list[str] = field(default_factory=list)
    turned_off: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """What the workbook does not have, which stays."""
    models: dict[tuple[str, str], Cue | RuleSpec] = field(default_factory=dict)
    """What each entry of the workbook has to come to, by kind and id."""
    wanted: frozenset[str] = frozenset()
    """The rules that are to be judged."""


class ChangePlanner:
    """Finds the changes that make a profile what a workbook says."""

    def __init__(
        self, parsed: ParsedWorkbook, output: Path, state: LexiconState | None, *, is_new: bool
    ) -> None:
        self._parsed, self._content = parsed, parsed.content
        self._state = state
        self._files = OwnFiles(output, state, parsed.content, is_new=is_new)
        self._specs = rule_specs()
        self._changes = LexiconChanges()
        self._problems: list[Problem] = []
        self._settings: dict[str, dict[str, Any]] = {}

    def planned(self) -> tuple[LexiconChanges, list[Problem]]:
        """Return the changes, and every problem that keeps them from being made."""
        found = {kind: dict(self._found(kind)) for kind in ("cues", "rules")}
        models: dict[str, dict[str, Any]] = {kind: dict(self._models(kind)) for kind in found}
        for kind, entries in (("cues", self._content.cues), ("rules", self._content.rules)):
            for name, entry in entries.items():
                self._entry(kind, name, entry, found[kind], models[kind])
            listed = self._found(kind)
            self._changes.kept += [name for name in listed if name not in entries]
        self._change_variables()
        self._change_chapters()
        variables = self._all_variables()
        crosscheck(models["cues"], models["rules"], found, variables, self._specs, self._problems)
        known = all_dimensions(self._dimensions())
        self._problems += unknown_dimensions(models["rules"], found["rules"], known)
        self._change_profile(models["rules"])
        self._changes.files = self._files.data
        return self._changes, self._problems

    def _found(self, kind: str) -> Mapping[str, LexiconEntry]:
        return self._state.found[kind] if self._state else {}

    def _models(self, kind: str) -> Mapping[str, Any]:
        if self._state is None:
            return {}
        return self._state.profile.cues if kind == "cues" else self._state.rules

    def _mark(self, path: KeyPath, value: bool = False) -> SourceMark:
        return self._parsed.document.nearest(path, value=value)

    def _complain(self, code: str, path: KeyPath, message: Text, fix: Text) -> None:
        mark = self._mark(path)
        self._problems.append(Problem(code, message, mark.source, mark.line, mark.column, fix))

    def _entry(
        self,
        kind: str,
        name: str,
        given: WorkbookEntry,
        found: dict[str, LexiconEntry],
        models: dict[str, Any],
    ) -> None:
        now = found.get(name)
        if given.state == vocabulary.DELETE:
            self._delete(kind, name, now, found, models)
            return
        current = self._state.data(kind, name) if self._state and now else None
        wanted = _without_defaults(given.data, current or {}, _DEFAULTS[kind])
        if current is not None and wanted == current:
            self._changes.models[kind, name] = models[name]
            return
        new = LexiconEntry(wanted, self._parsed.document, (kind, name))
        found[name] = new
        model = self._validated(kind, name, new)
        if model is None:
            # What it was before is not what is to be checked.
            models.pop(name, None)
            return
        same = now is not None and _plain(model) == _plain(models[name])
        models[name] = self._changes.models[kind, name] = model
        if same:
            return
        (self._changes.changed if now else self._changes.added).append(name)
        self._write_entry(kind, name, given, now, wanted)

    def _validated(self, kind: str, name: str, entry: LexiconEntry) -> Any:
        if kind == "cues":
            return validate(Cue, entry.data(), entry.locate, self._problems)
        return validated_rules({name: entry}, self._specs, self._problems).get(name)

    def _delete(
        self,
        kind: str,
        name: str,
        now: LexiconEntry | None,
        found: dict[str, LexiconEntry],
        models: dict[str, Any],
    ) -> None:
        if now is None:
            return
        if not self._files.has(now) or now.inherited is not None:
            message = Text(f"“{name}”是继承来的，不能删除。", f"'{name}' is inherited and stays.")
            fix = Text("规则请改成“停用”。", "Turn a rule off instead.")
            self._complain("inherited", (kind, name), message, fix)
            return
        del found[name], models[name]
        entries = self._files.chapter(Path(now.document.source))[kind]
        del entries[name]
        if not entries:
            del self._files.chapter(Path(now.document.source))[kind]
        self._changes.deleted.append(name)

    def _write_entry(
        self,
        kind: str,
        name: str,
        given: WorkbookEntry,
        now: LexiconEntry | None,
        wanted: dict[str, Any],
    ) -> None:
        is_own = now is not None and self._files.has(now)
        if kind == "rules" and now is not None:
            wanted = self._split_settings(name, now, wanted, is_own=is_own)
            if wanted == {key: value for key, value in now.data().items() if key != "mode"}:
                return
        data = own_entry(now, wanted, is_own=is_own)
        if now is not None and is_own:
            path = Path(now.document.source)
        else:
            path = self._new_home(kind, name, given, now)
        self._files.chapter(path).setdefault(kind, {})[name] = data

    def _split_settings(
        self, name: str, now: LexiconEntry, wanted: dict[str, Any], *, is_own: bool
    ) -> dict[str, Any]:
        """Return what the entry itself has to say; what the profile sets in it is taken note of."""
        assert self._state is not None  # noqa: S101  (the entry is there already)
        written, rest = now.data(), dict(wanted)
        current = self._state.data("rules", name)
        settings = self._state.settings.get(name, {})
        for key in _ADJUSTED:
            if key == "dimension" and (key not in settings or key not in rest):
                # No setting takes a dimension from a rule.
                continue
            if rest.get(key) == current.get(key) or (is_own and key not in settings):
                if key in settings:
                    _restore(rest, written, key)
                continue
            default = {"severity": "minor", "points": 0, "scoring": {}, "dimension": None}[key]
            value = rest.get(key, default)
            if key == "scoring":
                # What is not said stays as profiles below, or the rule itself, have it.
                value = dict.fromkeys(current.get(key) or {}) | value
            self._settings.setdefault(name, {})[key] = value
            _restore(rest, written, key)
        self._split_bounds(name, current, written, rest, settings, is_own=is_own)
        return rest

    def _split_bounds(  # noqa: PLR0913  (each says another thing of the one rule)
        self,
        name: str,
        current: dict[str, Any],
        written: dict[str, Any],
        rest: dict[str, Any],
        settings: Mapping[str, Any],
        *,
        is_own: bool,
    ) -> None:
        limit = rest.get("limit")
        if not isinstance(limit, dict) or not isinstance(current.get("limit"), dict):
            return
        limit = dict(limit)
        others = {key: value for key, value in limit.items() if key not in _BOUNDS}
        same = others == {k: v for k, v in current["limit"].items() if k not in _BOUNDS}
        for key in _BOUNDS:
            if key not in settings and (is_own or not same):
                continue
            if key in limit and limit[key] != current["limit"].get(key):
                self._settings.setdefault(name, {})[key] = limit[key]
            elif key not in settings:
                continue
            _restore(limit, written["limit"], key)
        rest["limit"] = limit

    def _new_home(
        self, kind: str, name: str, given: WorkbookEntry, now: LexiconEntry | None
    ) -> Path:
        """Return the file of the owner's that an entry goes to, which is in none of them yet."""
        file = given.chapter or OWN_CHAPTER
        if now is not None and self._state is not None:
            # The workbook says where what is inherited stands; the owner has no such file.
            inherited = self._state.chapter_name(Path(now.document.source))
            file = OWN_CHAPTER if file == inherited else file
        path = self._files.folder / file
        if path.name == PROFILE_FILE:
            message = Text(f"{PROFILE_FILE} 是方案，不是章。", f"{PROFILE_FILE} is no chapter.")
            fix = Text("请换一个文件名。", "Choose another file.")
            self._complain("bad-file", (kind, name), message, fix)
            return path.with_name(OWN_CHAPTER)
        return path

    def _change_variables(self) -> None:
        current = dict(self._state.variables()) if self._state else {}
        for name, variable in self._content.variables.items():
            now = current.get(name)
            words = list(variable.words)
            if now is not None and list(now.words) == words:
                continue
            home = variable.chapter if now is None else now.chapter
            if not home:
                data = self._files.profile()
            else:
                path = self._own_chapter_with(name)
                if path is None:
                    path = self._files.folder / (home if now is None else OWN_CHAPTER)
                data = self._files.chapter(path)
            data["variables"] = data.get("variables", {}) | {name: words}
        if self._content.variables:
            missing = [name for name in current if name not in self._content.variables]
            self._changes.kept += missing

    def _own_chapter_with(self, variable: str) -> Path | None:
        chapters = self._state.chapters if self._state else {}
        homes = (
            path
            for path, document in chapters.items()
            if variable in (document.data.get("variables") or {}) and self._files.is_inside(path)
        )
        return next(homes, None)

    def _all_variables(self) -> dict[str, tuple[str, ...]]:
        current = dict(self._state.profile.variables) if self._state else {}
        return current | {name: each.words for name, each in self._content.variables.items()}

    def _dimensions(self) -> dict[str, Any]:
        """Return the dimensions that the profile will add."""
        current = self._state.profile.dimensions if self._state else {}
        if not self._parsed.has_settings:
            return dict(current)
        return dict(self._content.settings.get("dimensions") or {})

    def _change_chapters(self) -> None:
        """Change what chapters say of themselves."""
        current = dict(self._state.about_chapters()) if self._state else {}
        for file, about in self._content.chapters.items():
            if file not in current or current[file].about == about:
                continue
            path = current[file].path
            if not self._files.is_inside(path):
                message = Text(f"“{file}”是继承来的，改不了。", f"'{file}' is inherited and stays.")
                fix = Text("请改回来。", "Change it back.")
                self._complain("inherited", ("chapters", file), message, fix)
                continue
            data = self._files.chapter(path)
            for key in ("title", "title_en", "source"):
                if key in about:
                    data[key] = about[key]
                else:
                    data.pop(key, None)

    def _change_profile(self, rules: Mapping[str, Any]) -> None:
        planner = ProfilePlanner(self._parsed, self._files, self._state, self._problems)
        wanted = planner.wanted_rules(rules)
        judged = set(self._state.profile.rules) if self._state else set()
        known = self._found("rules").keys()
        self._changes.wanted = wanted
        self._changes.turned_on = sorted((wanted - judged) & known)
        self._changes.turned_off = sorted((judged - wanted) & rules.keys())
        deleted = tuple(self._changes.deleted)
        planner.plan(RulesPlanned(rules, deleted, self._settings), wanted)


def _without_defaults(
    data: dict[str, Any], current: Mapping[str, Any], defaults: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``data`` without defaults that stand in the workbook only to be seen.

    A severity goes on being written as it is.
    """
    found = {
        key: value
        for key, value in data.items()
        if key in current or key not in defaults or value != defaults[key]
    }
    written = current.get("severity")
    if found.get("severity") == vocabulary.SEVERITY_SYNONYMS.get(written, found):
        found["severity"] = written
    return found


def _restore(data: dict[str, Any], written: Mapping[str, Any], key: str) -> None:
    """Give ``data`` what is ``written`` of ``key``."""
    data.pop(key, None)
    if key in written:
        data[key] = written[key]


def _plain(model: Any) -> Any:
    return model.model_copy(update={"mode": None})
