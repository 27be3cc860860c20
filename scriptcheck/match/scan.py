"""One scan of a call for all phrases of a lexicon: text in, candidates out."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.match import chains, kernel
from scriptcheck.match.boundary import stands_apart
from scriptcheck.match.difference import differences
from scriptcheck.match.kernel import OTHERS
from scriptcheck.match.noisy_channel import DoubtfulMatch, is_likely
from scriptcheck.match.pattern_store import PatternStore
from scriptcheck.match.program import SPEAKER_NUMBERS, make_tables, pack_tables, unpack_tables
from scriptcheck.report import Edit
from scriptcheck.text.segment import load_segmenter
from scriptcheck.text.smooth import stutters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.match.flat_tables import Tables
    from scriptcheck.match.pattern import Pattern
    from scriptcheck.match.program import PackedTables
    from scriptcheck.text.call_text import CallText
    from scriptcheck.text.fold import Folded


_ANY_CHARACTER: Final = "\ue000"
"""For private use: a character that no template asks for, and every gap takes."""


class TemplateFit(NamedTuple):
    """A place where a template fits."""

    template: int
    """Index of the template in the scanner's list."""
    turn: int
    """Number of the turn in the call."""
    start: int
    """First character in the turn's original text."""
    end: int
    """One past the last character in the turn's original text."""
    cost: int
    """What the fit costs, as ``match.chains`` packs it."""
    pattern: int
    """The scanner's number of the alternative that fits."""
    text: str
    """The folded text that fits, smoothed where somebody stuttered or hesitated."""

    @property
    def differences(self) -> int:
        """How much the fit differs from its wording, gaps apart: greater is more."""
        return self.cost // chains.LEAST_DIFFERENCE

    @property
    def characters(self) -> int:
        """How many characters match, gaps apart."""
        return len(self.text) - chains.loose(self.cost)

    @property
    def how(self) -> str:
        """``exact``, ``homophone`` or ``near``."""
        if self.cost < chains.LEAST_DIFFERENCE:
            return "exact"
        if chains.edits(self.cost):
            return "near"
        return "homophone" if chains.homophones(self.cost) else "exact"

    @property
    def similarity(self) -> float:
        """1 less the share of characters that differ; a homophone counts half."""
        if self.cost < chains.LEAST_DIFFERENCE:
            return 1.0
        differ = chains.edits(self.cost) + chains.homophones(self.cost) / 2
        return round(max(0.0, 1 - differ / max(self.characters, differ)), 3)


class Scanner:
    """The templates of a lexicon, ready to be searched for in calls."""

    def __init__(self, templates: Sequence[Sequence[Pattern]], words: tuple[str, ...] = ()) -> None:
        """Make a scanner for ``templates``, each given as the patterns that it is cut into.

        ``words`` are for the segmenter.
        """
        patterns = [pattern for each in templates for pattern in each]
        owner = [number for number, each in enumerate(templates) for _ in each]
        in_question = [each.homophones != each.automaton.homophone_levels for each in patterns]
        self._take(patterns, owner, in_question, words, make_tables(patterns))

    def _take(
        self,
        patterns: Sequence[Pattern],
        owner: Sequence[int],
        in_question: Sequence[bool],
        words: tuple[str, ...],
        tables: Tables,
    ) -> None:
        self._patterns = patterns
        self._owner = owner
        """For each pattern the template that it belongs to."""
        self._in_question = in_question
        """For each pattern whether what merely sounds like it must be likely as well."""
        self._words = words
        self._tables = tables
        self._kernel = kernel.Kernel(tables)
        self._has_names: dict[int, bool] = {}
        """Whether patterns have names in them, as far as it was asked."""

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # Reading the tables takes workers a fraction of the time that making them would.
        patterns = self._patterns
        store = patterns if isinstance(patterns, PatternStore) else PatternStore.of(patterns)
        tables = pack_tables(self._tables)
        return _restored, (store, self._owner, self._in_question, self._words, tables)

    @property
    def templates(self) -> tuple[tuple[Pattern, ...], ...]:
        """The patterns that each template is cut into."""
        pairs = zip(self._owner, self._patterns, strict=True)
        groups = groupby(pairs, key=itemgetter(0))
        return tuple(tuple(pattern for _, pattern in group) for _, group in groups)

    def scan(
        self, text: CallText, speakers: Sequence[str], *, wrong_speaker: bool = False
    ) -> list[TemplateFit]:
        """Return where the templates fit ``text``; ``speakers`` says who speaks in each turn.

        Those that do not count where that one speaks are searched for only with ``wrong_speaker``,
        and come last. Stutter and hesitation are passed over. The order is that of the call's
        turns.
        """
        numbers = [SPEAKER_NUMBERS[speaker] for speaker in speakers]
        found = self._found(text, numbers)
        if wrong_speaker:
            found += self._found(text, [OTHERS + number for number in numbers])
        return found

    def _found(self, text: CallText, speakers: Sequence[int]) -> list[TemplateFit]:
        found = self._fits(text, speakers, None)
        smooth = text.smoothed()
        if smooth.turns:
            # What stands away from all that was taken out has been found by now.
            again = self._fits(smooth, speakers, smooth.splice_points)
            if again:
                turns = {fit.turn for fit in again}
                known = {fit[:4]: fit.cost for fit in found if fit.turn in turns}
                found += (fit for fit in again if fit.cost < known.get(fit[:4], fit.cost + 1))
        return found

    def _fits(
        self, text: CallText, speakers: Sequence[int], splice_points: Sequence[int] | None
    ) -> list[TemplateFit]:
        who = [speakers[number] for number in text.numbers]
        fits = self._kernel.scan(text.text, text.starts, who, splice_points)
        owner, in_question, said, found = self._owner, self._in_question, text.text, []
        # What a named tuple's own constructor does, without the call of a Python function.
        new = tuple.__new__
        base = after = 0
        for pattern, begin, stop, cost in fits:
            if begin >= after:
                index = text.index_at(begin)
                base, after = text.starts[index : index + 2]
                folded, number = text.turns[index], text.numbers[index]
            matched = said[begin:stop]
            if (
                in_question[pattern]
                and chains.homophones(cost)
                and not self._is_likely(pattern, matched, folded, begin - base)
            ):
                continue
            start, end = folded.span(begin - base, stop - base)
            place = (owner[pattern], number, start, end, cost, pattern, matched)
            found.append(new(TemplateFit, place))
        return found

    def _is_likely(self, number: int, matched: str, turn: Folded, start: int) -> bool:
        """Return whether pattern ``number`` was meant by ``matched``, at ``start`` in its turn."""
        pattern = self._patterns[number]
        chain = self._kernel.chain(number, matched, pattern.edits)
        end = start + len(matched)
        apart = pattern.wanted and stands_apart(turn.simplified, *turn.span(start, end))
        match = DoubtfulMatch.of(turn.text, start, end, chain, apart=apart)
        return is_likely(pattern.automaton, match, load_segmenter(self._words))

    def wording(self, candidate: TemplateFit) -> str | None:
        """Return what ``candidate`` is in the words of its template, gaps as they were filled.

        ``None`` where it differs from them in more than how characters are written, or in a name.
        """
        if chains.edits(candidate.cost):
            return None
        pattern = self._patterns[candidate.pattern]
        characters, names = pattern.automaton.characters, pattern.automaton.names
        meant = list(candidate.text)
        for state, place in self._kernel.chain(candidate.pattern, candidate.text, pattern.edits):
            if meant[place] != characters[state]:
                if names[state]:
                    return None
                meant[place] = characters[state]
        return "".join(meant)

    def name_start(self, fit: TemplateFit) -> int | None:
        """Return the first character of the text of ``fit`` that is one of a name."""
        if self._has_names.get(fit.pattern) is False:
            return None
        pattern = self._patterns[fit.pattern]
        names = pattern.automaton.names
        if not self._has_names.setdefault(fit.pattern, any(names)):
            return None
        chain = self._kernel.chain(fit.pattern, fit.text, pattern.edits)
        return min((place for state, place in chain if names[state]), default=None)

    def fits_without(self, fit: TemplateFit, place: int) -> bool:
        """Return whether ``fit`` is one even if any character stood at ``place`` of its text."""
        text = fit.text[:place] + _ANY_CHARACTER + fit.text[place + 1 :]
        try:
            self._kernel.chain(fit.pattern, text, self._patterns[fit.pattern].edits)
        except ValueError:
            return False
        return True

    def edits(self, candidate: TemplateFit, folded: Folded) -> tuple[Edit, ...]:
        """Return how ``candidate`` differs from its template, in ``folded``, the turn's text."""
        found: list[Edit] = []
        if candidate.cost >= chains.LEAST_DIFFERENCE:
            pattern = self._patterns[candidate.pattern]
            most = chains.edits(candidate.cost)
            chain = self._kernel.chain(candidate.pattern, candidate.text, pattern.edits)
            found += differences(pattern.automaton, candidate.text, chain, max(most, pattern.edits))
        said = folded.within(candidate.start, candidate.end)
        if said != candidate.text:
            found += _passed_over(said)
        return tuple(found)


def _restored(
    patterns: PatternStore,
    owner: list[int],
    in_question: list[bool],
    words: tuple[str, ...],
    packed: PackedTables,
) -> Scanner:
    scanner = Scanner.__new__(Scanner)
    scanner._take(patterns, owner, in_question, words, unpack_tables(packed))
    return scanner


def _passed_over(said: str) -> Iterator[Edit]:
    for start, stop, kind in stutters(said):
        yield Edit(kind, said=said[start:stop])
