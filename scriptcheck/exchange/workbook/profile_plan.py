"""What a workbook says of the profile itself, planned for the profile's file."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.exchange.workbook import vocabulary
from scriptcheck.exchange.workbook.profile_changes import (
    RulesWanted,
    changed_settings,
    chosen_rules,
)
from scriptcheck.language import Text
from scriptcheck.lexicon.dimensions import all_dimensions
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.lexicon.rule_choice import choose_rules
from scriptcheck.lexicon.rule_models import ProfileFile
from scriptcheck.lexicon.scorecard import merged_scorecards
from scriptcheck.lexicon.validate import validate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.exchange.workbook.own_files import OwnFiles
    from scriptcheck.exchange.workbook.parse import ParsedWorkbook
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

_IDENTITY = ("name", "title", "title_en", "version")


class RulesPlanned(NamedTuple):
    """What the entries of a workbook mean to the profile's choice of rules."""

    models: Mapping[str, Any]
    """Every rule that there will be, judged or not."""
    deleted: tuple[str, ...]
    settings: Mapping[str, Mapping[str, Any]]
    """What the profile has to set in single rules."""


class ProfilePlanner:
    """Plans the profile's file of one import."""

    def __init__(
        self,
        parsed: ParsedWorkbook,
        files: OwnFiles,
        state: LexiconState | None,
        problems: list[Problem],
    ) -> None:
        self._parsed, self._content = parsed, parsed.content
        self._files, self._state, self._problems = files, state, problems

    def plan(self, rules: RulesPlanned, wanted: frozenset[str]) -> None:
        """Change the profile's file so that ``wanted`` are judged and the settings hold."""
        path = self._files.folder / PROFILE_FILE
        before = self._files.read_profile()
        data = self._with_settings(self._with_rules(deepcopy(before), rules, wanted))
        if path not in self._files.data and data == before and not self._files.is_new:
            return
        profile = self._files.profile()
        profile.clear()
        profile.update(data)
        validate(ProfileFile, data, self._locate, self._problems)

    def wanted_rules(self, models: Mapping[str, Any]) -> frozenset[str]:
        """Return the rules that are to be judged, of those that there will be."""
        states = {name: entry.state for name, entry in self._content.rules.items()}
        judged = set(self._state.profile.rules) if self._state else set()
        on = {name for name, state in states.items() if state == vocabulary.ON}
        off = {name for name, state in states.items() if state == vocabulary.OFF}
        return frozenset(((judged | on) - off) & models.keys())

    def _given(self, rules: RulesPlanned) -> frozenset[str]:
        """Return the rules that are judged without a word of the profile's file."""
        known: dict[str, Any] = {}
        given: set[str] = set()
        if self._state is not None:
            known = self._state.rules
            given = set(self._state.profile.rules)
            if not self._files.is_new:
                below = self._state.layers[:-1]
                entries = self._state.layers[-1].rules.items()
                dimensions = all_dimensions(self._state.profile.dimensions)
                chosen = choose_rules(below, known, dimensions, []).chosen if below else ()
                given = set(chosen)
                given |= {name for name, each in entries if "mode" not in each.own}
        given |= rules.models.keys() - known.keys()
        return frozenset(given & rules.models.keys())

    def _locate(self, path: KeyPath, value: bool) -> SourceMark:
        marks = self._parsed.document
        if path[:1] in marks.fields:
            return marks.nearest(path[:1], value=value)
        if path[:1] == ("variables",) and len(path) > 1:
            return marks.nearest(path[:2], value=value)
        document = None
        if self._state is not None and not self._files.is_new:
            document = self._state.layers[-1].document
        return (document or marks).nearest(path, value=value)

    def _with_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        if not self._parsed.has_settings:
            return data
        wanted: Mapping[str, Any] = self._content.settings
        current: Mapping[str, Any] = self._state.content().settings if self._state else {}
        own = {key: data.get(key) for key in _IDENTITY if key in data}
        if self._files.is_new:
            # A new file says these itself, whatever the profile below says.
            current = {**current, **dict.fromkeys(_IDENTITY), **own}
        elif wanted.get("name") == wanted.get("base"):
            # The workbook is one of the profile below, whose name is not for what lies over it.
            wanted = {**wanted, **{key: current.get(key) for key in _IDENTITY}}
        changed, stuck = changed_settings(data, current, wanted, self._sections_below())
        for key in stuck:
            message = Text(
                "这里少了基础方案里有的内容，去不掉。",
                "Something is missing here that the base has, and cannot be taken out.",
            )
            fix = Text("请补回来，或给它另一个值。", "Put it back, or give it another value.")
            mark = self._parsed.document.nearest((key,))
            place = (mark.source, mark.line, mark.column)
            self._problems.append(Problem("inherited", message, *place, fix))
        return changed

    def _sections_below(self) -> tuple[str, ...]:
        """Return the sections of the scorecards of the profiles below."""
        layers = self._state.layers if self._state else []
        below = layers if self._files.is_new else layers[:-1]
        cards = [layer.profile.scorecard for layer in below if layer.profile]
        return tuple(sorted(merged_scorecards(cards).sections))

    def _with_rules(
        self, data: dict[str, Any], rules: RulesPlanned, wanted: frozenset[str]
    ) -> dict[str, Any]:
        choice = dict(data.get("rules") or {})
        for key in ("include", "exclude"):
            if key in choice:
                choice[key] = [each for each in choice[key] if each not in rules.deleted]
        known = RulesWanted(tuple(rules.models), wanted, self._given(rules))
        choice = chosen_rules(choice, known)
        settings = {
            name: dict(each)
            for name, each in (choice.get("settings") or {}).items()
            if name not in rules.deleted
        }
        for name, each in rules.settings.items():
            settings[name] = settings.get(name, {}) | dict(each)
        if settings:
            choice["settings"] = settings
        else:
            choice.pop("settings", None)
        if choice:
            return data | {"rules": choice}
        return {key: value for key, value in data.items() if key != "rules"}
