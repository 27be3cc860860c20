"""What the difference between two profiles can touch: the rules and cues to be checked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scriptcheck.learned.model import read_model
from scriptcheck.lexicon.crosscheck import templates
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.lexicon.template import slots
from scriptcheck.metrics.registry import known_metrics
from scriptcheck.rules.registry import OWN, form_of
from scriptcheck.rules.rests_on import cues_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_models import RuleSpec

_EXAMPLES: Final = {"examples"}
"""What a lexicon's own tests read, and no check does."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What may come out otherwise by the new profile than by the old one."""

    everything: bool
    """Whether more differs than cues and rules, so that nothing can be taken over."""
    cues: frozenset[str]
    rules: frozenset[str]

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics that rest on one of the cues."""
        return frozenset(
            name
            for name, metric in known_metrics().items()
            if not self.cues.isdisjoint(metric.cues)
        )

    @property
    def nothing(self) -> bool:
        """Whether all verdicts must be the same."""
        return not (self.everything or self.cues or self.rules)


def touched(old: Profile, new: Profile) -> Touched:
    """Return what the difference between ``old`` and ``new`` can touch.

    A cue is touched where it differs, names a variable that does, or needs a cue that is touched; a
    rule where it differs or rests on such a cue. How words are cut, how transcripts are read and
    what a learned model says touch everything.
    """
    if _beyond_entries(old) != _beyond_entries(new):
        return Touched(True, frozenset({*old.cues, *new.cues}), frozenset({*old.rules, *new.rules}))
    variables = _differing(old.variables, new.variables)
    variables |= old.names ^ new.names
    cues = _differing(_dumped(old.cues), _dumped(new.cues))
    cues |= {
        name for each in (old, new) for name, cue in each.cues.items() if _names(cue) & variables
    }
    for each in (old, new):
        cues |= _dependents(cues, each.cues)
    rules = _differing(_dumped(old.rules), _dumped(new.rules))
    rules |= {
        name
        for each in (old, new)
        for name, rule in each.rules.items()
        if cues and (form_of(rule) not in OWN or not cues.isdisjoint(cues_of(rule)))
    }
    if rules:
        for each in (old, new):
            rules |= _counted_with(rules, each.rules)
    return Touched(False, frozenset(cues), frozenset(rules))


def _counted_with(rules: set[str], known: Mapping[str, RuleSpec]) -> set[str]:
    """Return ``rules`` and all whose violations may be one with theirs.

    That depends on how severe each is, and on the words that each rests on.
    """
    by_words = {name for name, rule in known.items() if rule.evidence_is_fault}
    same = {name: set(rule.same_as) for name, rule in known.items() if isinstance(rule, CallRule)}

    def more(found: set[str]) -> set[str]:
        joined = {name for name, others in same.items() if name in found or others & found}
        joined |= {other for name in joined for other in same[name]} & known.keys()
        return joined | (set() if found.isdisjoint(by_words) else by_words)

    return _closed(set(rules), more)


def rule_cues(*profiles: Profile) -> dict[str, frozenset[str]]:
    """Return by rule of ``profiles`` the cues that its verdict rests on, at any remove."""
    found: dict[str, frozenset[str]] = {}
    for profile in profiles:
        for name, rule in profile.rules.items():
            needed = _with_needs(cues_of(rule), profile.cues)
            found[name] = found.get(name, frozenset()) | needed
    return found


def narrowed(profile: Profile, touched: Touched) -> Profile:
    """Return ``profile`` with nothing but what is touched, and what that needs."""
    rules = {name: rule for name, rule in profile.rules.items() if name in touched.rules}
    if any(form_of(rule) not in OWN for rule in rules.values()):
        # A form of another package may look at whatever was found.
        return replace(profile, rules=rules)
    measuring = (known_metrics()[metric].cues for metric in touched.metrics)
    wanted = touched.cues.union(*(cues_of(rule) for rule in rules.values()), *measuring)
    ranked = _ranked(profile)
    wanted |= ranked if wanted & ranked else set()
    needed = _with_needs(wanted, profile.cues)
    cues = {name: cue for name, cue in profile.cues.items() if name in needed}
    return replace(profile, rules=rules, cues=cues)


def _beyond_entries(profile: Profile) -> tuple[object, ...]:
    model = profile.model and profile.model.read_bytes()
    content = (profile.words, profile.load.content, profile.learned.content, model)
    return (*content, profile.least_speech, _ranked(profile))


def _ranked(profile: Profile) -> frozenset[str]:
    """Return the cues of which a model finds only the surest in a turn."""
    if profile.model is None:
        return frozenset()
    return profile.forbidden & read_model(profile.model).cues.keys()


def _dumped(entries: Mapping[str, Cue | RuleSpec]) -> dict[str, object]:
    return {
        name: entry.model_dump(mode="json", exclude=_EXAMPLES) for name, entry in entries.items()
    }


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {
        name
        for name in old.keys() | new.keys()
        if name not in old or name not in new or old[name] != new[name]
    }


def _names(cue: Cue) -> set[str]:
    return {slot.name for _, text in templates(cue) for slot in slots(text)}


def _dependents(cues: Iterable[str], known: Mapping[str, Cue]) -> set[str]:
    """Return ``cues`` and all that need one of them, at any remove."""

    def more(found: set[str]) -> set[str]:
        return {name for name, cue in known.items() if not found.isdisjoint(cue.needs)}

    return _closed(set(cues), more)


def _with_needs(cues: Iterable[str], known: Mapping[str, Cue]) -> frozenset[str]:
    """Return ``cues`` and all that they need, at any remove."""

    def more(found: set[str]) -> set[str]:
        return {need for name in found if name in known for need in known[name].needs}

    return frozenset(_closed(set(cues), more))


def _closed(found: set[str], more: Callable[[set[str]], set[str]]) -> set[str]:
    while not (added := more(found)) <= found:
        found |= added
    return found
