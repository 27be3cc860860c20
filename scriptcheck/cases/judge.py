"""The rules on cases, judged on what each call of a case said in its own report.

The result does not depend on the order in which the calls come.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.cases.report import CASE_SCHEMA, CaseEvidence, CaseReport, CaseVerdict
from scriptcheck.checker import require_checker
from scriptcheck.errors import require_moment, wrong_type
from scriptcheck.language import Text
from scriptcheck.report import CasePart, CaseSign, Outcome, to_line
from scriptcheck.rules.form import Judgement
from scriptcheck.rules.words import RuleWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.rules.case import Case

_ASSUMED: Final = timezone(timedelta(hours=8))
"""The zone of times that name none, as of counts from 1970; an object of its own."""
_NO_SIGN: Final = CaseSign("", starts=False, meets=False)
_DATE_ONLY: Final = len("2026-11-24")


class _CaseCall(NamedTuple):
    """One call of a case."""

    start: datetime | None
    call_id: str
    signs: Mapping[str, CaseSign]

    def sign(self, rule: str) -> CaseSign:
        return self.signs.get(rule, _NO_SIGN)


class _Judgement(NamedTuple):
    outcome: Outcome
    reason: str = ""
    started_by: _CaseCall | None = None
    due: datetime | None = None
    met_by: _CaseCall | None = None


def _known(parts: Iterable[CasePart | None]) -> Iterator[CasePart]:
    for part in parts:
        if part is None:
            continue
        if not isinstance(part, CasePart):
            wanted = Text("各报告的 case", "the 'case' of reports")
            raise wrong_type("parts", part, wanted)
        yield part


def check_cases(
    checker: Checker, parts: Iterable[CasePart | None], *, as_of: datetime | None = None
) -> tuple[CaseReport, ...]:
    """Return a report on each case that ``parts`` are of, by case id.

    ``parts`` are the ``case`` of reports that ``checker`` made, in any order; ``None`` is passed
    over, and what is there several times, with the same id and content, is one call. ``as_of`` is
    until when all calls are known: what is due later is left open. Without it, that is the start of
    the latest call. Raises ``ArgumentError`` for what is no checker, part or moment.
    """
    require_checker(checker)
    require_moment("as_of", as_of)
    if isinstance(parts, str | bytes) or not isinstance(parts, Iterable):
        raise wrong_type(
            "parts", parts, Text("各报告的 case 的列表", "a list of 'case' of reports")
        )
    rules = checker.case_rules
    cases: dict[str, list[_CaseCall]] = {}
    # Calls that began together and share an id must not be ordered by who came first.
    # What is there twice, as where a day was checked twice, is one call all the same.
    lines = {to_line(part): part for part in _known(parts)}
    for _, part in sorted(lines.items(), key=itemgetter(0)):
        signs = {sign.rule: sign for sign in part.signs}
        call = _CaseCall(start_of(part), part.call_id, signs)
        cases.setdefault(part.case_id, []).append(call)
    starts = [call.start for calls in cases.values() for call in calls if call.start is not None]
    known_until = _aware(as_of) if as_of is not None else max(starts, default=None)
    words = {name: RuleWords.of(rule, checker.lang) for name, rule in rules.items()}
    reported: list[CaseReport] = []
    for case in sorted(cases):
        calls = sorted(cases[case], key=_by_start)
        verdicts = tuple(
            _verdict(name, rule, words[name], _judge(name, rule, calls, known_until))
            for name, rule in rules.items()
        )
        ids = tuple(call.call_id for call in calls)
        reported.append(CaseReport(CASE_SCHEMA, case, checker.stamp, ids, verdicts))
    return tuple(reported)


def start_of(part: CasePart) -> datetime | None:
    """Return when the call began, with a zone; ``None`` where that is unknown, or only the day."""
    text = part.start_time
    try:
        return _aware(datetime.fromisoformat(text)) if text and len(text) > _DATE_ONLY else None
    except ValueError:
        return None


def _aware(time: datetime) -> datetime:
    """Return ``time`` with a zone, so that all compare: without one, that of China."""
    return time if time.tzinfo is not None else time.replace(tzinfo=_ASSUMED)


def _by_start(call: _CaseCall) -> tuple[bool, datetime, str]:
    return call.start is None, call.start or datetime.min.replace(tzinfo=UTC), call.call_id


def _judge(
    name: str, rule: Case, calls: Sequence[_CaseCall], known_until: datetime | None
) -> _Judgement:
    starting = [call for call in calls if call.sign(name).starts]
    if not starting:
        for call in calls:
            if call.sign(name).starts is None:
                return _Judgement(Outcome.UNDECIDABLE, call.sign(name).reason)
        return _Judgement(Outcome.NOT_APPLICABLE, "no-occasion")
    if any(call.start is None for call in calls):
        return _Judgement(Outcome.UNDECIDABLE, "no-start-time", starting[0])
    wanted = starting if rule.case.each else starting[:1]
    judged = [_judge_one(name, rule, call, calls, known_until) for call in wanted]
    for outcome in (Outcome.FAIL, Outcome.UNDECIDABLE):
        for judgement in judged:
            if judgement.outcome is outcome:
                return judgement
    return judged[0]


def _judge_one(
    name: str,
    rule: Case,
    first: _CaseCall,
    calls: Sequence[_CaseCall],
    known_until: datetime | None,
) -> _Judgement:
    assert first.start is not None  # noqa: S101  (checked by the caller)
    due = first.start + rule.case.limit
    later = calls[calls.index(first) + 1 :]
    met_by = next((call for call in later if call.sign(name).meets), None)
    if met_by is not None and met_by.start is not None and met_by.start <= due:
        return _Judgement(Outcome.PASS, "", first, due, met_by)
    for call in later:
        if call.sign(name).meets is None and call.start is not None and call.start <= due:
            return _Judgement(Outcome.UNDECIDABLE, call.sign(name).reason, first, due, met_by)
    if met_by is not None:
        return _Judgement(Outcome.FAIL, "too-late", first, due, met_by)
    if known_until is None or known_until < due:
        return _Judgement(Outcome.UNDECIDABLE, "not-yet-due", first, due)
    return _Judgement(Outcome.FAIL, "not-followed", first, due)


def _verdict(name: str, rule: Case, words: RuleWords, judgement: _Judgement) -> CaseVerdict:
    outcome, reason, first, due, met_by = judgement
    failed = outcome is Outcome.FAIL
    shown = Judgement(outcome, reason=reason, detail=_detail(judgement) if failed else None)
    hits = [(first, first.sign(name).starts_by)] if first is not None else []
    hits += [(met_by, met_by.sign(name).meets_by)] if met_by is not None else []
    return CaseVerdict(
        rule=name,
        verdict=outcome,
        severity=rule.severity,
        points=rule.points if failed else 0,
        title=words.title,
        message=words.message_on(shown),
        advice=words.advice_on(shown),
        source=rule.source,
        reason=reason,
        dimension=rule.dimension,
        started_by=first.call_id if first is not None else None,
        due=_iso(due),
        met_by=met_by.call_id if met_by is not None else None,
        evidence=tuple(CaseEvidence(call.call_id, hit) for call, found in hits for hit in found),
    )


def _iso(time: datetime | None) -> str | None:
    if time is None:
        return None
    # A time that was given without a zone is shown without one.
    return (
        time.isoformat() if time.tzinfo is not _ASSUMED else time.replace(tzinfo=None).isoformat()
    )


def _detail(judgement: _Judgement) -> Text:
    _, _, first, due, met_by = judgement
    began = _iso(first.start) if first is not None else ""
    zh, en = f"{began} 起算，应在 {_iso(due)} 之前", f"counted from {began}, due by {_iso(due)}"
    if met_by is None:
        return Text(f"{zh}，没有这样的电话", f"{en}; there was no such call")
    return Text(f"{zh}，实际 {_iso(met_by.start)}", f"{en}, done at {_iso(met_by.start)}")
