"""Echoes: turns that repeat what the other has just said, and say little else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import LexiconError
from tests.conftest import call, cue

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker

ADDRESS = {"containing": ["[路|街|号]", "{two}{two}"]}
VARIABLES = {"two": ["1", "2", "一", "二", "幺"]}


@pytest.fixture
def repeated(make_checker: Callable[..., Checker]) -> Callable[..., CallReport]:
    """Checks a dialogue for the repetitions of one cue."""

    def check(dialogue: tuple[str, ...], repetition: dict[str, Any], **fields: Any) -> CallReport:
        cues = {"detail": cue("核对", repetition=repetition, **fields)}
        return make_checker(cues, profile={"variables": VARIABLES}).check(call(*dialogue))

    return check


@pytest.mark.parametrize(
    ("dialogue", "heard"),
    [
        (("C 人民路五十二号", "A 人民路"), [(1, "人民路")]),
        (("C 人民路五十二号", "A 嗯，人民路，是"), [(1, "人民路")]),
        (("C 在人民", "C 人民路", "A 人民路"), [(2, "人民路")]),
        (("C 一二一二", "A 1212"), [(1, "1212")]),
        (("C 幺二幺二", "A 一二一二"), [(1, "一二一二")]),
        (("C 人民路", "A 人民路", "C 建设街", "A 建设街"), [(1, "人民路"), (3, "建设街")]),
        (("C 锦绣中路", "A 金秀中路"), [(1, "金秀中路")]),
        (("C 在苏州街", "A 苏庄街"), []),
        (("C 城关中路", "A 陈冠中路"), [(1, "陈冠中路")]),
        (("C 人民路五号", "A 人民路，稍等啊，我看一下附近"), [(1, "人民路")]),
        (("C 人民路五号", "A 稍等啊我看一下，人民路"), [(1, "人民路")]),
        (("C 人民路五号", "A 稍等啊我看一下，是人民路，对"), []),
    ],
    ids=[
        "road",
        "in a short turn",
        "two turns",
        "figures",
        "other figures",
        "twice",
        "sounds alike",
        "sounds otherwise",
        "sounds nearly alike",
        "a clause of a long turn",
        "its last clause",
        "no clause of its own",
    ],
)
def test_repetitions(
    repeated: Callable[..., CallReport], dialogue: tuple[str, ...], heard: list[tuple[int, str]]
) -> None:
    report = repeated(dialogue, ADDRESS)
    assert [(hit.turn, hit.quote) for hit in report.cues] == heard
    ways = {(hit.how, hit.phrase, hit.similarity) for hit in report.cues}
    assert ways == ({("echo", "", 1.0)} if heard else set())


@pytest.mark.parametrize(
    "dialogue",
    [
        ("A 人民路", "C 人民路"),
        ("C 人民路", "A 好的", "A 人民路"),
        ("C 仁名陆", "A 人民路"),
        ("C 人民路", "A 人民路的话明天就安排师傅上门"),
        ("C 号码", "A 号码"),
        ("C 人民大道", "A 人民大道"),
        ("C 人民", "C 路口", "A 人民路"),
        ("S 人民路营业厅", "A 人民路"),
        ("U 人民路", "U 人民路"),
    ],
    ids=[
        "the customer repeats",
        "something said between",
        "only by its sound",
        "more said",
        "too short",
        "nothing of the kind",
        "over the end of a turn",
        "a machine",
        "nobody knows who",
    ],
)
def test_no_repetitions(repeated: Callable[..., CallReport], dialogue: tuple[str, ...]) -> None:
    assert repeated(dialogue, ADDRESS).cues == ()


def test_lengths(repeated: Callable[..., CallReport]) -> None:
    dialogue = ("C 在人民路", "A 人民路是在人民路吗")
    assert repeated(dialogue, ADDRESS).cues == ()
    assert len(repeated(dialogue, ADDRESS | {"turn_characters": 9}).cues) == 1
    assert repeated(dialogue, ADDRESS | {"turn_characters": 9, "characters": 5}).cues == ()
    assert len(repeated(("C 天气", "A 天气"), {"characters": 2}).cues) == 1


def test_a_phrase_that_matches_leaves_no_repetition(repeated: Callable[..., CallReport]) -> None:
    report = repeated(("C 核对人民路", "A 核对人民路"), ADDRESS)
    assert [(hit.how, hit.quote) for hit in report.cues] == [("exact", "核对")]


def test_outside_the_window(repeated: Callable[..., CallReport]) -> None:
    dialogue = ("A 您好", "C 人民路", "A 人民路")
    report = repeated(dialogue, ADDRESS, within={"first_agent_turns": 1})
    assert report.cues == ()
    assert [(each.quote, each.reason) for each in report.suppressed] == [
        ("人民路", "outside-window")
    ]


def test_offsets_point_into_the_original(repeated: Callable[..., CallReport]) -> None:
    (hit,) = repeated(("C 人民路", "A 嗯 人，民 路"), ADDRESS).cues
    assert (hit.start, hit.end, hit.quote) == (2, 7, "人，民 路")


def test_an_unknown_variable(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(LexiconError, match="nowhere"):
        make_checker({"detail": cue("核对", repetition={"containing": ["{nowhere}"]})})
