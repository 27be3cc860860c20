"""Remedies against a corpus of their own: what is offered, and what is no offer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import yaml

from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.match.context.remedy import is_remedy
from scriptcheck.match.extent import TurnSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parent / "corpora" / "remedy.yaml"
SPEAKERS = {"客服": Speaker.AGENT, "客户": Speaker.CUSTOMER}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load()


def dialogues() -> Iterator[tuple[list[str], bool]]:
    """Yield each dialogue with whether it has a remedy."""
    corpus = yaml.safe_load(CORPUS.read_text("utf-8"))
    for verdict in ("drop", "keep"):
        for lines in corpus[verdict]:
            yield lines, verdict == "drop"


@pytest.mark.parametrize(("lines", "remedied"), list(dialogues()), ids=str)
def test_remedy(checker: Checker, lines: list[str], remedied: bool) -> None:
    said = [line.split(" ", 1) for line in lines]
    start, end = said[0][1].index("【"), said[0][1].index("】") - 1
    turns = [Turn(SPEAKERS[who], text.replace("【", "").replace("】", "")) for who, text in said]
    call = Call("a", tuple(turns))
    found = checker.match(call)
    in_turns = SimpleNamespace(call=call, simplified=lambda turn: found.text.turns[turn].simplified)
    refused = TurnSpan(0, start, end)
    offers = found.matches.get("offers_way", ())
    assert any(is_remedy(refused, each, in_turns) for each in offers) is remedied, offers
