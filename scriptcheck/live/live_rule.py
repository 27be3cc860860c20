"""Which rules can be certain of a failure before a call ends, and when each is judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.lexicon.conditions import cue_conditions, named_metrics, spoken_conditions
from scriptcheck.match.window import window_of
from scriptcheck.rules.form import Timing
from scriptcheck.rules.registry import form_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scriptcheck.lexicon.conditions import WindowSpec
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.match.extent import Extent
    from scriptcheck.rules.form import IncrementalJudge, RuleForm


class LiveRule(NamedTuple):
    """A rule that may raise events before a call ends."""

    name: str
    rule: CallRule
    timing: Timing
    """``AT_ONCE`` or ``WHEN_WINDOW_CLOSES``."""
    cues: tuple[str, ...]
    """The cues that the rule depends on."""
    incremental: Callable[[CallRule], IncrementalJudge] | None
    """Returns what judges one call turn by turn, for forms that have it."""
    always: bool
    """Whether every turn may change what the rule says, whatever is matched in it."""
    grounds: tuple[str, ...] | None
    """The cues one of which must be matched for an event to be raised; ``None`` where that is not
    known."""

    @classmethod
    def of(cls, name: str, rule: CallRule) -> LiveRule | None:
        """Return ``rule`` as a live rule; ``None`` where nothing is certain of it before the end.

        What decides is the rule's form alone, so forms that other packages install count as
        scriptcheck's own do.
        """
        form = form_of(rule)
        timing = form.timing_of(rule)
        if timing is Timing.AT_END:
            return None
        if timing is Timing.WHEN_WINDOW_CLOSES and _ends_with_call(rule.within):
            return None
        grounds = _grounds(form, rule) if timing is Timing.AT_ONCE else None
        if grounds == ():
            # What rests on call data or metrics alone has no evidence to show before the end.
            return None
        always = not form.by_conditions or _may_change_by_itself(rule)
        cues = tuple(dict.fromkeys(rule.named_cues))
        return cls(name, rule, timing, cues, form.incremental, always, grounds)


def live_rules(rules: Mapping[str, CallRule]) -> tuple[LiveRule, ...]:
    """Return those of ``rules`` that may raise events before a call ends, in order."""
    every = (LiveRule.of(name, rule) for name, rule in rules.items())
    return tuple(each for each in every if each is not None)


def is_closed(searched: Sequence[Extent], now: int) -> bool:
    """Return whether all that was ``searched`` lies behind, with ``now`` the last turn.

    A window that is still open reaches past the last turn.
    """
    return bool(searched) and not any(extent.last.turn > now for extent in reversed(searched))


def windows_of(rule: CallRule) -> list[WindowSpec]:
    """Return the windows that ``rule`` looks in."""
    cues = [each for part in rule.conditions for each in cue_conditions(part)]
    spoken = [each for part in rule.conditions for each in spoken_conditions(part)]
    windows = (rule.within, *(each.within for each in cues), *(each.within for each in spoken))
    return [window for window in windows if window is not None]


def _ends_with_call(window: WindowSpec | None) -> bool:
    return window is not None and window_of(window).depends_on_length


def _grounds(form: RuleForm, rule: CallRule) -> tuple[str, ...] | None:
    """Return the cues that evidence of a failure can be of; ``None`` where it may be anything."""
    if not form.by_conditions:
        return None
    shared = (rule.when, rule.undecidable_when)
    own = [each for each in rule.conditions if not any(each is other for other in shared)]
    return tuple(dict.fromkeys(each.cue for part in own for each in cue_conditions(part)))


def _may_change_by_itself(rule: CallRule) -> bool:
    return any(window_of(each).moves for each in windows_of(rule)) or any(
        named_metrics(each) or spoken_conditions(each) for each in rule.conditions
    )
