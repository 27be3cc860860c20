"""The shipped lexicon: the ids that a version promises, and what every entry must tell."""

from __future__ import annotations

import pytest

from scriptcheck import Checker
from scriptcheck.examples import run_examples

AGENT_CUES = [
    "greeting",
    "company_name",
    "agent_name",
    "ask_purpose",
    "ask_name",
    "restate",
    "confirm_details",
    "hold_notice",
    "hold_thanks",
    "apology",
    "ask_forgiveness",
    "empathy",
    "acknowledge",
    "ask_opinion",
    "explain_cause",
    "propose",
    "commit_time",
    "confirm_ok",
    "offer_more_help",
    "ask_satisfied",
    "thanks",
    "closing",
]
MANUAL_BANNED = [
    "dont_know",
    "maybe_abnormal",
    "put_up",
    "noise_in_spec",
    "all_like_this",
    "design_flaw",
    "discontinued",
    "cannot_fix_return",
    "buy_other_brand",
    "inherent_defect",
    "poor_quality",
    "new_product_unclear",
    "no_parts",
    "old_no_parts",
    "pass_buck",
]
OTHER_BANNED = [
    "cannot_help",
    "bad_product",
    "rude",
    "impatient",
    "blame_customer",
    "overpromise",
    "excuse",
    "threat",
    "discrimination",
    "adversative",
]
CUSTOMER_CUES = [
    "complaint",
    "angry",
    "asks_name_again",
    "assent",
    "dissent",
    "asks_supervisor",
    "threatens_regulator",
    "thanks_agent",
]
PHONE_RULES = [
    "answered_in_time",
    "answer_delay",
    "customer_hangs_up_first",
    "hold_length",
    "hold_notice",
    "interruption",
    "speech_rate",
    "greeting",
    "company_name",
    "agent_name",
    "ask_purpose",
    "restate",
    "confirm_details",
    "ask_name_again",
    "hold_thanks",
    "confirm_ok",
    "offer_more_help",
    "thanks",
    "closing",
    "readback",
    "redial",
]
OTHER_RULES = [
    *(
        f"complaint.{stage}"
        for stage in (
            "apologise",
            "hear_out",
            "confirm_facts",
            "explain_cause",
            "ask_request",
            "propose",
            "agree",
            "act_at_once",
            "prevent",
            "satisfied",
            "order",
            "no_argument",
        )
    ),
    "case.apology_1h",
    "case.result_24h",
    "case.improvement_48h",
    "case.followup_72h",
    "text.repetition",
]
ASSERTED_ONLY = {*MANUAL_BANNED, *OTHER_BANNED} - {"rude", "impatient", "blame_customer"}
"""Banned cues that are none where they are asked or supposed; 你有病吧 and 你自己没看短信吗 are."""
STANDARD_PHRASES = 10


@pytest.mark.parametrize("cue", [*AGENT_CUES, *MANUAL_BANNED, *OTHER_BANNED])
def test_agent_cues_are_there(default_checker: Checker, cue: str) -> None:
    assert default_checker.profile.cues[cue].speaker == "agent"


@pytest.mark.parametrize("cue", CUSTOMER_CUES)
def test_customer_cues_are_there(default_checker: Checker, cue: str) -> None:
    assert default_checker.profile.cues[cue].speaker == "customer"


@pytest.mark.parametrize("rule", [*MANUAL_BANNED, *OTHER_BANNED])
def test_banned_rules_are_there(default_checker: Checker, rule: str) -> None:
    assert f"banned.{rule}" in default_checker.profile.rules


@pytest.mark.parametrize("rule", PHONE_RULES)
def test_telephone_rules_are_there(default_checker: Checker, rule: str) -> None:
    assert f"phone.{rule}" in default_checker.profile.rules


@pytest.mark.parametrize("rule", OTHER_RULES)
def test_other_rules_are_there(default_checker: Checker, rule: str) -> None:
    assert rule in default_checker.profile.rules


def test_each_of_the_ten_standard_phrases_has_its_rule(default_checker: Checker) -> None:
    rules = default_checker.profile.rules
    sources = {rules[name].source for name in rules if name.startswith("standard.")}
    assert sources == {f"星级服务手册 4.5-{number}" for number in range(1, STANDARD_PHRASES + 1)}


def test_every_cue_names_its_source(default_checker: Checker) -> None:
    nameless = [name for name, cue in default_checker.profile.cues.items() if not cue.source]
    assert nameless == []


def test_banned_cues_do_not_take_the_customers_words_for_the_agents(
    default_checker: Checker,
) -> None:
    cues = default_checker.profile.cues
    keeping = [name for name in MANUAL_BANNED if cues[name].quoting != "drop"]
    assert keeping == []


def test_banned_cues_that_are_asked_or_supposed_accuse_nobody(default_checker: Checker) -> None:
    cues = default_checker.profile.cues
    assert {name for name, cue in cues.items() if cue.asking == "drop"} >= ASSERTED_ONLY


def test_signs_of_a_whole_call_are_not_listed_in_reports(default_checker: Checker) -> None:
    cues = default_checker.profile.cues
    unreported = {name for name, cue in cues.items() if not cue.reported}
    assert {"opening_sign", "ending_sign", "matter_stated", "asks_detail"} <= unreported
    assert unreported.isdisjoint([*AGENT_CUES, *MANUAL_BANNED, *OTHER_BANNED, *CUSTOMER_CUES])


@pytest.mark.parametrize(
    ("profile", "chapter"),
    [
        *[("bank", "finance"), ("bank", "bank"), ("insurance", "insurance"), ("shop", "shops")],
        *[("express", "shops"), ("telecom", "telecom"), ("city", "public")],
    ],
)
def test_the_chapter_for_a_trade_holds(profile: str, chapter: str) -> None:
    checker = Checker.load(profile)
    own = {name for name in checker.profile.rules if name.startswith(f"{chapter}.")}
    assert own
    assert "banned.rude" in checker.profile.rules
    results = list(run_examples(checker, entries=own))
    assert results
    assert [each for each in results if not each.ok] == []
