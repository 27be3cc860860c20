"""Gold labels: what people found in calls, call by call; docs/quality.md describes the file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.readers.json.position import find_path
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.report import Outcome
from scriptcheck.review.label import ReviewStage, aware_time
from scriptcheck.review.label_lines import label_lines
from scriptcheck.review.label_shape import NOT_FAIL, flaws, is_turn, unknown_fields

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scriptcheck.load.readers.json.position import Path as JsonPath

COMPLAINT: Final = "complaint"
"""The customer cue that is labelled by call, not by turn."""


class CueLabel(NamedTuple):
    """One cue found in one turn."""

    path: JsonPath
    """Where the label stands in the JSON of its call."""
    clear: bool = True
    """Whether it must be found; a borderline one may be."""
    remedied: bool = False
    """Whether the agent makes it good at once (``"alt": true``), so that it is no violation."""
    quote: str = ""
    """The words that were said, where the label says them."""

    @property
    def required(self) -> bool:
        """Whether the cue must be found here."""
        return self.clear and not self.remedied


class TurnMark(NamedTuple):
    """What a reviewer says of one cue in one turn, and of no other turn."""

    path: JsonPath
    """Where the mark stands in the JSON of its call."""
    heard: bool
    """Whether the cue is said there."""
    quote: str = ""
    """The words that it is about, where the mark says them."""


class AddedViolation(NamedTuple):
    """A violation that a reviewer added, and the turn in which the page has it."""

    rule: str
    turn: int


@dataclass(frozen=True, slots=True)
class GoldCall:
    """The labels of one call."""

    call_id: str
    text: JsonText
    """The line that they stand in, for the places of problems."""
    labels: Mapping[str, Mapping[int, CueLabel]]
    """By cue and turn, for every cue that was labelled; one that is not said has no turns."""
    banned: frozenset[str]
    """Those of the cues that are labelled as violations."""
    verdicts: Mapping[str, Outcome]
    """The verdict that each of these rules should reach."""
    not_failed: frozenset[str]
    """Rules that should not fail, whichever of the other verdicts is right."""
    marks: Mapping[str, Mapping[int, TurnMark]]
    """By cue and turn, what was said of single turns of cues that are not in ``labels``."""
    complaint: bool | None
    """Whether the customer complains; ``None`` where nobody said."""
    opening_cut: bool
    ending_cut: bool
    role_errors: frozenset[int]
    """Turns that are shown as somebody else's: what is found there is neither right nor wrong."""
    added: tuple[AddedViolation, ...] = ()
    """What reviewers added on a page, each once; ``verdicts`` has what holds."""

    def problem(self, code: str, message: Text, path: JsonPath, fix: Text) -> Problem:
        """Return a problem with what stands at ``path``."""
        return self.text.problem(code, message, find_path(self.text.text, path), fix)


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of all calls."""

    calls: Mapping[str, GoldCall]
    """By call id, in the order of the file."""
    problems: tuple[Problem, ...] = ()
    """What was passed over in the file."""

    def keep(self, takes: Callable[[str], bool]) -> Gold:
        """Return the labels of the calls whose id ``takes`` accepts."""
        kept = {call_id: call for call_id, call in self.calls.items() if takes(call_id)}
        return Gold(kept, self.problems)


def read_gold(path: str | os.PathLike[str], *, listened: Iterable[str] = ()) -> Gold:
    """Return the labels in the JSON Lines file ``path``.

    The cues that ``violations`` name anywhere in the file are taken as listened for in every call
    that has ``violations``, and so are those of ``listened``, which may never have been said.
    Raises ``LoadError`` with every problem of every line where there is one.
    """
    file = Path(path)
    problems: list[Problem] = []
    warnings: dict[str, Problem] = {}
    lines: dict[str, tuple[JsonText, dict[str, Any]]] = {}
    for item in label_lines(file):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            problems += _take(item, lines, warnings)
    if not (lines or problems):
        problems.append(empty_file(file.as_posix()))
    if problems:
        raise LoadError(*problems)
    banned = {item["cue"] for _, line in lines.values() for item in line.get("violations") or ()}
    labelled = frozenset(banned | set(listened))
    calls = {call_id: _call(text, line, labelled) for call_id, (text, line) in lines.items()}
    return Gold(calls, tuple(warnings.values()))


def _take(
    text: JsonText,
    lines: dict[str, tuple[JsonText, dict[str, Any]]],
    warnings: dict[str, Problem],
) -> tuple[Problem, ...]:
    """Add the object in ``text`` to ``lines`` and return nothing, or all that is wrong with it.

    Fields that it should not have go to ``warnings``, each name once.
    """
    try:
        line = text.parse()
    except LoadError as error:
        return error.problems
    if wrong := tuple(flaws(line)):
        return tuple(
            text.problem("wrong-gold", message, find_path(text.text, path), fix)
            for path, message, fix in wrong
        )
    if line.get("stage") == ReviewStage.APPEAL:
        # An agent's answer is a claim, not what people found.
        warnings.setdefault("stage", _appeal(text))
        return ()
    call_id = str(line["call_id"])
    if call_id in lines:
        if not all(each.get("review") for each in (line, lines[call_id][1])):
            return (_repeated(text, call_id, lines[call_id][0]),)
        text, line = _together(lines[call_id], (text, line))
    lines[call_id] = (text, line)
    for path in unknown_fields(line):
        name = ".".join(step for step in path if isinstance(step, str))
        warnings.setdefault(name, _unknown_field(text, name, path))
    return ()


def _together(
    one: tuple[JsonText, dict[str, Any]], other: tuple[JsonText, dict[str, Any]]
) -> tuple[JsonText, dict[str, Any]]:
    """Return two labels that a page exported for two reviewers as one: what was said last holds."""
    (_, first), (text, last) = sorted(
        (one, other), key=lambda each: _instant(each[1].get("time") or "")
    )
    marks = {
        (each["turn"], each["cue"]): each
        for each in (*(first.get("marks") or ()), *(last.get("marks") or ()))
    }
    verdicts: dict[str, str] = {}
    times: dict[str, str] = {}
    for line in (first, last):
        for rule, verdict in (line.get("verdicts") or {}).items():
            time = (line.get("times") or {}).get(rule) or line.get("time") or ""
            if rule not in verdicts or _instant(time) >= _instant(times[rule]):
                verdicts[rule], times[rule] = verdict, time
    both = first | last
    both |= {
        "marks": list(marks.values()),
        "verdicts": verdicts,
        "times": {rule: time for rule, time in times.items() if time},
        "review": [*(first.get("review") or ()), *(last.get("review") or ())],
    }
    written = json.dumps(both, ensure_ascii=False)
    return JsonText(written, text.source, text.first_line), both


def _instant(time: str) -> float:
    return aware_time(time).timestamp() if time else float("-inf")


def _appeal(text: JsonText) -> Problem:
    message = Text("申诉不算标注，已略过。", "Appeals are no labels and are passed over.")
    fix = Text("只提示一次。", "Reported once for all of them.")
    return text.problem("appeal-passed-over", message, find_path(text.text, ("stage",)), fix)


def _unknown_field(text: JsonText, name: str, path: JsonPath) -> Problem:
    message = Text(f"不认识的字段，已略过：{name}。", f"Unknown field, passed over: {name}.")
    fix = Text("同名的只提示一次。", "Reported once for all calls of that name.")
    return text.problem("unknown-field", message, find_path(text.text, path), fix)


def _repeated(text: JsonText, call_id: str, first: JsonText) -> Problem:
    message = Text(
        f"通话“{call_id}”在第 {first.first_line} 行已经有了。",
        f"The call '{call_id}' is in line {first.first_line} already.",
    )
    fix = Text("请合并或删去一行。", "Merge the two, or take one out.")
    place = find_path(text.text, ("call_id",))
    return text.problem("repeated-call", message, place, fix)


def _call(text: JsonText, line: dict[str, Any], labelled: frozenset[str]) -> GoldCall:
    labels: dict[str, dict[int, CueLabel]] = {cue: {} for cue in line.get("acts") or {}}
    for cue, turns in (line.get("acts") or {}).items():
        for index, turn in enumerate(turns):
            labels[cue].setdefault(turn, CueLabel(("acts", cue, index)))
    violations = line.get("violations")
    banned = frozenset[str]() if violations is None else labelled
    for cue in sorted(banned):
        labels.setdefault(cue, {})
    for index, item in enumerate(violations or ()):
        label = _violation(item, index)
        other = labels[item["cue"]].get(item["turn"], label)
        labels[item["cue"]][item["turn"]] = max(other, label, key=_weight)
    verdicts: dict[str, str] = line.get("verdicts") or {}
    return GoldCall(
        call_id=str(line["call_id"]),
        text=text,
        labels=labels,
        banned=banned,
        verdicts={rule: Outcome(each) for rule, each in verdicts.items() if each != NOT_FAIL},
        not_failed=frozenset(rule for rule, each in verdicts.items() if each == NOT_FAIL),
        marks=_marks(line.get("marks") or (), labels),
        complaint=line.get("complaint"),
        opening_cut=bool(line.get("opening_cut")),
        ending_cut=bool(line.get("ending_cut")),
        role_errors=frozenset(line.get("role_errors") or ()),
        added=tuple(dict.fromkeys(_added(line.get("review") or ()))),
    )


def _added(items: Iterable[dict[str, Any]]) -> Iterator[AddedViolation]:
    for item in items:
        rule, turn = item.get("rule"), item.get("turn")
        # Items of another call with the same id name its page.
        is_own = item.get("missed") is True and "page" not in item
        if is_own and isinstance(rule, str) and is_turn(turn):
            yield AddedViolation(rule, turn)


def _marks(
    items: Sequence[dict[str, Any]], labels: Mapping[str, object]
) -> dict[str, dict[int, TurnMark]]:
    """Return the marks of cues that nobody listened for in the whole call."""
    marks: dict[str, dict[int, TurnMark]] = {}
    for index, item in enumerate(items):
        if item["cue"] not in labels:
            mark = TurnMark(("marks", index), item["heard"], item.get("quote") or "")
            marks.setdefault(item["cue"], {})[item["turn"]] = mark
    return marks


def _violation(item: dict[str, Any], index: int) -> CueLabel:
    clear = item.get("certainty") != "borderline"
    return CueLabel(("violations", index), clear, bool(item.get("alt")), item.get("quote") or "")


def _weight(label: CueLabel) -> tuple[bool, bool, bool]:
    """Return what decides which of two labels of one cue in one turn holds."""
    return label.required, not label.remedied, label.clear
