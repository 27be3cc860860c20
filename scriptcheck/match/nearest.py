"""The nearest thing said to a phrase that was missed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from rapidfuzz import fuzz

from scriptcheck.lexicon.template import bind, may_be_empty, parse_template, plainest
from scriptcheck.match.closeness import CharacterBound, hashed, may_come_near
from scriptcheck.match.expression import part_expression
from scriptcheck.report import Nearest
from scriptcheck.text.call_text import TURN_BREAK, CallText, FoldedTurns
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.call import Turns
    from scriptcheck.lexicon import template
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.match.extent import Extent

_LEAST: Final = 80.0
"""Per cent of likeness below which two wordings have nothing to do with each other."""

_SHORTEST: Final = 5
"""Characters below which likeness is chance."""


@dataclass(frozen=True)
class PhraseModel:
    """A phrase in its plainest wording, to compare speech with."""

    phrase: str
    """As people would say it: the first of each choice and of the words of each variable."""
    wording: str
    """Folded; the first of each choice, without the optional parts and the gaps."""
    characters: CharacterBound
    pairs: tuple[str, ...]
    """Any two characters of the wording that follow each other."""
    tree: template.PartSequence

    @cached_property
    def parts(self) -> Sequence[tuple[str, Any]]:
        """What must be said: how it is shown, and what fits it."""
        parts = [part for part in self.tree.parts if not may_be_empty(part)]
        return [(plainest(part), part_expression(part)) for part in parts]


class SpeechPart(NamedTuple):
    """Some turns of a call, to compare phrases with."""

    text: CallText
    characters: bytes
    """Hashed, for the bound."""


class WholeText(FoldedTurns, Protocol):
    """The text of all turns of a call."""

    def part(self, indices: Sequence[int]) -> CallText:
        """Return the text of some of the turns."""


@dataclass(frozen=True, slots=True)
class SpeechIndex:
    """What is said in a call, by speaker and part; each is put together once."""

    call: Turns
    text: WholeText
    _known: dict[tuple[object, ...], SpeechPart] = field(default_factory=dict)

    def of(self, speaker: str, extents: Sequence[Extent]) -> SpeechPart:
        """Return what ``speaker`` (or anybody) says in the turns of ``extents``."""
        turns = tuple([(extent.first.turn, extent.last.turn) for extent in extents])
        known = self._known.get((speaker, turns))
        if known is None:
            end = len(self.text.turns)
            within = {n for first, last in turns for n in range(first, min(last + 1, end))}
            text = self.text.part(
                [n for n in sorted(within) if speaker in ("any", self.call.turns[n].speaker)]
            )
            known = self._known[speaker, turns] = SpeechPart(text, hashed(text.text))
        return known


class PhraseModels:
    """The phrases of a profile as models, each cue's made when it is first asked for."""

    def __init__(self, profile: Profile) -> None:
        self._profile: Final = profile
        self._known: Final[dict[str, tuple[PhraseModel, ...]]] = {}

    def nearest(self, cue: str, speech: SpeechIndex, extents: Sequence[Extent]) -> Nearest | None:
        """Return what in ``extents`` of ``speech`` is most like ``cue``, if anything is near."""
        if cue not in self._known:
            self._known[cue] = tuple(
                phrase_model(bind(parse_template(phrase.text), self._words))
                for phrase in self._profile.cues[cue].phrases
            )
        said = speech.of(self._profile.cues[cue].speaker, extents)
        return nearest(cue, self._known[cue], said)

    @cached_property
    def _words(self) -> _VariableWords:
        return _VariableWords(self._profile.variables)


class _VariableWords(dict[str, "tuple[template.PartSequence, ...]"]):
    """The words of each variable, read when a phrase first asks for them."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._given: Final = given

    def __missing__(self, name: str) -> tuple[template.PartSequence, ...]:
        words = self[name] = tuple(map(parse_template, self._given[name]))
        return words


def phrase_model(tree: template.PartSequence) -> PhraseModel:
    """Return the model of the phrase whose ``tree`` has its slots filled."""
    phrase = plainest(tree)
    wording = fold(phrase).text
    pairs = tuple(dict.fromkeys(map("".join, pairwise(wording))))
    return PhraseModel(phrase, wording, CharacterBound.of(wording, _LEAST / 100), pairs, tree)


def nearest(cue: str, models: Iterable[PhraseModel], spoken: SpeechPart) -> Nearest | None:
    """Return what in ``spoken`` comes nearest to one of ``models``, if anything is near at all.

    The likeness is rapidfuzz's partial ratio: that of the phrase to the best stretch of speech. Two
    characters in a row at least must be the phrase's own.
    """
    text = spoken.text
    said = text.text
    best, best_model, least = None, None, _LEAST
    for candidate in models:
        # Most often nothing is near, so what is cheap to know is asked first.
        if (
            candidate.characters.length < _SHORTEST
            or not may_come_near(candidate.characters, spoken.characters)
            or not any(pair in said for pair in candidate.pairs)
        ):
            continue
        found = fuzz.partial_ratio_alignment(candidate.wording, said, score_cutoff=least)
        if found is not None and (best is None or found.score > best.score):
            best, best_model, least = found, candidate, found.score
    if best is None or best_model is None:
        return None
    index, start, end = _within_one_turn(text, best.dest_start, best.dest_end)
    said = text.turns[index].text[start:end]
    if len(said) < _SHORTEST - 1:
        return None
    first, last = text.turns[index].span(start, end)
    lacks = tuple(shown for shown, regex in best_model.parts if not regex.search(said))
    quote = text.turns[index].original[first:last]
    similarity = round(best.score / 100, 3)
    return Nearest(cue, text.numbers[index], quote, best_model.phrase, similarity, lacks)


def _within_one_turn(text: CallText, start: int, end: int) -> tuple[int, int, int]:
    """Return the turn that holds most of ``text.text[start:end]``, and where in it that stands."""
    said = text.text[start:end]
    longest = max(said.split(TURN_BREAK), key=len)
    start += said.index(longest)
    index = text.index_at(start)
    offset = start - text.starts[index]
    return index, offset, offset + len(longest)
