"""Hits that no phrase makes: token patterns, and echoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.match.echo import Echoes, echo_test
from scriptcheck.match.suppress import listens
from scriptcheck.match.tokens import TokenPatterns
from scriptcheck.report import CueMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.template import Sequence as Tree
    from scriptcheck.match.extent import Place
    from scriptcheck.match.suppress import CallTests


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

    def echoes(self) -> Echoes | None:
        """Return what tells the echoes of one call; ``None`` where the cue is not heard so."""
        return None if self._echo is None else Echoes(self._echo)

    def found(
        self,
        turn: int,
        picked: Iterable[int],
        echo: Place | None,
        tests: CallTests,
        lang: Lang,
    ) -> list[CueMatch]:
        """Return what may be hits in ``turn``, the better first.

        ``picked`` are the numbers of the token patterns to be tried there; ``echo`` is the echo
        that was heard there.
        """
        found: list[CueMatch] = []
        if self._patterns is not None and listens(self._cue, tests.speakers[turn]):
            simplified = tests.simplified(turn)
            for each in self._patterns.find(turn, simplified, sorted(set(picked))):
                pattern = self._cue.tokens[each.number]
                note = pattern.note if lang == "zh" else pattern.note_en
                made = self._hit(each.place, tests, how="tokens", phrase=each.pattern, note=note)
                found.append(made)
        if echo is not None:
            found.append(self._hit(echo, tests, how="echo"))
        return found

    def _hit(
        self, place: Place, tests: CallTests, *, how: str, phrase: str = "", note: str = ""
    ) -> CueMatch:
        turn, start, end, _ = place
        quote = tests.call.turns[turn].text[start:end]
        speaker = tests.speakers[turn]
        return CueMatch(self._name, speaker, turn, start, end, quote, phrase, how, 1.0, (), note)
