"""What recognisers and exports have in common: sentences, put together to a call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.call import Call, Speaker, Turn, Word
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.known_meta import meta_warnings
from scriptcheck.load.labels import role_named
from scriptcheck.load.moments import MILLISECONDS, Unit, guess_unit, milliseconds
from scriptcheck.load.speaker_labels import label_meta, label_warnings
from scriptcheck.load.time_order import sequence_warnings, time_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.load.moments import Time

_CHECK_TIMES: Final = Text(
    "与时长有关的规则可能不准；请核对导出。",
    "Rules about durations may be off; check the export.",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One piece of speech as a source gives it."""

    text: str
    label: str = ""
    """What the source calls the speaker: a role, a name, a channel, a number of its own."""
    speaker: Speaker | None = None
    """Who speaks, where the source says so in other words than its label."""
    start: Time = None
    end: Time = None
    words: tuple[tuple[str, Time, Time], ...] = ()
    """Each recognised word with its beginning and end, in the unit of ``start``."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a call comes from."""

    call_id: str
    """Its id, if it says none itself."""
    source: str
    """Where it was read from: the file, with line or number where it holds several calls."""
    file: str
    """The file alone, which problems name."""
    line: int | None = None
    is_alone: bool = False
    """Whether the file holds no other call, so that its name is the best id."""

    def part(self, number: int) -> Origin:
        """Return the origin of the call ``number``, from 1, of several in the same place."""
        call_id, source = f"{self.call_id}#{number}", f"{self.source}#{number}"
        return replace(self, call_id=call_id, source=source, is_alone=False)

    def id_or(self, job: object) -> str:
        """Return the id of a call of which a recogniser knows the number of its own job only."""
        return str(job) if job and not self.is_alone else self.call_id

    def problem(self, code: str, message: Text, fix: Text | None = None) -> Problem:
        """Return a problem with the place of the call."""
        return Problem(code, message, self.file, self.line, fix=fix or Text("", ""))


def make_call(
    sentences: Iterable[Sentence],
    origin: Origin,
    *,
    ms_per_unit: float | None,
    call_id: str = "",
    meta: Mapping[str, Any] | None = None,
) -> Call:
    """Return the call of ``sentences``, each a turn, in the order of their times.

    ``ms_per_unit`` says what unit their times are in; where it is ``None``, that is told by how
    fast people can speak. Sentences in which nothing is said are left out. Speakers known by a
    label only, such as a channel, are unknown: their labels are kept in ``meta``, and warnings
    tell of them and of whatever had to be guessed.
    """
    told: list[Problem] = []
    said = [sentence for sentence in sentences if sentence.text.strip()]
    unit = Unit(ms_per_unit) if ms_per_unit is not None else guess_unit(said)
    drafts = [_draft(sentence, unit) for sentence in said]
    if _is_shuffled(drafts):
        drafts.sort(key=lambda draft: draft.turn.start_ms or 0)
        told.append(_shuffled(origin))
    turns = tuple(draft.turn for draft in drafts)
    labels = [draft.label for draft in drafts]
    known = {key: value for key, value in (meta or {}).items() if value is not None and value != ""}
    data = known | label_meta(turns, labels)
    told += label_warnings(turns, labels, origin.file, origin.line)
    told += _warnings(drafts, unit, origin)
    told += meta_warnings(data, origin.file, origin.line)
    told += time_warnings(turns, origin.file, origin.line)
    told += sequence_warnings(turns, labels, origin.file, origin.line)
    return Call(call_id or origin.call_id, turns, data, origin.source, tuple(told))


@dataclass(frozen=True, slots=True)
class _Draft:
    turn: Turn
    label: str
    unreadable: int
    """How many times could not be read."""


def _draft(sentence: Sentence, unit: Unit) -> _Draft:
    start, end = (milliseconds(time, unit.ms) for time in (sentence.start, sentence.end))
    words = tuple(
        Word(text, milliseconds(first, unit.ms), milliseconds(last, unit.ms))
        for text, first, last in sentence.words
    )
    label = sentence.label.strip()
    role = sentence.speaker or role_named(label) or Speaker.UNKNOWN
    given = ((sentence.start, start), (sentence.end, end))
    unreadable = sum(time not in {None, ""} and ms is None for time, ms in given)
    return _Draft(Turn(role, sentence.text.strip(), start, end, words), label, unreadable)


def _is_shuffled(drafts: Sequence[_Draft]) -> bool:
    starts = [draft.turn.start_ms for draft in drafts]
    known = [start for start in starts if start is not None]
    return len(known) == len(starts) and known != sorted(known)


def _shuffled(origin: Origin) -> Problem:
    message = Text(
        "句子没有按时间先后排列，已按开始时间排序。",
        "The sentences were not in the order of their times and have been sorted.",
    )
    return origin.problem("out-of-order", message)


def _warnings(drafts: Sequence[_Draft], unit: Unit, origin: Origin) -> Iterator[Problem]:
    if not drafts:
        message = Text("通话中没有话轮。", "The call has no turns.")
        yield origin.problem("no-turns", message)
    if unit.is_doubtful:
        name = Text("毫秒", "milliseconds") if unit.ms == MILLISECONDS else Text("秒", "seconds")
        message = Text(
            f"时间的单位不能确定，按{name.zh}处理。",
            f"The unit of the times cannot be told for sure; they are taken as {name.en}.",
        )
        yield origin.problem("time-unit", message, _CHECK_TIMES)
    if unreadable := sum(draft.unreadable for draft in drafts):
        message = Text(
            f"有 {unreadable} 个时间看不懂，已略过。",
            f"{unreadable} times are not understood and left out.",
        )
        yield origin.problem("bad-time", message, _CHECK_TIMES)
