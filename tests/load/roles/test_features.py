"""The features: each of them sound, weighed as stated, and heard however it is written."""

from __future__ import annotations

import time
from math import isclose, log

import pytest

from scriptcheck.call import Speaker
from scriptcheck.load.roles.features import (
    HEAVIEST,
    HEAVIEST_MEASURE,
    Feature,
    Measure,
    all_features,
    feature_finder,
    weight_of,
)
from scriptcheck.text.fold import fold


def names(text: str, company: tuple[str, ...] = ()) -> set[str]:
    return {feature.name for feature in feature_finder(company).found_in(fold(text).text + "\n")}


@pytest.mark.parametrize(
    "feature", all_features(), ids=lambda feature: f"{feature.side}.{feature.name}"
)
def test_each_feature_is_sound(feature: Feature) -> None:
    assert feature.title.zh
    assert feature.title.en
    assert bool(feature.phrases) != bool(feature.measure)
    if feature.side is Speaker.SYSTEM:
        assert feature.weight == 0
    else:
        # A feature that speaks for the other side, or hardly for its own, is none.
        assert (feature.weight if feature.side is Speaker.AGENT else -feature.weight) > 0.5


def test_names_are_unique_within_a_side() -> None:
    ids = [(feature.side, feature.name) for feature in all_features()]
    assert len(ids) == len(set(ids))


def test_weights_are_log_odds_with_a_prior() -> None:
    assert isclose(weight_of(Speaker.AGENT, None, 30, 5), log(32 / 5.5))
    assert isclose(weight_of(Speaker.CUSTOMER, None, 5, 30), log(5.5 / 32))
    assert isclose(weight_of(Speaker.AGENT, None, 0, 0), log(4))
    assert weight_of(Speaker.AGENT, None, 80, 0) == HEAVIEST
    assert weight_of(Speaker.CUSTOMER, Measure.SECOND, 0, 80) == -HEAVIEST_MEASURE


@pytest.mark.parametrize(
    ("said", "feature"),
    [
        ("您好，很高兴为您服务", "serves"),
        ("請您，稍等", "asks_to_wait"),
        ("请您嗯稍等", "asks_to_wait"),
        ("工号８０２３", "staff_number"),
        ("我想问一下", "asks_about"),
        ("我家冰箱坏了", "mine"),
        ("中文服务请按1", "menu"),
        ("通话可能会被录音", "notice"),
    ],
)
def test_what_is_heard(said: str, feature: str) -> None:
    assert feature in names(said)


@pytest.mark.parametrize(
    ("said", "feature"),
    [
        ("你工号多少", "staff_number"),
        ("您稍", "asks_to_wait"),
        ("满意请按1", "menu"),
        ("我想问", "serves"),
    ],
)
def test_what_is_not(said: str, feature: str) -> None:
    assert feature not in names(said)


def test_company_names_are_heard_where_they_are_given() -> None:
    assert "announces" not in names("您好美的")
    assert "announces" in names("您好，美的。", ("美的", "小天鹅"))
    assert "announces" in names("您好小天鹅", ("美的", "小天鹅"))
    assert "announces" not in names("您好axb", ("a.b", "", "，"))
    assert "announces" in names("您好(c)", ("(C)",))


def test_no_sign_reaches_across_turns() -> None:
    finder = feature_finder()
    apart = finder.found_in("这里是\n海尔客服\n我想\n问一下\n".replace("问一下", "先这样"))
    assert not {"announces", "asks_about"} & {feature.name for feature in apart}


def test_time_is_linear_in_the_text() -> None:
    finder = feature_finder()
    for text in ("您这里是我是您我" * 250_000, "请按" * 1_000_000, "嗯" * 2_000_000):
        begun = time.process_time()
        finder.found_in(text)
        assert time.process_time() - begun < 5
