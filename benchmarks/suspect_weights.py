"""How much other faults in a call say of what the model finds.

``python -m benchmarks.suspect_weights`` prints it. The weights in ``scriptcheck.learned.suspects``
come of this. On the made-up calls that no model was trained on, whatever the model finds a little
likely is looked up in the labels, and a logistic regression says how much of whether it is right
follows from its score, and how much from the number of other turns of the call that surely have a
fault. It needs the extra ``train``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.rounds import BANNED, held_out_calls, labels_of
from scriptcheck import Call, Checker, Turn
from scriptcheck.learned.suspects import MOST_FAULTS, fault_turns
from scriptcheck.lexicon.learned_settings import LearnedThresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 0.01
"""The confidence, in its call, from which on a finding is looked at."""
_BAND = (-1.5, 0.5)
"""Scores of the findings that are counted by the number of other faults."""
_GROUPS = ((0, 0), (1, 2), (3, 5), (6, MOST_FAULTS))


class Finding(NamedTuple):
    """What the model finds in a turn, below a match."""

    score: float
    faults: int
    """Other turns of the call that surely have a fault, ``MOST_FAULTS`` at most."""
    is_right: bool


def looking_closer(checker: Checker) -> Checker:
    """Return ``checker`` with every finding that is a little likely among the suspects."""
    learned = checker.profile.learned
    lower = {
        cue: LearnedThresholds(suspect=_LEAST).over(learned.cues.get(cue)) for cue in sorted(BANNED)
    }
    cues = {**learned.cues, **lower}
    settings = learned.model_copy(update={"cues": cues})
    return Checker(replace(checker.profile, learned=settings))


def findings(checker: Checker, call: dict[str, Any]) -> Iterator[Finding]:
    """Yield the suspects of ``checker`` in ``call`` with its ``gold``."""
    clear, tolerated = labels_of(call["gold"])
    turns = tuple(Turn(turn["speaker"], turn["text"]) for turn in call["turns"])
    found = checker.match(Call(call["call_id"], turns, {"direction": call["meta"]["direction"]}))
    faults = fault_turns(found.matches, checker.profile.forbidden)
    for each in checker.judge(found).suspects:
        if each.cue in BANNED:
            others = min(len(faults - {each.turn}), MOST_FAULTS)
            is_right = (each.turn, each.cue) in clear | tolerated
            yield Finding(each.learned.score, others, is_right)


def main() -> None:
    """Print the shares of right findings by the number of other faults, and the fit."""
    from sklearn.linear_model import LogisticRegression

    checker = looking_closer(Checker.load())
    calls = [json.loads(line) for path in held_out_calls() for line in path.open("rb")]
    found = [each for call in calls for each in findings(checker, call)]
    lines = [f"{len(calls)} calls, {len(found)} findings"]
    low, high = _BAND
    for first, last in _GROUPS:
        here = [x for x in found if low < x.score < high and first <= x.faults <= last]
        right = sum(each.is_right for each in here)
        lines.append(f"{first} to {last} other faults: {right} of {len(here)} right")
    fit = LogisticRegression(C=100).fit(
        [(each.score, each.faults) for each in found], [each.is_right for each in found]
    )
    (score, fault), base = fit.coef_[0], fit.intercept_[0]
    lines.append(f"score x {score:.2f} + faults x {fault:.2f} + {base:.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
