"""What reviewers said of calls as turns to train on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.call import Speaker
from scriptcheck.errors import LoadError, UsageError
from scriptcheck.language import Text
from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.features import OPENING_TURNS
from scriptcheck.lexicon.validate import suggestion

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.evaluate.gold import CueLabel, Gold, GoldCall, TurnMark


def labelled_turns(
    gold: Gold, calls: Iterable[Call], cues: Container[str], known: Iterable[str]
) -> Iterator[TrainingTurn]:
    """Yield the agent's turns of ``calls`` that ``gold`` says something of ``cues`` in.

    A mark speaks of its own cue; labels of a whole call speak of their cues in each of its turns.
    ``known`` are all cues of the profile. Raises ``LoadError`` with the place of a label whose cue
    or turn there is not, and ``UsageError`` where calls with labels are missing.
    """
    problems = [each for label in gold.calls.values() for each in _unknown_cues(label, set(known))]
    missing = dict(gold.calls)
    turns: list[TrainingTurn] = []
    for call in calls:
        if (label := missing.pop(call.call_id, None)) is not None:
            problems += _unknown_turns(label, call)
            turns += _turns(label, call, cues)
    if problems:
        raise LoadError(*problems)
    if missing:
        raise UsageError(*(_missing_call(label) for label in missing.values()))
    yield from turns


def _turns(label: GoldCall, call: Call, cues: Container[str]) -> Iterator[TrainingTurn]:
    listened = {cue for cue in label.labels if cue in cues}
    agent_turns = 0
    for number, turn in enumerate(call.turns):
        if turn.speaker is not Speaker.AGENT:
            continue
        agent_turns += 1
        marks = {
            cue: found[number]
            for cue, found in label.marks.items()
            if cue in cues and number in found
        }
        about = tuple(sorted(listened | marks.keys()))
        if not about or number in label.role_errors:
            continue
        here = {cue: label.labels[cue][number] for cue in listened if number in label.labels[cue]}
        clear = [cue for cue, each in here.items() if each.clear]
        before = call.turns[number - 1] if number else None
        is_answer = before is not None and before.speaker is Speaker.CUSTOMER
        yield TrainingTurn(
            text=turn.text,
            before=before.text if before is not None and is_answer else "",
            position="opening" if agent_turns <= OPENING_TURNS else "middle",
            labels=tuple(sorted([*clear, *(cue for cue, mark in marks.items() if mark.heard)])),
            borderline=tuple(sorted(here.keys() - set(clear))),
            near=tuple(sorted(cue for cue, mark in marks.items() if not mark.heard)),
            about=about,
        )


def _places(label: GoldCall) -> Iterator[tuple[str, Mapping[int, CueLabel | TurnMark]]]:
    yield from label.labels.items()
    yield from label.marks.items()


def _unknown_cues(label: GoldCall, known: set[str]) -> Iterator[Problem]:
    for cue, turns in _places(label):
        if cue not in known and turns:
            path = next(iter(turns.values())).path
            message = Text(f"方案里没有话术“{cue}”。", f"The profile has no cue '{cue}'.")
            yield label.problem("unknown-cue", message, path, suggestion(cue, known))


def _unknown_turns(label: GoldCall, call: Call) -> Iterator[Problem]:
    for _, turns in _places(label):
        for number, each in turns.items():
            if number >= len(call.turns):
                count = len(call.turns)
                message = Text(
                    f"通话“{call.call_id}”没有话轮 {number}，只有 {count} 个。",
                    f"The call '{call.call_id}' has {count} turns, and none with number {number}.",
                )
                fix = Text("话轮从 0 数起。", "Turns are counted from 0.")
                yield label.problem("unknown-turn", message, each.path, fix)


def _missing_call(label: GoldCall) -> Problem:
    message = Text(
        f"标了通话“{label.call_id}”，转写里却没有。",
        f"The call '{label.call_id}' is labelled, and not among the transcripts.",
    )
    fix = Text("请用 --calls 给出它的转写。", "Name its transcript with --calls.")
    return label.problem("labelled-call-missing", message, ("call_id",), fix)
