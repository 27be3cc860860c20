"""Reports on a call, with all that they quote masked as it is in the redacted call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.redact.keys import redact_key
from scriptcheck.redact.mask import mask
from scriptcheck.redact.text import redact_text
from scriptcheck.report import ReportWarning
from scriptcheck.text.fold import fold
from scriptcheck.text.plain_id import case_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang
    from scriptcheck.report import (
        CallReport,
        CasePart,
        CaseSign,
        CueMatch,
        LearnedEvidence,
        Nearest,
        SuppressedMatch,
        Suspect,
        Verdict,
    )

_VALUE: Final = "value"
_SAID: Final = frozenset({_VALUE, "repeat"})
"""What ``how`` says of matches whose ``phrase`` was said, and is none of the lexicon's."""


_LEAST_PERSONAL: Final = 10**9
"""No telephone number with its area code, and no card, is smaller."""


@dataclass(frozen=True, slots=True)
class ReportMasks:
    """What is masked in a call, to be masked in what is said about it."""

    original: Call
    redacted: Call
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    """What is masked, the longest first."""

    def text(self, text: str, more: Iterable[str] = ()) -> str:
        """Return ``text`` with all that is masked in the call, and ``more``, masked too."""
        for word in (*more, *self.words):
            text = text.replace(word, mask(word))
        return text

    def said(self, turn: int, quote: str) -> str:
        """Return ``quote``, which stands somewhere in ``turn``, as it is in the redacted call."""
        before, after = self.original.turns[turn].text, self.redacted.turns[turn].text
        if before == after:
            return quote
        quoted = self.text(quote)
        place = before.find(quote) if quote else -1
        while place >= 0:
            here = after[place : place + len(quote)]
            # Where it stands several times, whatever is masked in one of them is masked.
            quoted = "".join(
                one if one == other else "*" for one, other in zip(quoted, here, strict=True)
            )
            place = before.find(quote, place + 1)
        return quoted


def redact_report(
    report: CallReport, masks: ReportMasks, warnings: Sequence[Problem], lang: Lang
) -> CallReport:
    """Return ``report`` with all that it quotes masked; ``warnings`` are the redacted call's."""
    return msgspec.structs.replace(
        report,
        call_id=masks.redacted.call_id,
        source=masks.redacted.source,
        verdicts=tuple(_verdict(verdict, masks) for verdict in report.verdicts),
        cues=_matches(report.cues, masks),
        suppressed=tuple(_suppressed(match, masks) for match in report.suppressed),
        suspects=tuple(_suspect(each, masks) for each in report.suspects),
        warnings=tuple(
            ReportWarning(warning.code, warning.message.to(lang)) for warning in warnings
        ),
        case=None if report.case is None else _case(report.case, masks),
        metrics={
            name: value
            for name, value in report.metrics.items()
            if not _is_personal(value, masks.kinds)
        },
    )


def _is_personal(value: float, kinds: Sequence[str]) -> bool:
    """Return whether ``value``, which call data may have given, is a telephone number or card."""
    if abs(value) < _LEAST_PERSONAL:
        return False
    written = f"{value:.0f}"
    return redact_key(written, kinds) != written


def _verdict(verdict: Verdict, masks: ReportMasks) -> Verdict:
    evidence = _matches(verdict.evidence, masks)
    values = [
        match.phrase
        for match, masked in zip(verdict.evidence, evidence, strict=True)
        if match.how == _VALUE and match.phrase != masked.phrase
    ]
    whole = _joined(values)
    message, advice = (masks.text(text, whole) for text in (verdict.message, verdict.advice))
    if values:
        message = redact_text(message, masks.kinds)
    return msgspec.structs.replace(
        verdict,
        message=message,
        advice=advice,
        evidence=evidence,
        clauses=tuple(
            masks.said(match.turn, clause)
            for match, clause in zip(verdict.evidence, verdict.clauses, strict=False)
        ),
        nearest=None if verdict.nearest is None else _nearest(verdict.nearest, masks),
        measured=tuple(
            each for each in verdict.measured if not _is_personal(each.value, masks.kinds)
        ),
    )


def _joined(values: Sequence[str]) -> list[str]:
    """Return ``values`` and what they are put together, as in a message; the longest first."""
    joined = {
        "".join(values[first:last])
        for first in range(len(values))
        for last in range(first + 1, len(values) + 1)
    }
    return sorted((each for each in joined if each), key=lambda value: (-len(value), value))


def _matches(matches: Iterable[CueMatch], masks: ReportMasks) -> tuple[CueMatch, ...]:
    return tuple(_match(match, masks) for match in matches)


def _suspect(suspect: Suspect, masks: ReportMasks) -> Suspect:
    quote = _quote(suspect, masks)
    learned = _learned(suspect.learned, suspect.turn, masks)
    return msgspec.structs.replace(suspect, quote=quote, learned=learned)


def _learned(evidence: LearnedEvidence, turn: int, masks: ReportMasks) -> LearnedEvidence:
    """Return ``evidence`` less the runs of which the redacted turn has nothing.

    What it is similar to was said in another call.
    """
    left = fold(masks.redacted.turns[turn].text).text
    return msgspec.structs.replace(
        evidence,
        runs=tuple((run, weight) for run, weight in evidence.runs if run in left),
        similar=redact_text(masks.text(evidence.similar), masks.kinds),
    )


def _match(match: CueMatch, masks: ReportMasks) -> CueMatch:
    if match.learned is not None:
        match = msgspec.structs.replace(match, learned=_learned(match.learned, match.turn, masks))
    quote = _quote(match, masks)
    if quote == match.quote:
        return (
            match
            if match.how not in _SAID
            else msgspec.structs.replace(match, phrase=masks.text(match.phrase))
        )
    # Edits quote the folded text, whose places are not known here.
    edits = tuple(msgspec.structs.replace(edit, said=mask(edit.said)) for edit in match.edits)
    phrase = mask(match.phrase) if match.how in _SAID else match.phrase
    return msgspec.structs.replace(match, quote=quote, edits=edits, phrase=phrase)


def _suppressed(match: SuppressedMatch, masks: ReportMasks) -> SuppressedMatch:
    if match.learned is not None:
        match = msgspec.structs.replace(match, learned=_learned(match.learned, match.turn, masks))
    quote, detail = _quote(match, masks), masks.said(match.turn, match.detail)
    if (quote, detail) == (match.quote, match.detail):
        return match
    return msgspec.structs.replace(match, quote=quote, detail=detail)


def _quote(match: CueMatch | SuppressedMatch | Suspect, masks: ReportMasks) -> str:
    return masks.redacted.turns[match.turn].text[match.start : match.end]


def _nearest(nearest: Nearest, masks: ReportMasks) -> Nearest:
    return msgspec.structs.replace(nearest, quote=masks.said(nearest.turn, nearest.quote))


def _case(part: CasePart, masks: ReportMasks) -> CasePart:
    meta = masks.redacted.meta
    return msgspec.structs.replace(
        part,
        case_id=case_number(meta.get("case_id", part.case_id)),
        call_id=masks.redacted.call_id,
        start_time=None if part.start_time is None else str(meta["start_time"]),
        signs=tuple(_sign(sign, masks) for sign in part.signs),
    )


def _sign(sign: CaseSign, masks: ReportMasks) -> CaseSign:
    return msgspec.structs.replace(
        sign, starts_by=_matches(sign.starts_by, masks), meets_by=_matches(sign.meets_by, masks)
    )
