"""Phrases proposed from what a learned model suspects, without any labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scriptcheck.suggest import suggest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUSPECTING = {"cues": {name: {"match": "off", "suspect": 0.6} for name in ("rude", "sorry")}}
SAID = ("实在抱歉让您久等", "真的抱歉让您久等", "抱歉让您久等")


def test_what_is_suspected_is_proposed(
    learned_lexicon: Callable[..., Path], tmp_path: Path
) -> None:
    lines = [
        {"call_id": f"c{number}", "turns": [{"speaker": "agent", "text": text}]}
        for number, text in enumerate(SAID)
    ]
    calls = tmp_path / "calls.jsonl"
    calls.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "corpora").mkdir()
    home = learned_lexicon(SUSPECTING)
    found = suggest([calls], profile=home, corpora=tmp_path / "corpora")
    assert found.missed["sorry"] == len(SAID)
    first = next(each for each in found.proposals if each.cue == "sorry")
    assert "抱歉" in first.template
    assert (first.labelled, first.suspected) == (0, len(SAID))
    assert first.consequences.rules[0][:4] == ("a.sorry", "规则", 0, len(SAID))
    assert first.consequences.figures == ()
