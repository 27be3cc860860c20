"""Labels against the call that they are of: what does not fit is reported and left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.evaluate.gold import CueLabel, GoldCall, TurnMark
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.load.readers.json.position import Path

_FIX = Text("请改正标注。", "Correct the label.")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Labels that fit their call."""

    gold: GoldCall
    problems: tuple[Problem, ...]
    left_out: int
    """Labels left out."""


def fitted(profile: Profile, gold: GoldCall, call: Call) -> Fitted:
    """Return the labels of ``gold`` that can be met in ``call``, and what is wrong with others.

    A label of a turn that is not there, or that the cue's speaker does not say, is left out; one
    whose words are not in the turn is kept.
    """
    kept: dict[str, dict[int, CueLabel]] = {}
    problems: list[Problem] = []
    left_out = 0
    marks: dict[str, dict[int, TurnMark]] = {}
    for cue, turns in gold.marks.items():
        for turn, mark in turns.items():
            wrong = _misplaced(profile, gold, call, (cue, turn), mark.path)
            if wrong is None:
                marks.setdefault(cue, {})[turn] = mark
            else:
                left_out += 1
                problems.append(wrong)
    for cue, labels in gold.labels.items():
        kept[cue] = {}
        for turn, label in labels.items():
            wrong = _misplaced(profile, gold, call, (cue, turn), label.path)
            if wrong is None:
                kept[cue][turn] = label
                problems += _misquoted(gold, call, turn, label)
            else:
                left_out += 1
                problems.append(wrong)
    return Fitted(replace(gold, labels=kept, marks=marks), tuple(problems), left_out)


def _misplaced(
    profile: Profile, gold: GoldCall, call: Call, place: tuple[str, int], path: Path
) -> Problem | None:
    cue, turn = place
    if turn >= len(call.turns):
        message = Text(
            f"通话“{call.call_id}”没有话轮 {turn}，只有 {len(call.turns)} 个话轮。",
            f"The call '{call.call_id}' has no turn {turn}; it has {len(call.turns)} turns.",
        )
        return gold.problem("label-outside-call", message, path, _FIX)
    speaker = call.turns[turn].speaker
    wanted = profile.cues[cue].speaker if cue in profile.cues else "any"
    if wanted == "any" or speaker in {Speaker.UNKNOWN, wanted}:
        return None
    message = Text(
        f"“{cue}”应由 {wanted} 说，而话轮 {turn} 是 {speaker.value} 说的。",
        f"'{cue}' is for the {wanted} to say, but the {speaker.value} says turn {turn}.",
    )
    return gold.problem("label-wrong-speaker", message, path, _FIX)


def _misquoted(gold: GoldCall, call: Call, turn: int, label: CueLabel) -> Iterator[Problem]:
    if label.quote not in call.turns[turn].text:
        message = Text(
            f"话轮 {turn} 里没有标注引用的话；标注照样计入。",
            f"The words that the label quotes are not in turn {turn}; it counts all the same.",
        )
        yield gold.problem("quote-not-found", message, label.path, _FIX)
