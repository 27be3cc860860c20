"""The shipped corpora: what they must hold, and what they must not."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import Counter
from pathlib import Path

import pytest

from scriptcheck import Checker
from scriptcheck.learned.call_corpus import call_turns
from scriptcheck.learned.corpus import TrainingTurn, read_turns
from scriptcheck.learned.model import read_model
from scriptcheck.lexicon.layer import shipped_lexicons
from scriptcheck.lexicon.learned_settings import CARD_FILE, MODEL_FILE

CORPORA = shipped_lexicons() / "corpora"
TRAINED = sorted(CORPORA.glob("*.jsonl"))
HELD_OUT = sorted((CORPORA / "test").glob("*.jsonl"))
CALLS = sorted((CORPORA / "calls").glob("*.jsonl"))
HELD_OUT_CALLS = sorted((CORPORA / "test" / "calls").glob("*.jsonl"))
REAL_CALLS = Path(__file__).parents[3] / "shared" / "data" / "dev" / "calls.jsonl"
LARGEST_IN_A_WHEEL = 6 * 1024 * 1024
"""Bytes of the model as a wheel packs it."""
COMPANIES = frozenset(
    (
        *("中国移动", "中国联通", "中国电信", "联通", "京东", "淘宝", "天猫", "拼多多", "唯品会"),
        *("美团", "饿了么", "海底捞", "麦当劳", "顺丰", "中通", "圆通", "申通", "韵达", "极兔"),
        *("德邦", "菜鸟", "丰巢", "携程", "途牛", "飞猪", "12306", "春秋航空", "首旅", "滴滴出行"),
        *("工商银行", "农业银行", "建设银行", "徽商银行", "浦发", "建行", "农行", "中行", "招行"),
        *("平安保险", "中国平安", "平安银行", "人保", "太平洋保险", "众安", "泰康", "支付宝"),
        *("微信", "抖音", "快手", "腾讯", "阿里", "百度", "花呗", "借呗", "闲鱼", "芒果TV"),
        *("海尔", "格力", "华为", "小米", "苹果手机", "比亚迪", "中石化", "万科", "碧桂园"),
        *("链家", "贝壳找房", "新东方", "学而思"),
    )
)
"""Names of companies that exist."""
INVENTED = re.compile("[江禾南商][建农中汇]行")
"""Names of invented banks in which those of others occur."""
LONG = 14
"""Characters of a turn that nobody writes twice by chance, as they do set formulas."""


@pytest.fixture(scope="module")
def turns() -> list[TrainingTurn]:
    return list(read_turns([*TRAINED, *HELD_OUT]))


@pytest.fixture(scope="module")
def call_corpora() -> list[TrainingTurn]:
    return [turn for path in (*CALLS, *HELD_OUT_CALLS) for turn in call_turns(path)]


def test_there_are_enough(turns: list[TrainingTurn]) -> None:
    assert len(turns) >= 30_000
    assert sum(not turn.labels and not turn.borderline for turn in turns) >= 0.4 * len(turns)


def test_labels_are_cues_of_the_default_profile(
    turns: list[TrainingTurn], call_corpora: list[TrainingTurn]
) -> None:
    cues = Checker.load().profile.cues
    for each in (*turns, *call_corpora):
        for name in (*each.labels, *each.borderline, *each.near):
            assert cues[name].speaker == each.speaker


def test_calls_are_labelled_once_each(call_corpora: list[TrainingTurn]) -> None:
    batches = {turn.call: turn.batch for turn in call_corpora}
    assert len(batches) >= 500
    assert all(batches[turn.call] == turn.batch for turn in call_corpora)


def test_nothing_stands_twice(turns: list[TrainingTurn]) -> None:
    counts = Counter((turn.before, turn.text) for turn in turns)
    assert [each for each, count in counts.items() if count > 1] == []


def test_a_label_is_of_one_kind(turns: list[TrainingTurn]) -> None:
    for turn in turns:
        assert len({*turn.labels, *turn.borderline, *turn.near}) == len(
            (*turn.labels, *turn.borderline, *turn.near)
        )


def test_what_is_held_out_was_not_trained_on() -> None:
    model = read_model(shipped_lexicons() / "profiles" / "learned.model")
    held_out = {turn.batch for turn in read_turns(HELD_OUT)}
    held_out |= {path.stem for path in HELD_OUT_CALLS}
    assert held_out
    assert held_out.isdisjoint(model.header.card["batches"])


def test_the_shipped_model_was_trained_on_the_shipped_corpora() -> None:
    card = json.loads((shipped_lexicons() / "profiles" / CARD_FILE).read_text("utf-8"))
    for kind, paths in (("corpora", TRAINED), ("calls", CALLS)):
        found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        assert card["data"][kind] == found, (
            "run: scriptcheck lexicon train default -o lexicons/profiles"
        )
    model = (shipped_lexicons() / "profiles" / MODEL_FILE).read_bytes()
    assert card["sha256"] == hashlib.sha256(model).hexdigest()


def test_the_shipped_model_is_small() -> None:
    model = (shipped_lexicons() / "profiles" / MODEL_FILE).read_bytes()
    assert len(zlib.compress(model)) <= LARGEST_IN_A_WHEEL


@pytest.mark.parametrize(
    "path", [*TRAINED, *CALLS, *HELD_OUT, *HELD_OUT_CALLS], ids=lambda path: path.stem
)
def test_companies_are_invented(path: Path) -> None:
    text = INVENTED.sub("", path.read_text("utf-8"))
    assert sorted(name for name in COMPANIES if name in text) == []


@pytest.mark.skipif(not REAL_CALLS.is_file(), reason="the real calls are not here")
def test_no_real_call_is_in_them(
    turns: list[TrainingTurn], call_corpora: list[TrainingTurn]
) -> None:
    real = {
        turn["text"]
        for line in REAL_CALLS.read_text("utf-8").splitlines()
        for turn in json.loads(line)["turns"]
        if len(turn["text"]) >= LONG
    }
    assert [turn.text for turn in (*turns, *call_corpora) if turn.text in real] == []
