"""What a model finds beside other findings: which of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from tests.conftest import call, cue, rule
from tests.learned.conftest import CUES, RULES, SURE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ({"a.rude": rule(forbid="rude"), "a.sorry": rule(forbid="sorry")}, {"rude"}),
        # What should be said is found beside it, and so is what no rule forbids.
        (RULES, {"rude", "sorry"}),
        ({"a.rude": rule(forbid={"all": ["rude", {"not": "sorry"}]})}, {"rude", "sorry"}),
    ],
)
def test_of_what_rules_forbid_only_the_surest_is_found(
    rules: dict[str, object],
    found: set[str],
    write_lexicon: Callable[..., Path],
    model_data: bytes,
) -> None:
    both = {"match": 0.05, "suspect": 0.02}
    folder = write_lexicon(CUES, rules, {"learned": {"cues": {"rude": both, "sorry": both}}})
    (folder / "learned.model").write_bytes(model_data)
    said = "A 真是抱歉给您添麻烦了你爱投诉就投诉去爱找谁找谁去"
    report = Checker.load(folder, cache=False).check(call(said))
    assert {hit.cue for hit in report.cues} == found
    assert report.suspects == ()


def test_what_it_finds_beside_a_phrase_of_another_rule_is_left_to_that(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    cues = CUES | {"shop": cue("去商场", speaker="agent")}
    rules = RULES | {"a.shop": rule(forbid="shop")}
    folder = write_lexicon(cues, rules, {"learned": SURE})
    (folder / "learned.model").write_bytes(model_data)
    spoken = call("A 去商场你爱投诉就投诉去", "C 嗯", "A 爱咋地咋地")
    report = Checker.load(folder, cache=False).check(spoken)
    evidence = {each.rule: [hit.turn for hit in each.evidence] for each in report.violations}
    assert evidence == {"a.shop": [0], "a.rude": [2], "a.sorry": []}


def test_where_the_model_is_sure_context_is_not_asked_but_a_remedy_is(
    learned_checker: Callable[..., Checker],
) -> None:
    sure = learned_checker({"cues": {"rude": SURE["cues"]["rude"] | {"sure": 0.01}}})
    for said in ("A 您是说你爱投诉就投诉去吗", "A 不能爱咋地咋地你爱投诉就投诉去"):
        assert "rude" in {hit.cue for hit in sure.check(call("A 您好", said)).cues}
    report = sure.check(call("A 您好", "A 你爱投诉就投诉去 我收回"))
    assert "rude" not in {hit.cue for hit in report.cues}
    # It does not see quotation marks.
    report = sure.check(call("A 您好", "A 他真说“你爱投诉就投诉去”？"))
    assert "rude" not in {hit.cue for hit in report.cues}


@pytest.mark.parametrize(
    ("harmless", "found"), [("你爱", True), ("爱投诉就投诉", False), ("你爱投诉就投诉去", False)]
)
def test_a_harmless_phrase_drops_a_finding_where_it_is_most_of_it(
    harmless: str, found: bool, write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    cues = CUES | {"rude": CUES["rude"] | {"unless": [harmless]}}
    folder = write_lexicon(cues, RULES, {"learned": SURE})
    (folder / "learned.model").write_bytes(model_data)
    report = Checker.load(folder, cache=False).check(call("A 你爱投诉就投诉去"))
    assert ("rude" in {hit.cue for hit in report.cues}) is found


def test_that_a_phrase_cuts_a_word_says_nothing_of_the_rest(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    cues = CUES | {"rude": cue("你爱投", speaker="agent")}
    folder = write_lexicon(cues, RULES, {"learned": SURE})
    (folder / "learned.model").write_bytes(model_data)
    report = Checker.load(folder, cache=False).check(call("A 你爱投诉就投诉去"))
    assert [(hit.cue, hit.how) for hit in report.cues] == [("rude", "learned")]
