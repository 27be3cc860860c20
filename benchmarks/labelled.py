"""What `scriptcheck eval` says of labelled calls: the real ones, and those that are made up."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, cast

from benchmarks.rounds import BANNED, STEPS
from scriptcheck import load_calls
from scriptcheck.evaluate import evaluate, read_gold
from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck import Call, Checker
    from scriptcheck.evaluate import Evaluation
    from scriptcheck.evaluate.metrics import Figure
    from scriptcheck.evaluate.mistakes import CueError
    from scriptcheck.report import CallReport

ASKED_BACK: Final = ("restate", "confirm_details")
"""The two steps that are most often taken for each other."""

GROUPS: Final = ("step", "violation", "said", "call")


class Remembering:
    """A checker that checks each call once: evaluations by other labels take its reports."""

    def __init__(self, checker: Checker) -> None:
        self.profile, self.lang, self.stamp = checker.profile, checker.lang, checker.stamp
        self._checker = checker
        self._reports: dict[str, CallReport] = {}

    def check(self, call: Call, *, all_cues: bool = True) -> CallReport:
        """Return the report of ``call``, of which there is one to each id."""
        if call.call_id not in self._reports:
            self._reports[call.call_id] = self._checker.check(call, all_cues=all_cues)
        return self._reports[call.call_id]


def evaluation(checker: Checker | Remembering, folder: Path, fold_count: int = 0) -> Evaluation:
    """Return the evaluation of ``checker`` on calls.jsonl in ``folder``, by gold.jsonl there."""
    gold = read_gold(folder / "gold.jsonl")
    calls = load_calls(str(folder / "calls.jsonl"))
    return evaluate(cast("Checker", checker), calls, gold, fold_count=fold_count)


def figures(found: Evaluation) -> dict[str, Any]:
    """Return the figures of each cue, of the steps together, and of the rules."""
    micro = {each.group.value: each for each in found.averages}
    swing = [each.f1 for each in found.spread if each.group is FigureGroup.STEP and not each.entry]
    return {
        "calls": found.calls.scored,
        "cues": [
            {"group": each.group.value, "cue": each.cue} | _counts(each)
            for each in found.cues
            if each.group.value in GROUPS and each.counts.support
        ],
        "steps": _counts(micro["step"]),
        "violations": _counts(micro["violation"]),
        "verdicts": _interval(micro["rule"].accuracy),
        "folds": [[round(each.lowest, 4), round(each.highest, 4)] for each in swing if each],
    }


def _counts(row: Any) -> dict[str, Any]:
    counts = row.counts
    three = row.figures if hasattr(row, "figures") else row.micro
    return {
        "labels": counts.support,
        "misses": counts.misses,
        "false_alarms": counts.false_alarms,
        "precision": _interval(three.precision),
        "recall": _interval(three.recall),
        "f1": _interval(three.f1),
    }


def _interval(figure: Figure | None) -> list[float] | None:
    if figure is None:
        return None
    return [round(each, 4) for each in (figure.value, figure.low, figure.high)]


def swaps(errors: Iterable[CueError], tolerated: frozenset[tuple[str, int, str]]) -> dict[str, int]:
    """Return how many errors of ``ASKED_BACK`` there are, and how many of them are swaps.

    A swap is a turn in which one is missed and the other found instead: two errors. Errors in
    ``tolerated`` turns, by call, turn and cue, are none.
    """
    at: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)
    for each in errors:
        if each.cue not in ASKED_BACK or each.group is not FigureGroup.STEP or each.turn is None:
            continue
        if (each.call_id, each.turn, each.cue) not in tolerated:
            at[each.call_id, each.turn].add((each.kind, each.cue))
    # A cue is missed in a turn or found there, not both.
    swapped = [here for here in at.values() if {kind for kind, _ in here} == _BOTH_KINDS]
    return {"errors": sum(map(len, at.values())), "swapped": 2 * len(swapped)}


_BOTH_KINDS: Final = {"miss", "false_alarm"}


def wrong_failures(strict: Evaluation, lenient: Evaluation | None = None) -> dict[str, int]:
    """Return how many rules failed of which the labels say the verdict, and how many wrongly.

    Where ``lenient`` is given, by labels that take open ones as said, both must call it wrong.
    """

    def wrong(found: Evaluation) -> set[tuple[str, str]]:
        failed = (each for each in found.verdict_errors if each.found is Outcome.FAIL)
        return {(each.rule, each.call_id) for each in failed}

    both = wrong(strict) & wrong(lenient or strict)
    return {"failed": sum(rule.counts.found for rule in strict.rules), "wrong": len(both)}


def asking_and_failing(
    strict: Evaluation, checker: Checker | Remembering, folder: Path
) -> dict[str, int]:
    """Return the swaps and the wrong failures in ``strict``, the evaluation of ``folder``."""
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    open_ = _open(map(json.loads, lines))
    return {
        "calls": strict.calls.scored,
        **swaps(strict.errors, open_),
        **wrong_failures(strict, _leniently(checker, folder, lines) if open_ else None),
    }


def _open(gold: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, int, str]]:
    return frozenset((g["call_id"], turn, cue) for g in gold for cue, turn in g.get("open", ()))


def _leniently(checker: Checker | Remembering, folder: Path, lines: Iterable[str]) -> Evaluation:
    """Return the evaluation by labels in which what one of two readers sees is there."""
    with TemporaryDirectory() as name:
        other = Path(name)
        gold = [json.loads(line) for line in lines]
        for each in gold:
            for cue, turn in each.pop("open", ()):
                turns = each["acts"].setdefault(cue, [])
                each["acts"][cue] = sorted({*turns, turn})
        _write(other / "gold.jsonl", gold)
        (other / "calls.jsonl").write_bytes((folder / "calls.jsonl").read_bytes())
        return evaluation(checker, other)


def asking_and_failing_in_rounds(
    checker: Checker | Remembering, files: Iterable[Path]
) -> dict[str, int]:
    """Return the swaps and the wrong failures in files of calls with their labels."""
    lines = (line for path in files for line in path.read_bytes().splitlines())
    calls = [json.loads(line) for line in lines]
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "calls.jsonl", calls)
        _write(folder / "gold.jsonl", map(_gold, calls))
        return asking_and_failing(evaluation(checker, folder), checker, folder)


def _gold(call: Mapping[str, Any]) -> dict[str, Any]:
    """Return the labels of ``call`` as a line of gold: all steps were looked for."""
    gold = call["gold"]
    acts = {cue: gold["acts"].get(cue, []) for cue in sorted(STEPS)}
    return {
        "call_id": call["call_id"],
        "acts": acts | gold.get("sought", {}),
        "violations": [each for each in gold["violations"] if each["cue"] in BANNED],
        "complaint": gold.get("complaint"),
        "open": [each for each in gold["open"] if each[0] in acts],
    }


def _write(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
