"""What only the whole lexicon can show: cues that nothing defines, variables, circles."""

from __future__ import annotations

from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.conditions import named_metrics
from scriptcheck.lexicon.models import Cue
from scriptcheck.lexicon.rule_models import NAMES, CallRule
from scriptcheck.lexicon.scorecard_checks import misused_scoring
from scriptcheck.lexicon.template import (
    TemplateError,
    slots,
)
from scriptcheck.lexicon.unfit import forms_of, names_in, rule_models, templates_in, texts_in
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.metrics.registry import known_metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.lexicon.entry import LexiconEntry
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.template import VariablePart
    from scriptcheck.lexicon.yaml_source import KeyPath


_READ_BY_PEOPLE: Final = frozenset(
    {
        *("title", "title_en", "message", "message_en", "advice", "advice_en", "source"),
        *("phrases", "unless", "examples"),
    }
)
"""Fields in which a cue's id is a word like any other."""

_FILLED: Final = ("message", "message_en", "advice", "advice_en")
"""Fields with names in braces to be filled in."""

MOST_WORDS: Final = 2000
"""Words of a variable: the time to compile it grows with their square."""
_SHOWN: Final = 100


def crosscheck(  # noqa: PLR0913, PLR0917  (the parts of a lexicon)
    cues: Mapping[str, Cue],
    rules: Mapping[str, RuleSpec],
    found: Mapping[str, Mapping[str, LexiconEntry]],
    variables: Mapping[str, Sequence[str]],
    specs: Mapping[str, type[RuleSpec]],
    problems: list[Problem],
) -> None:
    """Add to ``problems`` whatever in the parts of a lexicon does not fit together.

    ``found`` has those, too, that cannot be used as a ``Cue`` or a ``RuleSpec``; what they name is
    checked as far as it can be read. ``specs`` gives the model of each form of rule.
    """
    # A cue that cannot be used is one all the same: nobody names it in vain.
    names = found["cues"]
    for name, cue in cues.items():
        entry = names[name]
        problems.extend(_unknown_slots(entry, templates_in(entry.data()), variables))
        rivals = () if cue.rival is None else (cue.rival,)
        problems.extend(_unknown_cues(entry, (*cue.needs, *rivals), names))
    known = known_metrics()
    for name, rule in rules.items():
        named = [*rule.named_cues]
        metrics = [metric for part in rule.conditions for metric in named_metrics(part)]
        named += [cue for each in metrics if each in known for cue in known[each].cues]
        problems.extend(_unknown_cues(found["rules"][name], named, names))
        problems.extend(_unknown_metrics(found["rules"][name], metrics))
        problems.extend(_unknown_rules(found["rules"][name], rule, found["rules"]))
        texts = ((field, getattr(rule, field)) for field in _FILLED)
        problems.extend(_unknown_names(found["rules"][name], texts, rule.figures, variables))
        problems.extend(misused_scoring(found["rules"][name], rule))
    for name, entry in names.items():
        if name not in cues:
            problems.extend(_unknown_in_cue(entry, names, variables))
    for name, entry in found["rules"].items():
        if name not in rules:
            problems.extend(_unknown_in_rule(entry, names, variables, specs))
    problems.extend(_variable_problems(variables))
    problems.extend(_circles(cues, found["cues"]))


def _unknown_in_cue(
    entry: LexiconEntry, cues: Mapping[str, object], variables: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Yield what a cue names that there is not, though the cue cannot be used."""
    yield from _unknown_slots(entry, templates_in(entry.data()), variables)
    yield from _unknown_cues(entry, tuple(names_in(entry.data(), [Cue]).cues), cues)


def _unknown_in_rule(
    entry: LexiconEntry,
    cues: Mapping[str, object],
    variables: Mapping[str, Sequence[str]],
    specs: Mapping[str, type[RuleSpec]],
) -> Iterator[Problem]:
    """Yield what a rule names that there is not, though the rule cannot be used."""
    data = entry.data()
    models = rule_models(data, specs)
    named = names_in(data, models)
    known = known_metrics()
    needed = [cue for each in named.metrics if each in known for cue in known[each].cues]
    yield from _unknown_cues(entry, (*named.cues, *needed), cues)
    yield from _unknown_metrics(entry, tuple(named.metrics))
    if forms_of(data, specs):
        figures = [figure for model in models for figure in model.figures]
        yield from _unknown_names(entry, texts_in(data, _FILLED), figures, variables)


def cue_order(cues: Mapping[str, Cue]) -> tuple[str, ...]:
    """Return the cue ids so that each comes after those that it needs.

    Raises ``graphlib.CycleError`` where cues need each other in a circle.
    """
    graph = {name: sorted(set(cue.needs) & cues.keys()) for name, cue in sorted(cues.items())}
    return tuple(TopologicalSorter(graph).static_order())


def templates(cue: Cue) -> Iterator[tuple[KeyPath, str]]:
    """Yield every template of ``cue``, with its place in the entry."""
    for index, phrase in enumerate(cue.phrases):
        yield ("phrases", index), phrase.text
    for index, template in enumerate(cue.unless):
        yield ("unless", index), template
    for index, pattern in enumerate(cue.tokens):
        yield ("tokens", index, "near"), pattern.near
    for index, template in enumerate(cue.repetition.containing if cue.repetition else ()):
        yield ("repetition", "containing", index), template


def _unknown_slots(
    entry: LexiconEntry,
    placed: Iterator[tuple[KeyPath, str]],
    variables: Mapping[str, Sequence[str]],
) -> Iterator[Problem]:
    for path, template in placed:
        for slot in _slots(template):
            if slot.name in variables:
                continue
            mark = entry.locate(path, value=True)
            message = Text(f"没有变量“{slot.name}”。", f"There is no variable '{slot.name}'.")
            fix = suggestion(slot.name, variables)
            column = mark.column + slot.column
            yield Problem("unknown-variable", message, mark.source, mark.line, column, fix)


def _slots(template: str) -> Iterator[VariablePart]:
    """Yield the variables in ``template``; none where it is no template, which is its own error."""
    with suppress(TemplateError):
        yield from slots(template)


def _unknown_cues(
    entry: LexiconEntry, named: Sequence[str], cues: Mapping[str, object]
) -> Iterator[Problem]:
    for cue in dict.fromkeys(named):
        if cue in cues:
            continue
        message = Text(
            f"“{entry.path[-1]}”用到了没有定义的话术“{cue}”。",
            f"'{entry.path[-1]}' names the cue '{cue}', which nothing defines.",
        )
        fix = suggestion(cue, cues)
        # A cue that a metric needs stands nowhere in the rule.
        places = list(_places_of(cue, entry.data()))
        for mark in [entry.locate(path, value=True) for path in places] or [entry.mark]:
            yield Problem("unknown-cue", message, mark.source, mark.line, mark.column, fix)


def _unknown_names(
    entry: LexiconEntry,
    texts: Iterable[tuple[str, str]],
    figures: Sequence[str],
    variables: Mapping[str, Sequence[str]],
) -> Iterator[Problem]:
    for field, text in texts:
        for name in NAMES.finditer(text):
            if name[1] in figures or name[1] in variables:
                continue
            mark = entry.locate((field,), value=True)
            message = Text(
                f"这里没有“{name[0]}”可填。", f"There is nothing to fill in for '{name[0]}'."
            )
            own = [f"{{{each}}}" for each in figures]
            fix = Text(
                f"可用的有变量{''.join(f'、{each}' for each in own)}。",
                f"There are variables{''.join(f', {each}' for each in own)}.",
            )
            column = mark.column + name.start()
            yield Problem("unknown-figure", message, mark.source, mark.line, column, fix)


def _unknown_rules(
    entry: LexiconEntry, rule: RuleSpec, rules: Mapping[str, object]
) -> Iterator[Problem]:
    for index, other in enumerate(rule.same_as if isinstance(rule, CallRule) else ()):
        if other not in rules:
            mark = entry.locate(("same_as", index), value=True)
            message = Text(f"没有规则“{other}”。", f"There is no rule '{other}'.")
            fix = suggestion(other, rules)
            yield Problem("unknown-rule", message, mark.source, mark.line, mark.column, fix)


def _unknown_metrics(entry: LexiconEntry, named: Sequence[str]) -> Iterator[Problem]:
    for metric in dict.fromkeys(named):
        if metric in known_metrics():
            continue
        message = Text(f"没有量度“{metric}”。", f"There is no metric '{metric}'.")
        fix = suggestion(metric, known_metrics())
        for path in _paths_of("metric", metric, entry.data()):
            mark = entry.locate(path, value=True)
            yield Problem("unknown-metric", message, mark.source, mark.line, mark.column, fix)


def _places_of(word: str, data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every text in ``data`` that is ``word``, but for what people read."""
    if data == word and path:
        yield path
    elif isinstance(data, dict):
        for name, part in data.items():
            if path or name not in _READ_BY_PEOPLE:
                yield from _places_of(word, part, (*path, name))
    elif isinstance(data, list):
        for index, part in enumerate(data):
            yield from _places_of(word, part, (*path, index))


def _paths_of(key: str, value: str, data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every ``key`` in ``data`` that says ``value``."""
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    for name, part in parts:
        if name == key and part == value:
            yield (*path, name)
        else:
            yield from _paths_of(key, value, part, (*path, name))


def _variable_problems(variables: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    for name, words in variables.items():
        if len(words) > MOST_WORDS:
            message = Text(
                f"变量“{name}”有 {len(words)} 个词，最多 {MOST_WORDS} 个。",
                f"The variable '{name}' has {len(words)} words; {MOST_WORDS} is the most.",
            )
            fix = Text("请分成几个变量。", "Divide it into several variables.")
            yield Problem("too-many-words", message, fix=fix)
        for word in words:
            try:
                nested = next(iter(slots(word)), None)
            except TemplateError as error:
                some = word[:_SHOWN]
                message = Text(
                    f"变量“{name}”的“{some}”：{error.message.zh}",
                    f"The word '{some}' of the variable '{name}': {error.message.en}",
                )
                yield Problem("template", message, fix=error.fix)
                continue
            if nested is not None:
                message = Text(
                    f"变量“{name}”的“{word}”里又用了变量。",
                    f"The word '{word}' of the variable '{name}' names a variable itself.",
                )
                fix = Text("请直接写出词语。", "Write the words out.")
                yield Problem("nested-variable", message, fix=fix)


def _circles(cues: Mapping[str, Cue], found: Mapping[str, LexiconEntry]) -> Iterator[Problem]:
    try:
        cue_order(cues)
    except CycleError as error:
        circle = list(error.args[1])
        mark = found[circle[0]].mark
        listed = " → ".join(circle)
        message = Text(f"话术互相依赖：{listed}。", f"Cues need each other in a circle: {listed}.")
        fix = Text(
            "请去掉其中一处 within 或 remedy。",
            "Remove 'within' or 'remedy' from one of them.",
        )
        yield Problem("cue-circle", message, mark.source, mark.line, mark.column, fix)
