"""Repetition: turns, or clauses of them, that repeat what the other speaker has just said.

A customer dictates 人民路五十二号 and the agent says 人民路: that reads a detail back, though no
template could list what details there are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.candidate import SpanCandidate
from scriptcheck.match.expression import part_expression

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.template import PartSequence as Tree
    from scriptcheck.match.sounds import SoundedText, Sounds
    from scriptcheck.match.source import ScanResult
    from scriptcheck.match.suppress import CallTests
    from scriptcheck.text.fold import Folded


_FEWEST_AS_WRITTEN: Final = 0.5
"""The share of a repetition's characters that must be written the same; the others may be
homophones or near-homophones."""


class RepetitionTexts(Protocol):
    """The turns of a call, as they sound and in clauses."""

    @property
    def sounds(self) -> Sounds:
        """How the turns sound."""

    def clause_ends(self, turn: int) -> array[int]:
        """Return where the clauses of the folded text of ``turn`` end, less the empty ones."""


class RepetitionTest(NamedTuple):
    """What a cue takes for a repetition, made ready."""

    speaker: str
    """Who must repeat."""
    characters: int
    """How many characters in a row must be repeated."""
    longest: int
    """How many characters the repeating turn, or the clause of a longer one, may have."""
    containing: tuple[Any, ...]
    """Expressions, one of which must fit within what is repeated; empty where anything does."""


class RepetitionSource:
    """Finds the cues that may be said by repetition."""

    def __init__(self, cues: Mapping[str, Cue], words: Mapping[str, tuple[Tree, ...]]) -> None:
        """Read ``cues``; ``words`` fill the variables of their templates."""
        self._tests: Final = {
            name: _test(cue, words) for name, cue in cues.items() if cue.repetition is not None
        }

    def for_call(self, call: CallTests) -> _CallRepetitions:
        """Return the source in one call."""
        return _CallRepetitions(self._tests, call)


class _CallRepetitions:
    def __init__(self, tests: Mapping[str, RepetitionTest], call: CallTests) -> None:
        self._call: Final = call
        self._matchers: Final = {name: RepetitionMatcher(test) for name, test in tests.items()}

    def candidates(self, scan: ScanResult) -> Iterator[SpanCandidate]:
        """Yield the repetitions in the turns of ``scan.text``."""
        speakers = self._call.speakers
        for name, matcher in self._matchers.items():
            for number, folded in zip(scan.text.numbers, scan.text.turns, strict=True):
                span = matcher.next(number, folded, speakers[number], self._call)
                if span is not None:
                    yield SpanCandidate(name, number, *span, how="echo")


class RepetitionMatcher:
    """Finds the repetitions of one cue in one call, whose turns it is given as they come.

    A turn repeats what others have said since its speaker spoke before. Of a turn that says more,
    a clause of its own is a repetition if all of it is.
    """

    def __init__(self, test: RepetitionTest) -> None:
        self._test: Final = test
        self._to_repeat: Final[list[int]] = []
        """The turns of others since the speaker spoke before."""

    def next(
        self, turn: int, folded: Folded, speaker: str, call: RepetitionTexts
    ) -> tuple[int, int] | None:
        """Return start and end of the first of the longest repetitions in the next turn.

        They are characters of its original text; ``None`` where there is no repetition. ``call``
        is what the turn is part of.
        """
        test = self._test
        if speaker != test.speaker:
            # A system's announcement is nothing that anybody dictates.
            if speaker != "system":
                self._to_repeat.append(turn)
            return None
        span = None
        if self._to_repeat and len(folded.text) >= test.characters:
            found = _repetition(turn, folded, self._to_repeat, call, test)
            span = None if found is None else folded.span(*found)
        self._to_repeat.clear()
        return span


def _test(cue: Cue, words: Mapping[str, tuple[Tree, ...]]) -> RepetitionTest:
    """Return the test of ``cue`` with the variables of its templates filled by ``words``."""
    spec = cue.repetition
    assert spec is not None  # noqa: S101  (checked by the caller)
    trees = (bind(parse_template(template), words) for template in spec.containing)
    expressions = tuple(map(part_expression, trees))
    return RepetitionTest(cue.speaker, spec.characters, spec.turn_characters, expressions)


def _repetition(
    turn: int, folded: Folded, to_repeat: Sequence[int], call: RepetitionTexts, test: RepetitionTest
) -> tuple[int, int] | None:
    """Return what of ``turn``, which is ``folded``, repeats the turns ``to_repeat``."""
    sounds = call.sounds
    if len(folded.text) <= test.longest:
        return _longest_repeated(sounds.turn(turn), sounds.turns(to_repeat), test)
    for start, end in pairwise((0, *call.clause_ends(turn))):
        if test.characters <= end - start <= test.longest:
            part = sounds.turn(turn).part(start, end)
            if _repeats(part, sounds.turns(to_repeat), test):
                return start, end
    return None


def _longest_repeated(
    said: SoundedText, before: SoundedText, test: RepetitionTest
) -> tuple[int, int] | None:
    whole, shortest = len(said.characters), test.characters
    # What is repeated from a place on begins with the fewest characters that are.
    starts = [
        start
        for start in range(whole - shortest + 1)
        if said.sounds[start : start + shortest] in before.sounds
    ]
    for length in range(whole if starts else 0, shortest - 1, -1):
        for start in starts:
            if start + length <= whole and _repeats(said.part(start, start + length), before, test):
                return start, start + length
    return None


def _repeats(part: SoundedText, before: SoundedText, test: RepetitionTest) -> bool:
    """Return whether ``part`` stands in ``before``, as written or as it sounds, and is worth it."""
    place = before.sounds.find(part.sounds)
    while place >= 0:
        same = sum(map(str.__eq__, part.characters, before.characters[place:]))
        if same >= _FEWEST_AS_WRITTEN * len(part.characters):
            return _contains(part.characters, test)
        place = before.sounds.find(part.sounds, place + 1)
    return False


def _contains(part: str, test: RepetitionTest) -> bool:
    return not test.containing or any(each.search(part) for each in test.containing)
