"""The profiles for trades: what each adds, and a demo call judged by each."""

from __future__ import annotations

import pytest

from scriptcheck import Checker, load_calls
from scriptcheck.examples import run_examples
from scriptcheck.lexicon.layer import shipped_profiles
from tests.conftest import ROOT

DEMOS = {
    "general": {"banned.dont_know", "banned.pass_buck"},
    "bank": {"finance.guaranteed_return", "bank.risk_disclosure"},
    "insurance": {"insurance.exclusions", "insurance.cooling_off"},
    "shop": {"shops.refuses_return", "phone.offer_more_help"},
    "express": {"shops.refuses_return"},
    "telecom": {"telecom.blocks_leaving"},
    "city": {
        "public.turns_citizen_away",
        "complaint.apologise",
        "phone.confirm_ok",
        "phone.offer_more_help",
    },
    "health": {"public.turns_citizen_away", "banned.dont_know"},
    "chat": {"banned.cannot_help"},
}
"""By profile, the violations with points in its demo call."""


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_call(name: str) -> None:
    (path,) = (ROOT / "examples" / "trades").glob(f"{name}.*")
    (call,) = load_calls(path)
    report = Checker.load(name).check(call)
    assert {each.rule for each in report.violations if each.points} == DEMOS[name]


@pytest.mark.parametrize("name", DEMOS)
def test_nothing_speaks_of_appliances_or_of_a_company(name: str) -> None:
    rules = Checker.load(name).profile.rules
    for rule in rules.values():
        assert "海尔" not in rule.title + rule.message + rule.advice
    assert not {"banned.noise_in_spec", "banned.old_no_parts", "standard.goodbye"} & rules.keys()


@pytest.mark.parametrize("name", ["bank", "insurance"])
def test_examples_hold(name: str) -> None:
    checker = Checker.load(name)
    own = {each for each in checker.profile.rules if each.startswith(f"{name}.")}
    own |= {"pitches_investment", "risk_disclosure", "asks_for_debt"}
    own |= {"pitches_policy", "cooling_off", "exclusions"}
    bad = [each for each in run_examples(checker) if each.entry in own and not each.ok]
    assert bad == []


def test_every_demo_has_its_profile() -> None:
    demos = {path.stem for path in (ROOT / "examples" / "trades").iterdir()}
    assert demos == DEMOS.keys()
    assert demos < shipped_profiles().keys()
