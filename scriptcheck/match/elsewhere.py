"""Hits that no phrase makes: token patterns, and echoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.match.echo import echo_test, find_echoes
from scriptcheck.match.suppress import listens
from scriptcheck.match.tokens import TokenPatterns
from scriptcheck.match.window import Place
from scriptcheck.report import CueHit, SuppressedHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.suppress import CallTests, CueTests


class Elsewhere:
    """The token patterns and the echo of one cue."""

    def __init__(
        self, name: str, cue: Cue, words: Mapping[str, tuple[Tree, ...]], known: Sequence[str]
    ) -> None:
        """Make those of ``cue`` ready.

        ``words`` fill the variables of its templates; ``known`` are for the segmenter.
        """
        self._name = name
        self._cue = cue
        self._patterns = TokenPatterns(cue, known) if cue.tokens else None
        self._echo = echo_test(cue, cue.echo, words) if cue.echo else None

    def add_hits(
        self,
        picked: Iterable[tuple[int, int]],
        tests: CueTests,
        lang: Lang,
        heard: tuple[list[CueHit], list[SuppressedHit]],
    ) -> None:
        """Add to ``heard`` the hits of turns that have none yet, and those dropped.

        ``picked`` are turns, each with the number of a token pattern to be tried there.
        """
        hits, suppressed = heard
        for each in (*self._of_tokens(picked, tests.call, lang), *self._of_echoes(tests.call)):
            if any(hit.turn == each.turn for hit in hits):
                continue
            reason = tests.reason_at(Place(each.turn, each.start, each.end))
            if reason is None:
                hits.append(each)
            else:
                place = (each.cue, each.speaker, each.turn, each.start, each.end)
                suppressed.append(SuppressedHit(*place, each.quote, each.phrase, *reason))

    def _of_tokens(
        self, picked: Iterable[tuple[int, int]], tests: CallTests, lang: Lang
    ) -> Iterator[CueHit]:
        if self._patterns is None:
            return
        turns: dict[int, set[int]] = {}
        for turn, number in picked:
            if listens(self._cue, tests.speakers[turn]):
                turns.setdefault(turn, set()).add(number)
        for turn, numbers in sorted(turns.items()):
            for found in self._patterns.find(turn, tests.simplified(turn), sorted(numbers)):
                pattern = self._cue.tokens[found.number]
                note = pattern.note if lang == "zh" else pattern.note_en
                yield self._hit(found.place, tests, how="tokens", phrase=found.pattern, note=note)

    def _of_echoes(self, tests: CallTests) -> Iterator[CueHit]:
        if self._echo is not None:
            for place in find_echoes(self._echo, tests.text, tests.sounds(), tests.speakers):
                yield self._hit(place, tests, how="echo")

    def _hit(
        self, place: Place, tests: CallTests, *, how: str, phrase: str = "", note: str = ""
    ) -> CueHit:
        turn, start, end, _ = place
        quote = tests.call.turns[turn].text[start:end]
        speaker = tests.speakers[turn]
        return CueHit(self._name, speaker, turn, start, end, quote, phrase, how, 1.0, (), note)
