"""Proposals of phrases: what each newly matches, and what it wrongly matches."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from scriptcheck.checker import Checker
from scriptcheck.errors import Problem, UsageError
from scriptcheck.evaluate.gold import read_gold
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.load import load_calls
from scriptcheck.suggest.consequences import ConsequenceFinder, Consequences
from scriptcheck.suggest.evidence import turns_of
from scriptcheck.suggest.ordinary import Corpora, character_count
from scriptcheck.suggest.templates import Draft, drafts, spoken_length
from scriptcheck.suggest.trial import Trial, corpus_call
from scriptcheck.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.suggest.evidence import MissedTurn, TurnsOfCalls
    from scriptcheck.suggest.trial import Tried

MOST_TRIED: Final = 400
"""Templates of one cue that are tried on calls."""
MOST_MEASURED: Final = 40
"""Those of them that are tried on corpora, which takes longer."""
FEW: Final = 12
"""Templates for the same turns that are tried."""
SLACK: Final = 2
"""Ordinary turns more than allowed in which a template may stand to be tried: some of them its cue
may drop for their context."""
FEWEST: Final = 2
"""Missed turns that a proposal must match beside those of better ones."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that a cue lacks."""

    cue: str
    title: str
    template: str
    labelled: int
    """Missed turns that it matches, of those that people labelled."""
    suspected: int
    """Missed turns that it matches, of those that a learned model suspects."""
    adds: int
    """Missed turns that it matches and no better proposal does."""
    wrong_calls: int
    """Ordinary turns of the calls that it would match."""
    wrong_corpora: int
    """Turns of the corpora that it would match though its cue is not said in them."""
    right_corpora: int
    """Turns of the corpora that it matches and in which its cue is said."""
    example: str
    """Words of a missed turn, the match in 【】, which would become an example of the cue."""
    turns: tuple[MissedTurn, ...]
    wrong: tuple[str, ...]
    """Up to three of the ordinary turns that it would match."""
    consequences: Consequences = field(default_factory=Consequences)
    """What it alone would change of the verdicts on the calls, and of what ``eval`` measures."""

    @property
    def gain(self) -> int:
        """Missed turns that it matches."""
        return self.labelled + self.suspected

    @property
    def cost(self) -> int:
        """Ordinary turns that it would wrongly match."""
        return self.wrong_calls + self.wrong_corpora


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is proposed, and for what."""

    proposals: tuple[Proposal, ...]
    """Those that match most missed turns first; the order does not hang on that of the calls."""
    missed: Mapping[str, int]
    """Missed turns by cue, whether or not a proposal matches them."""
    calls: int
    corpus_turns: int
    dropped: int
    """Templates that match missed turns, and more ordinary turns than allowed."""


def suggest(  # noqa: PLR0913  (those of the command)
    calls: Sequence[str | Path],
    *,
    profile: str | Path = "default",
    labels: str | Path | None = None,
    cue: str | None = None,
    max_wrong: int = 0,
    corpora: Path | None = None,
) -> Suggestions:
    """Return phrases for turns of ``calls`` that cues of ``profile`` miss.

    What is missed is known from ``labels``, review labels or gold for ``eval``, and from what the
    profile's learned model suspects. ``cue`` looks at one cue alone. A template that would match
    more than ``max_wrong`` ordinary turns of the calls and the ``corpora``, by default those that
    are shipped, is dropped. Equal input gives equal proposals. Raises ``ScriptcheckError`` where
    something cannot be read, and ``UsageError`` where there is no such cue.
    """
    checker = Checker.load(profile)
    known = checker.profile.cues
    if cue is not None and cue not in known:
        message = Text(f"方案里没有话术“{cue}”。", f"The profile has no cue '{cue}'.")
        raise UsageError(Problem("unknown-cue", message, fix=suggestion(cue, known)))
    cues = known if cue is None else {cue: known[cue]}
    gold = None if labels is None else read_gold(labels)
    spoken = sorted(load_calls(*calls), key=lambda call: (call.call_id, call.source))
    found = turns_of(spoken, checker, gold, cues)
    ordinary = Corpora(corpora)
    tried = _tried(found, checker, cues, ordinary, max_wrong)
    missed = dict(sorted(Counter(each.cue for each in found.missed).items()))
    if not tried:
        return Suggestions((), missed, len(spoken), len(ordinary.turns), 0)
    counts = _Counts(Trial(checker.profile, tried), spoken, found)
    gaining = [each for each in tried if len(counts.gained[each]) >= FEWEST]
    harmless = [each for each in gaining if counts.wrong_calls[each] <= max_wrong]
    measured = list(_first_of_each_cue(harmless, counts))
    if measured:
        counts.count_corpora(Trial(checker.profile, measured), ordinary)
    kept = [each for each in measured if counts.cost(each) <= max_wrong]
    finder = ConsequenceFinder(checker.profile, spoken, gold)
    proposals = tuple(
        replace(each, consequences=finder.of(each.cue, each.template))
        for each in _chosen(kept, counts, checker, spoken)
    )
    dropped = len(gaining) - len(harmless) + len(measured) - len(kept)
    return Suggestions(proposals, missed, len(spoken), len(ordinary.turns), dropped)


def _tried(
    found: TurnsOfCalls,
    checker: Checker,
    cues: Mapping[str, Cue],
    ordinary: Corpora,
    max_wrong: int,
) -> list[Tried]:
    by_cue: dict[str, list[MissedTurn]] = defaultdict(list)
    for each in found.missed:
        by_cue[each.cue].append(each)
    variables = {name: checker.profile.variables[name] for name in checker.profile.names}
    tried: list[Tried] = []
    for cue, turns in sorted(by_cue.items()):
        texts = [each.text for each in turns]
        listed = drafts(
            texts,
            [each.call for each in turns],
            variables,
            words=checker.profile.words,
        )
        there = {phrase.text for phrase in cues[cue].phrases}
        new = (each for each in listed if each.template not in there)
        tried += [
            (cue, each.template)
            for each in _varied(new, ordinary.without(cue, cues[cue]), max_wrong + SLACK)
        ]
    return tried


def _first_of_each_cue(tried: Iterable[Tried], counts: _Counts) -> Iterator[Tried]:
    """Yield up to ``MOST_MEASURED`` templates of each cue, those that gain most first."""
    seen: Counter[str] = Counter()
    for each in sorted(
        tried, key=lambda one: (-len(counts.gained[one]), spoken_length(one[1]), one)
    ):
        seen[each[0]] += 1
        if seen[each[0]] <= MOST_MEASURED:
            yield each


def _varied(listed: Iterable[Draft], ordinary: str, most: int) -> list[Draft]:
    """Return up to ``MOST_TRIED`` drafts, a few of any set of turns, in their order.

    Those that stand in ``ordinary`` turns more than ``most`` times need no trial.
    """
    seen: Counter[frozenset[int]] = Counter()
    kept: list[Draft] = []
    for draft in listed:
        if len(kept) == MOST_TRIED:
            break
        if seen[draft.turns] < FEW and character_count(draft.template, ordinary) <= most:
            seen[draft.turns] += 1
            kept.append(draft)
    return kept


class _Counts:
    """What each template matches."""

    def __init__(self, trial: Trial, calls: Sequence[Call], found: TurnsOfCalls) -> None:
        self.trial = trial
        self.gained: dict[Tried, list[MissedTurn]] = defaultdict(list)
        self.wrong_calls: Counter[Tried] = Counter()
        self.wrong_corpora: Counter[Tried] = Counter()
        self.right_corpora: Counter[Tried] = Counter()
        self.wrong: dict[Tried, list[str]] = defaultdict(list)
        self._count_calls(calls, found)

    def cost(self, tried: Tried) -> int:
        """Return how many ordinary turns the template would match."""
        return self.wrong_calls[tried] + self.wrong_corpora[tried]

    def _count_calls(self, calls: Sequence[Call], found: TurnsOfCalls) -> None:
        missed = {(each.cue, each.call, each.turn): each for each in found.missed}
        for number, call in enumerate(calls):
            for tried, turn in self.trial.turns(call):
                place = (tried[0], number, turn)
                if place in missed:
                    self.gained[tried].append(missed[place])
                elif place not in found.other:
                    self.wrong_calls[tried] += 1
                    self.wrong[tried].append(call.turns[turn].text)

    def count_corpora(self, trial: Trial, ordinary: Corpora) -> None:
        """Count what the templates of ``trial`` match in the corpora."""
        for turn in ordinary.turns:
            call = corpus_call(turn)
            for tried, place in trial.turns(call):
                if place != len(call.turns) - 1 or not turn.is_labelled_for(tried[0]):
                    continue
                if turn.share(tried[0]) > 0:
                    self.right_corpora[tried] += 1
                else:
                    self.wrong_corpora[tried] += 1
                    self.wrong[tried].append(turn.text)


def _chosen(
    tried: Sequence[Tried], counts: _Counts, checker: Checker, calls: Sequence[Call]
) -> tuple[Proposal, ...]:
    """Return the proposals, each of which matches turns enough that no better one does."""
    left = sorted(tried)
    covered: set[MissedTurn] = set()
    chosen: list[Proposal] = []
    while left:
        ranked = sorted(left, key=lambda each: _rank(each, counts, covered))
        best = ranked[0]
        added = set(counts.gained[best]) - covered
        if len(added) < FEWEST:
            break
        chosen.append(_proposal(best, len(added), counts, checker, calls))
        covered |= added
        left.remove(best)
    return tuple(sorted(chosen, key=lambda each: (-each.gain, each.cost, each.cue, each.template)))


def _rank(tried: Tried, counts: _Counts, covered: set[MissedTurn]) -> tuple[object, ...]:
    added = len(set(counts.gained[tried]) - covered)
    # What is right in other places, too, is general; of two others the one that says more is safer.
    right = counts.right_corpora[tried]
    return (-added, counts.cost(tried), -right, -spoken_length(tried[1]), tried)


def _proposal(
    tried: Tried, adds: int, counts: _Counts, checker: Checker, calls: Sequence[Call]
) -> Proposal:
    cue, template = tried
    turns = tuple(sorted(counts.gained[tried]))
    labelled = sum(each.is_labelled for each in turns)
    return Proposal(
        cue=cue,
        title=checker.profile.cues[cue].title,
        template=template,
        labelled=labelled,
        suspected=len(turns) - labelled,
        adds=adds,
        wrong_calls=counts.wrong_calls[tried],
        wrong_corpora=counts.wrong_corpora[tried],
        right_corpora=counts.right_corpora[tried],
        example=_example(tried, turns, counts, calls),
        turns=turns,
        wrong=tuple(sorted(set(counts.wrong[tried]))[:3]),
    )


def _example(
    tried: Tried, turns: Sequence[MissedTurn], counts: _Counts, calls: Sequence[Call]
) -> str:
    """Return the match alone, marked: the rest of a turn may be what one customer said."""
    quotes = [
        counts.trial.quotes(calls[each.call], tried).get(each.turn, each.text) for each in turns
    ]
    return f"【{min(quotes, key=lambda quote: (len(fold(quote).text), quote))}】"
