"""Which rules a call breaks by the same miss: the groups that ``same_as`` joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon.rule_models import CallRule, RuleSpec

if TYPE_CHECKING:
    from collections.abc import Mapping


def groups_of(rules: Mapping[str, RuleSpec]) -> dict[str, str]:
    """Return by rule the name of its group: rules are of one where ``same_as`` joins them.

    Rules that are named and are not among ``rules`` join others all the same.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    for name, rule in rules.items():
        for other in rule.same_as if isinstance(rule, CallRule) else ():
            first, second = sorted((root(name), root(other)))
            parent[second] = first
    return {name: root(name) for name in (*rules, *parent)}


def kept_joined(rules: Mapping[str, RuleSpec], left: Mapping[str, RuleSpec]) -> dict[str, RuleSpec]:
    """Return ``rules``, of which those that rules of ``left`` join say so themselves."""
    alone, whole = groups_of(rules), groups_of({**left, **rules})
    first: dict[str, str] = {}
    kept: dict[str, RuleSpec] = {}
    for name, rule in rules.items():
        other = first.setdefault(whole[name], name)
        if alone[name] != alone[other] and isinstance(rule, CallRule):
            rule = rule.model_copy(update={"same_as": (*rule.same_as, other)})  # noqa: PLW2901
        kept[name] = rule
    return kept
