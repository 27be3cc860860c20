"""The profiles for trades: what each adds, and a demo call judged by each."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptcheck import Checker, load_calls
from scriptcheck.call import Call
from scriptcheck.examples import run_examples
from scriptcheck.lexicon.layer import shipped_profiles
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.report import Outcome
from scriptcheck.rules.registry import rule_specs
from tests.conftest import ROOT

TRADES = ROOT / "lexicons" / "trades"

DEMOS = {
    "general": {"banned.dont_know", "banned.pass_buck"},
    "bank": {"finance.guaranteed_return", "bank.risk_disclosure"},
    "insurance": {"insurance.exclusions", "insurance.cooling_off"},
    "shop": {"shops.refuses_return", "shops.asks_good_rating", "phone.offer_more_help"},
    "express": {"shops.refuses_return"},
    "telecom": {"telecom.blocks_leaving"},
    "city": {"public.turns_citizen_away", "phone.offer_more_help"},
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
    rules = load_profile(name, rule_specs()).rules
    for rule in rules.values():
        assert "海尔" not in rule.title + rule.message + rule.advice
    assert not {"banned.noise_in_spec", "banned.old_no_parts", "standard.goodbye"} & rules.keys()


@pytest.fixture(scope="module")
def all_trades(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A checker with the chapters of all trades, so that each cue is tried beside all others."""
    chapters = ", ".join(str(path) for path in sorted(TRADES.glob("*.yaml")))
    profile = tmp_path_factory.mktemp("trades") / "all.yaml"
    profile.write_text(
        f"name: all\ntitle: all\nextends: general\nlexicons: [{chapters}]\n", encoding="utf-8"
    )
    return Checker.load(profile).with_least_speech(0)


def test_examples_hold(all_trades: Checker) -> None:
    tried = [
        each for each in run_examples(all_trades) if Path(each.place.source).parent.name == "trades"
    ]
    assert {"guaranteed_return", "bank.collector_identity", "offers.after_refusal"} <= {
        each.entry for each in tried
    }
    assert [f"{each.entry}: {each.text}" for each in tried if not each.ok] == []


def test_sentences(all_trades: Checker) -> None:
    """Sentences written without sight of the phrases: what each cue finds, and what it leaves."""
    wrong = []
    for cue, sign, text in rows("trade_sentences.tsv"):
        found = cue in all_trades.match(call_of(text)).matches
        if found != (sign == "+"):
            wrong.append(f"{cue} {sign} {text}")
    assert wrong == []


def test_offers_after_a_refusal(all_trades: Checker) -> None:
    """A refused offer that is pressed, and what is no pressing: assent, and an answer."""
    wrong = []
    for expected, text in rows("trade_offers.tsv"):
        verdicts = {each.rule: each.verdict for each in all_trades.check(call_of(text)).verdicts}
        if (verdicts["offers.after_refusal"] is Outcome.FAIL) != (expected == "fail"):
            wrong.append(f"{expected} {text}")
    assert wrong == []


@pytest.mark.parametrize(
    ("meta", "text", "expected"),
    [
        ({"direction": "inbound"}, "客服: 您好\n客户: 嗯\n客服: 您的卡逾期了，什么时候还", False),
        ({}, "客服: 您好，请讲\n客户: 嗯\n客服: 您的卡逾期了，什么时候还", False),
        ({}, "客服: 您好\n客户: 我卡逾期了没\n客服: 您的卡逾期了三天", False),
        ({"direction": "outbound"}, "客服: 您好，请讲\n客户: 嗯\n客服: 您的卡逾期了", True),
        ({}, "客服: 喂，您好\n客户: 嗯\n客服: 您的卡逾期了，什么时候还", True),
    ],
)
def test_only_who_calls_out_collects_a_debt(
    meta: dict[str, str], text: str, expected: bool, all_trades: Checker
) -> None:
    call = call_of(text, meta)
    verdicts = {each.rule: each.verdict for each in all_trades.check(call).verdicts}
    assert (verdicts["bank.collector_identity"] is Outcome.FAIL) is expected


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table beside this file, as lists of cells."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def call_of(text: str, meta: dict[str, str] | None = None) -> Call:
    """Return the call of one agent turn, or of a dialogue whose line breaks are written ``\\n``."""
    lines = text.replace("\\n", "\n")
    if not lines.startswith(("客服:", "客户:")):
        lines = f"客服: {lines}"
    return Call("trade", parse_plain_text(lines, call_id="trade").turns, meta or {})


def test_every_demo_has_its_profile() -> None:
    demos = {path.stem for path in (ROOT / "examples" / "trades").iterdir()}
    assert demos == DEMOS.keys()
    assert demos < shipped_profiles().keys()
