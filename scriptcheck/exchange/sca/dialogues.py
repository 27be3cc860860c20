"""Small calls on which a condition holds, or does not: the examples of an imported rule."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from scriptcheck.lexicon.template import parse_template, plainest

_LABELS: Final = {"agent": "客服", "customer": "客户", "any": "客服"}
_CALM: Final = ("您好", "嗯，这样", "请讲", "好的")
"""What an agent says where nothing is to be found; the first that no cue is found in is taken."""


_FILLER: Final = "我给您看一看这边的情况是怎样的"
_SPEECH_SECONDS: Final = 6
"""Seconds of speech from which on a rate is measured."""


class _Said(NamedTuple):
    speaker: str
    text: str


def dialogue(condition: Any, cues: dict[str, dict[str, Any]], *, holds: bool) -> str:
    """Return a call on which ``condition`` holds, or does not, as examples are written.

    It is a proposal: an example is a test, and running it shows whether it is right.
    """
    said: list[_Said] = []
    metrics: dict[str, float] = {}
    _fulfil(condition, cues, said, metrics, holds=holds)
    if not any(each.speaker != "customer" for each in said):
        # A call in which the agent says nothing is not judged.
        phrases = [phrase for cue in cues.values() for phrase in cue["phrases"]]
        calm = (each for each in _CALM if not any(word in each for word in phrases))
        said.append(_Said("agent", next(calm, _CALM[0])))
    lines = [f"{_LABELS[each.speaker]}: {each.text}" for each in dict.fromkeys(said)]
    return _timed(lines, metrics) if metrics else "\n".join(lines)


def _fulfil(
    condition: Any,
    cues: dict[str, dict[str, Any]],
    said: list[_Said],
    metrics: dict[str, float],
    *,
    holds: bool,
) -> None:
    match condition:
        case str() if holds:
            said.append(_phrase(cues[condition]))
        case {"cue": cue, **rest} if holds:
            said += [_phrase(cues[part]) for part in _in_turn(cue, rest.get("within", {}))]
        case {"not": part}:
            _fulfil(part, cues, said, metrics, holds=not holds)
        case {"all": parts} | {"any": parts, "at_least": _}:
            for part in parts if holds else parts[:1]:
                _fulfil(part, cues, said, metrics, holds=holds)
        case {"any": parts}:
            for part in parts[:1] if holds else parts:
                _fulfil(part, cues, said, metrics, holds=holds)
        case {"metric": name, **bounds}:
            limit: Any = bounds.get("over", bounds.get("under", 0))
            above = ("over" in bounds) == holds
            metrics[name] = limit * 1.5 + 1 if above else limit * 0.5


def _in_turn(cue: Any, window: Any) -> list[Any]:
    """Return ``cue`` and what it comes after or before, in the order in which they are said."""
    first = [window["after"]] if "after" in window else []
    last = [window["before"]] if "before" in window else []
    return [*first, cue, *last]


def _phrase(cue: dict[str, Any]) -> _Said:
    return _Said(cue["speaker"], plainest(parse_template(cue["phrases"][0])))


def _timed(lines: list[str], metrics: dict[str, float]) -> str:
    """Return ``lines`` with times by which each of ``metrics`` is what it should be."""
    gap = max((value for name, value in metrics.items() if name.endswith("_ms")), default=500)
    rate = next((value for name, value in metrics.items() if name.endswith("_per_min")), 240)
    at = 0.0
    made: list[str] = []
    enough = -(-rate * _SPEECH_SECONDS // (60 * len(_FILLER)))
    for line in [*lines, "客户: 我想问一下", f"客服: {_FILLER * int(enough)}"]:
        characters = sum(char.isalnum() for char in line.partition(": ")[2])
        length = max(0.5, characters * 60 / max(rate, 1))
        made.append(f"[{_clock(at)}-{_clock(at + length)}] {line}")
        at += length + gap / 1000
    return "\n".join(made)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
