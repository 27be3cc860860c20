"""Precision and recall of the shipped model on what it was never trained on, as pictures.

A panel for each cue: a line for the batch that is held out, one for the whole calls, and on these
the thresholds in force. Run ``python -m benchmarks.learned_curves docs/images``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.held_out import BATCH, CALLS, average_precision, curves, held_out_turns
from benchmarks.learning_curve import FIGURES as LEARNING
from benchmarks.quality import model_of, thresholds
from benchmarks.rounds import BANNED, STEPS
from scriptcheck.learned.model import score_of
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.held_out import Curve

COLUMNS: Final = 4
COLOURS: Final = {BATCH: "#9a9a9a", CALLS: "#1f5fa8"}
NAMES: Final = {BATCH: "held-out batch", CALLS: "held-out calls"}
MARKS: Final = {"match": ("o", "a match from here on"), "possible": ("s", "possible")}
WIDTH: Final = 820
"""Pixels of a picture."""

PICTURES: Final = {"learned-banned.png": (BANNED, 0.0), "learned-steps.png": (STEPS, 0.5)}
"""The cues on each picture, and where its axes begin: steps are found too well to begin at 0."""


def draw(
    found: Mapping[str, Mapping[str, Curve]],
    limits: Mapping[str, Mapping[str, float | None]],
    cues: Sequence[str],
    least: float,
) -> Any:
    """Return a picture with a panel for each of ``cues``, whose axes begin at ``least``."""
    plt = _pyplot()
    rows = -(-len(cues) // COLUMNS)
    figure, panels = plt.subplots(
        rows, COLUMNS, figsize=(8.2, 1.95 * rows + 0.4), sharex=True, sharey=True
    )
    for axes, cue in zip(panels.flat, cues, strict=False):
        for name in (BATCH, CALLS):
            if cue in found[name]:
                _line(axes, name, found[name][cue])
        if cue in found[CALLS]:
            for kind, (mark, _) in MARKS.items():
                _mark(axes, mark, found[CALLS][cue], limits[cue][kind])
        means = (
            f"{average_precision(each[cue]):.2f}" if cue in each else "–"
            for each in (found[BATCH], found[CALLS])
        )
        axes.set_title(f"{cue}  {' / '.join(means)}", fontsize=8)
        ticks = (least, (1 + least) / 2, 1)
        far = 1 + 0.03 * (1 - least)
        axes.set(xlim=(least, far), ylim=(least, far), xticks=ticks, yticks=ticks)
        axes.tick_params(labelsize=7, length=2)
        axes.grid(alpha=0.25, linewidth=0.5)
    for axes in list(panels.flat)[len(cues) :]:
        axes.set_visible(False)
    handles = [plt.Line2D([], [], color=COLOURS[name], label=NAMES[name]) for name in NAMES]
    handles += [
        plt.Line2D([], [], color=COLOURS[CALLS], marker=mark, markersize=4, ls="", label=label)
        for mark, label in MARKS.values()
    ]
    figure.legend(handles=handles, loc="upper center", ncols=4, fontsize=8, frameon=False)
    figure.supxlabel("recall of clear cases", fontsize=8)
    figure.supylabel("precision, borderline cases counted as right", fontsize=8)
    figure.tight_layout(rect=(0.015, 0, 1, 1 - 0.3 / (1.95 * rows + 0.4)), pad=0.6)
    return figure


def _line(axes: Any, name: str, curve: Curve) -> None:
    # From the first clear case on, and only where recall grows: the rest cannot be seen.
    points = [point for at, point in enumerate(curve) if at + 1 == len(curve) or _grows(curve, at)]
    recalls, precisions = [p.recall for p in points], [p.precision for p in points]
    axes.plot(recalls, precisions, color=COLOURS[name], linewidth=1.1)


def _grows(curve: Curve, at: int) -> bool:
    before = curve[at - 1].recall if at else 0.0
    return curve[at].recall > before


def _mark(axes: Any, mark: str, curve: Curve, limit: float | None) -> None:
    if limit is None:
        return
    above = [point for point in curve if point.score >= score_of(limit)]
    if above:
        place = ([above[-1].recall], [above[-1].precision])
        axes.plot(*place, mark, color=COLOURS[CALLS], markersize=3.5)


def _pyplot() -> Any:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    return plt


def save(figure: Any, path: Path) -> None:
    """Write ``figure`` as a picture of few colours, which is small."""
    from io import BytesIO

    from PIL import Image

    buffer = BytesIO()
    figure.savefig(buffer, dpi=WIDTH / figure.get_size_inches()[0] * 1.5, format="png")
    picture = Image.open(buffer).convert("RGB").quantize(32)
    picture.save(path, optimize=True)


def draw_growth(lines: Sequence[Mapping[str, float]], path: Path) -> None:
    """Draw how the mean average precision grows with the turns trained on."""
    plt = _pyplot()
    figure, axes = plt.subplots(figsize=(5.4, 3.2))
    sizes = [line["turns"] for line in lines]
    for kind, style in (("banned", "-"), ("steps", "--")):
        for name in NAMES:
            values = [line[f"{kind}, {name}"] for line in lines]
            label = f"{kind}, {NAMES[name]}"
            axes.plot(sizes, values, style, marker="o", ms=3, color=COLOURS[name], label=label)
    axes.set_xscale("log")
    axes.set_xticks(sizes, [f"{size / 1000:.0f}k" for size in sizes], fontsize=8)
    axes.minorticks_off()
    axes.set(ylim=(0, 1.02))
    axes.set_xlabel("turns trained on", fontsize=8)
    axes.set_ylabel("mean average precision", fontsize=8)
    axes.tick_params(labelsize=8)
    axes.grid(alpha=0.25, linewidth=0.5)
    axes.legend(fontsize=8, loc="lower right", frameon=False)
    figure.tight_layout()
    save(figure, path)


def main() -> None:
    """Draw all pictures into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    profile = load_profile("default", rule_specs())
    model, limits = model_of(profile), thresholds(profile)
    found = {name: curves(model, turns) for name, turns in held_out_turns().items()}
    for name, (cues, least) in PICTURES.items():
        known = sorted(cue for cue in cues if any(cue in each for each in found.values()))
        save(draw(found, limits, known, least), given.folder / name)
    lines = [json.loads(line) for line in LEARNING.read_text("utf-8").splitlines()]
    draw_growth(lines, given.folder / "learned-growth.png")


if __name__ == "__main__":
    main()
