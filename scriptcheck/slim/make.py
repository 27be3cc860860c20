"""Slim reports made of full ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.report import CueMatch, Searched, SuppressedMatch, Verdict
from scriptcheck.slim.form import PLACE, SLIM_SCHEMA, USUALLY_DROPPED, SlimReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.report import CallReport, Suspect
    from scriptcheck.slim.wording import Wording

_GIVEN: Final = frozenset({"rule", "verdict", "reason", "evidence"})
"""What the list of a verdict always has, or what it follows from."""
_COMPARED: Final = tuple(name for name in Verdict.__struct_fields__ if name not in _GIVEN)


def slim_line(report: CallReport, wording: Wording) -> bytes:
    """Return ``report`` without what ``wording`` says, as one line of UTF-8 JSON.

    ``filled_in`` returns the report again, from the same wording.
    """
    return _Slimmer(report, wording).slim().to_json()


class _Slimmer:
    def __init__(self, report: CallReport, wording: Wording) -> None:
        self._report: Final = report
        self._wording: Final = wording
        self._numbers: Final[dict[CueMatch, int]] = {}
        for number, match in enumerate(report.cues):
            self._numbers.setdefault(match, number)
        turns = Counter(each.searched.turns for each in report.verdicts if each.searched)
        del turns[None]
        self._usual: Final = turns.most_common(1)[0][0] if turns else None
        self._searched: Final = None if self._usual is None else Searched(self._usual)

    def slim(self) -> SlimReport:
        report, wording = self._report, self._wording
        return SlimReport(
            schema=SLIM_SCHEMA,
            call_id=report.call_id,
            source=report.source,
            version=wording.version,
            lang=wording.lang,
            profile=report.profile,
            score=report.score,
            passed=report.passed,
            dimensions=report.dimensions,
            searched=self._usual,
            verdicts=tuple(map(self._verdict, report.verdicts)),
            cues=tuple(map(self._match, report.cues)),
            suppressed=tuple(map(self._dropped, report.suppressed)),
            metrics=report.metrics,
            warnings=report.warnings,
            case=report.case,
            sections=report.sections,
            suspects=tuple(map(self._suspect, report.suspects)),
        )

    def _verdict(self, verdict: Verdict) -> str | list[Any]:
        known = self._wording.rules.get(verdict.rule)
        if known is not None and verdict == known.not_applicable:
            return verdict.rule
        usual = self._wording.usual_verdict(
            verdict.rule, verdict.verdict, verdict.reason, verdict.evidence, self._searched
        )
        rest = (
            {}
            if verdict == usual
            else {
                name: msgspec.to_builtins(getattr(verdict, name))
                for name in _COMPARED
                if usual is None or getattr(verdict, name) != getattr(usual, name)
            }
        )
        evidence = [self._evidence(each) for each in verdict.evidence]
        return _short([verdict.rule, verdict.verdict, verdict.reason, evidence], rest, ["", []])

    def _evidence(self, match: CueMatch) -> int | list[Any]:
        number = self._numbers.get(match)
        return self._match(match) if number is None else number

    def _match(self, match: CueMatch) -> list[Any]:
        usual = self._wording.usual_match(match.cue, match.phrase)
        return _short([*_place(match), self._phrase(match)], _unusual(match, usual))

    def _dropped(self, dropped: SuppressedMatch) -> list[Any]:
        rest = _unusual(dropped, USUALLY_DROPPED)
        return _short([*_place(dropped), self._phrase(dropped), dropped.reason], rest)

    def _phrase(self, match: CueMatch | SuppressedMatch) -> int | str:
        number = self._wording.phrase_number(match.cue, match.phrase)
        return match.phrase if number is None else number

    def _suspect(self, suspect: Suspect) -> list[Any]:
        known = self._wording.cues.get(suspect.cue)
        rest = _unusual(suspect, {"title": "" if known is None else known.title})
        return _short([*_place(suspect), msgspec.to_builtins(suspect.learned)], rest)


def _place(match: CueMatch | SuppressedMatch | Suspect) -> list[Any]:
    return [getattr(match, name) for name in PLACE]


def _unusual(match: msgspec.Struct, usual: Mapping[str, object]) -> dict[str, Any]:
    return {
        name: msgspec.to_builtins(value)
        for name, expected in usual.items()
        if (value := getattr(match, name)) != expected
    }


def _short(fixed: list[Any], rest: dict[str, Any], usual_end: Sequence[object] = ()) -> list[Any]:
    """Return ``fixed`` and ``rest``; without ``rest``, as much as is not ``usual_end``."""
    if rest:
        return [*fixed, rest]
    left = list(usual_end)
    while left and fixed[-1] == left[-1]:
        fixed, left = fixed[:-1], left[:-1]
    return fixed
