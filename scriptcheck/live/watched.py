"""Which rules can be certain of a violation before the end, and when each must be judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.conditions import heard_cues, named_metrics
from scriptcheck.match.window import hangs_on_length, moves
from scriptcheck.rules.forbid import Forbid
from scriptcheck.rules.registry import form_of
from scriptcheck.rules.repeat import Repeat
from scriptcheck.rules.require import Require
from scriptcheck.rules.respond import Respond

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck.lexicon.conditions import Window
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.rules.form import Follower, Judgement

_AT_ONCE: Final = (Forbid, Repeat)
"""Forms whose violations are there as soon as the words are."""
_IN_TIME: Final = (Require, Respond)
"""Forms whose violations are there when the time for what is missing has passed."""


class Watched(NamedTuple):
    """A rule that may be told of before the end."""

    name: str
    rule: CallRule
    at_once: bool
    """Whether a violation is told with the words, not when a window closes."""
    cues: tuple[str, ...]
    """The cues that the rule hangs on."""
    follow: Callable[[CallRule], Follower] | None
    """Returns what judges one call as it goes on, for forms that have it."""
    always: bool
    """Whether every turn may change what the rule says, whatever is heard in it."""
    grounds: tuple[str, ...] | None
    """The cues one of which must be heard for a violation to be told; ``None`` where that is not
    known."""

    @classmethod
    def of(cls, name: str, rule: CallRule) -> Watched:
        """Return ``rule`` with what is to be known of it."""
        own = type(rule) in (*_AT_ONCE, *_IN_TIME)
        follow = form_of(rule).follow if own else None
        always = not own or isinstance(rule, Repeat) or _may_change_by_itself(rule)
        cues = tuple(dict.fromkeys(rule.named_cues))
        grounds = None
        if type(rule) is Forbid:
            grounds = tuple(dict.fromkeys(heard.cue for heard in heard_cues(rule.forbid)))
        return cls(name, rule, isinstance(rule, _AT_ONCE), cues, follow, always, grounds)


def watched(rules: Mapping[str, CallRule]) -> tuple[Watched, ...]:
    """Return those of ``rules`` that may be told of before the end."""
    every = [
        Watched.of(name, rule)
        for name, rule in rules.items()
        if isinstance(rule, (*_AT_ONCE, *_IN_TIME)) and not _is_open_till_the_end(rule)
    ]
    # What is said of call data alone has nothing to show before the end.
    return tuple(each for each in every if each.grounds != ())


def is_over(rule: CallRule, judgement: Judgement, now: int) -> bool:
    """Return whether what is missing cannot come any more: where it had to be lies behind."""
    if not judgement.searched or (rule.within is not None and hangs_on_length(rule.within)):
        return False
    # A window that is still open reaches past the last turn.
    return not any(extent.last.turn > now for extent in reversed(judgement.searched))


def _is_open_till_the_end(rule: CallRule) -> bool:
    """Return whether what ``rule`` misses may come as long as the call goes on.

    So it is, above all, where something must be heard anywhere in the call.
    """
    if type(rule) is not Require:
        return False
    window = rule.within
    if window is not None and hangs_on_length(window):
        return True
    # What else is searched, if one of the cues may come to the end.
    is_open = window is None or _says_only(window, "last_agent_turns")
    is_open = is_open or (window is not None and _says_only(window, "after"))
    return is_open and any(each.within is None for each in heard_cues(rule.require))


def _says_only(window: Window, field: str) -> bool:
    return window.model_fields_set == {field}


def _may_change_by_itself(rule: CallRule) -> bool:
    return any(map(moves, windows_of(rule))) or any(map(named_metrics, rule.conditions))


def windows_of(rule: CallRule) -> list[Window]:
    """Return the windows that ``rule`` looks in."""
    heard = [each for part in rule.conditions for each in heard_cues(part)]
    windows = (rule.within, *(each.within for each in heard))
    return [window for window in windows if window is not None]
