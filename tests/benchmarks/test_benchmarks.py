"""The benchmarks run, and what they measure with does what it says."""

from __future__ import annotations

import importlib
import json
import os
import random
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck import Checker

pytest.importorskip("pypinyin", reason="the extra bench is not installed")

from benchmarks.garble import FILLERS, KINDS, garble
from benchmarks.made_calls import lines
from benchmarks.peers import PEERS, load
from benchmarks.wordings import wordings

EXAMPLES = ("--source", "examples/calls")
TINY = (*EXAMPLES, "--calls", "20")
TEXT = "您好请问有什么可以帮您的吗感谢您的来电请您稍等一下" * 40


@pytest.mark.parametrize("rate", [0.0, 0.05, 0.2])
def test_garbles_at_the_rate_asked_for_and_alike_for_a_seed(rate: float) -> None:
    garbled = garble(TEXT, rate, random.Random(1))  # noqa: S311
    assert garbled == garble(TEXT, rate, random.Random(1))  # noqa: S311
    assert (garbled == TEXT) == (rate == 0)
    if rate:
        assert garbled != garble(TEXT, rate, random.Random(2))  # noqa: S311


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_noise(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("benchmarks.garble")
    monkeypatch.setattr(module, "KINDS", {kind: 1})
    garbled = garble("请您稍等", 1.0, random.Random(3))  # noqa: S311
    match kind:
        case "deletion":
            assert garbled == ""
        case "doubling":
            assert garbled == "请请您您稍稍等等"
        case "filler":
            assert any(filler in garbled for filler in FILLERS)
            assert garbled.startswith("请")
        case "punctuation":
            assert "".join(filter(str.isalnum, garbled)) == "请您稍等"
            assert garbled != "请您稍等"
        case _:
            assert len(garbled) == 4
            assert garbled != "请您稍等"


def test_garbles_into_characters_that_recognisers_write() -> None:
    garbled = "".join(garble(TEXT, 0.5, random.Random(seed)) for seed in range(20))  # noqa: S311
    common = {char for char in garbled if "\u4e00" <= char <= "\u9fff"}
    assert {char for char in common if not 0xB0 <= char.encode("gb2312")[0] < 0xD8} <= set("嗯呃")
    # 您 has no common homophone, but syllables that it is taken for.
    assert {"宁", "凝"} & common


@pytest.mark.parametrize("module", PEERS)
def test_each_peer_finds_what_is_there(module: str) -> None:
    try:
        peer = load(module)({"hold": ["请您稍等"], "bye": ["感谢您的来电", "再见"]})
    except ImportError as error:
        pytest.skip(f"not installed: {error}")
    assert peer.find("好的请您稍等我看看") == {"hold"}
    assert peer.find("那就再见了") == {"bye"}
    assert peer.find("没有别的事") == set()


@pytest.fixture
def few_wordings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give peers the wordings of a few cues: for all of them some compile for seconds."""

    def of_few(checker: Checker) -> dict[str, list[str]]:
        return dict(islice(wordings(checker).items(), 10))

    for module in ("noise", "speed"):
        monkeypatch.setattr(importlib.import_module(f"benchmarks.{module}"), "wordings", of_few)


def printed(
    command: Sequence[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """Return what a script prints in this process, which has compiled what it measures."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", list(command))
    importlib.import_module(command[0]).main()
    return capsys.readouterr().out


@pytest.mark.usefixtures("few_wordings")
@pytest.mark.parametrize(
    ("command", "row"),
    [
        (("benchmarks.speed", "--count", "2", "--rounds", "1"), "| scriptcheck"),
        (("benchmarks.noise", "--seeds", "1", "--most", "2"), "| scriptcheck"),
        (("benchmarks.sizes", "--sizes", "200", "--streamed", "40"), "| 200 |"),
        (("benchmarks.scale", "growth", "--calls", "40", "--formats", "default"), "| 40 | 4 |"),
        (("benchmarks.scale", "workers", *TINY, "--jobs", "1", "--repeat", "1"), "| 1 |"),
        (("benchmarks.scale", "formats", *EXAMPLES, "--repeat", "1"), "| `parquet` |"),
        (("benchmarks.scale", "steps", *TINY, "--repeat", "1"), "| check |"),
    ],
    ids=["speed", "noise", "sizes", "growth", "workers", "formats", "steps"],
)
def test_the_scripts_print_a_table(
    command: tuple[str, ...],
    row: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = printed(command, monkeypatch, capsys)
    assert row in table
    assert "Python 3." in table


def test_made_up_calls_are_always_the_same() -> None:
    some = list(lines(48))
    assert some[:12] == list(lines(12))
    calls = [json.loads(line) for line in some]
    assert len({call["call_id"] for call in calls}) == 48
    length = sum(len(turn["text"]) for call in calls for turn in call["turns"]) / 48
    assert 100 < length < 200
    # Four cases of three calls, in the order of their times.
    times: dict[str, list[str]] = {}
    for call in calls:
        if "case_id" in call["meta"]:
            times.setdefault(call["meta"]["case_id"], []).append(call["meta"]["start_time"])
    assert list(map(len, times.values())) == [3] * 4
    assert all(found == sorted(found) for found in times.values())


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="no /proc here")  # noqa: PTH110
def test_the_cost_of_each_format_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["benchmarks.writers", "--reports", "50", "--json", "--formats", "csv,markdown"]
    rows = json.loads(printed(command, monkeypatch, capsys))
    assert set(rows) == {"csv", "markdown"}
    assert all(row["ms_a_report"] > 0 and row["end_mb"] > 0 for row in rows.values())
