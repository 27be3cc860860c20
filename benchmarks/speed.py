"""Speed beside other ways to search: ``python -m benchmarks.speed``.

Every row is the median of rounds taken in turn, on the same calls; peers look for the plain
wordings of the cues that should be said, scriptcheck for its whole default lexicon.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import machine
from benchmarks.peers import installed_peers
from benchmarks.utterances import CALLS
from benchmarks.wordings import wordings
from scriptcheck import Call, Checker, load_calls
from scriptcheck.report import CallReport
from scriptcheck.text.call_text import CallText
from scriptcheck.text.fold import fold

Work = Callable[[], object]

_PEER_SHARE = 10
"""Peers are given every tenth call: some take a tenth of a second for one."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, default=CALLS, help="default: the made-up calls")
    parser.add_argument("--count", type=int, default=200, help="calls, repeated as needed")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = measure(given.calls, count=given.count, rounds=given.rounds)
    if given.json:
        json.dump({"machine": machine.describe(), "rows": rows}, sys.stdout, indent=1)
    else:
        sys.stdout.write(table(rows))


def measure(path: Path, *, count: int, rounds: int) -> list[dict[str, object]]:
    """Return a row for each way of working: name, µs a call, million characters a second."""
    calls = list(load_calls(path))
    calls = [calls[number % len(calls)] for number in range(count)]
    checker = Checker.load()
    own, peers = _own_work(checker, calls), _peer_work(checker, calls[::_PEER_SHARE])
    size = sum(len(turn.text) for call in calls for turn in call.turns)
    seconds: dict[str, list[float]] = {name: [] for name in (*own, *peers)}
    for _ in range(rounds):
        for name, work in (*own.items(), *peers.items()):
            begun = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - begun)
    return [
        _row(name, statistics.median(taken) * (_PEER_SHARE if name in peers else 1), count, size)
        for name, taken in seconds.items()
    ]


def _own_work(checker: Checker, calls: list[Call]) -> dict[str, Work]:
    texts = [CallText.of(call) for call in calls]
    speakers = [[turn.speaker.value for turn in call.turns] for call in calls]
    reports = [checker.check(call) for call in calls]
    written = [report.to_json() for report in reports]
    scan = checker.finder.scanner.scan
    work: dict[str, Work] = {}
    try:
        import orjson
    except ImportError:
        sys.stderr.write("orjson is not installed: its row is left out\n")
    else:
        lines = [orjson.dumps(call.to_dict()) for call in calls]
        work["orjson.loads of the calls"] = lambda: [orjson.loads(line) for line in lines]
    return work | {
        "scriptcheck: fold": lambda: [CallText.of(call) for call in calls],
        "scriptcheck: scan (folded text in, hits out)": lambda: [
            scan(text, who) for text, who in zip(texts, speakers, strict=True)
        ],
        "scriptcheck: match (call in, findings out)": lambda: list(map(checker.match, calls)),
        "scriptcheck: check (call in, report out)": lambda: list(map(checker.check, calls)),
        "scriptcheck: report to JSON": lambda: [report.to_json() for report in reports],
        # What making the report's objects costs at the least: msgspec does it in C.
        "msgspec: the same report from JSON": lambda: list(map(CallReport.from_json, written)),
    }


def _peer_work(checker: Checker, calls: list[Call]) -> dict[str, Work]:
    phrases = wordings(checker)
    turns = [fold(turn.text).text for call in calls for turn in call.turns]
    work: dict[str, Work] = {}
    for peer in installed_peers(phrases):
        work[peer.name] = lambda find=peer.find: list(map(find, turns))  # type: ignore[misc]
    return work


def _row(name: str, seconds: float, count: int, size: int) -> dict[str, object]:
    return {
        "name": name,
        "us_per_call": round(seconds / count * 1e6, 1),
        "million_chars_per_second": round(size / seconds / 1e6, 3),
    }


def table(rows: list[dict[str, object]]) -> str:
    """Return the rows as Markdown, with ratios to orjson and to the home-made pipeline."""
    times = {str(row["name"]): float(str(row["us_per_call"])) for row in rows}
    parse = times.get("orjson.loads of the calls")
    pipeline = next((times[name] for name in times if "rapidfuzz" in name), None)
    lines = [
        machine.describe(),
        "",
        "| work | µs a call | million chars a second | × orjson.loads | × as fast as rapidfuzz |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        taken = float(str(row["us_per_call"]))
        slower = f"{taken / parse:.1f}" if parse else "–"
        faster = f"{pipeline / taken:.1f}" if pipeline else "–"
        speed = row["million_chars_per_second"]
        lines.append(f"| {row['name']} | {taken:,.0f} | {speed} | {slower} | {faster} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
