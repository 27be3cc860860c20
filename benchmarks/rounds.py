"""How much of the calls of each round is found: by the lexicon alone, the model alone, and both.

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

from benchmarks.sectors import sector
from scriptcheck import Call, Checker, Turn
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.labelled import Remembering

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
    def labels(self) -> int:
        """The clear cases."""
        return self.clear + self.missed

    @property
    def recall(self) -> float:
        """The share of the clear cases that was matched."""
        return self.clear / max(1, self.labels)

    @property
    def pointed_at(self) -> float:
        """The share of the clear cases that was matched or suspected."""
        return (self.clear + self.suspected) / max(1, self.labels)

    @property
    def precision(self) -> float:
        """The share of the matches that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def measure(checker: Checker | Remembering, call: dict[str, Any]) -> dict[str, Found]:
    """Return how ``checker`` finds each cue in ``call`` with its ``gold``."""
    turns = tuple(Turn(turn["speaker"], turn["text"]) for turn in call["turns"])
    meta = {key: call["meta"][key] for key in ("direction", "company") if key in call["meta"]}
    report = checker.check(Call(call["call_id"], turns, meta), all_cues=True)
    agents = {at for at, turn in enumerate(call["turns"]) if turn["speaker"] == "agent"}
    clear, tolerated = labels_of(call["gold"])
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


def labels_of(gold: dict[str, Any]) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return the clear cases, and those that count neither way when they are missed."""
    clear = {(turn, cue) for cue, turns in gold["acts"].items() for turn in turns}
    tolerated = {(turn, cue) for cue, turn in gold["open"]}
    for each in gold["violations"]:
        if not each.get("alt"):
            place = (each["turn"], each["cue"])
            (clear if each["certainty"] == "clear" else tolerated).add(place)
    return clear, tolerated


def checkers(variables: Mapping[str, Sequence[str]] | None = None) -> dict[str, Checker]:
    """Return the default checker without its model, without phrases for what is measured, whole.

    ``variables`` are those of the profile. Without phrases the context tests stay, and so do the
    thresholds of the profile, by which greetings are left to phrases.
    """
    whole = Checker.load(variables=variables)
    nothing: dict[str, Any] = {"phrases": (), "tokens": (), "repetition": None}
    cues = {
        name: cue.model_copy(update=nothing) if name in STEPS | BANNED else cue
        for name, cue in whole.profile.cues.items()
    }
    return {
        "lexicon": Checker(replace(whole.profile, model=None)),
        "model": Checker(replace(whole.profile, cues=cues)),
        "both": whole,
    }


@dataclass(frozen=True)
class Measured:
    """What one way of checking found in one call."""

    round: str
    trade: str
    found: Mapping[str, Found]
    """By cue."""

    def group(self, by: str) -> str:
        """Return its round, its trade, or the sector of that."""
        return sector(self.trade) if by == "sector" else str(getattr(self, by))


def held_out_calls() -> list[Path]:
    """Return the files of whole calls that no model was trained on, in the order of the rounds."""
    files = (shipped_lexicons() / "corpora" / "test" / "calls").glob("*.jsonl")
    return sorted(files, key=lambda path: (len(path.stem), path.stem))


def measured(checker: Checker | Remembering, files: Iterable[Path]) -> list[Measured]:
    """Return what ``checker`` finds in each call of ``files``."""
    calls = [
        (path.stem, json.loads(line)) for path in files for line in path.read_bytes().splitlines()
    ]
    return [Measured(name, call["meta"]["trade"], measure(checker, call)) for name, call in calls]


def grouped(calls: Iterable[Measured], by: str) -> dict[str, list[Measured]]:
    """Return ``calls`` by their group, in the order in which groups come."""
    groups: dict[str, list[Measured]] = {}
    for call in calls:
        groups.setdefault(call.group(by), []).append(call)
    return groups


def total(calls: Iterable[Measured], cues: Iterable[str]) -> Found:
    """Return what was found of ``cues`` in ``calls``."""
    wanted = sorted(cues)
    return sum((call.found[cue] for call in calls for cue in wanted), Found())


def main() -> None:
    """Print a table: a row for each round, trade, sector or cue, and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", nargs="*", type=Path, help="files of calls with gold")
    parser.add_argument("--by", choices=("round", "trade", "sector", "cue"), default="round")
    given = parser.parse_args()
    files = given.calls or held_out_calls()
    write = sys.stdout.write
    if given.by == "cue":
        write("| cue | way | labels | precision | recall | with suspects | F1 |\n")
        write("|---|---|---|---|---|---|---|\n")
    else:
        write(f"| {given.by} | calls | way | steps F1 | violations matched | precision |")
        write(" with suspects | wrong suspects a call |\n|---|---|---|---|---|---|---|---|\n")
    for way, checker in checkers().items():
        calls = measured(checker, files)
        if given.by == "cue":
            for cue in (*sorted(STEPS), *sorted(BANNED)):
                found = total(calls, [cue])
                cells = [str(found.labels), f"{found.precision:.2f}", f"{found.recall:.2f}"]
                cells += [f"{found.pointed_at:.2f}", f"{found.f1:.2f}"]
                write(f"| `{cue}` | {way} | {' | '.join(cells)} |\n")
            continue
        for name, group in grouped(calls, given.by).items():
            steps, banned = total(group, STEPS), total(group, BANNED)
            cells = [f"{steps.f1:.3f}", f"{banned.recall:.2f}", f"{banned.precision:.2f}"]
            cells += [f"{banned.pointed_at:.2f}", f"{banned.wrong_suspects / len(group):.2f}"]
            write(f"| {name} | {len(group)} | {way} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
