"""A profile as its files have it: the layers, and what each entry comes to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.exchange.workbook import vocabulary
from scriptcheck.exchange.workbook.content import (
    LexiconContent,
    WorkbookEntry,
    WorkbookVariable,
)
from scriptcheck.lexicon.entry import LexiconEntry
from scriptcheck.lexicon.layer import (
    lexicon_files,
    read_layers,
    shipped_lexicons,
    shipped_profiles,
)
from scriptcheck.lexicon.profile import load_profile, merged_entries, validated_rules
from scriptcheck.lexicon.yaml_source import YamlDocument, read_yaml
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.lexicon.layer import Layer
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_models import RuleSpec

_BOUNDS: Final = ("at_least", "at_most")
_ABOUT: Final = ("title", "title_en", "source")


class AboutChapter(NamedTuple):
    """What a chapter says of itself."""

    path: Path
    about: dict[str, str]
    """Its title, English title and source, those that it has."""


@dataclass(frozen=True)
class LexiconState:
    """A profile that can be used, with the files behind it."""

    home: Path
    """The folder of its topmost file."""
    reference: str
    layers: list[Layer]
    found: dict[str, dict[str, LexiconEntry]]
    profile: Profile
    chapters: Mapping[Path, YamlDocument]
    """Every chapter of every layer."""

    @cached_property
    def settings(self) -> dict[str, dict[str, Any]]:
        """What the profiles of all layers set in rules, by rule."""
        merged: dict[str, dict[str, Any]] = {}
        for layer in self.layers:
            written = layer.document.data if layer.profile and layer.document else {}
            for name, given in ((written.get("rules") or {}).get("settings") or {}).items():
                said = {key: value for key, value in given.items() if value is not None}
                below = merged.get(name, {})
                merged[name] = below | said
                if "scoring" in said and "scoring" in below:
                    merged[name]["scoring"] = below["scoring"] | said["scoring"]
        return merged

    @cached_property
    def rules(self) -> dict[str, RuleSpec]:
        """Every rule, judged or not, as it is written and the profiles set it."""
        entries = {
            name: LexiconEntry(self.data("rules", name), entry.document, entry.path)
            for name, entry in self.found["rules"].items()
        }
        return validated_rules(entries, rule_specs(), [])

    def data(self, kind: str, name: str) -> dict[str, Any]:
        """Return an entry with what it inherits and what the profile sets, without its mode."""
        data = dict(self.found[kind][name].data())
        data.pop("mode", None)
        settings = dict(self.settings.get(name, {})) if kind == "rules" else {}
        bounds = {key: settings.pop(key) for key in _BOUNDS if key in settings}
        if bounds:
            data["limit"] = data["limit"] | bounds
        if "scoring" in settings:
            given = (data.pop("scoring", None) or {}) | settings.pop("scoring")
            if scoring := {key: value for key, value in given.items() if value is not None}:
                data["scoring"] = scoring
        return data | settings

    def chapter_name(self, path: Path) -> str:
        """Return a chapter's file as people name it, relative to the folder of its kind."""
        for folder in (shipped_lexicons(), self.home):
            if path.resolve().is_relative_to(folder.resolve()):
                return path.resolve().relative_to(folder.resolve()).as_posix()
        return path.name

    def content(self) -> LexiconContent:
        """Return all of the profile, as a workbook has it."""
        rules = dict(self._entries("rules"))
        return LexiconContent(
            settings=dict(self._settings()),
            chapters={file: each.about for file, each in self.about_chapters()},
            variables=dict(self.variables()),
            cues=dict(self._entries("cues")),
            rules=rules,
        )

    def _entries(self, kind: str) -> Iterator[tuple[str, WorkbookEntry]]:
        for name, entry in self.found[kind].items():
            state = vocabulary.KEEP
            if kind == "rules":
                state = vocabulary.ON if name in self.profile.rules else vocabulary.OFF
            chapter = self.chapter_name(Path(entry.document.source))
            yield name, WorkbookEntry(self.data(kind, name), state, chapter, self._origin(entry))

    def _origin(self, entry: LexiconEntry) -> str:
        for layer in reversed(self.layers):
            if _is_in(layer, entry):
                return layer.profile.name if layer.profile else self.home.name
        return ""

    def about_chapters(self) -> Iterator[tuple[str, AboutChapter]]:
        """Yield what each chapter says of itself, by its file as people name it."""
        for path, document in sorted(self.chapters.items()):
            about = {key: document.data[key] for key in _ABOUT if document.data.get(key)}
            yield self.chapter_name(path), AboutChapter(path, about)

    def variables(self) -> Iterator[tuple[str, WorkbookVariable]]:
        """Yield each variable with the place that defines it; later ones replace earlier ones."""
        chapters = list(self.chapters.items())
        for name, words in self.profile.variables.items():
            homes = [path for path, each in chapters if name in (each.data.get("variables") or {})]
            is_own = name in self.profile.names or not homes
            yield name, WorkbookVariable(words, "" if is_own else self.chapter_name(homes[-1]))

    @property
    def words(self) -> list[str]:
        """The words that the profiles of all layers give the segmenter, in their order."""
        given = [layer.profile.words for layer in self.layers if layer.profile]
        return list(dict.fromkeys(word for words in given for word in words))

    @property
    def base(self) -> str:
        """The profile that a copy in a new folder would lie over; empty for none."""
        if self.reference in shipped_profiles():
            return self.reference
        top = self.layers[-1]
        if top.profile is None:
            return "default"
        extends = top.profile.extends
        if extends is None or extends in shipped_profiles():
            return extends or ""
        return (self.home / extends).as_posix()

    def _load(self) -> dict[str, Any]:
        load = _written(self.profile.load)
        if "call_data" in load:
            # As a profile has it, wherever the command was given.
            load["call_data"] = Path(os.path.relpath(load["call_data"], self.home)).as_posix()
        return load

    def _settings(self) -> Iterator[tuple[str, Any]]:
        profile, top = self.profile, self.layers[-1]
        written = top.document.data if top.document is not None else {}
        values = {
            "name": profile.name,
            "title": profile.title,
            "title_en": written.get("title_en"),
            "version": profile.version,
            "base": self.base,
            "pass_score": profile.pass_score,
            "least_speech": profile.least_speech,
            "dimension_rules": profile.dimension_rules,
            "dimensions": {name: _written(each) for name, each in profile.dimensions.items()},
            "words": self.words,
            "scorecard": _written(profile.scorecard),
            "load": self._load(),
            "learned": _written(profile.learned),
            "review": None if profile.appeal_days is None else {"appeal_days": profile.appeal_days},
        }
        yield from (
            (key, value) for key, value in values.items() if value not in (None, "", {}, [])
        )


def _written(model: Any) -> dict[str, Any]:
    """Return ``model`` as a file would have it: what it does not set is left out."""
    data: dict[str, Any] = model.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude_none=True
    )
    return data


def _is_in(layer: Layer, entry: LexiconEntry) -> bool:
    kind, name = entry.path
    own = (layer.cues if kind == "cues" else layer.rules).get(str(name))
    return own is not None and own.document is entry.document


def read_state(reference: str | Path) -> LexiconState:
    """Return the profile ``reference`` with its files.

    Raises ``UsageError`` where there is no such profile, ``LexiconError`` where it cannot be used.
    """
    profile = load_profile(reference, rule_specs())
    layers = read_layers(reference, [])
    top = layers[-1].document
    path = Path(reference)
    home = Path(top.source).parent if top else path if path.is_dir() else path.parent
    chapters: dict[Path, YamlDocument] = {}
    for file in reversed(lexicon_files(reference)):
        if file.suffix.lower() not in {".yaml", ".yml"}:
            continue
        document = read_yaml(file)
        if isinstance(document.data, dict) and "name" not in document.data:
            chapters[file] = document
    found = merged_entries(layers, [])
    return LexiconState(home, str(reference), layers, found, profile, chapters)
