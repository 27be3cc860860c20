"""The figures of docs/quality.md and docs/learned.md, measured anew.

Run ``python -m benchmarks.quality`` and then ``make tables`` where the lexicon or the model has
changed; it takes some minutes. What is measured on labelled calls that are not part of the project
is measured where ``--data`` has them, and else stays as it was.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.held_out import average_precision, curves, held_out_turns
from benchmarks.labelled import (
    Remembering,
    asking_and_failing,
    asking_and_failing_in_rounds,
    evaluation,
    figures,
)
from benchmarks.rounds import BANNED, STEPS, checkers, grouped, held_out_calls, measured, total
from scriptcheck.learned.model import confidence, read_model
from scriptcheck.learned.source import LearnedSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.rounds import Found, Measured
    from scriptcheck.learned.model import LearnedModel
    from scriptcheck.lexicon.profile import Profile

FIGURES: Final = Path(__file__).with_name("quality.json")
"""The figures, for ``make tables``."""

DATA: Final = Path(__file__).parents[2] / "shared" / "data"

SETS: Final = {"real": ("dev", {"company": ("联通", "中国联通")}), "trades": ("trades", None)}
"""Labelled calls by the folder they are in, and the company that they are of."""

FOLDS: Final = 5


def held_out_figures(found: Mapping[str, Sequence[Measured]]) -> dict[str, Any]:
    """Return the figures of each round, sector and cue, by the way of checking."""
    both = found["both"]
    figures_of = {
        by: [
            {"name": name, "calls": len(group)}
            | {way: _together(grouped(calls, by)[name]) for way, calls in found.items()}
            for name, group in grouped(both, by).items()
        ]
        for by in ("round", "sector")
    }
    return {
        "calls": len(both),
        "all": {way: _together(calls) for way, calls in found.items()},
        **figures_of,
        "cue": [
            {"cue": cue, "labels": total(both, [cue]).labels}
            | {way: _of_cue(total(calls, [cue])) for way, calls in found.items()}
            for cue in (*sorted(STEPS), *sorted(BANNED))
        ],
    }


def _together(calls: Sequence[Measured]) -> dict[str, float]:
    steps, banned = total(calls, STEPS), total(calls, BANNED)
    return {
        "steps": round(steps.f1, 3),
        "recall": round(banned.recall, 3),
        "precision": round(banned.precision, 3),
        "pointed_at": round(banned.pointed_at, 3),
        "wrong_suspects": round(banned.wrong_suspects / len(calls), 3),
        "labels": banned.labels,
    }


def _of_cue(found: Found) -> dict[str, float | None]:
    return {
        "precision": round(found.precision, 3) if found.right + found.wrong else None,
        "recall": round(found.recall, 3),
        "pointed_at": round(found.pointed_at, 3),
        "f1": round(found.f1, 3),
    }


def thresholds(profile: Profile) -> dict[str, dict[str, float | None]]:
    """Return from which confidence on findings of each cue are matches, suspects and possible."""
    assert profile.model is not None  # noqa: S101  (the default profile has one)
    source = LearnedSource(profile.model, profile.learned.cues, profile.forbidden, profile.rivals)
    return {
        cue: {
            kind: None if score is None else confidence(score)
            for kind in ("match", "suspect", "possible")
            for score in [getattr(threshold, kind)]
        }
        for cue, threshold in sorted(source.thresholds.items())
        if cue in STEPS | BANNED
    }


def model_of(profile: Profile) -> LearnedModel:
    """Return the model of ``profile``, which has one."""
    assert profile.model is not None  # noqa: S101  (the default profile has one)
    return read_model(profile.model)


def ranking(profile: Profile) -> dict[str, dict[str, float]]:
    """Return the average precision of each cue on what is held out."""
    model = model_of(profile)
    return {
        name: {cue: round(average_precision(curve), 3) for cue, curve in found.items()}
        for name, turns in held_out_turns().items()
        for found in [curves(model, turns)]
    }


def labelled(
    ways: Mapping[str, Remembering], folder: Path
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the figures of the labelled calls in ``folder``, by the way of checking.

    With them, how often both ways together swap steps and fail rules wrongly.
    """
    found = {way: evaluation(checker, folder, FOLDS) for way, checker in ways.items()}
    return (
        {way: figures(each) for way, each in found.items()},
        asking_and_failing(found["both"], ways["both"], folder),
    )


def main() -> None:
    """Write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with dev and trades")
    parser.add_argument("-o", "--output", type=Path, default=FIGURES)
    given = parser.parse_args()
    before = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    ways = {way: Remembering(checker) for way, checker in checkers().items()}
    held_out = {way: measured(each, held_out_calls()) for way, each in ways.items()}
    found = {
        "model": model_of(ways["both"].profile).sha256,
        "held_out": held_out_figures(held_out),
        "thresholds": thresholds(ways["both"].profile),
        "ranking": ranking(ways["both"].profile),
        "asking": before.get("asking", {}),
        "labelled": before.get("labelled", {}),
    }
    found["asking"]["rounds"] = asking_and_failing_in_rounds(ways["both"], held_out_calls())
    for name, (folder, company) in SETS.items():
        if (given.data / folder).is_dir():
            others = ways
            if company is not None:
                others = {way: Remembering(each) for way, each in checkers(company).items()}
            known, asking = labelled(others, given.data / folder)
            found["labelled"][name], found["asking"][name] = known, asking
    text = json.dumps(found, ensure_ascii=False, indent=1)
    given.output.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
