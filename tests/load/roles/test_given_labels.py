"""Labels of speakers, as the user gives them and as exports write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.roles.unknown_labels import given_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

GIVEN = {"0": "customer", "1": "agent"}


@pytest.mark.parametrize(
    ("label", "given"),
    [
        ("0", "0"),
        ("0.0", "0"),
        ("1.00", "1"),
        ("2.0", None),
        ("0.5", None),
        ("10", None),
        ("", None),
        (".0", None),
    ],
)
def test_numbers_with_decimals(label: str, given: str | None) -> None:
    assert given_as(label, GIVEN) == given


def test_a_label_as_it_is_written_comes_first() -> None:
    assert given_as("0.0", {"0": "agent", "0.0": "customer"}) == "0.0"


@pytest.mark.parametrize("name", ["x.csv", "x.json"])
def test_columns_with_gaps(load_bytes: Callable[..., Loaded], name: str) -> None:
    rows = [(0.0, "冰箱不制冷了。", 0.5), (1.0, "您好。", 3.2), (None, "（铃声）", 5.0)]
    table = "channel,text,start\n" + "".join(
        f"{'' if channel is None else channel},{text},{start}\n" for channel, text, start in rows
    )
    keys = ("channel", "text", "start")
    turns = json.dumps([dict(zip(keys, row, strict=True)) for row in rows])
    loaded = load_bytes(table if name == "x.csv" else turns, name, speakers=GIVEN)
    speakers = [turn.speaker.value for turn in loaded.calls[0].turns]
    assert speakers == ["customer", "agent", "unknown"]
    assert "speakers-unused" not in loaded.warnings
    assert "unnamed-speakers" not in loaded.warnings


def test_a_label_that_the_user_says_to_be_unknown(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "channel,text\n0.0,您好，请问有什么可以帮您？\n1.0,我家冰箱坏了，你们管不管？\n"
        "0.0,请您稍等，我帮您查一下。\n"
    )
    given = {"0": "unknown", "1": "unknown"}
    loaded = load_bytes(text, "x.csv", speakers=given, infer_speakers=True)
    assert {turn.speaker.value for turn in loaded.calls[0].turns} == {"unknown"}
