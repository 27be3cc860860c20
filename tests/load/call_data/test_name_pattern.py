"""Call data from the names of files: what patterns read, and mistakes in them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.call_data.name_pattern import NamePatternError, parse_name_pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

SAID = "客服：您好\n客户：你好\n"
CANONICAL = {"call_id": "a", "turns": [{"speaker": "agent", "text": "您好"}]}


@pytest.fixture(autouse=True)
def _call(folder: Path) -> None:
    (folder / "a.txt").write_text(SAID, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "name", "data"),
    [
        (
            "{agent_id}_{start_time:%Y%m%d%H%M%S}_{call_id}",
            "8023_20240501102030_x1",
            {"agent_id": "8023", "start_time": "2024-05-01T10:20:30", "call_id": "x1"},
        ),
        ("{工号:4d}{坐席姓名}-*", "8023王丽-20240501", {"agent_id": "8023", "agent_name": "王丽"}),
        (
            "{team}/{agent_id}/{call_id}",
            "c/一班/8023/x",
            {"team": "一班", "agent_id": "8023", "call_id": "x"},
        ),
        (
            "{direction}_{hangup_by}_{x}",
            "呼入_客户_y",
            {"direction": "inbound", "hangup_by": "customer", "x": "y"},
        ),
        ("{start_time:%Y-%m-%d_%H.%M}", "2024-05-01_10.20", {"start_time": "2024-05-01T10:20:00"}),
        ("{start_time}", "1714530030", {"start_time": "2024-05-01T10:20:30+08:00"}),
        ("{{{agent_id}}}", "{8023}", {"agent_id": "8023"}),
        ("a.b{agent_id}", "aXb1", None),
        ("{start_time:%Y%m%d}", "20241301", None),
        ("{agent_id:d}", "80a", None),
        ("{agent_id}", "", None),
    ],
)
def test_name_patterns(pattern: str, name: str, data: object) -> None:
    assert parse_name_pattern(pattern).read(name) == data


def test_a_name_in_decomposed_characters_is_read() -> None:
    assert parse_name_pattern("é{agent_id}").read("e\u03011") == {"agent_id": "1"}


def test_a_name_that_can_be_read_in_two_ways() -> None:
    pattern = parse_name_pattern("{team}_{queue}")
    assert pattern.read("a_b_c") == {"team": "a", "queue": "b_c"}
    assert pattern.is_ambiguous("a_b_c")
    assert not pattern.is_ambiguous("a_b")


@pytest.mark.parametrize(
    ("pattern", "column"),
    [
        ("abc", 0),
        ("{agnet_id}", 1),
        ("a{agent_id", 1),
        ("a}", 1),
        ("{agent_id}{agent_id}", 10),
        ("{agent_id:%Y}", 1),
        ("{start_time:%q}", 12),
        ("{agent_id:x}", 10),
        ("{}", 1),
    ],
)
def test_mistakes_in_patterns_have_their_place(pattern: str, column: int) -> None:
    with pytest.raises(NamePatternError) as caught:
        parse_name_pattern(pattern)
    assert caught.value.column == column
    assert caught.value.fix.zh
    with pytest.raises(UsageError, match="name-pattern"):
        load_calls("a.txt", options=LoadOptions(name_pattern=pattern))


def test_the_name_gives_the_id_of_calls_without_one(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    (folder / "8023_x1.txt").write_text(SAID, encoding="utf-8")
    (folder / "8024_x2.json").write_text(json.dumps(CANONICAL), encoding="utf-8")
    (folder / "8025_x3.txt.gz").write_bytes(gzip.compress(SAID.encode()))
    (folder / "8026_v1.2").write_text(SAID, encoding="utf-8")
    loaded = load(
        "8023_x1.txt",
        "8024_x2.json",
        "8025_x3.txt.gz",
        "8026_v1.2",
        name_pattern="{agent_id}_{call_id}",
    )
    assert [(call.call_id, call.meta["agent_id"]) for call in loaded.calls] == [
        ("x1", "8023"),
        ("a", "8024"),
        ("x3", "8025"),
        ("v1", "8026"),
    ]


def test_names_that_do_not_fit_are_warned_of(load: Callable[..., Loaded]) -> None:
    loaded = load("a.txt", name_pattern=["{agent_id}_{call_id}", "{agent_id:4d}"])
    assert (loaded.warnings, loaded.calls[0].meta) == (["name-mismatch"], {})
    assert load("a.txt", name_pattern=["{agent_id}_{call_id}", "{call_id}"]).warnings == []


def test_no_pattern_and_no_name_takes_long() -> None:
    pattern = parse_name_pattern("*".join(f"{{f{number}}}" for number in range(12)))
    assert pattern.read("a" * 5_000 + "/") is None
