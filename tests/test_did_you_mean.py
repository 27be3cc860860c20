"""Names that somebody may have meant."""

from __future__ import annotations

import pytest

from scriptcheck import LoadOptions, UsageError, load_calls
from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.language import Text
from scriptcheck.redact.installed import kinds_named
from scriptcheck.rule_selection import RuleSelection

THERE = Text("有甲。", "There is A.")


def test_the_most_like_is_asked_about_before_the_rest() -> None:
    among = ["bank", "bench", "default"]
    assert did_you_mean("bnk", among, then=THERE) == Text(
        "是不是“bank”？有甲。", "Did you mean 'bank'? There is A."
    )
    assert did_you_mean("bnk", among) == Text("是不是“bank”？", "Did you mean 'bank'?")
    assert did_you_mean("zzz", among, then=THERE) == THERE
    assert did_you_mean("zzz", among).zh == ""


def test_rules_kinds_formats_and_columns_are_asked_about() -> None:
    rules = ["banned.dont_know", "phone.greeting"]
    for wrong, meant in (("banned.dontknow", "banned.dont_know"), ("baned", "banned")):
        with pytest.raises(UsageError, match=f"Did you mean '{meant}'"):
            RuleSelection(select=(wrong,)).require_known(rules)
    with pytest.raises(UsageError, match="Did you mean 'phone'"):
        kinds_named(["phon"])
    with pytest.raises(UsageError, match="Did you mean 'json'"):
        list(load_calls("x", options=LoadOptions(input_format="jsn")))
    with pytest.raises(UsageError, match="Did you mean 'text'"):
        list(load_calls("x", options=LoadOptions(columns={"txt": "对话"})))
