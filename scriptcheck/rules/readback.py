"""The form ``readback``: what the customer dictates must be said back, rightly, and assented to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Field
from rapidfuzz.fuzz import ratio

from scriptcheck.language import Text
from scriptcheck.lazy_pattern import lazy_pattern
from scriptcheck.lexicon.base import Count, CueId, Model, in_list
from scriptcheck.lexicon.conditions import Condition, CueCondition
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.extent import Extent, Point
from scriptcheck.match.window import Undecided
from scriptcheck.report import CueMatch, Outcome
from scriptcheck.rules.condition import decide_cue, extents_of
from scriptcheck.rules.dictation import (
    NUMBERS,
    AgentValues,
    SaidBack,
    SaidValue,
    dictations,
    said_back,
    said_before,
)
from scriptcheck.rules.form import Judgement, RuleForm
from scriptcheck.text.fold import FILLERS
from scriptcheck.text.numbers.value import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.match.findings import Findings
    from scriptcheck.rules.dictation import Dictation
    from scriptcheck.text.numbers.value import Value

DICTATED: Final = "dictated"
"""Stands for the cue in the evidence, where the customer says the value."""
READ_BACK: Final = "read_back"
"""Stands for the cue in the evidence, where the agent says it back."""

_NAMES: Final = MappingProxyType(
    {
        ValueKind.PHONE: Text("电话号码", "phone number"),
        ValueKind.NUMBER: Text("号码", "number"),
        ValueKind.DATE: Text("日期", "date"),
        ValueKind.TIME: Text("时间", "time"),
        ValueKind.AMOUNT: Text("金额", "amount"),
        ValueKind.ADDRESS: Text("地址", "address"),
        ValueKind.RATE: Text("比例", "rate"),
        ValueKind.QUANTITY: Text("数字", "figure"),
    }
)
_SAME: Final = 60
"""How like each other, by rapidfuzz's ratio, two values are when one corrects the other."""
_AFTER_QUESTION: Final = 16
"""Characters at most between a question and the end of the turn that asks it."""

_JUDGED: Final = tuple(kind for kind in ValueKind if kind is not ValueKind.QUANTITY)
"""A figure without a unit counts where a rule says so alone: it may be anything."""

_QUESTIONS: Final = (
    (
        lazy_pattern("多少钱|多少块|多少元|金额|费用"),
        frozenset({ValueKind.AMOUNT, ValueKind.NUMBER, ValueKind.RATE, ValueKind.QUANTITY}),
    ),
    (
        lazy_pattern("什么时[候间]|哪一?天|几号(?!楼)|几点|[周期拜]几|哪个时间"),
        frozenset({ValueKind.DATE, ValueKind.TIME, ValueKind.NUMBER, ValueKind.QUANTITY}),
    ),
    (
        lazy_pattern("哪[里儿]|[哪什]个?么?地方|哪个小区|哪条路|几[号单]|几楼|门牌"),
        frozenset({ValueKind.ADDRESS, ValueKind.NUMBER, ValueKind.QUANTITY}),
    ),
)
"""Words of questions, and the kinds of value that answer them."""

KindName: TypeAlias = Annotated[ValueKind, Field(strict=False)]


class ReadbackSpec(Model):
    """What is to be said back, and what shows it."""

    of: Annotated[tuple[KindName, ...], Field(min_length=1, strict=False)] = _JUDGED
    """The kinds of value."""
    asked_by: CueId
    """The cue by which the agent asks for a detail: what the customer answers is dictated."""
    secret: Annotated[
        tuple[CueId, ...],
        BeforeValidator(in_list, json_schema_input_type=CueId | tuple[CueId, ...]),
        Field(strict=False),
    ] = ()
    """The cues by which the agent asks for what is not to be repeated, such as a password, or what
    the customer is known by."""
    confirming: Annotated[tuple[CueId, ...], Field(strict=False)] = ()
    """The cues by which the agent checks a detail, so that one that differs is wrong."""
    assent: CueId
    """The cue by which the customer agrees."""
    agent_turns: Count = 3
    """Within how many agent turns it must be said back."""
    summed_up: bool = True
    """Whether it counts as well where it is said back later, as in a summary, and assented to."""
    customer_turns: Count = 2
    """Within how many customer turns assent must follow."""


class Readback(CallRule):
    """A rule that fails where what is dictated is not said back, or wrongly, or not assented to."""

    readback: ReadbackSpec

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the rule."""
        spec = self.readback
        cues = (spec.asked_by, *spec.secret, spec.assent, *spec.confirming)
        return (*super().conditions, *(CueCondition(cue=cue) for cue in cues))


class _Result(NamedTuple):
    """What became of one dictation."""

    dictation: Dictation
    outcome: Outcome
    reason: str = ""
    back: SaidValue | None = None
    searched: tuple[Extent, ...] = ()


_ASSENT_FIRST: Final = re.compile(
    r"\s*(?:[嗯唔]+|对{1,3}的?|是的|没错)\s*[，,。.！!；;、](?!\s*[不没错哪])"
)

_DENIES: Final = lazy_pattern("不对|不是|错[了啦]|哪有")
"""What a customer says to whom something wrong was said back."""

_MOST_SEVERE: Final = (
    "restated-wrongly",
    "not-restated",
    "not-confirmed",
    "restated-in-part",
    "masked",
)

_SHORT: Final = 8
"""Digits of a number that may be two which the customer names side by side."""
_PART: Final = 3
"""Digits of which a part has so many at least."""


def judge(rule: Readback, findings: Findings) -> Judgement:
    """Return the judgement on a call that ``rule`` applies to: that on the most severe failure."""
    spec = rule.readback
    extents = extents_of(rule.within, findings)
    if isinstance(extents, Undecided):
        return Judgement(Outcome.UNDECIDABLE, reason=extents.reason)
    given = dictations(
        findings,
        spec.of,
        _asked_for(spec.asked_by, findings),
        _turns_of(spec.secret, findings),
    )
    spoken = AgentValues(findings)
    every = [
        _judge_one(each, spoken, spec, findings)
        for each in given
        if _within(each, extents) and not said_before(each, spoken, findings)
    ]
    results = [each for index, each in enumerate(every) if not _corrected(each, every[index + 1 :])]
    if not results:
        return Judgement(Outcome.NOT_APPLICABLE, searched=extents, reason="no-occasion")
    for reason in _MOST_SEVERE:
        for result in results:
            if result.reason == reason:
                return _judgement(result, findings)
    evidence = tuple(match for each in results for match in _evidence(each, findings))
    return Judgement(Outcome.PASS, evidence, extents)


def _turns_of(cues: tuple[str, ...], findings: Findings) -> set[int]:
    return {match.turn for cue in cues for match in findings.matches.get(cue, ())}


def _asked_for(cue: str, findings: Findings) -> dict[int, frozenset[ValueKind]]:
    """Return for what kinds of value each turn asks that ends with ``cue``.

    One who goes on talking has not asked for it.
    """
    asked: dict[int, frozenset[ValueKind]] = {}
    for match in findings.matches.get(cue, ()):
        if len(findings.call.turns[match.turn].text) - match.end <= _AFTER_QUESTION:
            kinds = _kinds_asked_for(match.quote)
            asked[match.turn] = asked.get(match.turn, frozenset()) | kinds
    return asked


def _kinds_asked_for(question: str) -> frozenset[ValueKind]:
    """Return what answers ``question``: where something is, is answered by no price."""
    return next(
        (kinds for words, kinds in _QUESTIONS if words.search(question)), frozenset(ValueKind)
    )


def _within(dictation: Dictation, extents: tuple[Extent, ...]) -> bool:
    first = Point(dictation.pieces[0].turn, dictation.pieces[0].value.start)
    return any(extent.first <= first < extent.last for extent in extents)


def _judge_one(
    dictation: Dictation,
    spoken: AgentValues,
    spec: ReadbackSpec,
    findings: Findings,
) -> _Result:
    if "*" in dictation.value:
        return _Result(dictation, Outcome.UNDECIDABLE, "masked")
    first, last = dictation.pieces[0].turn, dictation.last_turn
    agents = findings.timeline.agent_turns
    after = bisect_right(agents, last)
    later = agents[after : after + spec.agent_turns]
    turns = (*agents[bisect_right(agents, first) : bisect_left(agents, last)], *later)
    where = Extent(Point(first, 0), Point((later[-1] if later else last) + 1, 0))
    confirming = _turns_of(spec.confirming, findings)
    said = {turn: values for turn in turns if (values := spoken.of(turn))}
    found = list(said_back(dictation, said, confirming))
    right = next((each for each in found if each.rightly), None)
    result = None if right is None else _assented(dictation, right, spec, findings)
    if spec.summed_up and (result is None or result.outcome is not Outcome.PASS):
        late = agents[after + spec.agent_turns :]
        result = _summed_up(dictation, late, spoken, spec, findings) or result
    if result is not None:
        return result._replace(searched=(where,))
    if wrong := next((each for each in found if each.rightly is False), None):
        return _Result(dictation, Outcome.FAIL, "restated-wrongly", wrong.said, (where,))
    if found:
        return _Result(dictation, Outcome.UNDECIDABLE, "masked", found[0].said, (where,))
    if part := _part_said(dictation, said):
        return _Result(dictation, Outcome.UNDECIDABLE, "restated-in-part", part, (where,))
    return _Result(dictation, Outcome.FAIL, "not-restated", None, (where,))


def _part_said(dictation: Dictation, said: Mapping[int, Sequence[Value]]) -> SaidValue | None:
    """Return where a part of a short number is said back.

    What is written as one number may be two, as in 是三零三，三零二是我对门.
    """
    given = dictation.value
    if dictation.kind is not ValueKind.NUMBER or len(given) > _SHORT:
        return None
    every = (SaidValue(turn, each) for turn, values in said.items() for each in values)
    return next((each for each in every if _is_part(each.value, given)), None)


def _is_part(value: Value, given: str) -> bool:
    return value.kind in NUMBERS and len(value.value) >= _PART and value.value in given


def _summed_up(
    dictation: Dictation,
    turns: Sequence[int],
    spoken: AgentValues,
    spec: ReadbackSpec,
    findings: Findings,
) -> _Result | None:
    """Return what came of it where one of ``turns`` says it back rightly, and is assented to."""
    said = {turn: values for turn in turns if (values := spoken.of(turn))}
    for each in said_back(dictation, said, _turns_of(spec.confirming, findings)):
        if each.rightly:
            result = _assented(dictation, each, spec, findings)
            if result.outcome is Outcome.PASS:
                return result
    return None


def _assented(
    dictation: Dictation, back: SaidBack, spec: ReadbackSpec, findings: Findings
) -> _Result:
    turn = back.said.turn
    every = findings.call.turns
    after = range(turn + 1, len(every))
    replies = (number for number in after if every[number].speaker == "customer")
    answers = list(islice(replies, spec.customer_turns))
    if answers:
        reach = Extent(Point(turn, back.said.value.end), Point(answers[-1] + 1, 0))
        if decide_cue(spec.assent, findings, (reach,)).holds or any(
            _begins_with_assent(findings.call.turns[number].text) for number in answers
        ):
            return _Result(dictation, Outcome.PASS, "", back.said)
    # Who goes on without a word against it may well agree: the text does not show it.
    denied = any(_DENIES.search(every[number].text) for number in answers)
    outcome = Outcome.FAIL if denied else Outcome.UNDECIDABLE
    return _Result(dictation, outcome, "not-confirmed", back.said)


def _begins_with_assent(text: str) -> bool:
    """Return whether the first clause is just 嗯 or 对, and what follows takes nothing back.

    Folding takes 嗯 for a filler, and drops the comma by which 对，我 differs from 对我.
    """
    characters = [each for each in text if each.isalpha()]
    if characters and all(each in FILLERS for each in characters):
        return True
    return _ASSENT_FIRST.match(text) is not None


def _corrected(result: _Result, later: list[_Result]) -> bool:
    """Return whether the customer gave a failed value again afterwards, so that the last counts."""
    kind = result.dictation.kind
    alike = NUMBERS if kind in NUMBERS else {kind}
    return result.outcome is not Outcome.PASS and any(
        each.dictation.kind in alike
        and ratio(each.dictation.value, result.dictation.value) >= _SAME
        for each in later
    )


def _judgement(result: _Result, findings: Findings) -> Judgement:
    evidence = _evidence(result, findings)
    if result.outcome is Outcome.UNDECIDABLE:
        return Judgement(result.outcome, evidence, result.searched, reason=result.reason)
    name, given = _NAMES[result.dictation.kind], result.dictation.value
    back = result.back.value.value if result.back is not None else ""
    detail = {
        "restated-wrongly": Text(
            f"客户说的{name.zh}是 {given}，客服复述成 {back}",
            f"the {name.en} given was {given}, said back as {back}",
        ),
        "not-restated": Text(
            f"客户说的{name.zh} {given} 没有复述", f"the {name.en} {given} was not said back"
        ),
        "not-confirmed": Text(
            f"客户不认可复述的{name.zh} {given}",
            f"the customer denied the {name.en} {given} that was said back",
        ),
    }[result.reason]
    return Judgement(Outcome.FAIL, evidence, result.searched, reason=result.reason, detail=detail)


def _evidence(result: _Result, findings: Findings) -> tuple[CueMatch, ...]:
    said = [(DICTATED, each) for each in result.dictation.pieces]
    said += [(READ_BACK, result.back)] if result.back is not None else []
    return tuple(_match(cue, each, findings) for cue, each in said)


def _match(cue: str, said: SaidValue, findings: Findings) -> CueMatch:
    turn = findings.call.turns[said.turn]
    start, end = said.value.start, said.value.end
    return CueMatch(
        cue=cue,
        speaker=turn.speaker,
        turn=said.turn,
        start=start,
        end=end,
        quote=turn.text[start:end],
        phrase=said.value.value,
        how="value",
        similarity=1.0,
        edits=(),
    )


READBACK: Final = RuleForm("readback", Readback, judge)
