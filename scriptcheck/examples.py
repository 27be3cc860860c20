"""The examples beside every cue and rule, run as tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from unicodedata import category

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.cases import check_cases
from scriptcheck.language import Text
from scriptcheck.lexicon.rule_models import CallRule, Dialogue
from scriptcheck.lexicon.template import parse_template, plainest
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.match.reasons import learned_text, suppression_text
from scriptcheck.report import Outcome
from scriptcheck.rules.case import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.yaml_source import SourceMark
    from scriptcheck.match.findings import Findings
    from scriptcheck.report import CallReport, LearnedEvidence

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKS: Final = str.maketrans({"【": _OPEN, "】": _CLOSE})
"""Marks become characters that no transcript holds before the text is read as a dialogue, in which
【】 would be a speaker's label."""

_USUAL: Final = 5
"""Characters of a word of a variable for which gaps in phrases have room."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example."""

    entry: str
    """Id of the cue or rule."""
    expected: str
    """``hit`` or ``miss`` for a cue, the verdict for a rule."""
    text: str
    """The example as the lexicon has it."""
    place: SourceMark
    ok: bool
    found: Text
    """What was found instead; for an example that holds, what it held by."""


def run_examples(
    checker: Checker, *, entries: Collection[str] | None = None
) -> Iterator[ExampleResult]:
    """Yield the result of every example of every cue and rule of ``checker``'s profile.

    Where ``entries`` are given, only those of the cues and rules with these ids.
    """

    def wanted(name: str) -> bool:
        return entries is None or name in entries

    for name, cue in checker.profile.cues.items():
        if wanted(name):
            yield from _cue_results(name, cue, checker)
    # An example is as short as can be, and is to be judged all the same.
    of_any_length = checker.with_least_speech(0)
    for name, rule in checker.profile.rules.items():
        if wanted(name):
            yield from _rule_results(name, rule, of_any_length)
    forgotten = {
        name: left.rule
        for name, left in checker.profile.left_out.items()
        if left.is_forgotten and wanted(name)
    }
    if forgotten:
        # What was written here is to be sound, whether or not it is judged as yet.
        wider = replace(checker.profile, rules=dict(checker.profile.rules) | forgotten)
        others = type(checker)(wider, lang=checker.lang).with_least_speech(0)
        for name, rule in forgotten.items():
            yield from _rule_results(name, rule, others)


def _cue_results(name: str, cue: Cue, checker: Checker) -> Iterator[ExampleResult]:
    for expected, examples in (("hit", cue.examples.hit), ("miss", cue.examples.miss)):
        for index, example in enumerate(examples):
            place = checker.profile.places["cues", name, "examples", expected, index]
            call, marked = read_example(example, cue, checker.profile)
            findings = checker.match(call)
            spans = {(hit.turn, hit.start, hit.end) for hit in findings.matches.get(name, ())}
            matches = _fits(spans, marked, call, _long_words(example, checker.profile))
            ok = matches if expected == "hit" else not spans
            found = _cue_text(name, findings)
            if not ok and expected == "hit":
                found = _joined(found, _why_not(name, spans, marked, findings, checker))
            yield ExampleResult(name, expected, example, place, ok, found)


def _fits(
    spans: set[tuple[int, int, int]],
    marked: set[tuple[int, int, int]],
    call: Call,
    long_words: Sequence[str],
) -> bool:
    """Return whether ``spans`` are what is ``marked``; anything will do where nothing is.

    With ``long_words`` in it, what is found may begin and end nearer to them.
    """
    if not marked or spans == marked:
        return bool(spans)
    return (
        bool(long_words)
        and len(spans) == len(marked)
        and all(
            turn == other
            and first <= start
            and end <= last
            and any(word in call.turns[turn].text[start:end] for word in long_words)
            for (turn, start, end), (other, first, last) in zip(
                sorted(spans), sorted(marked), strict=True
            )
        )
    )


def _long_words(example: str, profile: Profile) -> list[str]:
    """Return the words that fill ``example`` and are longer than the gaps of phrases allow for."""
    words = [_spoken(profile, name) for name in profile.variables if f"{{{name}}}" in example]
    return [word for word in words if len(word) > _USUAL]


def _rule_results(name: str, rule: RuleSpec, checker: Checker) -> Iterator[ExampleResult]:
    if not isinstance(rule, CallRule | Case):
        return
    by_outcome: dict[Outcome, tuple[Dialogue | tuple[Dialogue, ...], ...]] = {
        Outcome.PASS: rule.examples.pass_,
        Outcome.FAIL: rule.examples.fail,
        Outcome.NOT_APPLICABLE: rule.examples.not_applicable,
        Outcome.UNDECIDABLE: rule.examples.undecidable,
    }
    for outcome, examples in by_outcome.items():
        for index, example in enumerate(examples):
            place = checker.profile.places["rules", name, "examples", outcome.value, index]
            dialogues = (example,) if isinstance(example, Dialogue) else example
            calls = [_call(number, each, checker) for number, each in enumerate(dialogues, 1)]
            reports = [checker.check(call) for call in calls]
            verdict = _verdict(name, rule, reports, checker)
            text = "\n\n".join(each.text for each in dialogues)
            found = _verdict_text(verdict, reports)
            if verdict is not outcome and isinstance(rule, CallRule):
                found = _joined(found, _why_verdict(name, reports[0]))
            yield ExampleResult(name, outcome.value, text, place, verdict is outcome, found)


def _call(number: int, dialogue: Dialogue, checker: Checker) -> Call:
    name = f"example-{number}"
    turns = parse_plain_text(_named(dialogue.text, checker.profile), call_id=name).turns
    return Call(name, turns, dict(dialogue.meta))


def _verdict(
    name: str, rule: CallRule | Case, reports: Sequence[CallReport], checker: Checker
) -> Outcome:
    """Return the verdict of the rule on an example; calls of no case are not judged by one."""
    if isinstance(rule, CallRule):
        verdicts = {each.rule: each.verdict for each in reports[0].verdicts}
        return verdicts[name]
    cases = check_cases(checker, (report.case for report in reports))
    found = {each.rule: each.verdict for case in cases[:1] for each in case.verdicts}
    return found.get(name, Outcome.NOT_APPLICABLE)


def _named(example: str, profile: Profile) -> str:
    """Return ``example`` with each ``{variable}`` in it as the first of its words."""
    for name in profile.variables:
        if f"{{{name}}}" in example:
            example = example.replace(f"{{{name}}}", _spoken(profile, name))
    return example


def _spoken(profile: Profile, variable: str) -> str:
    """Return the word with which ``variable`` is filled."""
    return _as_spoken(plainest(parse_template(profile.variables[variable][0])))


def _as_spoken(word: str) -> str:
    """Return ``word`` without signs, which nobody speaks: 美的（中国） as 美的中国.

    Matching passes over them in a word of a variable, while in a sentence they end clauses and
    stand outside of what is found.
    """
    kept = (char for char in word if char.isalnum() or char.isspace() or category(char)[0] == "M")
    return "".join(kept).strip()


def read_example(
    example: str, cue: Cue, profile: Profile
) -> tuple[Call, set[tuple[int, int, int]]]:
    """Return ``example`` of ``cue`` as a call, and the spans marked in it: turn, start and end."""
    text = _named(example, profile).translate(_MARKS)
    if "\n" in text.strip():
        turns = parse_plain_text(text, call_id="example").turns
    else:
        speaker = Speaker.CUSTOMER if cue.speaker == "customer" else Speaker.AGENT
        turns = (Turn(speaker, text),)
    marked: set[tuple[int, int, int]] = set()
    plain: list[Turn] = []
    for number, turn in enumerate(turns):
        said, spans = _unmark(turn.text)
        plain.append(Turn(turn.speaker, said, turn.start_ms, turn.end_ms))
        marked |= {(number, start, end) for start, end in spans}
    return Call("example", tuple(plain)), marked


def _unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    spans: list[tuple[int, int]] = []
    plain, start = "", 0
    for char in text:
        if char == _OPEN:
            start = len(plain)
        elif char == _CLOSE:
            spans.append((start, len(plain)))
        else:
            plain += char
    return plain, spans


def _cue_text(cue: str, findings: Findings) -> Text:
    hits = findings.matches.get(cue, ())
    matches = {
        lang: "、".join(f"“{hit.quote}”{_learned(hit.learned).to(lang)}" for hit in hits)
        for lang in ("zh", "en")
    }
    dropped = [each for each in findings.suppressed if each.cue == cue]
    zh, en = (
        "、".join(
            f"“{each.quote}” {suppression_text(each.reason, each.detail).to(lang)}"
            for each in dropped
        )
        for lang in ("zh", "en")
    )
    return Text(
        f"找到：{matches['zh'] or '无'}；排除：{zh or '无'}",
        f"found: {matches['en'] or 'none'}; dropped: {en or 'none'}",
    )


def _joined(found: Text, why: Text) -> Text:
    return Text(f"{found.zh}；{why.zh}", f"{found.en}; {why.en}") if why.zh else found


def _why_not(
    cue: str,
    spans: set[tuple[int, int, int]],
    marked: set[tuple[int, int, int]],
    findings: Findings,
    checker: Checker,
) -> Text:
    """Return why what was found in a ``hit`` example is not what it asks for."""
    turns = findings.call.turns
    if spans and marked:
        asked = "、".join(f"“{turns[at].text[start:end]}”" for at, start, end in sorted(marked))
        return Text(
            f"标出的是{asked}，找到的要和它一字不差",
            f"marked is {asked}, and what is found must be just that",
        )
    if spans:
        return Text("", "")
    nearest = checker.nearest_to(cue, findings.speech, findings.timeline.everywhere)
    if nearest is None:
        return Text(
            "没有相近的模板，请补充一条 phrases",
            "no template comes near it: add one under 'phrases'",
        )
    lacks = "、".join(nearest.lacks)
    return Text(
        f"最接近的模板是 {nearest.phrase}（{nearest.similarity:.0%}）"
        + (f"，缺少 {lacks}" if lacks else ""),
        f"nearest is the template {nearest.phrase} ({nearest.similarity:.0%})"
        + (f", of which {lacks} is lacking" if lacks else ""),
    )


def _why_verdict(rule: str, report: CallReport) -> Text:
    """Return why ``rule`` came to its verdict on an example."""
    verdict = next(each for each in report.verdicts if each.rule == rule)
    parts = [verdict.message] if verdict.verdict is not Outcome.PASS else []
    quotes = "、".join(f"{hit.cue}“{hit.quote}”" for hit in verdict.evidence)
    zh = [*parts, *([f"依据 {quotes}"] if quotes else [])]
    en = [*parts, *([f"by {quotes}"] if quotes else [])]
    return Text("，".join(zh), ", ".join(en))


def _learned(evidence: LearnedEvidence | None) -> Text:
    """Return why a learned model found a match; nothing for one that a phrase found."""
    if evidence is None:
        return Text("", "")
    words = learned_text(evidence)
    return Text(f"（{words.zh}）", f" ({words.en})")


def _verdict_text(verdict: Outcome, reports: Sequence[CallReport]) -> Text:
    cues = "、".join(f"{hit.cue}“{hit.quote}”" for report in reports for hit in report.cues)
    return Text(
        f"结论：{verdict}；找到的话术：{cues or '无'}",
        f"verdict: {verdict}; cues found: {cues or 'none'}",
    )
