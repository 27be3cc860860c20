"""Many labelled calls: each checked and compared, and all of it counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final

from scriptcheck.checker import require_checker
from scriptcheck.errors import require_callback, require_type
from scriptcheck.evaluate.call_comparison import compare_call
from scriptcheck.evaluate.evaluation import SCHEMA, CallCounts, Evaluation, ProblemRecord
from scriptcheck.evaluate.fitting import fitted
from scriptcheck.evaluate.folds import check_folds, fold_of, folds, spread
from scriptcheck.evaluate.gold import Gold
from scriptcheck.evaluate.redacted import redact_comparison
from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.evaluate.tally import EvaluationTally
from scriptcheck.evaluate.unknown_labels import UnknownLabels
from scriptcheck.language import Text
from scriptcheck.redact import Gate, redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.errors import Problem
    from scriptcheck.evaluate.call_comparison import CallComparison
    from scriptcheck.evaluate.mistakes import CueError, VerdictError
    from scriptcheck.report import CallReport


_GOLD: Final = Text("read_gold 读出的标注", "the Gold that read_gold returns")


def evaluate(  # noqa: PLR0913  (each says another thing, and none needs another)
    checker: Checker,
    calls: Iterable[Call],
    gold: Gold,
    *,
    fold_count: int = 0,
    redact_kinds: Sequence[str] = (),
    on_report: Callable[[CallReport], None] | None = None,
) -> Evaluation:
    """Return how well ``checker`` does on ``calls`` by the labels of ``gold``.

    Calls without labels are counted and not checked; of calls with the same id the first counts.
    With ``fold_count`` the figures are also made for that many parts of the calls. ``on_report`` is
    called with each report. Personal data of ``redact_kinds`` is masked in what the errors quote.
    Memory grows with the labels and with the errors, not with the calls. Raises ``UsageError``
    where ``fold_count`` is 1 or negative or a kind unknown, and ``CheckError`` as ``checker.check``
    does.
    """
    require_checker(checker)
    require_type("gold", gold, Gold, _GOLD)
    require_callback("on_report", on_report)
    check_folds(fold_count)
    run = _Run(checker, gold, fold_count, redact_kinds)
    for call in calls:
        report = run.take(call)
        if report is not None and on_report is not None:
            on_report(report)
    return run.evaluation()


class _Run:
    def __init__(self, checker: Checker, gold: Gold, fold_count: int, kinds: Sequence[str]) -> None:
        self._gate: Final = Gate(kinds)
        self._checker: Final = checker
        self._gold: Final = gold
        self._all: Final = EvaluationTally()
        self._parts: Final = [EvaluationTally() for _ in range(fold_count)]
        self._digest: Final = hashlib.sha256()
        self._seen: Final[set[str]] = set()
        self._counts: Final[Counter[str]] = Counter()
        self._errors: Final[list[CueError]] = []
        self._verdict_errors: Final[list[VerdictError]] = []
        self._unknown_labels: Final = UnknownLabels(checker.profile)
        self._problems: Final[list[Problem]] = list(gold.problems)

    def take(self, call: Call) -> CallReport | None:
        """Check and compare ``call``; return its report, if there are labels to score it by."""
        gold = self._gold.calls.get(call.call_id)
        if gold is None or call.call_id in self._seen:
            self._counts["without_gold" if gold is None else "repeated"] += 1
            return None
        self._seen.add(call.call_id)
        self._digest.update(gold.text.text.encode("utf-8", "surrogatepass") + b"\n")
        self._unknown_labels.look_at(gold)
        fitting = fitted(self._checker.profile, gold, call)
        self._problems.extend(fitting.problems)
        self._counts["labels_left_out"] += fitting.left_out
        report = self._checker.check(call, all_cues=True)
        comparison = compare_call(self._checker.profile, fitting.gold, call, report)
        if self._gate.kinds:
            comparison = redact_comparison(comparison, redact(call, self._gate.kinds))
        self._add(call.call_id, comparison)
        return report

    def _add(self, call_id: str, comparison: CallComparison) -> None:
        self._all.add(comparison)
        if self._parts:
            self._parts[fold_of(call_id, len(self._parts))].add(comparison)
        self._errors.extend(comparison.errors)
        self._verdict_errors.extend(comparison.verdict_errors)
        self._unknown_labels.count(comparison)
        self._counts["hits_left_out"] += comparison.hits_left_out

    def evaluation(self) -> Evaluation:
        """Return what was found until now."""
        lang = self._checker.lang
        parts = folds(self._parts)
        rows = list(FigureGroup)
        problems = [*self._problems, *self._unknown_labels.problems()]
        problems = [self._gate.problem(problem) for problem in problems]
        return Evaluation(
            schema=SCHEMA,
            profile=self._checker.stamp,
            gold_sha256=self._digest.hexdigest(),
            calls=self._call_counts(),
            cues=self._all.cues(),
            rules=self._all.rules(),
            averages=self._all.averages(),
            errors=tuple(
                sorted(self._errors, key=lambda error: (rows.index(error.group), error.cue))
            ),
            verdict_errors=tuple(sorted(self._verdict_errors, key=lambda error: error.rule)),
            left_out=self._unknown_labels.left_out(),
            problems=tuple(ProblemRecord.of(problem, lang) for problem in problems),
            folds=parts,
            spread=spread(parts),
        )

    def _call_counts(self) -> CallCounts:
        return CallCounts(
            scored=self._all.calls,
            without_transcript=tuple(
                self._gate.key(call_id) for call_id in self._gold.calls if call_id not in self._seen
            ),
            without_gold=self._counts["without_gold"],
            repeated=self._counts["repeated"],
            labels_left_out=self._counts["labels_left_out"],
            hits_left_out=self._counts["hits_left_out"],
        )
