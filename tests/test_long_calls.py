"""Calls without end: a turn as long as a book and turns by the thousand take work in proportion.

The work is counted, not timed: it is the same on every machine.
"""

from __future__ import annotations

import random
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pytest

from scriptcheck import Call, Turn
from scriptcheck.match import chains, kernel
from scriptcheck.match.program import SPEAKER_NUMBERS, make_tables
from scriptcheck.text.call_text import CallText
from tests.conftest import cue
from tests.plain_module import plain_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from scriptcheck import Checker

TraceFunction: TypeAlias = Any

SAID = (
    "您好，很高兴为您服务。",
    "请您稍等，我帮您查一下。",
    "您的电话是一三八零零一三八零零零对吗？",
    "嗯，这个我也不清楚。",
    "办不了，没办法。",
    "我帮您登记，师傅会跟您联系。",
    "我都说了好几遍了。",
    "不知道您说的是哪个？",
    "感谢您的来电，再见。",
)


def said(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311  (no secret)
    return [f"{chance.choice(SAID)}{chance.randint(0, 999)}" for _ in range(count)]


def one_turn(count: int) -> Call:
    return Call("1", [Turn("agent", "".join(said(count))), Turn("customer", "好")])


def many_turns(count: int) -> Call:
    speakers = ("agent", "customer")
    turns = [Turn(speakers[index % 2], text) for index, text in enumerate(said(count))]  # type: ignore[arg-type]
    return Call("1", turns)


def calls_made(work: Callable[[], object]) -> int:
    """Return how many functions ``work`` calls: its work, whatever the machine does besides."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def lines_run(work: Callable[[], object], *files: str) -> int:
    """Return how many lines of ``files`` are executed by ``work``."""
    count = 0

    def of_a_line(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return of_a_line

    def of_a_call(frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
        return of_a_line if frame.f_code.co_filename in files else None

    before = sys.gettrace()
    sys.settrace(of_a_call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


MOST: Final = 4.5
"""How many times the work four times the text may take; where an eighth is quadratic, it is 5.5."""


@pytest.mark.parametrize("make", [one_turn, many_turns])
def test_work_grows_in_proportion(default_checker: Checker, make: Callable[[int], Call]) -> None:
    small, large = make(250), make(1_000)
    default_checker.check(small)  # what is loaded when it is first needed
    work = [calls_made(partial(default_checker.check, call)) for call in (small, large)]
    assert 100_000 < work[0] < work[1] < MOST * work[0]


@pytest.mark.parametrize("make", [one_turn, many_turns])
def test_the_scan_grows_in_proportion(
    make_checker: Callable[..., Checker], make: Callable[[int], Call]
) -> None:
    # Compiled it is a single call; it is counted in the Python that it is compiled from.
    plain = plain_module(kernel, chains)
    chains_file = plain_module(chains).__file__
    cues = {
        "hold": cue("请您稍等", "{wait}..查一下", tolerance="near"),
        "number": cue("[您的]?电话是..对吗", tolerance="near"),
        "sorry": cue("我[也|都]?不清楚", "办不了", tolerance="homophone"),
    }
    profile = {"variables": {"wait": ["稍等", "等一下"]}}
    templates = make_checker(cues, profile=profile).finder.scanner.templates
    scanner = plain.Kernel(make_tables([pattern for each in templates for pattern in each]))
    work = []
    for call in (make(250), make(1_000)):
        text = CallText.of(call)
        who = [SPEAKER_NUMBERS[call.turns[number].speaker.value] for number in text.numbers]
        scan = partial(scanner.scan, text.text, text.starts, who)
        assert scan()
        work.append(lines_run(scan, plain.__file__, chains_file))
    assert 10_000 < work[0] < work[1] < MOST * work[0]
