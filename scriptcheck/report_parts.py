"""Parts of a report that follow from the findings, and where the proof of a verdict stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.load.call_data.mangled import is_mangled
from scriptcheck.match.clause import clause_around
from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.report import CasePart, ReportWarning, Searched, Suspect
from scriptcheck.rules.case import case_sign
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.text.plain_id import case_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.match.extent import Extent
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import CueMatch
    from scriptcheck.rules.case import Case

_GARBLED: Final = Text(
    "通话的文字看来是乱码，没有判断规则；请按正确的编码重新导出。",
    "The text of the call seems to be garbled; no rule was judged. Export it again in the right"
    " encoding.",
)
_NOT_CHINESE: Final = Text(
    "通话看来不是中文的，没有判断规则。",
    "The call does not seem to be in Chinese; no rule was judged.",
)
_DIALECT: Final = Text(
    "通话看来整通是方言（粤语、吴语或闽南语），没有判断规则。",
    "The whole call seems to be in a dialect (Cantonese, Wu or Hokkien); no rule was judged.",
)


def warnings_on(findings: Findings, least_speech: int, lang: Lang) -> Iterator[ReportWarning]:
    """Yield what the call's transcript leaves in doubt, and why no rule was judged.

    ``least_speech`` is how many characters must be said for a call to be judged.
    """
    for warning in findings.call.warnings:
        yield ReportWarning(warning.code, warning.message.to(lang))
    if findings.is_garbled:
        yield ReportWarning(VerdictReason.GARBLED, _GARBLED.to(lang))
    elif not findings.is_chinese:
        yield ReportWarning(VerdictReason.NOT_CHINESE, _NOT_CHINESE.to(lang))
    elif findings.is_dialect:
        yield ReportWarning(VerdictReason.DIALECT, _DIALECT.to(lang))
    elif findings.characters_spoken < least_speech:
        reason = VerdictReason.TOO_LITTLE_SAID
        yield ReportWarning(reason, reason.text.to(lang))


def suspects_in(findings: Findings, cues: Mapping[str, Cue], lang: Lang) -> Iterator[Suspect]:
    """Yield the turns that a learned model points at, with the names of their ``cues``."""
    for each in findings.suppressed:
        if each.reason == SuppressionReason.SUSPECT and each.learned is not None:
            where = (each.cue, each.speaker, each.turn, each.start, each.end, each.quote)
            yield Suspect(*where, cues[each.cue].name(lang), each.learned)


def case_part(findings: Findings, rules: Mapping[str, Case]) -> CasePart | None:
    """Return what the call says to the ``rules`` on cases; ``None`` where it is of no case.

    A number whose last digits are lost would put calls together that have nothing in common.
    Ids that look alike are one: blanks and invisible marks around them are no part of them.
    """
    meta = findings.call.meta
    if not rules or (given := meta.get("case_id")) is None or is_mangled(given):
        return None
    case_id = case_number(given)
    if not case_id:
        return None
    signs = (case_sign(name, rule, findings) for name, rule in rules.items())
    start = meta.get("start_time")
    return CasePart(
        case_id=case_id,
        call_id=findings.call.call_id,
        start_time=None if start is None else str(start),
        signs=tuple(sign for sign in signs if sign is not None),
    )


def clauses_of(evidence: Sequence[CueMatch], findings: Findings) -> tuple[str, ...]:
    """Return the clause in which each piece of ``evidence`` was said."""
    turns = findings.call.turns
    return tuple(clause_around(turns[hit.turn].text, hit.start, hit.end) for hit in evidence)


def turns_searched(extents: Sequence[Extent], findings: Findings) -> Searched | None:
    """Return the first and last turn of ``extents``; ``None`` where there are none."""
    if not extents:
        return None
    first, last = extents[0].first.turn, extents[0].last.turn
    for extent in extents[1:]:
        first, last = min(first, extent.first.turn), max(last, extent.last.turn)
    return Searched((first, min(last, findings.timeline.turn_count - 1)))
