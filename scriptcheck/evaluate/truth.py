"""The verdict that a rule should reach on a call, by what people found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.evaluate.gold import COMPLAINT
from scriptcheck.lexicon.conditions import cue_conditions
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.match.extent import Timeline
from scriptcheck.match.findings import Findings
from scriptcheck.report import CueMatch, Outcome
from scriptcheck.rules.judge import judge_rule
from scriptcheck.rules.registry import form_of
from scriptcheck.text.call_text import CallText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.evaluate.gold import CueLabel, GoldCall
    from scriptcheck.lexicon.conditions import WindowSpec
    from scriptcheck.lexicon.profile import Profile

FORMS: Final = frozenset({"require", "forbid"})
"""The forms that ask for nothing but which cues are found in which turns."""


class _Listens(NamedTuple):
    """A cue that a rule listens for, and where."""

    cue: str
    window: WindowSpec | None


class Truth:
    """The verdicts that the labels of one call ask for.

    A rule is judged as on any call, only that the cues are those that people found. Three readings
    of the labels are left open: whether a borderline label counts, which of two cues in one turn is
    the earlier, and where in the call a complaint is voiced. Where one of them decides, so does
    nobody. What customers say that reports do not list, nobody labels: of that, what the program
    has ``found`` is taken.
    """

    def __init__(
        self, profile: Profile, gold: GoldCall, call: Call, found: Sequence[CueMatch] = ()
    ) -> None:
        self._profile = profile
        self._gold = gold
        self._found = tuple(each for each in found if self._is_taken_as_found(each.cue))
        cut = {"opening_cut": gold.opening_cut, "ending_cut": gold.ending_cut}
        # A call whose end is missing is what call data calls dropped.
        meta = call.meta | cut | ({"dropped": True} if gold.ending_cut else {})
        self._call = msgspec.structs.replace(call, meta=meta)
        self._text, self._timeline = CallText.of(self._call), Timeline.of(self._call)
        self._surely = self._findings(lambda label: label.required)
        self._perhaps = self._findings(lambda label: not label.remedied)

    def knows(self, name: str) -> bool:
        """Whether the labels say enough about ``name``, a rule of the profile, to judge it."""
        if name in self._gold.verdicts:
            return True
        rule = self._profile.rules[name]
        if not isinstance(rule, CallRule) or form_of(rule).key not in FORMS:
            return False
        listened = list(_listens(rule))
        return bool(listened) and all(map(self._is_labelled, listened))

    def verdict(self, name: str) -> Outcome | None:
        """Return the verdict that ``name`` should reach; ``None`` where that is open.

        ``knows`` must have said that the labels cover it.
        """
        if name in self._gold.verdicts:
            return self._gold.verdicts[name]
        rule = self._profile.rules[name]
        assert isinstance(rule, CallRule)  # noqa: S101  (``knows`` has said so)
        if any(self._is_order_open(listens) for listens in _listens(rule)):
            return None
        outcome = judge_rule(rule, self._surely).outcome
        if outcome is not judge_rule(rule, self._perhaps).outcome:
            return None
        if outcome is Outcome.FAIL and self._needs_what_was_cut(rule):
            return Outcome.UNDECIDABLE
        return outcome

    def _is_labelled(self, listens: _Listens) -> bool:
        anchors = listens.window.cues if listens.window else ()
        if not all(anchor in self._gold.labels for anchor in anchors):
            return False
        if listens.cue in self._gold.labels or self._is_taken_as_found(listens.cue):
            return True
        return listens.cue == COMPLAINT and self._gold.complaint is not None and not listens.window

    def _is_taken_as_found(self, name: str) -> bool:
        cue = self._profile.cues[name]
        return name not in self._gold.labels and not cue.reported and cue.speaker == "customer"

    def _is_order_open(self, listens: _Listens) -> bool:
        turns = self._gold.labels.get(listens.cue, {}).keys()
        anchors = listens.window.cues if listens.window else ()
        return any(turns & self._gold.labels[anchor].keys() for anchor in anchors)

    def _needs_what_was_cut(self, rule: CallRule) -> bool:
        windows = [
            window
            for listens in _listens(rule)
            for window in (listens.window, self._profile.cues[listens.cue].within)
            if window is not None
        ]
        at_start = any(_at_start(window) for window in windows)
        at_end = any(_at_end(window) for window in windows)
        return (at_start and self._gold.opening_cut) or (at_end and self._gold.ending_cut)

    def _findings(self, counts: Callable[[CueLabel], bool]) -> Findings:
        matches = {
            cue: tuple(self._hit(cue, turn) for turn in sorted(turns) if counts(turns[turn]))
            for cue, turns in self._gold.labels.items()
        }
        for found_as in self._found:
            matches[found_as.cue] = (*matches.get(found_as.cue, ()), found_as)
        if self._gold.complaint and not matches.get(COMPLAINT):
            # People say of a call that it is a complaint, not of how many turns.
            turns = self._call.turns
            spoken = [n for n, turn in enumerate(turns) if turn.speaker is Speaker.CUSTOMER]
            voiced = spoken or list(range(len(turns)))[:1]
            matches[COMPLAINT] = tuple(self._hit(COMPLAINT, number) for number in voiced)
        found = {cue: hits for cue, hits in matches.items() if hits}
        return Findings(self._call, self._text, self._timeline, found, ())

    def _hit(self, cue: str, number: int) -> CueMatch:
        turn = self._call.turns[number]
        return CueMatch(
            cue=cue,
            speaker=turn.speaker.value,
            turn=number,
            start=0,
            end=len(turn.text),
            quote=turn.text,
            phrase="",
            how="labelled",
            similarity=1.0,
            edits=(),
        )


def _at_start(window: WindowSpec) -> bool:
    first = (window.first_agent_turns, window.first_seconds, window.first_percent)
    return window.phase == "opening" or any(first)


def _at_end(window: WindowSpec) -> bool:
    last = (window.last_agent_turns, window.last_seconds, window.last_percent)
    return window.phase == "closing" or any(last)


def _listens(rule: CallRule) -> Iterator[_Listens]:
    for condition in rule.conditions:
        # The window of the rule is for what it requires or forbids, not for its occasion.
        occasion = condition is rule.when or condition is rule.undecidable_when
        for part in cue_conditions(condition):
            yield _Listens(part.cue, part.within or (None if occasion else rule.within))
