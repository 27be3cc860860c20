"""What a coach and an agent look at together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scriptcheck.coaching.right_words import right_words
from scriptcheck.report import Outcome
from scriptcheck.write.content.call_data import CallData

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scriptcheck.call import Call
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport, Verdict

MOST_CALLS: Final = 3
"""Calls that are listed as the best, and as the worst."""
MOST_WORDS: Final = 5
"""Examples of the agent's own words of one miss."""
RECURRING: Final = 2
"""Calls in which a rule must be broken to recur."""
_JUDGED: Final = frozenset({Outcome.PASS, Outcome.FAIL})


@dataclass(frozen=True, slots=True)
class CoachedCall:
    """A call that is among the best, or among the worst."""

    call_id: str
    day: str
    """As in ``2026-03-02``; empty where it is not known."""
    score: int
    passed: bool | None
    broken: tuple[str, ...]
    """The titles of the rules that it breaks, the most severe first."""
    kept: tuple[str, ...]
    """The titles of the rules that it keeps with words that show it."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the agent said where a rule was broken."""

    call_id: str
    day: str
    turn: int
    """From 0."""
    quote: str
    """What is wrong, or what came nearest to what was missing."""
    said: str
    """The whole turn."""


@dataclass(frozen=True, slots=True)
class RecurringMiss:
    """A rule that the agent breaks again and again."""

    rule: str
    title: str
    severity: str
    calls: int
    judged: int
    """Calls in which the rule was kept or broken."""
    points: int
    """What it took off in all; 0 or less."""
    advice: tuple[str, ...]
    """What reports advise, each once."""
    words: tuple[OwnWords, ...]
    right: tuple[str, ...]
    """Wordings that would have been right; none where the rule only forbids."""


@dataclass(frozen=True, slots=True)
class CoachingSheet:
    """One agent's calls, with no other agent's data."""

    agent_id: str
    agent_name: str
    first_day: str
    last_day: str
    calls: int
    scored: int
    """Calls that have a score; those of the mean."""
    mean_score: float | None
    passed: int
    failed: int
    """Calls that do not pass, by their score or, with or without one, by a fatal rule."""
    best: tuple[CoachedCall, ...]
    worst: tuple[CoachedCall, ...]
    misses: tuple[RecurringMiss, ...]
    """The most severe first, then those in most calls."""


def coaching_sheet(
    calls: Sequence[tuple[CallReport, Call]], profile: Profile, *, lang: Lang = "zh"
) -> CoachingSheet:
    """Return the sheet of the agent whose ``calls`` are given, each with its report.

    ``profile`` has the titles of rules in ``lang`` and the wordings that would have been right.
    The order of ``calls`` does not matter. Raises ``ValueError`` where there are none.
    """
    if not calls:
        message = "there are no calls"
        raise ValueError(message)
    ordered = sorted(calls, key=lambda pair: pair[0].call_id)
    data = [CallData.of(call) for _, call in ordered]
    titles = {name: rule.name(lang) for name, rule in profile.rules.items()}
    listed = [
        _coached(report, score, each.day, titles)
        for (report, _), each in zip(ordered, data, strict=True)
        if (score := report.score) is not None
    ]
    listed.sort(key=lambda call: (-call.score, call.call_id))
    half = (len(listed) + 1) // 2
    days = sorted(each.day for each in data if each.day)
    return CoachingSheet(
        agent_id=next((each.agent_id for each in data if each.agent_id), ""),
        agent_name=next((each.agent_name for each in data if each.agent_name), ""),
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
        calls=len(ordered),
        scored=len(listed),
        mean_score=sum(call.score for call in listed) / len(listed) if listed else None,
        passed=sum(report.passed is True for report, _ in ordered),
        failed=sum(report.passed is False for report, _ in ordered),
        best=tuple(listed[: min(half, MOST_CALLS)]),
        worst=tuple(listed[half:][::-1][:MOST_CALLS]),
        misses=tuple(_misses(ordered, titles, profile)),
    )


def _coached(report: CallReport, score: int, day: str, titles: dict[str, str]) -> CoachedCall:
    broken = [titles.get(each.rule, each.title) for each in report.violations]
    kept = [
        titles.get(each.rule, each.title)
        for each in report.verdicts
        if each.verdict is Outcome.PASS and each.evidence
    ]
    return CoachedCall(report.call_id, day, score, report.passed, tuple(broken), tuple(kept))


def _misses(
    calls: Iterable[tuple[CallReport, Call]], titles: dict[str, str], profile: Profile
) -> list[RecurringMiss]:
    broken: dict[str, list[tuple[Verdict, Call]]] = defaultdict(list)
    judged: dict[str, int] = defaultdict(int)
    for report, call in calls:
        for verdict in report.verdicts:
            judged[verdict.rule] += verdict.verdict in _JUDGED
        for verdict in report.violations:
            broken[verdict.rule].append((verdict, call))
    found = [
        (each[0][0].severity.rank, _miss(rule, each, judged[rule], titles, profile))
        for rule, each in broken.items()
        if len(each) >= RECURRING
    ]
    found.sort(key=lambda pair: (pair[0], -pair[1].calls, pair[1].rule))
    return [miss for _, miss in found]


def _miss(
    rule: str,
    broken: Sequence[tuple[Verdict, Call]],
    judged: int,
    titles: dict[str, str],
    profile: Profile,
) -> RecurringMiss:
    first = broken[0][0]
    words = [each for verdict, call in broken for each in _own_words(verdict, call)]
    right = [each for verdict, _ in broken for each in right_words(verdict, profile)]
    return RecurringMiss(
        rule=rule,
        title=titles.get(rule, first.title),
        severity=first.severity.value,
        calls=len(broken),
        judged=judged,
        points=sum(verdict.points for verdict, _ in broken),
        advice=tuple(dict.fromkeys(verdict.advice for verdict, _ in broken if verdict.advice)),
        words=tuple(_spread(words)),
        right=tuple(dict.fromkeys(right)),
    )


def _own_words(verdict: Verdict, call: Call) -> list[OwnWords]:
    """Return what the agent said in the turns that show the violation, or came nearest."""
    places = [(match.turn, match.quote) for match in verdict.evidence]
    if verdict.nearest is not None:
        places.append((verdict.nearest.turn, verdict.nearest.quote))
    day = CallData.of(call).day
    found: dict[int, OwnWords] = {}
    for turn, quote in places:
        if turn < len(call.turns) and call.turns[turn].speaker == "agent":
            said = call.turns[turn].text
            found.setdefault(turn, OwnWords(call.call_id, day, turn, quote, said))
    return list(found.values())


def _spread(words: Sequence[OwnWords]) -> list[OwnWords]:
    """Return up to ``MOST_WORDS`` of ``words``: one of each call before a second of any."""
    turns: dict[str, int] = defaultdict(int)
    ranked: list[tuple[int, int, OwnWords]] = []
    for index, each in enumerate(words):
        ranked.append((turns[each.call_id], index, each))
        turns[each.call_id] += 1
    ranked.sort(key=lambda pair: pair[:2])
    return [each for _, _, each in ranked[:MOST_WORDS]]
