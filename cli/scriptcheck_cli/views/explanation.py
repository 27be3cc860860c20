"""Why each rule came to its verdict, for reading on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text
from scriptcheck.match.reasons import SuppressionReason, learned_text, suppression_text
from scriptcheck.metrics.registry import shown
from scriptcheck.report import Outcome
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck_cli.console import one_line
from scriptcheck_cli.views.call_data_words import title_of, value_words, values_words
from scriptcheck_cli.views.marks import (
    SPEAKERS,
    Layout,
    hanging,
    heard_mark,
    marked_lines,
    nearest_mark,
)
from scriptcheck_cli.views.violations import proof_lines
from scriptcheck_cli.views.words import OUTCOME_STYLES, OUTCOMES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from rich.console import Console
    from rich.text import Text as RichText

    from scriptcheck.call import Call
    from scriptcheck.explain import ConditionPart, CueFound, Explanation, RuleExplanation
    from scriptcheck.language import Lang
    from scriptcheck.report import SuppressedMatch

_ORDER: Final = (Outcome.FAIL, Outcome.UNDECIDABLE, Outcome.PASS, Outcome.NOT_APPLICABLE)
_MOST_HEARD: Final = 3
_MOST_DROPPED: Final = 5
_MOST_PHRASES: Final = 3
_SIGNS: Final = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}
_ROLES: Final = {
    "when": Text("适用条件", "applies when"),
    "undecidable_when": Text("例外", "exception"),
    "require": Text("须有", "required"),
    "forbid": Text("不得有", "forbidden"),
    "limit": Text("限度", "limit"),
    "people": Text("由人判断", "people judge"),
    "readback": Text("复述所依据的", "readback goes by"),
    "repeat": Text("重复", "repeated"),
    "step": Text("步骤", "step"),
    "trigger": Text("起因", "trigger"),
    "response": Text("应有的回应", "response"),
}
_KINDS: Final = {
    "all": Text("全部满足", "all of"),
    "any": Text("满足其一", "any of"),
    "not": Text("并非", "not"),
}
_SPOKEN: Final = Text("{}一次说了 {} 字", "{} says {} characters in a turn")
_MATCHED: Final = Text("匹配到 {}", "matched {}")
_UNMATCHED: Final = Text("没有匹配到 {}", "not matched: {}")
_IN_TURN: Final = Text("话轮 {}", "turn {}")
_IN_TURNS: Final = Text("话轮 {}", "turns {}")
_SEARCHED: Final = Text("查找了{}", "searched {}")
_OR: Final = Text(" 或 ", " or ")
_NOWHERE: Final = Text("没有可查找的地方", "nowhere to look")
_UNKNOWN: Final = Text("未知", "unknown")
_WANTED: Final = Text("要 {}", "wanted {}")
_CUE: Final = Text("话术 {}（{}说）", "cue {} (said by {})")
_ANYBODY: Final = Text("任何人", "anybody")
_WORDINGS: Final = Text("说法", "wordings")
_COUNT: Final = Text("共 {} 种", "{} in all")
_MORE: Final = Text("另有 {} 处", "{} more")
_TO_LOOK_AT: Final = Text("请人看，不算违规", "to look at, no violation")
_DROPPED: Final = Text("未计", "not counted")
_NEEDS: Final = Text(
    "转写要有通话的{}，没有时违规改判为无法判断。",
    "Without the call's {}, a failure counts as undecidable.",
)
_PARTS: Final = {"opening": Text("开头", "opening"), "ending": Text("结尾", "ending")}
_SOURCE: Final = Text("依据", "source")
_ADVICE: Final = Text("建议", "advice")
_COMMA: Final = Text("，", ", ")


def print_explanation(
    explanation: Explanation,
    call: Call,
    outcomes: Container[Outcome],
    console: Console,
    lang: Lang,
) -> None:
    """Print why the rules with ``outcomes`` came to them, violations first."""
    rules = [each for each in explanation.rules if each.verdict.verdict in outcomes]
    for each in sorted(rules, key=lambda rule: _ORDER.index(rule.verdict.verdict)):
        for line in _rule_lines(each, call, console.width, lang):
            console.print(line, soft_wrap=True)
        console.print()


def _rule_lines(rule: RuleExplanation, call: Call, width: int, lang: Lang) -> Iterator[RichText]:
    from rich.text import Text as RichText

    verdict = rule.verdict
    style = OUTCOME_STYLES[verdict.verdict]
    points = f" ({verdict.points})" if verdict.points else ""
    severity = SEVERITIES[verdict.severity].to(lang)
    heading = RichText.assemble(
        (f"{OUTCOMES[verdict.verdict].to(lang)}[{verdict.rule}]", style),
        (f" {one_line(verdict.title)}", "bold"),
        (f" {severity}{points}", "dim"),
    )
    yield from hanging("", heading, width)
    if verdict.message:
        yield from hanging("  ", RichText(one_line(verdict.message)), width)
    for part in rule.parts:
        yield from _part_lines(part, width, lang, depth=1)
    for need in rule.needs:
        words = _NEEDS.to(lang).format(_PARTS[need].to(lang))
        yield from hanging("  ", RichText(words, style="dim"), width)
    layout = Layout(_margin(rule), width, lang)
    below = {hit for cue in rule.cues for hit in cue.heard[:_MOST_HEARD]}
    if not below.issuperset(verdict.evidence) or verdict.measured:
        yield from proof_lines(verdict, call, layout, nearest=False)
    for cue in rule.cues:
        yield from _cue_lines(cue, call, layout)
    if verdict.advice:
        advice = RichText(f"{_ADVICE.to(lang)}: {one_line(verdict.advice)}", style="green")
        yield from hanging("  ", advice, width)
    if verdict.source:
        source = RichText(f"{_SOURCE.to(lang)}: {one_line(verdict.source)}", style="dim")
        yield from hanging("  ", source, width)


def _margin(rule: RuleExplanation) -> int:
    """Return how many cells the numbers of the turns take, with blanks ahead."""
    numbers = [hit.turn + 1 for hit in rule.verdict.evidence]
    numbers += [hit.turn + 1 for cue in rule.cues for hit in cue.heard[:_MOST_HEARD]]
    numbers += [cue.nearest.turn + 1 for cue in rule.cues if cue.nearest is not None]
    return 4 + max((len(str(number)) for number in numbers), default=1)


def _part_lines(part: ConditionPart, width: int, lang: Lang, *, depth: int) -> Iterator[RichText]:
    from rich.text import Text as RichText

    # What must not be is well where it is not.
    well = not part.holds if part.role == "forbid" and part.holds is not None else part.holds
    sign, style = _SIGNS[well]
    role = ""
    if part.role:
        role = f"{_ROLES[part.role].to(lang) if part.role in _ROLES else part.role}: "
    line = RichText.assemble((f"{sign} ", style), (role, "bold"), one_line(_part_words(part, lang)))
    if part.holds is None and part.reason:
        line.append(f" ({VerdictReason.text_of(part.reason).to(lang)})", style="yellow")
    yield from hanging("  " * depth, line, width)
    for inner in part.parts:
        yield from _part_lines(inner, width, lang, depth=depth + 1)


def _turns(extents: Iterable[tuple[int, int]], lang: Lang) -> str:
    """Return first and last turns in words, each stretch once."""
    listed = list(dict.fromkeys(extents))
    is_one = len(listed) == 1 and listed[0][0] == listed[0][1]
    turns = (
        str(first + 1) if first == last else f"{first + 1}–{last + 1}" for first, last in listed
    )
    return (_IN_TURN if is_one else _IN_TURNS).to(lang).format(", ".join(turns))


def _part_words(part: ConditionPart, lang: Lang) -> str:
    """Return what a part asks and what the call has, in words."""
    if part.kind == "cue":
        named = f"{part.title} [{part.name}]"
        if part.evidence:
            found = _MATCHED.to(lang).format(named) + _COMMA.to(lang)
            return found + _turns([(hit.turn, hit.turn) for hit in part.evidence], lang)
        missing = _UNMATCHED.to(lang).format(named) + _COMMA.to(lang)
        if not part.searched:
            return missing + _NOWHERE.to(lang)
        return missing + _SEARCHED.to(lang).format(_turns(part.searched, lang))
    if part.kind in _KINDS:
        return f"{_KINDS[part.kind].to(lang)}{f' ({part.wanted})' if part.wanted else ''}"
    if part.kind == "spoken":
        return _SPOKEN.to(lang).format(part.title, part.wanted)
    value = _UNKNOWN.to(lang)
    if part.value is not None:
        metric = part.kind == "metric"
        value = shown(part.name, part.value).to(lang) if metric else value_words(part.value, lang)
    title, wanted = part.title, part.wanted
    if part.kind == "meta":
        title = title_of(part.name, lang)
        wanted = values_words(wanted, _OR.to(lang), lang)
    return f"{title} = {value}{_COMMA.to(lang)}{_WANTED.to(lang).format(wanted)}"


def _cue_lines(cue: CueFound, call: Call, layout: Layout) -> Iterator[RichText]:
    from rich.text import Text as RichText

    lang, width = layout.lang, layout.width
    who = {each.value: words for each, words in SPEAKERS.items()}.get(cue.speaker, _ANYBODY)
    named = f"{cue.title} [{cue.cue}]"
    yield from hanging(
        "  ", RichText(one_line(_CUE.to(lang).format(named, who.to(lang))), style="cyan"), width
    )
    yield from marked_lines(
        (heard_mark(hit, call, lang) for hit in cue.heard[:_MOST_HEARD]), layout
    )
    if (more := len(cue.heard) - _MOST_HEARD) > 0:
        yield RichText(f"    {_MORE.to(lang).format(more)}", style="dim")
    if not cue.heard:
        phrases = "  ".join(cue.phrases[:_MOST_PHRASES])
        count = _COUNT.to(lang).format(len(cue.phrases))
        words = f"{_WORDINGS.to(lang)}: {one_line(phrases)} ({count})"
        yield from hanging("    ", RichText(words, style="dim"), width)
    if cue.nearest is not None:
        yield from marked_lines([nearest_mark(cue.nearest, call, lang)], layout)
    # What a person should look at is told apart from what was dropped, and before it.
    suspects = [each for each in cue.suppressed if each.reason == SuppressionReason.SUSPECT]
    others = [each for each in cue.suppressed if each.reason != SuppressionReason.SUSPECT]
    for suspect in suspects:
        yield from hanging("    ", _suspect(suspect, lang), width)
    for dropped in others[:_MOST_DROPPED]:
        yield from hanging("    ", _dropped(dropped, lang), width)
    if (more := len(others) - _MOST_DROPPED) > 0:
        yield RichText(f"    {_DROPPED.to(lang)}: {_MORE.to(lang).format(more)}", style="dim")


def _suspect(suspect: SuppressedMatch, lang: Lang) -> RichText:
    from rich.text import Text as RichText

    learned = "" if suspect.learned is None else learned_text(suspect.learned).to(lang)
    place = _IN_TURNS.to(lang).format(suspect.turn + 1)
    return RichText.assemble(
        (f"{_TO_LOOK_AT.to(lang)}: ", "yellow"),
        f"{place} “{one_line(suspect.quote)}” — {one_line(learned)}",
    )


def _dropped(dropped: SuppressedMatch, lang: Lang) -> RichText:
    from rich.text import Text as RichText

    why = one_line(suppression_text(dropped.reason, dropped.detail).to(lang))
    if dropped.learned is not None:
        why += _COMMA.to(lang) + one_line(learned_text(dropped.learned).to(lang))
    place = _IN_TURN.to(lang).format(dropped.turn + 1)
    return RichText.assemble(
        (f"{_DROPPED.to(lang)}: ", "dim"), f"{place} “{one_line(dropped.quote)}” — {why}"
    )
