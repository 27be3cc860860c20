"""What reviewers said of calls as turns to train on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import LoadError, UsageError
from scriptcheck.language import Text
from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.features import ANSWERS, OPENING_TURNS, answered
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.match.prepared_cue import is_said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.evaluate.gold import CueLabel, Gold, GoldCall, TurnMark
    from scriptcheck.lexicon.models import Cue


def labelled_turns(
    gold: Gold, calls: Iterable[Call], cues: Mapping[str, Cue]
) -> Iterator[TrainingTurn]:
    """Yield the turns of ``calls`` that ``gold`` says something of ``cues`` in, those of a profile.

    A mark speaks of its own cue; labels of a whole call speak of their cues in each turn of those
    who may say them. Raises ``LoadError`` with the place of a label whose cue or turn there is not,
    and ``UsageError`` where calls with labels are missing.
    """
    problems = [each for label in gold.calls.values() for each in _unknown_cues(label, set(cues))]
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


def _turns(label: GoldCall, call: Call, cues: Mapping[str, Cue]) -> Iterator[TrainingTurn]:
    speakers = [turn.speaker.value for turn in call.turns]
    own_turns = dict.fromkeys(ANSWERS, 0)
    for number, turn in enumerate(call.turns):
        speaker = speakers[number]
        if speaker not in own_turns:
            continue
        own_turns[speaker] += 1
        said = {name for name, cue in cues.items() if is_said_by(cue, speaker)}
        listened = label.labels.keys() & said
        marks = {
            cue: found[number]
            for cue, found in label.marks.items()
            if cue in said and number in found
        }
        about = tuple(sorted(listened | marks.keys()))
        if not about or number in label.role_errors:
            continue
        here = {cue: label.labels[cue][number] for cue in listened if number in label.labels[cue]}
        clear = [cue for cue, each in here.items() if each.clear]
        before = answered(speakers, number)
        yield TrainingTurn(
            text=turn.text,
            speaker="agent" if speaker == "agent" else "customer",
            before="" if before is None else call.turns[before].text,
            position="opening" if own_turns[speaker] <= OPENING_TURNS else "middle",
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
