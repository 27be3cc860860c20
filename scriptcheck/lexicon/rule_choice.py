"""Which rules a profile judges, and which it knows and leaves out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.conditions import EMPTY_RANGE
from scriptcheck.lexicon.dimensions import unknown_dimension
from scriptcheck.lexicon.rule_models import RuleSettings
from scriptcheck.lexicon.same_as import kept_joined
from scriptcheck.lexicon.scorecard import Scoring
from scriptcheck.lexicon.scorecard_checks import misuses
from scriptcheck.lexicon.validate import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from scriptcheck.lexicon.entry import LexiconEntry
    from scriptcheck.lexicon.layer import Layer
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

_WILD: Final = frozenset("*?[")
"""What makes a pattern of an id."""

_NO_MATCH: Final = "pattern-without-rule"
"""Code of the warning of a pattern that fits no rule."""


@dataclass(frozen=True, slots=True)
class LeftOutRule:
    """A rule that a profile knows and does not judge."""

    rule: RuleSpec
    is_own: bool
    """Whether it stands in the topmost layer's own chapters."""
    excluded_by: str
    """The pattern of ``exclude`` that leaves it out; empty where no ``include`` has it."""

    @property
    def is_forgotten(self) -> bool:
        """Whether somebody wrote it here and nobody decided that it does not count."""
        return self.is_own and not self.excluded_by


class RulesChosen(NamedTuple):
    """Which of the rules are judged."""

    chosen: dict[str, RuleSpec]
    left_out: dict[str, LeftOutRule]
    warnings: tuple[Problem, ...]


def choose_rules(
    layers: list[Layer],
    rules: dict[str, RuleSpec],
    dimensions: Collection[str],
    problems: list[Problem],
) -> RulesChosen:
    """Return the rules that the topmost choice takes, with the settings of all layers.

    ``dimensions`` are those that rules may speak for. Where there are ``problems``, nothing is
    chosen.
    """
    chosen: set[str] = set()
    excluded: dict[str, str] = {}
    found: list[Problem] = []
    settings: dict[str, RuleSettings] = {}
    for layer in layers:
        choice = layer.profile.rules if layer.profile else None
        if choice is not None and choice.include is not None:
            chosen = set(_matching(choice.include, rules, layer, "include", found))
            excluded = {}
        if choice is None or choice.include is None:
            # Rules of its own, that is: to change a rule is not to switch it on.
            chosen |= {name for name, entry in layer.rules.items() if _is_new(entry)} & rules.keys()
        if choice is None:
            continue
        left = _matching(choice.exclude, rules, layer, "exclude", found)
        chosen -= left.keys()
        excluded |= left
        for name, setting in choice.settings.items():
            try:
                settings[name] = setting.over(settings.get(name, RuleSettings()))
            except ValueError:
                found.append(_empty_range(name, layer))
            else:
                found.extend(_unfit_settings(name, settings[name], setting, rules, layer))
            if setting.dimension is not None and setting.dimension not in dimensions:
                path = ("rules", "settings", name, "dimension")
                mark = _profile_mark(layer, path, value=True)
                found.append(unknown_dimension(setting.dimension, dimensions, mark))
    problems += [each for each in found if each.code != _NO_MATCH]
    if problems:
        return RulesChosen({}, {}, ())
    weighed = {
        name: rule.with_settings(settings[name]) if name in settings else rule
        for name, rule in rules.items()
    }
    return RulesChosen(
        kept_joined(
            {name: rule for name, rule in weighed.items() if name in chosen},
            {name: rule for name, rule in weighed.items() if name not in chosen},
        ),
        {
            name: LeftOutRule(rule, name in layers[-1].rules, excluded.get(name, ""))
            for name, rule in weighed.items()
            if name not in chosen
        },
        tuple(each for each in found if each.code == _NO_MATCH),
    )


def forgotten_rules(
    choice: RulesChosen, found: Mapping[str, Mapping[str, LexiconEntry]]
) -> Iterator[Problem]:
    """Yield a warning for each rule that was written here and is not judged."""
    for name, left in sorted(choice.left_out.items()):
        if left.is_forgotten:
            mark = found["rules"][name].mark
            message = Text(
                f"规则“{name}”写了，但方案的 include 里没有它，不会判断。",
                f"The rule '{name}' is written, but no 'include' of the profile has it: it is not"
                " judged.",
            )
            fix = Text(
                f"请在 rules.include 里加上“{name}”，或写进 rules.exclude。",
                f"Add '{name}' to rules.include, or to rules.exclude.",
            )
            yield Problem("rule-not-included", message, mark.source, mark.line, mark.column, fix)


def _unfit_settings(
    name: str,
    settings: RuleSettings,
    own: RuleSettings,
    rules: Mapping[str, RuleSpec],
    layer: Layer,
) -> Iterator[Problem]:
    """Yield what keeps ``settings``, some of them the ``own`` of ``layer``, from ``name``."""
    path = ("rules", "settings", name)
    if name not in rules:
        yield _unknown_rule(name, rules, layer, path)
        return
    rule = rules[name]
    for each in sorted(settings.model_dump(exclude_none=True).keys() - rule.adjustable):
        mark = _profile_mark(layer, (*path, each))
        message = Text(f"规则“{name}”没有 {each}。", f"The rule '{name}' has no {each}.")
        listed = ", ".join(sorted(rule.adjustable))
        fix = Text(f"可以改的有：{listed}。", f"What can be changed: {listed}.")
        yield Problem("not-adjustable", message, mark.source, mark.line, mark.column, fix)
    wrong = list(_misused_scoring(name, rule, settings, own, layer))
    yield from wrong
    try:
        rule.with_settings(settings)
    except ValueError:
        if not wrong:
            yield _empty_range(name, layer)


def _misused_scoring(
    name: str, rule: RuleSpec, settings: RuleSettings, own: RuleSettings, layer: Layer
) -> Iterator[Problem]:
    if settings.scoring is None or own.scoring is None:
        return
    # Not validated, since whatever does not fit together is reported here, with its place.
    given = rule.scoring.model_dump() | settings.scoring.model_dump(exclude_unset=True)
    scoring = Scoring.model_construct(**{k: v for k, v in given.items() if v is not None})
    inherited = {"at_most"} if scoring.at_most else set()
    for each in misuses(rule, scoring, settings.scoring.model_fields_set | inherited):
        is_own = each.field in own.scoring.model_fields_set
        path = ("rules", "settings", name, "scoring", *((each.field,) if is_own else ()))
        yield each.problem(_profile_mark(layer, path))


def _empty_range(name: str, layer: Layer) -> Problem:
    mark = _profile_mark(layer, ("rules", "settings", name))
    message, fix = EMPTY_RANGE
    return Problem("empty-range", message, mark.source, mark.line, mark.column, fix)


def _profile_mark(layer: Layer, path: KeyPath, *, value: bool = False) -> SourceMark:
    assert layer.document is not None  # noqa: S101  (a choice of rules stands in a profile's file)
    return layer.document.nearest(path, value=value)


def _is_new(entry: LexiconEntry) -> bool:
    return not (isinstance(entry.own, dict) and "mode" in entry.own)


def _matching(
    patterns: Sequence[str],
    rules: Mapping[str, RuleSpec],
    layer: Layer,
    kind: str,
    problems: list[Problem],
) -> dict[str, str]:
    """Return the rules that fit one of ``patterns``, each with the first that it fits.

    A pattern that fits none is a warning, since the last of its rules may have been taken out; the
    id of a rule that there is not is a problem.
    """
    matched: dict[str, str] = {}
    for index, pattern in enumerate(patterns):
        names = [name for name in rules if fnmatchcase(name, pattern)]
        if not names:
            found = _unknown_rule(pattern, rules, layer, ("rules", kind, index))
            is_pattern = not _WILD.isdisjoint(pattern)
            problems.append(replace(found, code=_NO_MATCH) if is_pattern else found)
        for name in names:
            matched.setdefault(name, pattern)
    return matched


def _unknown_rule(
    name: str, rules: Mapping[str, RuleSpec], layer: Layer, path: tuple[str | int, ...]
) -> Problem:
    mark = _profile_mark(layer, path, value=isinstance(path[-1], int))
    message = Text(f"没有与“{name}”相符的规则。", f"No rule fits '{name}'.")
    return Problem(
        "unknown-rule", message, mark.source, mark.line, mark.column, suggestion(name, rules)
    )
