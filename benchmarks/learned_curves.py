"""Precision and recall of the shipped model on the batch that it was never trained on, as pictures.

Run ``python -m benchmarks.learned_curves --plot docs/images/learned.png``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.rounds import BANNED, STEPS
from scriptcheck.learned.corpus import read_turns
from scriptcheck.learned.model import read_model
from scriptcheck.lexicon.layer import shipped_lexicons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEWEST: Final = 15
"""Clear cases without which a curve says nothing."""


def curves() -> dict[str, list[tuple[float, float]]]:
    """Return for each cue with cases enough its points: recall of clear cases, precision."""
    lexicons = shipped_lexicons()
    model = read_model(lexicons / "profiles" / "learned.model")
    turns = list(read_turns(sorted((lexicons / "corpora" / "test").glob("*.jsonl"))))
    scores = [model.scores(turn.seen()) for turn in turns]
    found: dict[str, list[tuple[float, float]]] = {}
    for cue in model.cues:
        cases = sum(cue in turn.labels for turn in turns)
        if cases < FEWEST:
            continue
        ranked = sorted(zip(scores, turns, strict=True), key=lambda each: -each[0][cue])
        right = clear = 0
        points = []
        for count, (_, turn) in enumerate(ranked, 1):
            right += turn.share(cue) > 0
            clear += cue in turn.labels
            points.append((clear / cases, right / count))
        found[cue] = points
    return found


def average_precision(points: Sequence[tuple[float, float]]) -> float:
    """Return the mean precision over the clear cases found, the best first."""
    total = before = 0.0
    for recall, precision in points:
        total += (recall - before) * precision
        before = recall
    return total


def plot(found: Mapping[str, Sequence[tuple[float, float]]], path: Path) -> None:
    """Draw the curves of steps and of banned cues beside each other."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, both = plt.subplots(1, 2, figsize=(12, 5), sharey=True)
    for axes, cues, title in zip(both, (BANNED, STEPS), ("banned", "steps"), strict=True):
        for cue in sorted(cues & found.keys()):
            recalls, precisions = zip(*found[cue], strict=True)
            axes.plot(recalls, precisions, label=cue, linewidth=1.2)
        axes.set(title=title, xlabel="recall of clear cases", xlim=(0, 1), ylim=(0, 1.02))
        axes.grid(alpha=0.3)
        axes.legend(fontsize=8, loc="lower left")
    both[0].set_ylabel("precision (borderline counts as right)")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main() -> None:
    """Print a table of average precisions; draw the curves where ``--plot`` says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    found = curves()
    print("| cue | average precision |\n|---|---|")
    for cue, points in sorted(found.items()):
        print(f"| `{cue}` | {average_precision(points):.2f} |")
    for name, cues in (("banned", BANNED), ("steps", STEPS)):
        means = [average_precision(found[cue]) for cue in sorted(cues & found.keys())]
        print(f"| mean of {len(means)} {name} | {sum(means) / max(1, len(means)):.3f} |")
    if given.plot is not None:
        plot(found, given.plot)


if __name__ == "__main__":
    main()
