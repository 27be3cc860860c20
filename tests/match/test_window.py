"""Windows: which turns and characters they take in."""

from __future__ import annotations

import pickle

import pytest

from scriptcheck import Call, CueMatch, Turn
from scriptcheck.lexicon.conditions import WindowSpec
from scriptcheck.match.extent import Timeline
from scriptcheck.match.window import Undecided, window_of

CALL = Call(
    "test",
    tuple(
        Turn(speaker, "说话", start * 1000, start * 1000 + 900)  # type: ignore[arg-type]
        for start, speaker in enumerate(
            ["agent", "customer", "agent", "agent", "customer", "agent"]
        )
    ),
)
UNTIMED = Call("test", tuple(Turn(turn.speaker, turn.text) for turn in CALL.turns))


def hit(turn: int, start: int = 0) -> CueMatch:
    return CueMatch("x", "agent", turn, start, start + 1, "说", "说", "exact", 1.0, ())


def reached(call: Call, heard: list[CueMatch] | None = None, **fields: object) -> list[int]:
    """Return the numbers of the turns whose first character is in the window."""
    window = window_of(WindowSpec.model_validate(fields))
    extents = window.resolve(Timeline.of(call), {"x": heard or []})
    assert not isinstance(extents, Undecided)
    turns = range(len(call.turns))
    return [n for n in turns if any(extent.holds(hit(n)) for extent in extents)]


@pytest.mark.parametrize(
    ("fields", "turns"),
    [
        ({"first_agent_turns": 1}, [0]),
        ({"first_agent_turns": 2}, [0, 1, 2]),
        ({"first_agent_turns": 9}, [0, 1, 2, 3, 4, 5]),
        ({"last_agent_turns": 1}, [5]),
        ({"last_agent_turns": 2}, [3, 4, 5]),
        ({"last_agent_turns": 9}, [0, 1, 2, 3, 4, 5]),
        ({"first_agent_turns": 2, "last_agent_turns": 3}, [2]),
        ({"first_agent_turns": 1, "last_agent_turns": 1}, []),
        ({"first_seconds": 2.0}, [0, 1, 2]),
        ({"last_seconds": 2.0}, [4, 5]),
        ({"first_seconds": 100.0}, [0, 1, 2, 3, 4, 5]),
        ({"first_percent": 50.0}, [0, 1, 2]),
        ({"first_percent": 51.0}, [0, 1, 2, 3]),
        ({"last_percent": 1.0}, [5]),
        ({"last_percent": 100.0}, [0, 1, 2, 3, 4, 5]),
        ({"first_percent": 50.0, "last_percent": 60.0}, [2]),
        ({"phase": "opening"}, [0, 1, 2, 3]),
        ({"phase": "closing"}, [0, 1, 2, 3, 4, 5]),
        ({"phase": "closing", "last_agent_turns": 1}, [5]),
        ({"phase": "opening", "first_agent_turns": 1}, [0]),
        ({"phase": "body"}, []),
    ],
)
def test_first_and_last(fields: dict[str, object], turns: list[int]) -> None:
    assert reached(CALL, [], **fields) == turns


@pytest.mark.parametrize(
    ("count", "opening", "body", "closing"),
    [
        (0, [], [], []),
        (2, [0, 1], [], [0, 1]),
        (7, [0, 1, 2], [], [3, 4, 5, 6]),
        (9, [0, 1, 2], [3, 4], [5, 6, 7, 8]),
    ],
)
def test_phases(count: int, opening: list[int], body: list[int], closing: list[int]) -> None:
    call = Call("test", tuple(Turn("agent", "说话") for _ in range(count)))
    phases = [reached(call, phase=phase) for phase in ("opening", "body", "closing")]
    assert phases == [opening, body, closing]


@pytest.mark.parametrize(
    ("fields", "hits", "turns"),
    [
        ({"after": "x"}, [], []),
        ({"after": "x"}, [hit(2)], [3, 4, 5]),
        ({"after": "x", "agent_turns": 1}, [hit(0)], [1, 2]),
        ({"after": "x", "agent_turns": 1}, [hit(1)], [2]),
        ({"after": "x", "turns": 1}, [hit(0)], [1]),
        ({"after": "x", "seconds": 2.0}, [hit(0)], [1, 2]),
        ({"after": "x", "turns": 1}, [hit(0), hit(3)], [1, 4]),
        ({"before": "x"}, [], []),
        ({"before": "x"}, [hit(2, 1)], [0, 1, 2]),
        ({"before": "x"}, [hit(2)], [0, 1]),
        ({"before": "x", "agent_turns": 1}, [hit(5)], [3, 4]),
        ({"before": "x", "turns": 1}, [hit(3)], [2]),
        ({"before": "x", "seconds": 1.0}, [hit(3)], [2]),
        ({"after": "x", "last_agent_turns": 1}, [hit(0)], [5]),
    ],
)
def test_after_and_before(
    fields: dict[str, object], hits: list[CueMatch], turns: list[int]
) -> None:
    assert reached(CALL, hits, **fields) == turns


def test_after_begins_behind_the_hit_and_before_ends_at_it() -> None:
    timeline = Timeline.of(CALL)
    after = window_of(WindowSpec(after="x")).resolve(timeline, {"x": [hit(0)]})
    before = window_of(WindowSpec(before="x")).resolve(timeline, {"x": [hit(0, 1)]})
    assert not isinstance(after, Undecided)
    assert not isinstance(before, Undecided)
    assert after[0].holds(hit(0, 1))
    assert before[0].holds(hit(0, 0))
    assert not before[0].holds(hit(0, 1))


@pytest.mark.parametrize(
    "fields", [{"first_seconds": 2.0}, {"last_seconds": 2.0}, {"after": "x", "seconds": 2.0}]
)
def test_seconds_need_times(fields: dict[str, object]) -> None:
    window = window_of(WindowSpec.model_validate(fields))
    heard = {"x": [hit(0)]}
    assert window.resolve(Timeline.of(UNTIMED), heard) == Undecided("no-times")


def test_a_window_is_one_and_the_same_wherever_it_is_written_or_copied() -> None:
    window = window_of(WindowSpec(after="x", turns=2))
    assert window_of(WindowSpec(turns=2, after="x")) is window
    assert pickle.loads(pickle.dumps(window)) is window  # noqa: S301  (our own)
    assert window_of(WindowSpec(after="x", turns=3)) is not window
