"""Garbled copies of a part of the corpora: ``python -m benchmarks.garbled_turns``.

Writers type the errors of speech recognition that they can think of; the noise model of
``benchmarks.garble`` makes those that recognition makes. One turn in ``ONE_IN`` of each batch is
copied with errors, labels and batch as they are, into ``lexicons/corpora/garbled.jsonl``. The same
corpora give the same file.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.garble import garble
from scriptcheck.learned.corpus import TrainingTurn, read_turns
from scriptcheck.text.fold import fold

CORPORA: Final = Path(__file__).parents[1] / "lexicons" / "corpora"
GARBLED: Final = CORPORA / "garbled.jsonl"
ONE_IN: Final = 12
RATE: Final = 0.12
"""Share of characters with an error."""
SHORTEST: Final = 6
"""Characters of the shortest turn that is copied: of a shorter one too little would be left."""
SEED: Final = 2026


def garbled_turns(turns: list[TrainingTurn]) -> list[TrainingTurn]:
    """Return garbled copies of some of ``turns``, less those that are turns already."""
    rng = random.Random(SEED)  # noqa: S311  (the same turns each time)
    known = {(turn.text, turn.before) for turn in turns}
    copies: list[TrainingTurn] = []
    for turn in turns:
        if rng.randrange(ONE_IN) or len(turn.text) < SHORTEST:
            continue
        text = garble(turn.text, RATE, rng)
        if fold(text).text in {"", fold(turn.text).text} or (text, turn.before) in known:
            continue
        known.add((text, turn.before))
        copies.append(msgspec.structs.replace(turn, text=text))
    return copies


def main() -> None:
    """Write the file, and say how many turns it has."""
    files = sorted(path for path in CORPORA.glob("*.jsonl") if path != GARBLED)
    copies = garbled_turns(list(read_turns(files)))
    GARBLED.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in copies))
    sys.stdout.write(f"{GARBLED}: {len(copies)} turns\n")


if __name__ == "__main__":
    main()
