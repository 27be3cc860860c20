"""Recall and precision of redaction on planted data: ``python -m benchmarks.redaction``.

Calls are made up (planted.py). A planted value is found if every letter and digit of it is masked;
a span is right if it touches something planted. Wilson intervals, 95 %.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from typing import Any

from benchmarks.planted import FILLERS, Plant, Planted, planted_calls
from scriptcheck.intervals import wilson
from scriptcheck.redact import KINDS, Redaction, redact


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many of each kind of error")
    given = parser.parse_args()
    measured = measure(given.calls, given.seed, given.errors)
    if given.json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
    else:
        show(measured)


def measure(calls: int, seed: int, errors: int = 0) -> dict[str, Any]:
    """Return recall by kind and form, precision by kind, and what was masked for nothing."""
    planted = planted_calls(calls, seed)
    redact(planted[0].call)  # loads what is loaded once
    begin = time.process_time()
    redactions = [redact(each.call) for each in planted]
    seconds = time.process_time() - begin
    found: Counter[tuple[str, str, bool]] = Counter()
    right: Counter[tuple[str, bool]] = Counter()
    decoys: Counter[tuple[str, bool]] = Counter()
    shown: list[str] = []
    for each, redaction in zip(planted, redactions, strict=True):
        for plant in each.plants:
            is_found = _is_masked(plant, redaction)
            found[plant.kind, plant.form, is_found] += 1
            if not is_found:
                shown.append(f"missed {plant.kind} {plant.form}: {_around(each, plant.places)}")
        for span in redaction.spans:
            is_right = any(_touches(plant, span) for plant in each.plants)
            right[span.kind, is_right] += 1
            if not is_right:
                place = (span.turn, span.start, span.end)
                shown.append(f"wrong {span.kind} {span.reason}: {_around(each, [place])}")
        for what, turn, start, end in each.decoys:
            before, after = (
                call.turns[turn].text[start:end] for call in (each.call, redaction.call)
            )
            decoys[what, before == after] += 1
    characters = sum(len(turn.text) for each in planted for turn in each.call.turns)
    return {
        "calls": calls,
        "seed": seed,
        "characters_per_s": round(characters / seconds),
        "recall": [
            {"kind": kind, "form": form, **_share(found, kind, form)}
            for kind in [*KINDS, "all"]
            for form in _forms(found, kind)
        ],
        "precision": [{"kind": kind, **_share(right, kind)} for kind in [*KINDS, "all"]],
        "decoys": [
            {"kind": what, **_share(decoys, what)} for what in sorted({w for w, _ in decoys})
        ],
        "errors": _some(shown, errors),
    }


def show(measured: dict[str, Any]) -> None:
    """Print ``measured`` as tables in Markdown."""
    print(
        f"{measured['calls']} calls, seed {measured['seed']}, "
        f"{measured['characters_per_s'] / 1000:.0f},000 characters/s"
    )
    for title in ("recall", "precision", "decoys"):
        heading = "left alone" if title == "decoys" else title
        print(f"\n| kind | form | n | {heading} | 95 % |\n|---|---|---:|---:|---|")
        for row in measured[title]:
            low, high = row["interval"]
            form, span = row.get("form", ""), f"{low:.3f}–{high:.3f}"
            print(f"| {row['kind']} | {form} | {row['n']} | {row['share']:.3f} | {span} |")
    for line in measured["errors"]:
        print(line)


def _forms(found: Counter[tuple[str, str, bool]], kind: str) -> list[str]:
    return ["", *sorted({form for one, form, _ in found if one == kind})]


def _share(counts: Counter[Any], kind: str, form: str | None = None) -> dict[str, Any]:
    """Return how many of ``kind`` went well, of how many."""

    def fits(key: Any) -> bool:
        return kind in {"all", key[0]} and (not form or key[1] == form)

    well = sum(count for key, count in counts.items() if fits(key) and key[-1])
    every = sum(count for key, count in counts.items() if fits(key))
    low, high = wilson(well, every) if every else (0.0, 1.0)
    return {"n": every, "share": well / every if every else 0.0, "interval": [low, high]}


def _is_masked(plant: Plant, redaction: Redaction) -> bool:
    return not any(
        letter.isalnum() and letter not in FILLERS
        for turn, start, end in plant.places
        for letter in redaction.call.turns[turn].text[start:end]
    )


def _touches(plant: Plant, span: Any) -> bool:
    return any(
        turn == span.turn and start < span.end and span.start < end
        for turn, start, end in plant.places
    )


def _around(each: Planted, places: Any) -> str:
    return " / ".join(
        f"{turn}:{each.call.turns[turn].text[:start]}⟦{each.call.turns[turn].text[start:end]}⟧"
        f"{each.call.turns[turn].text[end:]}"
        for turn, start, end in places
    )


def _some(lines: list[str], most: int) -> list[str]:
    seen: Counter[str] = Counter()
    kept = []
    for line in lines:
        sort = line.split(":")[0]
        seen[sort] += 1
        if seen[sort] <= most:
            kept.append(line)
    return kept


if __name__ == "__main__":
    main()
