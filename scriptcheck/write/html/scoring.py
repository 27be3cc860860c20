"""What the page needs to work scores out while people mark, as ``report --labels`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.report import Outcome
from scriptcheck.review import ReviewTerms
from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, Verdict

OUTCOMES: Final = (Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.UNDECIDABLE)
"""The numbers of outcomes in a row."""

_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Each stands for three outcomes."""
_TOGETHER: Final = 3
_CODES: Final = {outcome: number for number, outcome in enumerate(OUTCOMES)}


class RowScoring:
    """Makes of a report what its row says of its score; it can be pickled."""

    def __init__(self, profile: Profile | None) -> None:
        self._terms: Final = None if profile is None else ReviewTerms.of(profile)

    def judged(self, report: CallReport) -> list[Any]:
        """Return the outcomes of the report's rules, three a character, and what is special.

        Behind them stand, where there are any, the points that are not what the rules say, and what
        is counted under which; both are by the number of the verdict. Of one that is counted under
        another, the points are those that it takes off where it stands by itself.
        """
        numbers = {each.rule: number for number, each in enumerate(report.verdicts)}
        points = {
            str(number): taken
            for number, each in enumerate(report.verdicts)
            if (taken := self._taken(each)) != self._usual(each)
        }
        under = {
            str(number): numbers[each.under]
            for number, each in enumerate(report.verdicts)
            if each.under in numbers
        }
        row: list[Any] = [_packed(report.verdicts), points, under]
        while not row[-1] and len(row) > 1:
            row.pop()
        return row

    def _taken(self, verdict: Verdict) -> int:
        if verdict.under and self._terms is not None:
            return self._terms.own_points(verdict)
        return verdict.points

    def _usual(self, verdict: Verdict) -> int:
        """Return the points that the page expects of the verdict."""
        if verdict.verdict is not Outcome.FAIL or self._terms is None:
            return 0
        return self._terms.points.get(verdict.rule, 0)


def _packed(verdicts: Sequence[Verdict]) -> str:
    codes = [_CODES[each.verdict] for each in verdicts]
    return "".join(
        _DIGITS[sum(code << 2 * at for at, code in enumerate(codes[first : first + _TOGETHER]))]
        for first in range(0, len(codes), _TOGETHER)
    )


def scoring(profile: Profile | None) -> dict[str, Any] | None:
    """Return what ``profile`` says of scores, for the page; nothing without a profile.

    ``rules`` has by id the points, the weight, and the group of rules that fail by the same miss,
    which is left out where there is none; ``plus`` the points that items add that people judge;
    ``floors`` the floors of sections with their rules.
    """
    if profile is None:
        return None
    terms = ReviewTerms.of(profile)
    card = terms.scorecard
    rules = {}
    for name, points in terms.points.items():
        entry: list[Any] = [points, card.weights[name]]
        if (group := terms.groups.get(name)) is not None:
            entry.append(visible(group))
        rules[visible(name)] = entry
    return {
        "weights": card.by_weights,
        "rules": rules,
        "plus": {visible(name): points for name, points in terms.plus.items()},
        "floors": [[floor, sorted(map(visible, names))] for floor, names in card.floors()],
    }
