"""The examples beside cues as turns to train on, and what of them has changed since."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.call import Speaker
from scriptcheck.examples import read_example
from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.learned.features import answered
from scriptcheck.learned.train import FEWEST_CASES
from scriptcheck.match.finder import CueFinder
from scriptcheck.match.reasons import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scriptcheck.lexicon.models import Cue
    from scriptcheck.lexicon.profile import Profile

_ELSEWHERE: Final = frozenset(
    {
        SuppressionReason.WRONG_SPEAKER,
        SuppressionReason.UNKNOWN_SPEAKER,
        SuppressionReason.OUTSIDE_WINDOW,
        SuppressionReason.NO_TIMES,
        SuppressionReason.REMEDIED,
    }
)
"""Reasons that lie outside the turn: its words are those of the cue all the same."""

_HASH_DIGITS: Final = 12


def trainable_cues(profile: Profile) -> dict[str, Cue]:
    """Return the cues that a model learns from their examples, by id: those that agents say."""
    return {name: cue for name, cue in profile.cues.items() if cue.speaker != "customer"}


def example_turns(profile: Profile) -> Iterator[TrainingTurn]:
    """Yield the agent's turns in the examples of ``profile``, each labelled for its cue alone.

    Of an example that must hit, those are cases in which it is marked or found, or the only turn;
    of one that must not, none is, unless what drops it lies outside the turn.
    """
    finder = CueFinder(profile)
    for name, cue in trainable_cues(profile).items():
        for is_hit, examples in ((True, cue.examples.hit), (False, cue.examples.miss)):
            for example in examples:
                call, marked = read_example(example, cue, profile)
                turns = [n for n, turn in enumerate(call.turns) if turn.speaker is Speaker.AGENT]
                if is_hit:
                    where = {turn for turn, _, _ in marked}
                    if not where and len(turns) > 1:
                        where = {hit.turn for hit in finder.find(call).matches.get(name, ())}
                    chosen = [n for n in turns if n in where or len(turns) == 1]
                else:
                    dropped = finder.find(call).suppressed
                    where = {each.turn for each in dropped if each.reason in _ELSEWHERE}
                    chosen = [n for n in turns if n not in where]
                for number in chosen:
                    before = answered([turn.speaker.value for turn in call.turns], number)
                    yield TrainingTurn(
                        text=call.turns[number].text,
                        before="" if before is None else call.turns[before].text,
                        labels=(name,) if is_hit else (),
                        near=() if is_hit else (name,),
                        about=(name,),
                    )


def example_hashes(profile: Profile) -> dict[str, str]:
    """Return a hash of the examples of each cue that a model can learn, by id."""
    return {name: _hash(cue) for name, cue in trainable_cues(profile).items()}


def changed_examples(profile: Profile, card: Mapping[str, Any]) -> list[str]:
    """Return the cues whose examples are not those that the model with ``card`` was trained on.

    Those that it has not learned, and that still have too few, are left out. Empty where the card
    does not say which examples there were.
    """
    known, learned = card.get("examples"), card.get("cues", {})
    if not isinstance(known, dict):
        return []
    now = example_hashes(profile)
    changed = [name for name, found in known.items() if name in now and now[name] != found]
    return [
        name
        for name in changed
        if name in learned or len(profile.cues[name].examples.hit) >= FEWEST_CASES
    ]


def _hash(cue: Cue) -> str:
    text = json.dumps([cue.examples.hit, cue.examples.miss], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
