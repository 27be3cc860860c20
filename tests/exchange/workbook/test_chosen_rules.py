"""The rules that a profile's file says it judges, after an import."""

from __future__ import annotations

from typing import Any

import pytest

from scriptcheck.exchange.workbook.profile_changes import RulesWanted, chosen_rules

KNOWN = ("own.app", "phone.closing", "phone.greeting")


@pytest.mark.parametrize(
    ("choice", "wanted", "changed"),
    [
        # What ``init`` writes.
        ({"exclude": [], "settings": {}}, KNOWN, {"exclude": [], "settings": {}}),
        ({"exclude": []}, KNOWN[1:], {"exclude": ["own.app"]}),
        ({"exclude": ["own.app"]}, KNOWN, {}),
        ({"exclude": ["phone.*"]}, ("own.app", "phone.closing"), {"exclude": ["phone.greeting"]}),
        ({}, KNOWN, {}),
    ],
)
def test_only_what_differs_is_changed(
    choice: dict[str, Any], wanted: tuple[str, ...], changed: dict[str, Any]
) -> None:
    rules = RulesWanted(KNOWN, frozenset(wanted), frozenset(KNOWN))
    before = dict(choice)
    assert chosen_rules(choice, rules) == changed
    assert choice == before
