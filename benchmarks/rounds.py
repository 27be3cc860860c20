"""How much of the calls of each round is found: with the lexicon alone, and with the model too.

The calls are made up, written without sight of lexicon and model, and labelled twice; by default
they are those that no model was trained on. A match counts as right where a reader sees the cue,
borderline cases included; recall counts clear cases.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scriptcheck import Call, Checker, Turn
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    def __add__(self, other: Found) -> Found:
        """Return what was found of both."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Found(*(one + another for one, another in pairs))

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


def measure(checker: Checker, call: dict[str, Any]) -> dict[str, Found]:
    """Return how ``checker`` finds each cue in ``call`` with its ``gold``."""
    turns = tuple(Turn(turn["speaker"], turn["text"]) for turn in call["turns"])
    meta = {"direction": call["meta"]["direction"]}
    report = checker.check(Call(call["call_id"], turns, meta))
    agents = {at for at, turn in enumerate(call["turns"]) if turn["speaker"] == "agent"}
    clear, tolerated = _labels(call["gold"])
    matched = {(each.turn, each.cue) for each in report.cues if each.turn in agents}
    suspected = {(each.turn, each.cue) for each in report.suspects}
    found: dict[str, Found] = {}
    for cue in STEPS | BANNED:
        here = [{each for each in group if each[1] == cue} for group in (clear, tolerated)]
        match, suspect = ({x for x in group if x[1] == cue} for group in (matched, suspected))
        found[cue] = Found(
            clear=len(here[0] & match),
            right=len((here[0] | here[1]) & match),
            wrong=len(match - here[0] - here[1]),
            missed=len(here[0] - match),
            suspected=len((here[0] - match) & suspect),
            wrong_suspects=len(suspect - here[0] - here[1]),
        )
    return found


def _labels(gold: dict[str, Any]) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return the clear cases, and those that count neither way when they are missed."""
    clear = {(turn, cue) for cue, turns in gold["acts"].items() for turn in turns}
    tolerated = {(turn, cue) for cue, turn in gold["open"]}
    for each in gold["violations"]:
        if not each.get("alt"):
            place = (each["turn"], each["cue"])
            (clear if each["certainty"] == "clear" else tolerated).add(place)
    return clear, tolerated


def checkers() -> Iterator[tuple[str, Checker]]:
    """Yield the default checker without its model, and with it."""
    whole = Checker.load()
    yield "lexicon", Checker(replace(whole.profile, model=None))
    yield "both", whole


def main() -> None:
    """Print a table: a row for each round, trade or cue, and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="*", type=Path, help="files of calls with gold")
    parser.add_argument("--by", choices=("round", "trade", "cue"), default="round")
    given = parser.parse_args()
    files = given.calls or sorted(
        (shipped_lexicons() / "corpora" / "test" / "calls").glob("*.jsonl")
    )
    calls = [(path.stem, json.loads(line)) for path in files for line in path.open("rb")]
    write = sys.stdout.write
    if given.by == "cue":
        write("| cue | way | labels | precision | recall | with suspects | F1 |\n")
        write("|---|---|---|---|---|---|---|\n")
    else:
        write(f"| {given.by} | calls | way | steps F1 | violations matched | precision |")
        write(" with suspects | wrong suspects a call |\n|---|---|---|---|---|---|---|---|\n")
    for way, checker in checkers():
        found = [(name, call["meta"], measure(checker, call)) for name, call in calls]
        if given.by == "cue":
            for cue in (*sorted(STEPS), *sorted(BANNED)):
                total = _sum(each[cue] for _, _, each in found)
                cells = [str(total.clear + total.missed), f"{total.precision:.2f}"]
                cells += [f"{total.recall:.2f}", f"{total.pointed_at:.2f}", f"{total.f1:.2f}"]
                write(f"| `{cue}` | {way} | {' | '.join(cells)} |\n")
            continue
        groups: dict[str, list[dict[str, Found]]] = {}
        for name, meta, each in found:
            groups.setdefault(meta["trade"] if given.by == "trade" else name, []).append(each)
        for name, group in groups.items():
            steps = _sum(each[cue] for each in group for cue in STEPS)
            banned = _sum(each[cue] for each in group for cue in BANNED)
            cells = [f"{steps.f1:.3f}", f"{banned.recall:.2f}", f"{banned.precision:.2f}"]
            cells += [f"{banned.pointed_at:.2f}", f"{banned.wrong_suspects / len(group):.2f}"]
            write(f"| {name} | {len(group)} | {way} | {' | '.join(cells)} |\n")


def _sum(found: Iterable[Found]) -> Found:
    return sum(found, Found())


if __name__ == "__main__":
    main()
