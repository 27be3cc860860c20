"""Corpora of whole calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import LexiconError
from scriptcheck.learned.call_corpus import call_turns
from scriptcheck.learned.thresholds import labelled_for

if TYPE_CHECKING:
    from pathlib import Path

SPOKEN = (
    ("agent", "您好"),
    ("customer", "我要退货"),
    ("agent", "退不了"),
    ("agent", "您稍等"),
    ("customer", "嗯"),
    ("agent", "爱退不退"),
)


def written(folder: Path, **changes: object) -> Path:
    """Write one labelled call, and return the file."""
    call = {
        "call_id": "c1",
        "turns": [{"speaker": who, "text": text} for who, text in SPOKEN],
        "meta": {"trade": "网购"},
        "gold": {
            "acts": {"greeting": [0], "hold_notice": [3]},
            "open": [["apology", 3]],
            "violations": [
                {"turn": 2, "cue": "cannot_help", "alt": True},
                {"turn": 5, "cue": "rude", "certainty": "clear"},
                {"turn": 5, "cue": "impatient", "certainty": "borderline"},
            ],
        },
    } | changes
    path = folder / "r1.jsonl"
    path.write_text(json.dumps(call, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_each_turn_of_the_agent_is_one_of_the_corpus(tmp_path: Path) -> None:
    turns = list(call_turns(written(tmp_path)))
    assert [turn.text for turn in turns] == ["您好", "退不了", "您稍等", "爱退不退"]
    assert [turn.before for turn in turns] == ["", "我要退货", "", "嗯"]
    assert [turn.position for turn in turns] == ["opening", "opening", "opening", "ending"]
    assert {(turn.batch, turn.call, turn.trade) for turn in turns} == {("r1", "c1", "网购")}


def test_what_is_doubtful_or_made_good_is_borderline(tmp_path: Path) -> None:
    turns = list(call_turns(written(tmp_path)))
    assert [turn.labels for turn in turns] == [("greeting",), (), ("hold_notice",), ("rude",)]
    borderline = [turn.borderline for turn in turns]
    assert borderline == [(), ("cannot_help",), ("apology",), ("impatient",)]


def test_a_line_that_is_no_call_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, turns="none")
    with pytest.raises(LexiconError) as caught:
        list(call_turns(path))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("bad-corpus", 1)


def test_turns_of_the_customer_are_there_where_they_are_labelled(tmp_path: Path) -> None:
    gold = {"customer": {"complaint": [1]}, "customer_open": [["complaint", 4]]}
    turns = list(call_turns(written(tmp_path, gold=gold)))
    said = [turn for turn in turns if turn.speaker == "customer"]
    assert [(turn.text, turn.before) for turn in said] == [("我要退货", "您好"), ("嗯", "您稍等")]
    assert [(turn.labels, turn.borderline) for turn in said] == [
        (("complaint",), ()),
        ((), ("complaint",)),
    ]
    assert {turn.about for turn in said} == {("complaint",)}


def test_what_few_calls_are_labelled_for_is_sought_in_these_alone(tmp_path: Path) -> None:
    gold: dict[str, object] = {"acts": {"greeting": [0]}, "sought": {"propose": [3], "prevent": []}}
    gold["sought_open"] = [["prevent", 5]]
    labelled = list(call_turns(written(tmp_path, gold=gold)))
    assert [turn.labels for turn in labelled] == [("greeting",), (), ("propose",), ()]
    assert labelled[3].borderline == ("prevent",)
    assert {turn.sought for turn in labelled} == {("prevent", "propose")}
    others = list(call_turns(written(tmp_path)))
    turns = [*others, *labelled]
    assert labelled_for(turns, "propose") == [4, 5, 6, 7]
    assert labelled_for(turns, "greeting") == list(range(8))
    # Where nobody sought it, turns without it are none.
    assert labelled_for(others, "propose") == [0, 1, 2, 3]
