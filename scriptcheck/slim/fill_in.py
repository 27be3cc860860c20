"""Full reports made of slim ones, from the lexicon by which they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    CueMatch,
    Outcome,
    Searched,
    SuppressedMatch,
    Suspect,
    Verdict,
    from_line,
)
from scriptcheck.slim.form import (
    DROPPED_TYPES,
    MATCH_TYPES,
    PLACE,
    SUSPECT_TYPES,
    USUALLY_DROPPED,
    VERDICT_TYPES,
    SlimReport,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.slim.wording import Wording

_PHRASE: Final = len(PLACE)


def filled_in(slim: SlimReport, wording: Wording) -> CallReport:
    """Return the full report of ``slim``, with what ``wording`` says: the same as it was made of.

    Raises ``LoadError`` where the wording is not that by which ``slim`` was made, and
    ``ValueError`` where ``slim`` is not what ``slim_line`` wrote.
    """
    require_same(slim, wording)
    try:
        return _Filler(slim, wording).report()
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def read_slim(line: bytes) -> SlimReport:
    """Return the slim report that ``line`` is; raises ``ValueError`` where it is none."""
    return from_line(line, SlimReport)


def require_same(slim: SlimReport, wording: Wording) -> None:
    """Raise ``LoadError`` where ``slim`` was made by another lexicon, version or language."""
    compared = (
        (Text("scriptcheck 的版本", "version of scriptcheck"), slim.version, wording.version),
        (Text("词库", "lexicon"), _named(slim.profile), _named(wording.profile)),
        (Text("语言", "language"), slim.lang, wording.lang),
    )
    for what, made, here in compared:
        if made != here:
            message = Text(
                f"精简报告是用{what.zh} {made} 写的，现在的是 {here}，补不回原文。",
                f"The slim report was made with {what.en} {made}, and this is {here}:"
                " what it leaves out cannot be filled in.",
            )
            raise LoadError(Problem("slim-report-differs", message, fix=SLIM_FIX))


def _named(profile: Any) -> str:
    return f"{profile.name} {profile.version} ({profile.sha256[:12]})"


SLIM_FIX: Final = Text(
    "请用写报告时的版本和词库（--profile）运行 scriptcheck report --format jsonl。",
    "Run 'scriptcheck report --format jsonl' with the version and lexicon (--profile) that it was"
    " made with.",
)


_USUAL_END: Final[tuple[Any, ...]] = (None, None, "", (), {})
"""What the list of a verdict stops short of."""


class _Filler:
    def __init__(self, slim: SlimReport, wording: Wording) -> None:
        self._slim: Final = slim
        self._wording: Final = wording
        self._cues: Final = tuple(map(self._match, slim.cues))
        self._searched: Final = None if slim.searched is None else Searched(slim.searched)

    def report(self) -> CallReport:
        slim = self._slim
        return CallReport(
            schema=SCHEMA,
            call_id=slim.call_id,
            source=slim.source,
            profile=slim.profile,
            score=slim.score,
            passed=slim.passed,
            dimensions=slim.dimensions,
            verdicts=tuple(map(self._verdict, slim.verdicts)),
            cues=self._cues,
            suppressed=tuple(map(self._dropped, slim.suppressed)),
            metrics=slim.metrics,
            warnings=slim.warnings,
            case=slim.case,
            sections=slim.sections,
            suspects=tuple(map(self._suspect, slim.suspects)),
        )

    def _verdict(self, given: str | list[Any]) -> Verdict:
        if isinstance(given, str):
            return self._wording.rules[given].not_applicable
        given = [*given, *_USUAL_END[len(given) :]]
        rule, name, reason, evidence, rest = given
        found = tuple(map(self._evidence, evidence))
        outcome = Outcome(name)
        usual = self._wording.usual_verdict(rule, outcome, reason, found, self._searched)
        changed = _typed(rest, VERDICT_TYPES)
        if usual is None:
            return Verdict(rule=rule, verdict=outcome, reason=reason, evidence=found, **changed)
        return msgspec.structs.replace(usual, **changed) if changed else usual

    def _evidence(self, given: int | list[Any]) -> CueMatch:
        return self._cues[given] if isinstance(given, int) else self._match(given)

    def _match(self, given: list[Any]) -> CueMatch:
        place, phrase = _place(given), self._phrase(given)
        rest = given[_PHRASE + 1] if len(given) > _PHRASE + 1 else {}
        usual = self._wording.usual_match(given[0], phrase)
        more = {**usual, **_typed(rest, MATCH_TYPES)}
        return CueMatch(**place, phrase=phrase, **more)

    def _dropped(self, given: list[Any]) -> SuppressedMatch:
        place, phrase, reason = _place(given), self._phrase(given), given[_PHRASE + 1]
        rest = given[_PHRASE + 2] if len(given) > _PHRASE + 2 else {}
        more: dict[str, Any] = {**USUALLY_DROPPED, **_typed(rest, DROPPED_TYPES)}
        return SuppressedMatch(**place, phrase=phrase, reason=reason, **more)

    def _phrase(self, given: list[Any]) -> str:
        phrase: int | str = given[_PHRASE]
        return phrase if isinstance(phrase, str) else self._wording.cues[given[0]].phrases[phrase]

    def _suspect(self, given: list[Any]) -> Suspect:
        place, rest = _place(given), given[_PHRASE + 1] if len(given) > _PHRASE + 1 else {}
        known = self._wording.cues.get(given[0])
        title = rest.get("title", "" if known is None else known.title)
        learned = msgspec.convert(given[_PHRASE], SUSPECT_TYPES["learned"])
        return Suspect(**place, title=title, learned=learned)


def _place(given: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(PLACE, given, strict=False))


def _typed(rest: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
    return {name: msgspec.convert(value, types[name]) for name, value in rest.items()}
