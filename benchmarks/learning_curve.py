"""How the model's ranking grows with the turns that it is trained on.

Models are trained on parts of the shipped corpora, drawn with a fixed seed, each part within the
next, and rank the turns that none was trained on. A cue with too few cases in a part is not
trained, and its average precision is 0. Run ``python -m benchmarks.learning_curve``; it takes ten
minutes of one core, goes on where it was stopped, and begins anew where the corpora have changed.
"""

from __future__ import annotations

import argparse
import json
import random
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from benchmarks.held_out import (
    CORPORA,
    FEWEST,
    all_turns,
    curves,
    held_out_turns,
    mean_average_precision,
)
from benchmarks.rounds import BANNED, STEPS
from scriptcheck.learned.model import model_of
from scriptcheck.learned.train import train

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.learned.corpus import TrainingTurn

SIZES: Final = (2_000, 5_000, 10_000, 20_000, 40_000)
"""Turns that models are trained on; after them, all."""

SEED: Final = 20

FIGURES: Final = Path(__file__).with_name("learning.jsonl")
"""A line for each size, for ``make tables``."""


def training_turns(corpora: Path) -> list[TrainingTurn]:
    """Return all turns in ``corpora`` that models are trained on, in an order drawn by ``SEED``."""
    alone, in_calls = all_turns(corpora)
    turns = [*alone, *in_calls]
    random.Random(SEED).shuffle(turns)  # noqa: S311  (a fixed seed)
    return turns


def ranked(
    turns: Sequence[TrainingTurn], held_out: Mapping[str, Sequence[TrainingTurn]]
) -> dict[str, float]:
    """Return the mean average precision of a model trained on ``turns``, by set and kind of cue."""
    model = model_of(memoryview(train(turns, with_thresholds=False)))
    found = {}
    for name, known in held_out.items():
        by_cue = curves(model, known)
        for kind, cues in (("banned", BANNED), ("steps", STEPS)):
            measured = [cue for cue in cues if sum(cue in turn.labels for turn in known) >= FEWEST]
            found[f"{kind}, {name}"] = round(mean_average_precision(by_cue, cues, measured), 4)
    return found


def main() -> None:
    """Write a line of figures for each size that there is none of yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    given = parser.parse_args()
    turns, held_out = training_turns(given.corpora), held_out_turns(given.corpora)
    digest = sha256(msgspec.json.encode((turns, held_out))).hexdigest()[:16]
    lines = FIGURES.read_text("utf-8").splitlines() if FIGURES.exists() else []
    known = {each["turns"]: each for each in map(json.loads, lines) if each["corpora"] == digest}
    for size in (*SIZES, len(turns)):
        if size not in known:
            known[size] = {"turns": size, "corpora": digest} | ranked(turns[:size], held_out)
            print(known[size], flush=True)
            rows = (json.dumps(known[each]) for each in sorted(known))
            FIGURES.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
