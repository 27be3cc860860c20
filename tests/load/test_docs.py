"""docs/transcripts.md names every problem, label, suffix and key, and its examples load."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.known_meta import KNOWN_META
from scriptcheck.load.plain_text import parse_plain_text
from scriptcheck.load.registry import TRANSCRIPT_SUFFIXES
from scriptcheck.load.speakers import LABEL_WORDS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

PAGE = (ROOT / "docs" / "transcripts.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "scriptcheck" / "load").glob("*.py"))
CODE = re.compile(r'(?:Problem|\.problem)\(\s*"([a-z0-9-]+)"')
CODES = {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_there_are_codes() -> None:
    assert {"not-found", "broken-bytes", "json-syntax", "no-labels"} <= CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_problem_is_documented(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_no_other_problem_is_documented() -> None:
    problems = PAGE[PAGE.index("## Problems") :]
    rows = re.findall(r"^\| (`.*?) \|", problems, re.MULTILINE)
    rows += re.findall(r"as `UsageError`: (.*)\.", problems)
    assert {code for row in rows for code in re.findall(r"`([a-z0-9-]+)`", row)} == CODES


@pytest.mark.parametrize("word", LABEL_WORDS)
def test_every_label_is_documented(word: str) -> None:
    from opencc import OpenCC

    table = PAGE[PAGE.index("### Speakers") : PAGE.index("### Times")]
    assert OpenCC("t2s").convert(word) in re.findall(r"[\w]+", table)


@pytest.mark.parametrize("name", [*KNOWN_META, *sorted(TRANSCRIPT_SUFFIXES)])
def test_keys_and_suffixes_are_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_text_example_loads() -> None:
    call = parse_plain_text(block("text"), call_id="x")
    assert [turn.text for turn in call.turns][2:] == ["请稍候\n我帮您查一下"]
    assert call.warnings == ()


def test_the_json_example_loads(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(block("json"), "call.json")
    assert json.loads(json.dumps(loaded.calls[0].to_dict()))["meta"]["agent_id"] == "8023"
    assert (loaded.problems, loaded.warnings) == ([], [])
