"""How much of the calls of each round is found: with the lexicon alone, the model alone, and both.

The calls are made up, written without sight of lexicon and model, and labelled twice; by default
they are those that no model was trained on. A match counts as right where a reader sees the cue,
borderline cases included; recall counts clear cases.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck import Call, Checker, Turn
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS: Final = frozenset(
    (
        *("greeting", "company_name", "agent_name", "ask_purpose", "restate", "confirm_details"),
        *("hold_notice", "hold_thanks", "apology", "empathy", "confirm_ok", "offer_more_help"),
        *("thanks", "closing"),
    )
)
BANNED: Final = frozenset(
    (
        *("dont_know", "put_up", "cannot_help", "pass_buck", "bad_product", "rude", "impatient"),
        *("blame_customer", "overpromise", "excuse", "threat", "discrimination"),
    )
)


@dataclass
class Found:
    """What was found of some cues."""

    clear: int = 0
    """Clear cases that were matched."""
    right: int = 0
    """Matches that a reader agrees with, borderline ones included."""
    wrong: int = 0
    missed: int = 0
    """Clear cases that were not matched."""
    suspected: int = 0
    """Of them, those that are suspects."""
    wrong_suspects: int = 0
    by_cue: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """The share of the clear cases that was matched."""
        return self.clear / max(1, self.clear + self.missed)

    @property
    def pointed_at(self) -> float:
        """The share of the clear cases that was matched or suspected."""
        return (self.clear + self.suspected) / max(1, self.clear + self.missed)

    @property
    def precision(self) -> float:
        """The share of the matches that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def measure(checker: Checker, calls: list[dict[str, Any]], cues: frozenset[str]) -> Found:
    """Return how ``checker`` finds ``cues`` in ``calls`` with their ``gold``."""
    found = Found()
    for call in calls:
        turns = tuple(Turn(turn["speaker"], turn["text"]) for turn in call["turns"])
        meta = {"direction": call["meta"]["direction"]}
        report = checker.check(Call(call["call_id"], turns, meta))
        matched = {(each.turn, each.cue) for each in report.cues if each.cue in cues}
        suspected = {(each.turn, each.cue) for each in report.suspects if each.cue in cues}
        agents = {at for at, turn in enumerate(call["turns"]) if turn["speaker"] == "agent"}
        clear, tolerated = _labels(call["gold"], cues)
        matched = {each for each in matched if each[0] in agents}
        found.clear += len(clear & matched)
        found.right += len((clear | tolerated) & matched)
        found.wrong += len(matched - clear - tolerated)
        found.missed += len(clear - matched)
        found.suspected += len((clear - matched) & suspected)
        found.wrong_suspects += len(suspected - clear - tolerated)
    return found


def _labels(
    gold: dict[str, Any], cues: frozenset[str]
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return the clear cases, and those that count neither way when they are missed."""
    clear = {(turn, cue) for cue, turns in gold["acts"].items() for turn in turns if cue in cues}
    tolerated = {(turn, cue) for cue, turn in gold["open"] if cue in cues}
    for each in gold["violations"]:
        if each["cue"] in cues and not each.get("alt"):
            place = (each["turn"], each["cue"])
            (clear if each["certainty"] == "clear" else tolerated).add(place)
    return clear, tolerated


def checkers() -> Iterator[tuple[str, Checker]]:
    """Yield the default checker without its model, and with it."""
    whole = Checker.load()
    yield "lexicon", Checker(replace(whole.profile, model=None))
    yield "both", whole


def main() -> None:
    """Print a table, a row for each round and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="*", type=Path, help="files of calls with gold")
    given = parser.parse_args().calls
    files = given or sorted((shipped_lexicons() / "corpora" / "test" / "calls").glob("*.jsonl"))
    print("| calls | way | steps F1 | violations matched | precision | with suspects |", end="")
    print(" wrong suspects a call |\n|---|---|---|---|---|---|---|")
    for way, checker in checkers():
        for path in files:
            calls = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            steps = measure(checker, calls, STEPS)
            banned = measure(checker, calls, BANNED)
            cells = [f"{steps.f1:.3f}", f"{banned.recall:.2f}", f"{banned.precision:.2f}"]
            cells += [f"{banned.pointed_at:.2f}", f"{banned.wrong_suspects / len(calls):.2f}"]
            sys.stdout.write(f"| {path.stem} | {way} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
