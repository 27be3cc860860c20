"""What grows with the lexicon, and what must not grow with the calls.

Run as ``python -m benchmarks.sizes``. Lexicons are of made-up phrases, two words of jieba's
dictionary each, as near phrases; calls are the made-up ones.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.machine import describe
from scriptcheck import Call, Checker, load_calls
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS = Path(__file__).parent.parent / "examples" / "calls"
T = TypeVar("T")

_SEED = 1
_PHRASES_A_CUE = 100


def main() -> None:
    """Print a table of memory by calls, and one of lexicons by size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 3_000, 10_000])
    parser.add_argument("--streamed", type=int, default=20_000, help="calls for the memory")
    options = parser.parse_args()
    calls = list(load_calls(CALLS))
    sys.stdout.write(f"{describe()}\n\n")
    # First, since the memory of a large lexicon would hide what calls take.
    sys.stdout.write("| calls checked | memory MB |\n|---|---|\n")
    for done, megabytes in _memory(calls, options.streamed):
        sys.stdout.write(f"| {done:,} | {megabytes:.0f} |\n")
        sys.stdout.flush()
    sys.stdout.write(
        "\n| phrases | load s | pickle MB | unpickle s | scan µs a call | check µs |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for size in options.sizes:
        sys.stdout.write(f"{_row(size, calls)}\n")


def _memory(calls: list[Call], streamed: int) -> Iterator[tuple[int, float]]:
    """Yield the memory taken after 100 calls, 1,000 and so on, and after all ``streamed``."""
    checker = Checker.load()
    due = 100
    for done, call in enumerate(islice(cycle(calls), streamed), start=1):
        checker.check(call).to_json()
        if done in (due, streamed):
            yield done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            due *= 10


def _row(size: int, calls: list[Call]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        _write_lexicon(Path(folder), size)
        load, checker = _timed(lambda: Checker.load(folder))
    packed = pickle.dumps(checker)
    unpickle, _ = _timed(lambda: pickle.loads(packed))  # noqa: S301  (our own)
    texts = [(CallText.of(call), [turn.speaker.value for turn in call.turns]) for call in calls]
    scanner = checker.finder.scanner
    scans = [_timed(lambda: [scanner.scan(*text) for text in texts])[0] for _ in range(5)]
    checks = [_timed(lambda: [checker.check(call) for call in calls])[0] for _ in range(5)]
    micro = 1e6 / len(calls)
    return (
        f"| {size:,} | {load:.1f} | {len(packed) / 1e6:.1f} | {unpickle:.2f} "
        f"| {min(scans) * micro:.0f} | {min(checks) * micro:.0f} |"
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _write_lexicon(folder: Path, size: int) -> None:
    phrases = _phrases(size)
    cues = {
        f"cue{number}": {
            "title": "话术",
            "title_en": "A cue",
            "tolerance": "near",
            "phrases": phrases[start : start + _PHRASES_A_CUE],
            "examples": {"hit": ["是"], "miss": ["否"]},
        }
        for number, start in enumerate(range(0, size, _PHRASES_A_CUE))
    }
    profile = {"name": "sizes", "title": "规模", "title_en": "Sizes"}
    chapter = {"title": "章", "title_en": "Chapter", "cues": cues}
    for name, data in (("profile.yaml", profile), ("chapter.yaml", chapter)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _phrases(size: int) -> list[str]:
    import jieba

    jieba.setLogLevel("WARNING")
    jieba.initialize()
    rng = random.Random(_SEED)  # noqa: S311  (no secret)
    words = sorted(
        word
        for word, count in jieba.dt.FREQ.items()
        if count > 50 and 2 <= len(word) <= 4 and all("一" <= char <= "鿿" for char in word)  # noqa: PLR2004
    )
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(rng.sample(words, 2))] = None
    return list(found)


if __name__ == "__main__":
    main()
