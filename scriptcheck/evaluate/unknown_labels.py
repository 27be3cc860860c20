"""What has labels and is not in the profile, or is in the profile and has no labels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from scriptcheck.evaluate.evaluation import LeftOut
from scriptcheck.evaluate.gold import COMPLAINT
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.errors import Problem
    from scriptcheck.evaluate.call_comparison import CallComparison
    from scriptcheck.evaluate.gold import GoldCall
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.load.readers.json.position import Path

_KINDS: Final = {"cue": Text("话术", "cue"), "rule": Text("规则", "rule")}


class UnknownLabels:
    """Counts what cannot be scored, by cue and rule."""

    def __init__(self, profile: Profile) -> None:
        self._known: Final = {"cue": profile.cues, "rule": profile.rules}
        self._labels: Final[Counter[tuple[str, str]]] = Counter()
        self._first: Final[dict[tuple[str, str], tuple[GoldCall, Path]]] = {}
        self._unlabelled: Final[Counter[tuple[str, str]]] = Counter()

    def look_at(self, gold: GoldCall) -> None:
        """Count the labels of ``gold`` that the profile has no cue or rule for."""
        for cue, labels in gold.labels.items():
            path: Path = ("violations",) if cue in gold.banned else ("acts", cue)
            paths = [label.path for label in labels.values()]
            self._count("cue", cue, gold, min(paths, default=path), len(labels))
        for cue, marks in gold.marks.items():
            first = min(mark.path for mark in marks.values())
            self._count("cue", cue, gold, first, len(marks))
        for rule in sorted(gold.verdicts.keys() | gold.not_failed):
            self._count("rule", rule, gold, ("verdicts", rule), 1)
        if gold.complaint is not None:
            self._count("cue", COMPLAINT, gold, (COMPLAINT,), 1)

    def count(self, comparison: CallComparison) -> None:
        """Count the hits and verdicts that ``comparison`` has no labels for."""
        for cue, hits in comparison.unlabelled_hits.items():
            self._unlabelled["cue", cue] += hits
        for rule in comparison.unlabelled_verdicts:
            self._unlabelled["rule", rule] += 1

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what could not be scored, by reason, kind and id."""
        counted = (("not-in-profile", self._labels), ("not-labelled", self._unlabelled))
        return tuple(
            LeftOut(kind, entry, reason, count)
            for reason, counts in counted
            for (kind, entry), count in sorted(counts.items())
        )

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each id that the profile lacks, with the place of its first label."""
        for (kind, entry), count in sorted(self._labels.items()):
            word = _KINDS[kind]
            message = Text(
                f"方案里没有{word.zh}“{entry}”，{count} 处标注没有计入。",
                f"The profile has no {word.en} '{entry}'; {count} labels are not scored.",
            )
            gold, path = self._first[kind, entry]
            fix = suggestion(entry, self._known[kind])
            yield gold.problem(f"unknown-{kind}", message, path, fix)

    def _count(self, kind: str, entry: str, gold: GoldCall, path: Path, labels: int) -> None:
        if entry not in self._known[kind]:
            self._labels[kind, entry] += labels
            self._first.setdefault((kind, entry), (gold, path))
