"""A profile resolved: layers merged, names filled in, everything checked against everything."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import LexiconError, Problem, UsageError, wrong_type
from scriptcheck.language import Text
from scriptcheck.lexicon import learned_cues, learned_settings
from scriptcheck.lexicon.crosscheck import crosscheck, templates
from scriptcheck.lexicon.dimensions import all_dimensions, own_dimensions, unknown_dimensions
from scriptcheck.lexicon.entry import LexiconEntry
from scriptcheck.lexicon.layer import Layer, entries, read_layers
from scriptcheck.lexicon.learned_settings import LearnedSettings
from scriptcheck.lexicon.load_settings import merged
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.rule_choice import choose_rules, forgotten_rules
from scriptcheck.lexicon.scorecard import merged_scorecards
from scriptcheck.lexicon.scorecard_checks import idle_scoring, unfit_sections
from scriptcheck.lexicon.short_names import with_short_names
from scriptcheck.lexicon.template import slots
from scriptcheck.lexicon.unfit import forms_of
from scriptcheck.lexicon.validate import suggestion, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.base import Titled
    from scriptcheck.lexicon.load_settings import LoadSettings
    from scriptcheck.lexicon.rule_choice import LeftOutRule, RulesChosen
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.scorecard import Scorecard
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

_UNREAD: Final = frozenset(
    {
        *("not-found", "not-utf8", "unreadable", "yaml-syntax", "yaml-tab", "yaml-colon"),
        *("yaml-comma", "yaml-indent", "yaml-key", "yaml-anchor", "yaml-tag", "duplicate-key"),
    }
)
"""Codes of problems by which a file as a whole is not read."""

COMPANY: Final = "company"
"""The variable with the names of the company."""

LEAST_RULES: Final = 3
"""Rules that must have applied for a dimension to have a score where no profile says otherwise."""

PASS_SCORE: Final = 80
"""Points that pass a call where no profile says otherwise."""


@dataclass(frozen=True)
class Profile:
    """Everything that judges a call: wordings, rules and their weights."""

    name: str
    version: str
    title: str
    title_en: str
    variables: Mapping[str, tuple[str, ...]]
    """What phrases name in braces."""
    names: frozenset[str]
    """The variables that profiles define: what they stand for are names, of which nothing is left
    out or put in however tolerant a phrase is."""
    words: tuple[str, ...]
    """Words that the segmenter must know."""
    cues: Mapping[str, Cue]
    """Every cue, by id, in the order of the ids."""
    rules: Mapping[str, RuleSpec]
    """The rules that are judged, by id, in the order of the ids."""
    pass_score: int
    least_speech: int
    """Characters that must be spoken in a call for it to have a score."""
    dimensions: Mapping[str, Titled]
    """The dimensions that it adds to those of service quality, by id, in the order of the ids."""
    dimension_rules: int
    """Rules that must have applied for a dimension to have a score."""
    scorecard: Scorecard
    """How its verdicts come to a score."""
    load: LoadSettings
    """How transcripts are to be read; what a command or caller says goes before it."""
    learned: LearnedSettings
    """How far its learned model counts."""
    forbidden: frozenset[str]
    """The agent's cues that a rule forbids; of these a model finds the surest in a turn."""
    appeal_days: int | None
    """Days after a review within which an appeal counts; ``None`` for no deadline."""
    model: Path | None = field(compare=False)
    """The file of its learned model; ``None`` where it has or uses none."""
    left_out: Mapping[str, LeftOutRule] = field(repr=False, compare=False)
    """The rules that are known and not judged, by id, in the order of the ids."""
    warnings: tuple[Problem, ...] = field(repr=False, compare=False)
    """What is probably not meant, though it can be used."""
    places: Mapping[KeyPath, SourceMark] = field(repr=False, compare=False)
    """Where each cue, rule and example is written: by ``("cues", id)`` or ``("rules", id)``, then
    for an example ``"examples"``, its kind and its index; and where the learned model is set for a
    cue, by ``("learned", id)``."""

    @property
    def rivals(self) -> dict[str, str]:
        """By cue, the one that it is easily mistaken for."""
        return {name: cue.rival for name, cue in self.cues.items() if cue.rival is not None}

    @cached_property
    def sha256(self) -> str:
        """Hash of all that can change a report; file names and the order of files do not."""
        content = {
            "name": self.name,
            "version": self.version,
            "variables": dict(self.variables),
            "names": sorted(self.names),
            "words": self.words,
            "cues": {name: cue.model_dump(mode="json") for name, cue in self.cues.items()},
            "rules": {name: rule.model_dump(mode="json") for name, rule in self.rules.items()},
            "pass_score": self.pass_score,
            "least_speech": self.least_speech,
            "dimension_rules": self.dimension_rules,
            "scorecard": self.scorecard.model_dump(mode="json"),
            "load": self.load.content,
            "learned": self.learned.content,
            "model": self.model and hashlib.sha256(self.model.read_bytes()).hexdigest(),
        }
        if self.dimensions:
            own = self.dimensions.items()
            content["dimensions"] = {name: each.model_dump(mode="json") for name, each in own}
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def heading(self, lang: Lang) -> str:
        """Return the profile's title in ``lang``."""
        return self.title if lang == "zh" else self.title_en


def load_profile(
    reference: str | Path,
    specs: Mapping[str, type[RuleSpec]],
    *,
    variables: Mapping[str, Sequence[str]] | None = None,
) -> Profile:
    """Return the profile ``reference``: a shipped one's name, a file, or a folder.

    ``specs`` gives the model of each form of rule, by the key that marks the form. ``variables``
    replace those of the profile. Raises ``UsageError`` where there is no such profile or no phrase
    names such a variable, and ``LexiconError`` with every problem of every file where one of them
    cannot be used.
    """
    for name, words in (variables or {}).items():
        if isinstance(words, str) or not all(isinstance(word, str) for word in words):
            expected = Text("词的列表，如 ['海尔']", "a list of words, such as ['海尔']")
            raise wrong_type(f"variables[{name!r}]", words, expected)
    problems: list[Problem] = []
    layers = read_layers(reference, problems)
    if not {problem.code for problem in problems}.isdisjoint(_UNREAD):
        # What stands in a file that could not be read would seem to be missing elsewhere.
        raise LexiconError(*problems)
    found = merged_entries(layers, problems)
    cues = _cues(found["cues"], problems)
    rules = validated_rules(found["rules"], specs, problems)
    filled = _variables(layers, variables or {})
    if not problems:
        _require_usable(variables or {}, cues)
    dimensions = all_dimensions(own_dimensions(layers, problems))
    crosscheck(cues, rules, found, filled, specs, problems)
    problems.extend(learned_cues.unknown_cues(layers, found["cues"]))
    problems.extend(unknown_dimensions(rules, found["rules"], dimensions))
    if problems:
        raise LexiconError(*problems)
    choice = choose_rules(layers, rules, dimensions, problems)
    if not problems:
        problems.extend(unfit_sections(layers, rules, choice.chosen))
    if problems:
        raise LexiconError(*problems)
    return _assemble(layers, cues, choice, filled, found)


def _assemble(
    layers: list[Layer],
    cues: dict[str, Cue],
    choice: RulesChosen,
    variables: dict[str, tuple[str, ...]],
    found: dict[str, dict[str, LexiconEntry]],
) -> Profile:
    profiles = [layer.profile for layer in layers if layer.profile is not None]
    top = profiles[-1]
    scores = [profile.pass_score for profile in profiles if profile.pass_score is not None]
    least = [each.least_speech for each in profiles if each.least_speech is not None]
    fewest = [each.dimension_rules for each in profiles if each.dimension_rules is not None]
    own_words = {word for profile in profiles for word in profile.words}
    named = {word for profile in profiles for name in profile.variables for word in variables[name]}
    spoken = {word for word in named if len(word) > 1 and not set(word) & set("[]{}|?.")}
    learned = learned_settings.merged(
        (LearnedSettings() if layer.profile is None else layer.profile.learned, layer.model)
        for layer in layers
    )
    models = [layer.model for layer in layers if layer.model is not None]
    scorecard = merged_scorecards(each.scorecard for each in profiles)
    idle = idle_scoring(choice.chosen, scorecard, layers, found["rules"])
    return Profile(
        name=top.name,
        version=top.version,
        title=top.title,
        title_en=top.title_en,
        variables=dict(sorted(variables.items())),
        names=frozenset(name for profile in profiles for name in profile.variables),
        words=tuple(sorted(own_words | spoken)),
        cues=dict(sorted(cues.items())),
        rules=dict(sorted(choice.chosen.items())),
        pass_score=scores[-1] if scores else PASS_SCORE,
        dimensions=own_dimensions(layers, []),
        dimension_rules=fewest[-1] if fewest else LEAST_RULES,
        scorecard=scorecard,
        least_speech=least[-1] if least else 0,
        load=merged(
            (layer.profile.load, _home(layer)) for layer in layers if layer.profile is not None
        ),
        learned=learned,
        forbidden=frozenset(
            name
            for rule in choice.chosen.values()
            for name in rule.fault_cues
            if cues[name].speaker == "agent"
        ),
        appeal_days=next(
            (days for each in reversed(profiles) if (days := each.review.appeal_days) is not None),
            None,
        ),
        model=models[-1] if models and learned.use else None,
        left_out=dict(sorted(choice.left_out.items())),
        warnings=(*choice.warnings, *forgotten_rules(choice, found), *idle),
        places=dict(_places(found, layers)),
    )


def _home(layer: Layer) -> Path:
    assert layer.document is not None  # noqa: S101  (a profile stands in a file)
    return Path(layer.document.source).parent


def _places(
    found: Mapping[str, Mapping[str, LexiconEntry]], layers: list[Layer]
) -> Iterator[tuple[KeyPath, SourceMark]]:
    for name, mark in learned_cues.places(layers):
        yield ("learned", name), mark
    for kind, named in found.items():
        for name, entry in named.items():
            yield (kind, name), entry.mark
            for group, examples in entry.data().get("examples", {}).items():
                for index in range(len(examples)):
                    path = ("examples", group, index)
                    yield (kind, name, *path), entry.locate(path)


def merged_entries(
    layers: list[Layer], problems: list[Problem]
) -> dict[str, dict[str, LexiconEntry]]:
    """Return every cue and rule of ``layers``, by kind and id, each with what it inherits."""
    found: dict[str, dict[str, LexiconEntry]] = {"cues": {}, "rules": {}}
    for layer in layers:
        for kind, name, entry in entries(layer):
            below = found[kind].get(name)
            mode = entry.own.get("mode") if isinstance(entry.own, dict) else None
            if below is None and mode is not None:
                problems.append(_nothing_below(name, entry, found[kind]))
            elif below is not None and mode is None:
                problems.append(_mode_missing(name, entry, below))
            elif below is not None and mode == "extend":
                entry = LexiconEntry(entry.own, entry.document, entry.path, below)  # noqa: PLW2901
            found[kind][name] = entry
    return found


def _nothing_below(name: str, entry: LexiconEntry, known: Mapping[str, LexiconEntry]) -> Problem:
    mark = entry.locate(("mode",))
    message = Text(f"没有可以改写的“{name}”。", f"There is no '{name}' to change.")
    fix = suggestion(name, known)
    return Problem("nothing-to-override", message, mark.source, mark.line, mark.column, fix)


def _mode_missing(name: str, entry: LexiconEntry, below: LexiconEntry) -> Problem:
    mark, other = entry.mark, below.mark
    place = f"{other.source}:{other.line}"
    message = Text(f"“{name}”在 {place} 已经有了。", f"'{name}' stands already in {place}.")
    fix = Text(
        "请写 mode: extend（补充）或 mode: replace（取代），或另取一个编号。",
        "Say 'mode: extend' or 'mode: replace', or choose another id.",
    )
    return Problem("mode-missing", message, mark.source, mark.line, mark.column, fix)


def _cues(found: Mapping[str, LexiconEntry], problems: list[Problem]) -> dict[str, Cue]:
    checked = {
        name: validate(Cue, entry.data(), entry.locate, problems) for name, entry in found.items()
    }
    return {name: cue for name, cue in checked.items() if cue is not None}


def validated_rules(
    found: Mapping[str, LexiconEntry], specs: Mapping[str, type[RuleSpec]], problems: list[Problem]
) -> dict[str, RuleSpec]:
    """Return the entries that are sound rules; what is wrong is added to ``problems``.

    ``specs`` gives the model of each form of rule, by the key that marks the form.
    """
    checked: dict[str, RuleSpec] = {}
    for name, entry in found.items():
        data = entry.data()
        forms = forms_of(data, specs)
        if len(forms) != 1:
            problems.append(_form_unclear(name, entry, forms, specs))
        elif (rule := validate(specs[forms[0]], data, entry.locate, problems)) is not None:
            checked[name] = rule
    return checked


def _form_unclear(
    name: str, entry: LexiconEntry, forms: list[str], specs: Mapping[str, type[RuleSpec]]
) -> Problem:
    mark = entry.mark
    listed = "、".join(forms or specs)
    if forms:
        message = Text(
            f"规则“{name}”写了两种形式：{listed}。", f"The rule '{name}' has two forms: {listed}."
        )
    else:
        message = Text(
            f"规则“{name}”没有写要求什么。", f"The rule '{name}' does not say what it asks."
        )
    fix = Text(
        f"请写且只写其中一种：{'、'.join(specs)}。", f"Give exactly one of: {', '.join(specs)}."
    )
    if not forms:
        fix = _misspelt_form(entry.data(), specs, fix)
    return Problem("rule-form", message, mark.source, mark.line, mark.column, fix)


def _misspelt_form(data: object, specs: Mapping[str, type[RuleSpec]], listed: Text) -> Text:
    """Return ``listed``, with the form that a field of ``data`` may have been meant to be."""
    known = {
        field.alias or name for spec in specs.values() for name, field in spec.model_fields.items()
    }
    fields = [str(key) for key in data if key not in known] if isinstance(data, dict) else []
    fixes = (did_you_mean(field, specs, then=listed) for field in fields)
    return next((fix for fix in fixes if fix != listed), listed)


def _variables(
    layers: list[Layer], given: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        merged |= layer.variables
        merged |= layer.profile.variables if layer.profile else {}
    merged |= {name: tuple(words) for name, words in given.items()}
    if COMPANY in merged:
        merged[COMPANY] = with_short_names(merged[COMPANY])
    return merged


def _require_usable(given: Mapping[str, Sequence[str]], cues: Mapping[str, Cue]) -> None:
    """Raise ``UsageError`` for a variable that no phrase names, or that is no list of words."""
    used = {
        slot.name
        for cue in cues.values()
        for _, template in templates(cue)
        for slot in slots(template)
    }
    for name, words in given.items():
        if name not in used:
            message = Text(f"没有话术用到变量“{name}”。", f"No phrase names the variable '{name}'.")
            raise UsageError(Problem("unused-variable", message, fix=suggestion(name, used)))
        if isinstance(words, str) or not words or not all(words):
            message = Text(f"变量“{name}”要给出词语的列表。", f"'{name}' needs a list of words.")
            fix = Text('例如 ["海尔", "海尔客服"]。', 'Such as ["海尔", "海尔客服"].')
            raise UsageError(Problem("bad-variable", message, fix=fix))
