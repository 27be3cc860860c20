"""What has to change in the files of a profile so that it becomes what a workbook says."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.exchange.workbook import vocabulary
from scriptcheck.exchange.workbook.own_entry import own_entry
from scriptcheck.exchange.workbook.profile_changes import (
    RulesWanted,
    changed_settings,
    chosen_rules,
)
from scriptcheck.exchange.workbook.rows import CUE_DEFAULTS, RULE_DEFAULTS
from scriptcheck.language import Text
from scriptcheck.lexicon.crosscheck import crosscheck
from scriptcheck.lexicon.entry import LexiconEntry
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.profile import validated_rules
from scriptcheck.lexicon.rule_choice import choose_rules
from scriptcheck.lexicon.rule_models import ProfileFile, RuleSpec
from scriptcheck.lexicon.validate import validate
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.exchange.workbook.content import WorkbookEntry
    from scriptcheck.exchange.workbook.parse import ParsedWorkbook
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

OWN_CHAPTER: Final = "own.yaml"
_ADJUSTED: Final = ("severity", "points", "scoring")
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
        self._output, self._state, self._is_new = output, state, is_new
        self._specs = rule_specs()
        self._changes = LexiconChanges()
        self._problems: list[Problem] = []
        self._data: dict[Path, dict[str, Any]] = {}
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
        crosscheck(models["cues"], models["rules"], found, self._all_variables(), self._problems)
        self._change_profile(models["rules"])
        return self._changes, self._problems

    def _found(self, kind: str) -> Mapping[str, LexiconEntry]:
        return self._state.found[kind] if self._state else {}

    def _models(self, kind: str) -> Mapping[str, Any]:
        if self._state is None:
            return {}
        profile = self._state.profile
        if kind == "cues":
            return profile.cues
        return {**profile.rules, **{name: left.rule for name, left in profile.left_out.items()}}

    def _is_own(self, entry: LexiconEntry) -> bool:
        """Return whether ``entry`` stands in a file that is the owner's to change."""
        if self._is_new or self._state is None:
            return False
        top = self._state.layers[-1]
        own = (top.cues if entry.path[0] == "cues" else top.rules).get(str(entry.path[1]))
        is_inside = Path(entry.document.source).resolve().is_relative_to(self._output.resolve())
        return own is not None and own.document is entry.document and is_inside

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
        if not self._is_own(now) or now.inherited is not None:
            message = Text(f"“{name}”是继承来的，不能删除。", f"'{name}' is inherited and stays.")
            fix = Text("规则请改成“停用”。", "Turn a rule off instead.")
            self._complain("inherited", (kind, name), message, fix)
            return
        del found[name], models[name]
        entries = self._chapter(Path(now.document.source))[kind]
        del entries[name]
        if not entries:
            del self._chapter(Path(now.document.source))[kind]
        self._changes.deleted.append(name)

    def _write_entry(
        self,
        kind: str,
        name: str,
        given: WorkbookEntry,
        now: LexiconEntry | None,
        wanted: dict[str, Any],
    ) -> None:
        is_own = now is not None and self._is_own(now)
        if kind == "rules" and now is not None:
            wanted = self._split_settings(name, now, wanted, is_own=is_own)
            if wanted == {key: value for key, value in now.data().items() if key != "mode"}:
                return
        data = own_entry(now, wanted, is_own=is_own)
        path = Path(now.document.source) if now and is_own else self._new_home(kind, name, given)
        self._chapter(path).setdefault(kind, {})[name] = data

    def _split_settings(
        self, name: str, now: LexiconEntry, wanted: dict[str, Any], *, is_own: bool
    ) -> dict[str, Any]:
        """Return what the entry itself has to say; what the profile sets in it is taken note of."""
        assert self._state is not None  # noqa: S101  (the entry is there already)
        written, rest = now.data(), dict(wanted)
        current = self._state.data("rules", name)
        settings = self._state.settings.get(name, {})
        for key in _ADJUSTED:
            if rest.get(key) == current.get(key) or (is_own and key not in settings):
                if key in settings:
                    _restore(rest, written, key)
                continue
            default = {"severity": "minor", "points": 0, "scoring": {}}[key]
            self._settings.setdefault(name, {})[key] = rest.get(key, default)
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

    def _new_home(self, kind: str, name: str, given: WorkbookEntry) -> Path:
        """Return the file that a new entry goes to."""
        file = given.chapter or OWN_CHAPTER
        path = self._output / file
        if path.name == PROFILE_FILE:
            message = Text(f"{PROFILE_FILE} 是方案，不是章。", f"{PROFILE_FILE} is no chapter.")
            fix = Text("请换一个文件名。", "Choose another file.")
            self._complain("bad-file", (kind, name), message, fix)
            return path.with_name(OWN_CHAPTER)
        return path

    def _chapter(self, path: Path) -> dict[str, Any]:
        """Return the data of the chapter at ``path``, which are to be changed."""
        if path not in self._data:
            known = self._state.chapters.get(path) if self._state and not self._is_new else None
            if known is not None:
                data = deepcopy(known.data)
            else:
                file = path.relative_to(self._output).as_posix()
                data = dict(self._content.chapters.get(file, {}))
            self._data[path] = self._changes.files[path] = data
        return self._data[path]

    def _change_variables(self) -> None:
        current = dict(self._state.variables()) if self._state else {}
        for name, variable in self._content.variables.items():
            now = current.get(name)
            words = list(variable.words)
            if now is not None and list(now.words) == words:
                continue
            home = variable.chapter if now is None else now.chapter
            if not home:
                self._profile().setdefault("variables", {})[name] = words
                continue
            path = self._own_chapter_with(name) or self._output / home
            self._chapter(path).setdefault("variables", {})[name] = words

    def _own_chapter_with(self, variable: str) -> Path | None:
        for path, document in (self._state.chapters if self._state else {}).items():
            is_inside = path.resolve().is_relative_to(self._output.resolve())
            if (
                is_inside
                and not self._is_new
                and variable in (document.data.get("variables") or {})
            ):
                return path
        return None

    def _all_variables(self) -> dict[str, tuple[str, ...]]:
        current = dict(self._state.profile.variables) if self._state else {}
        return current | {name: each.words for name, each in self._content.variables.items()}

    def _profile(self) -> dict[str, Any]:
        """Return the data of the profile's own file, which are to be changed."""
        path = self._output / PROFILE_FILE
        if path not in self._data:
            document = self._state.layers[-1].document if self._state and not self._is_new else None
            data = self._new_profile() if document is None else deepcopy(document.data)
            self._data[path] = self._changes.files[path] = data
        return self._data[path]

    def _new_profile(self) -> dict[str, Any]:
        settings = self._content.settings
        data = {
            key: settings[key]
            for key in ("name", "version", "title", "title_en")
            if key in settings
        }
        data = {"name": "own", "title": "自有方案"} | data
        if self._state is not None:
            base = str(settings.get("base") or "default") if self._is_new else "default"
            data["extends"] = base
        return data

    def _change_profile(self, rules: Mapping[str, Any]) -> None:
        path = self._output / PROFILE_FILE
        if self._is_new:
            self._profile()
        had = deepcopy(self._data[path]) if path in self._data else None
        data = self._with_settings(self._with_rules(self._read_profile(), rules))
        if had is None and data == self._read_profile():
            return
        self._profile().clear()
        self._profile().update(data)
        validate(ProfileFile, data, self._locate_setting, self._problems)

    def _read_profile(self) -> dict[str, Any]:
        """Return the data of the profile's file as they stand, without changing it."""
        path = self._output / PROFILE_FILE
        if path in self._data:
            return deepcopy(self._data[path])
        document = self._state.layers[-1].document if self._state and not self._is_new else None
        return deepcopy(document.data) if document is not None else self._new_profile()

    def _locate_setting(self, path: KeyPath, value: bool) -> SourceMark:
        if path[:1] in self._parsed.document.fields:
            return self._mark(path[:1])
        if path[:1] == ("variables",) and len(path) > 1:
            return self._mark(path[:2])
        document = self._state.layers[-1].document if self._state and not self._is_new else None
        return (document or self._parsed.document).nearest(path, value=value)

    def _with_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        if not self._parsed.has_settings:
            return data
        current: Mapping[str, Any] = {}
        if self._state is not None:
            current = self._state.content().settings
            if self._is_new:
                # A new file says these itself, whatever the profile below says.
                names = ("name", "title", "title_en", "version")
                current = {**current, **{key: data.get(key) for key in names}}
        changed, stuck = changed_settings(data, current, self._content.settings, self._output)
        for key in stuck:
            message = Text(
                "这里少了基础方案里有的内容，去不掉。",
                "Something is missing here that the base has, and cannot be taken out.",
            )
            fix = Text("请补回来，或给它另一个值。", "Put it back, or give it another value.")
            self._complain("inherited", (key,), message, fix)
        return changed

    def _with_rules(self, data: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
        wanted, given = self._wanted_rules(rules)
        self._changes.wanted = wanted
        choice = dict(data.get("rules") or {})
        if self._changes.deleted:
            for key in ("include", "exclude"):
                if key in choice:
                    gone = self._changes.deleted
                    choice[key] = [each for each in choice[key] if each not in gone]
        choice = chosen_rules(choice, RulesWanted(tuple(rules), wanted, given))
        settings = {name: dict(each) for name, each in (choice.get("settings") or {}).items()}
        for name in self._changes.deleted:
            settings.pop(name, None)
        for name, each in self._settings.items():
            settings[name] = settings.get(name, {}) | each
        if settings:
            choice["settings"] = settings
        else:
            choice.pop("settings", None)
        if choice:
            return data | {"rules": choice}
        return {key: value for key, value in data.items() if key != "rules"}

    def _wanted_rules(self, rules: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the rules to be judged, and those that are without a word of the profile."""
        judged = set(self._state.profile.rules) if self._state else set()
        listed = self._content.rules
        on = {name for name, entry in listed.items() if entry.state == vocabulary.ON}
        off = {name for name, entry in listed.items() if entry.state == vocabulary.OFF}
        wanted = frozenset(((judged | on) - off) & rules.keys())
        new = {name for name in rules if name not in self._found("rules")}
        self._changes.turned_on = sorted(wanted - judged - new)
        self._changes.turned_off = sorted((judged & off) - new)
        given = set(judged)
        if self._state is not None and not self._is_new:
            below = self._state.layers[:-1]
            entries = self._state.layers[-1].rules.items()
            known = {name: self._models("rules")[name] for name in self._found("rules")}
            given = set(choose_rules(below, known, []).chosen) if below else set()
            given |= {name for name, each in entries if "mode" not in each.own}
        return wanted, frozenset((given | new) & rules.keys())


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
