"""Recall and precision as the text gets worse: ``python -m benchmarks.noise``.

Clean turns are garbled at growing rates, and each way of searching says which required cues it
hears. What was said is taken from the clean text: the cues of which scriptcheck finds a phrase
there to the letter, as the lexicon's own examples confirm. Those that it finds there only by its
tolerance are left out of the count: nobody has said whether they are right.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Set
from pathlib import Path
from typing import NamedTuple

from benchmarks import machine
from benchmarks.garble import garble
from benchmarks.peers import installed_peers
from benchmarks.utterances import utterances
from benchmarks.wordings import wordings
from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.intervals import wilson
from scriptcheck.text.fold import fold

RATES = (0.0, 0.02, 0.05, 0.10, 0.20)
THRESHOLDS = (75.0, 80.0, 85.0, 90.0, 95.0)

Finder = Callable[[str], set[str]]


class Said(NamedTuple):
    """The required cues of a clean turn."""

    surely: frozenset[str]
    """To the letter."""
    perhaps: frozenset[str]
    """Found only by tolerance."""


Truth = dict[str, Said]


class Score(NamedTuple):
    """What a way of searching found at one rate."""

    name: str
    rate: float
    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        """Share of what was said that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that was said."""
        return self.right / max(1, self.right + self.wrong)


def main() -> None:
    """Print the table, and write the plot where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="texts garbled so many times over")
    parser.add_argument("--most", type=int, default=None, help="use so many turns at most")
    parser.add_argument("--plot", type=Path, help="write a PNG")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    scores = measure(seeds=given.seeds, most=given.most)
    if given.json:
        rows = [score._asdict() for score in scores]
        json.dump({"machine": machine.describe(), "scores": rows}, sys.stdout, indent=1)
    else:
        sys.stdout.write(table(scores))
    if given.plot:
        plot(scores, given.plot)


def measure(*, seeds: int, most: int | None = None) -> list[Score]:
    """Return the scores of scriptcheck and each peer that is installed, at each rate."""
    checker = Checker.load()
    texts = utterances(checker)[:most]
    phrases = wordings(checker)
    truth = {text: _said(checker, text, phrases.keys()) for text in texts}
    finders: dict[str, Finder] = {
        "scriptcheck": lambda text: _heard(checker, text) & phrases.keys(),
        "scriptcheck, exact hits only": lambda text: (
            _heard(checker, text, only_exact=True) & phrases.keys()
        ),
    }
    for peer in installed_peers(phrases):
        if hasattr(peer, "threshold"):
            peer.threshold = _best_threshold(peer, truth)
            finders[f"{peer.name} >= {peer.threshold:.0f}"] = _folded(peer.find)
        else:
            finders[peer.name] = _folded(peer.find)
    return [
        _score(name, rate, finder, truth, seeds)
        for name, finder in finders.items()
        for rate in RATES
    ]


def _said(checker: Checker, text: str, cues: Set[str]) -> Said:
    surely = _heard(checker, text, only_exact=True)
    return Said(frozenset(surely & cues), frozenset(_heard(checker, text) - surely))


def _heard(checker: Checker, text: str, *, only_exact: bool = False) -> set[str]:
    findings = checker.match(Call("", (Turn(Speaker.AGENT, text),)))
    return {
        cue
        for cue, hits in findings.matches.items()
        if not only_exact or any(hit.how == "exact" for hit in hits)
    }


def _folded(find: Finder) -> Finder:
    """Peers too are given text without punctuation and filler sounds: scriptcheck's own folding."""
    return lambda text: find(fold(text).text)


def _best_threshold(peer: object, truth: Truth) -> float:
    """Return the threshold that gives the best F1 at 10 %, which serves the peer best."""

    def f1(threshold: float) -> float:
        peer.threshold = threshold  # type: ignore[attr-defined]
        find = _folded(peer.find)  # type: ignore[attr-defined]
        score = _score("", 0.10, find, dict(list(truth.items())[::4]), 1)
        return 2 * score.right / max(1, 2 * score.right + score.missed + score.wrong)

    return max(THRESHOLDS, key=f1)


def _score(name: str, rate: float, find: Finder, truth: Truth, seeds: int) -> Score:
    right = missed = wrong = 0
    for seed in range(seeds if rate else 1):
        for number, (text, said) in enumerate(truth.items()):
            found = find(garble(text, rate, random.Random(f"{seed} {number} {rate}")))  # noqa: S311
            right += len(found & said.surely)
            missed += len(said.surely - found)
            wrong += len(found - said.surely - said.perhaps)
    return Score(name, rate, right, missed, wrong)


def table(scores: list[Score]) -> str:
    """Return the scores as Markdown, with Wilson's 95 % intervals."""
    lines = [
        machine.describe(),
        "",
        "| search | noise | recall | precision | right | missed | wrong |",
        "|---|---|---|---|---|---|---|",
    ]
    for score in scores:
        recall = _interval(score.right, score.right + score.missed)
        precision = _interval(score.right, score.right + score.wrong)
        counts = f"{score.right} | {score.missed} | {score.wrong}"
        lines.append(f"| {score.name} | {score.rate:.0%} | {recall} | {precision} | {counts} |")
    return "\n".join(lines) + "\n"


def _interval(part: int, whole: int) -> str:
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.3f}–{high:.3f})"


def plot(scores: list[Score], path: Path) -> None:
    """Write recall and precision against noise as a PNG."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(11, 4.2), sharey=True)
    for name in dict.fromkeys(score.name for score in scores):
        mine = [score for score in scores if score.name == name]
        rates = [score.rate * 100 for score in mine]
        width = 2.4 if name == "scriptcheck" else 1.2
        for panel, values in zip(
            panels, ([s.recall for s in mine], [s.precision for s in mine]), strict=True
        ):
            panel.plot(rates, values, marker="o", linewidth=width, label=name)
    for panel, title in zip(panels, ("Recall", "Precision"), strict=True):
        panel.set(title=title, xlabel="characters garbled, %", ylim=(0, 1.02))
        panel.grid(alpha=0.3)
    panels[1].legend(loc="lower left", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
