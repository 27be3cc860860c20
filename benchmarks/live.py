"""What a turn costs of a call that goes on, however long it has gone on, beside a whole check.

``python -m benchmarks.live`` prints the tables of docs/scale.md. All times are of the CPU, as other
programs on the machine would make those of the clock say nothing.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.garble import garble
from benchmarks.machine import describe
from scriptcheck import Call, Checker, Session, Turn, load_calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "dev" / "calls.jsonl"
EXAMPLES = Path(__file__).parent.parent / "examples" / "calls"

_SEED = 1
_GARBLED = 0.05
_LETTER_MS = 200
_PROBES = 200


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many")
    parser.add_argument("--after", type=int, nargs="*", default=[10, 100, 1_000, 10_000])
    parser.add_argument("--freeze", action="store_true", help="as gc.freeze() after loading does")
    options = parser.parse_args()
    checker = Checker.load()
    if options.freeze:
        gc.collect()
        gc.freeze()
    print(describe())
    print("\n| calls | turns | median µs | 90 % | 99 % | all | a whole check µs | median / check |")
    print("|---|---|---|---|---|---|---|---|")
    for name, calls in _samples():
        print(_row(name, checker, calls, options.rounds))
    print("\n| turns before | median µs | 99 % | mean | KiB kept a turn |")
    print("|---|---|---|---|---|")
    for before in options.after:
        print(_row_after(before, checker, options.rounds))


def _samples() -> Iterator[tuple[str, list[Call]]]:
    if SHARED.exists():
        yield "real", list(load_calls(SHARED))
    yield "made up", list(load_calls(EXAMPLES))
    yield "made up, 1,000 turns", [_long_call(1_000)]


def _row(name: str, checker: Checker, calls: Sequence[Call], rounds: int) -> str:
    turns = _typical([_costs_of_all(checker, calls) for _ in range(rounds)])
    checks = _typical([[_cost_of_check(checker, call) for call in calls] for _ in range(rounds)])
    check = statistics.median(checks)
    median = _share(turns, 0.5)
    return (
        f"| {name} | {len(turns):,} | {median:.0f} | {_share(turns, 0.9):.0f} "
        f"| {_share(turns, 0.99):.0f} | {max(turns):.0f} | {check:,.0f} | {median / check:.3f} |"
    )


def _row_after(before: int, checker: Checker, rounds: int) -> str:
    """Return what the same turns cost after ``before`` others."""
    probes, history = _long_call(_PROBES, _SEED + 1).turns, _long_call(before).turns
    counts: list[list[float]] = []
    for _ in range(rounds):
        session = Session(checker)
        _feed(session, history)
        counts.append(_feed(session, _later(probes, history)))
    turns = _typical(counts)
    tracemalloc.start()
    session = Session(checker)
    _feed(session, history)
    kept = tracemalloc.get_traced_memory()[0] / 1024 / before
    tracemalloc.stop()
    return (
        f"| {before:,} | {_share(turns, 0.5):.0f} | {_share(turns, 0.99):.0f} "
        f"| {statistics.mean(turns):.0f} | {kept:.1f} |"
    )


def _costs_of_all(checker: Checker, calls: Sequence[Call]) -> list[float]:
    """Return the µs of each turn of ``calls``."""
    return [cost for call in calls for cost in _feed(Session(checker, call.meta), call.turns)]


def _feed(session: Session, turns: Sequence[Turn]) -> list[float]:
    costs: list[float] = []
    for turn in turns:
        begun = time.thread_time_ns()
        session.feed(turn)
        costs.append((time.thread_time_ns() - begun) / 1000)
    return costs


def _cost_of_check(checker: Checker, call: Call) -> float:
    begun = time.thread_time_ns()
    checker.check(call)
    return (time.thread_time_ns() - begun) / 1000


def _typical(counts: Sequence[Sequence[float]]) -> list[float]:
    """Return the median of the costs of each thing."""
    return [statistics.median(each) for each in zip(*counts, strict=True)]


def _share(costs: Sequence[float], share: float) -> float:
    return sorted(costs)[min(len(costs) - 1, int(len(costs) * share))]


def _long_call(turns: int, seed: int = _SEED) -> Call:
    """Return a made-up call: turns of the examples, misheard so that hardly two are the same."""
    chance = random.Random(seed)  # noqa: S311
    said = [turn for call in load_calls(EXAMPLES) for turn in call.turns]
    made: list[Turn] = []
    now = 0
    for _ in range(turns):
        turn = chance.choice(said)
        text = garble(turn.text, _GARBLED, chance)
        start = now + chance.randrange(0, 1_500)
        now = start + _LETTER_MS * len(text)
        made.append(Turn(turn.speaker, text, start, now))
    return Call("made-up", tuple(made))


def _later(turns: Sequence[Turn], before: Sequence[Turn]) -> list[Turn]:
    """Return ``turns`` as they go on after those ``before``."""
    begin = before[-1].end_ms or 0
    return [
        Turn(turn.speaker, turn.text, (turn.start_ms or 0) + begin, (turn.end_ms or 0) + begin)
        for turn in turns
    ]


if __name__ == "__main__":
    main()
