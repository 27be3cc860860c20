"""How well agent and customer are told apart: ``python -m benchmarks.roles FOLDER``.

The folder holds calls.jsonl with labelled calls. Their roles are taken away, in each of the ways
that recognisers and switchboards do it, and inferred again. The calls of held_out_calls.txt were
not looked at when features.yaml was made, and are counted apart. ``--count`` prints the counts for
features.yaml out of the other calls.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import machine
from benchmarks.garble import garble
from scriptcheck import Call, LoadOptions, Speaker, Turn, load_calls
from scriptcheck.intervals import wilson
from scriptcheck.load.roles.features import feature_finder
from scriptcheck.load.roles.infer import Inference, infer_speakers
from scriptcheck.load.roles.voices import Utterance, gather

HELD_OUT = Path(__file__).parent / "held_out_calls.txt"

MENU = (
    "欢迎致电客户服务热线，中文服务请按1，英文服务请按2。",
    "正在为您转接人工服务，通话可能会被录音。",
)
RATING = "请对本次服务进行评价，满意请按1键，一般请按2键。"

SWAPPED = "speakers-swapped"
"""The code of the warning."""

ENOUGH = 0.9
"""Share of what is said that must have its right role for a call to be right, and not in part."""

MOSTLY = 0.6
"""Share of what a label says that one person must say for the label to be hers."""

BINS = ("0.99", "0.95", "0.9", "0.8", "0.5")

Labelled = list[tuple[str, Turn]]
"""The turns of a call with their roles, each with the label under which it is known."""

Mangle = Callable[[Labelled, random.Random], Labelled]


class Way(NamedTuple):
    """One way in which a call loses its roles."""

    name: str
    mangle: Mangle
    direction: str | None = None


def _two(turns: Labelled, chance: random.Random) -> Labelled:
    names = dict(zip(("agent", "customer"), chance.sample(("0", "1"), 2), strict=True))
    return [(names.get(turn.speaker.value, "2"), turn) for _, turn in turns]


def _first_half(turns: Labelled, chance: random.Random) -> Labelled:
    return _two(turns[: max(2, len(turns) // 2)], chance)


def _second_half(turns: Labelled, chance: random.Random) -> Labelled:
    return _two(turns[len(turns) // 2 :], chance)


def _first(count: int) -> Mangle:
    return lambda turns, chance: _two(turns[:count], chance)


def _middle(turns: Labelled, chance: random.Random) -> Labelled:
    cut = min(4, len(turns) // 4)
    return _two(turns[cut:-cut], chance)


def _noisy(rate: float, begin: Mangle = _two) -> Mangle:
    def mangle(turns: Labelled, chance: random.Random) -> Labelled:
        return [
            (label, Turn(turn.speaker, garble(turn.text, rate, chance)))
            for label, turn in begin(turns, chance)
        ]

    return mangle


def _split(turns: Labelled, chance: random.Random) -> Labelled:
    """Give one of the two, by chance, two labels in turn."""
    side = chance.choice(("0", "1"))
    return [
        ("2" if label == side and chance.random() < 0.4 else label, turn)  # noqa: PLR2004
        for label, turn in _two(turns, chance)
    ]


def _merged(turns: Labelled, chance: random.Random) -> Labelled:
    """Put one turn in six, of both, under a third label."""
    return [
        ("2" if chance.random() < 1 / 6 else label, turn) for label, turn in _two(turns, chance)
    ]


def _wrong_turns(turns: Labelled, chance: random.Random) -> Labelled:
    """Give one turn in ten the other's label."""
    other = {"0": "1", "1": "0"}
    return [
        (other[label] if chance.random() < 0.1 else label, turn)  # noqa: PLR2004
        for label, turn in _two(turns, chance)
    ]


def _transfer(turns: Labelled, chance: random.Random) -> Labelled:
    """Have a second agent take over in the middle."""
    half = len(turns) // 2
    return [
        ("2" if turn.speaker is Speaker.AGENT and number >= half else label, turn)
        for number, (label, turn) in enumerate(_two(turns, chance))
    ]


def _menu(turns: Labelled, chance: random.Random) -> Labelled:
    said = [("2", Turn(Speaker.SYSTEM, text)) for text in (*MENU, RATING)]
    return [*said[:2], *_two(turns, chance), said[2]]


def _called_out(turns: Labelled, chance: random.Random) -> Labelled:
    """Have the customer answer the phone first."""
    return _two([("", Turn(Speaker.CUSTOMER, "喂？")), *turns], chance)


def _swapped(turns: Labelled, chance: random.Random) -> Labelled:
    at = chance.randint(len(turns) // 4, 3 * len(turns) // 4)
    other = {"0": "1", "1": "0"}
    return [
        (label if number < at else other[label], turn)
        for number, (label, turn) in enumerate(_two(turns, chance))
    ]


def _one(turns: Labelled, _: random.Random) -> Labelled:
    return [("0", turn) for __, turn in turns]


WAYS = (
    Way("two labels in random order", _two),
    Way("first half of the call only", _first_half),
    Way("second half only", _second_half),
    Way("without the first and last four turns", _middle),
    Way("first 6 turns only", _first(6)),
    Way("5 % of characters misheard", _noisy(0.05)),
    Way("10 % misheard", _noisy(0.10)),
    Way("20 % misheard", _noisy(0.20)),
    Way("first half, 10 % misheard", _noisy(0.10, _first_half)),
    Way("one turn in ten under the wrong label", _wrong_turns),
    Way("three labels: one speaker split in two", _split),
    Way("three labels: the third with turns of both", _merged),
    Way("three labels: a second agent takes over", _transfer),
    Way("three labels: announcements of a machine", _menu),
    Way("outbound: the customer speaks first", _called_out, "outbound"),
    Way("the same, direction not known", _called_out),
)

MUST_STAY_UNKNOWN = (
    Way("labels swapped from somewhere in the middle", _swapped),
    Way("one label for all", _one),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="each call so many times over")
    parser.add_argument("--count", action="store_true", help="print the counts for features.yaml")
    given = parser.parse_args()
    calls = list(
        load_calls(given.folder / "calls.jsonl", options=LoadOptions(infer_speakers=False))
    )
    held = set(HELD_OUT.read_text(encoding="utf-8").split())
    seen = [call for call in calls if call.call_id not in held]
    kept = [call for call in calls if call.call_id in held]
    if given.count:
        sys.stdout.write(counts(seen))
        return
    sys.stdout.write(f"{machine.describe()}\n\n")
    sys.stdout.write(table(WAYS, {"seen": seen, "held out": kept}, given.seeds, _outcome))
    sys.stdout.write("\n")
    sys.stdout.write(
        table(MUST_STAY_UNKNOWN, {"seen": seen, "held out": kept}, given.seeds, _left_unknown)
    )
    sys.stdout.write(f"\n{labelled(calls)}\n{calibration(calls, given.seeds)}")


def counts(calls: list[Call]) -> str:
    """Return how many agents and customers of ``calls`` give each feature."""
    found: dict[tuple[str, str], list[int]] = {}
    finder = feature_finder()
    for call in calls:
        said = [Utterance.of(turn.speaker.value, None, (turn.text,), finder) for turn in call.turns]
        for voice in gather(said, outbound=False):
            for feature in voice.features:
                both = found.setdefault((feature.side.value, feature.name), [0, 0])
                both[voice.label == "customer"] += 1
    return "".join(f"{side}.{name}: {both}\n" for (side, name), both in sorted(found.items()))


def table(
    ways: tuple[Way, ...],
    sets: dict[str, list[Call]],
    seeds: int,
    outcome: Callable[[Call, Call], str],
) -> str:
    """Return what became of each set of calls in each way, as Markdown, with Wilson intervals."""
    lines = [
        "| calls | set | right | in part | undecided | wrong | right, share |",
        "|---|---|---|---|---|---|---|",
    ]
    for way in ways:
        for name, calls in sets.items():
            found = Counter(
                outcome(truth, infer_speakers(bare, Inference()))
                for seed in range(seeds)
                for truth, bare in _mangled(calls, way, seed)
            )
            whole = found.total()
            # The seeds garble the same calls: they make no more of them.
            low, high = wilson(round(found["right"] / seeds), round(whole / seeds))
            share = f"{found['right'] / whole:.3f} ({low:.3f}–{high:.3f})"
            numbers = " | ".join(
                str(found[kind]) for kind in ("right", "in part", "undecided", "wrong")
            )
            lines.append(f"| {way.name} | {name} | {numbers} | {share} |")
    return "\n".join(lines) + "\n"


def labelled(calls: list[Call]) -> str:
    """Return how often labels are told to be the wrong way round, as they are and exchanged."""
    turned = {Speaker.AGENT: Speaker.CUSTOMER, Speaker.CUSTOMER: Speaker.AGENT}
    false_alarms = told = 0
    for call in calls:
        swapped = Call(
            call.call_id,
            tuple(Turn(turned.get(turn.speaker, turn.speaker), turn.text) for turn in call.turns),
        )
        false_alarms += _has(infer_speakers(call, Inference()), SWAPPED)
        told += _has(infer_speakers(swapped, Inference()), SWAPPED)
    return (
        f"`{SWAPPED}` on labelled calls: {false_alarms} of {len(calls)} as they are,"
        f" {told} of {len(calls)} with the labels exchanged.\n"
    )


def calibration(calls: list[Call], seeds: int) -> str:
    """Return how often roles are right by the confidence stated, on the beginnings of calls."""
    bins: dict[str, list[bool]] = {}
    for count in (2, 3, 4, 6, 8):
        for seed in range(seeds):
            for truth, bare in _mangled(calls, Way("", _first(count)), seed):
                found = infer_speakers(bare, Inference(least=0.5))
                if (sure := found.meta.get("speakers_confidence")) is not None:
                    name = next(low for low in BINS if sure >= float(low))
                    bins.setdefault(name, []).append(_outcome(truth, found) == "right")
    lines = ["| confidence from | calls | right |", "|---|---|---|"]
    lines += [
        f"| {name} | {len(found)} | {sum(found) / len(found):.3f} |"
        for name, found in sorted(bins.items())
    ]
    return "\n".join(lines) + "\n"


def _mangled(calls: list[Call], way: Way, seed: int) -> list[tuple[Call, Call]]:
    """Return each call as it should come out, and as it goes in."""
    pairs = []
    for number, call in enumerate(calls):
        chance = random.Random(f"{way.name} {seed} {number}")  # noqa: S311  (no secret)
        turns = way.mangle([("", turn) for turn in call.turns], chance)
        labels = [label for label, _ in turns]
        meta = {"speaker_labels": labels, "direction": way.direction}
        bare = tuple(Turn(Speaker.UNKNOWN, turn.text) for _, turn in turns)
        truth = Call(call.call_id, tuple(turn for _, turn in turns))
        pairs.append((truth, Call(call.call_id, bare, meta)))
    return pairs


def _outcome(truth: Call, found: Call) -> str:
    """Return ``right``, ``in part``, ``wrong`` or ``undecided``.

    A label belongs to whom says most under it; where that is less than three fifths, it had better
    stay unknown.
    """
    said: dict[str, Counter[Speaker]] = {}
    roles: dict[str, Speaker] = {}
    for label, true, turn in zip(
        found.meta["speaker_labels"], truth.turns, found.turns, strict=True
    ):
        said.setdefault(label, Counter())[true.speaker] += len(turn.text)
        roles[label] = turn.speaker
    whole = sum(who.total() for who in said.values())
    named = 0
    for label, who in said.items():
        [(role, most)] = who.most_common(1)
        if roles[label] not in {role, Speaker.UNKNOWN}:
            return "wrong"
        if roles[label] is (role if most >= MOSTLY * who.total() else Speaker.UNKNOWN):
            named += who.total()
    if all(role is Speaker.UNKNOWN for role in roles.values()):
        return "undecided"
    return "right" if named >= ENOUGH * whole else "in part"


def _left_unknown(_: Call, found: Call) -> str:
    is_unknown = all(turn.speaker is Speaker.UNKNOWN for turn in found.turns)
    return "right" if is_unknown else "wrong"


def _has(call: Call, code: str) -> bool:
    return any(warning.code == code for warning in call.warnings)


if __name__ == "__main__":
    main()
