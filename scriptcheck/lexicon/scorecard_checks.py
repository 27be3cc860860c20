"""What of a scorecard cannot hold for the rules of a profile, or changes nothing."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.lexicon.validate import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from scriptcheck.lexicon.entry import LexiconEntry
    from scriptcheck.lexicon.layer import Layer
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.scorecard import Scorecard, Scoring
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark


class Misuse(NamedTuple):
    """A field of ``scoring`` that the rule cannot have, or that changes nothing."""

    field: str
    code: str
    message: Text
    fix: Text

    def problem(self, mark: SourceMark) -> Problem:
        """Return it as a problem at ``mark``."""
        return Problem(self.code, self.message, mark.source, mark.line, mark.column, self.fix)


_DROP: Final = Text("请去掉它。", "Drop it.")
_OF_CASES: Final = Text(
    "按工单判断的规则不计入通话的得分，不能写 scoring。",
    "A rule over cases is in no call's score; it has no 'scoring'.",
)
_EACH: Final = Text(
    "each: true 只用于禁止的规则（forbid）：没做到的一步没有“几次”。",
    "'each: true' is for rules that forbid: a step that is missing is not missing several times.",
)
_PLUS: Final = Text(
    "plus 要有做到了的话作依据，这种规则做到时没有依据，永远加不上分。",
    "'plus' needs words that show what was done; a rule of this form has none where it is kept, so"
    " nothing is ever added.",
)
_CAP: Final = Text("at_most 要和 each: true 一起写。", "'at_most' goes with 'each: true'.")
_CAP_FIX: Final = Text(
    "请加上 each: true，或去掉 at_most。", "Add 'each: true', or drop 'at_most'."
)
_IDLE: Final = "scoring-without-effect"


def misuses(rule: RuleSpec, scoring: Scoring, given: Set[str]) -> Iterator[Misuse]:
    """Yield what of ``scoring`` does not go with ``rule``, of the fields that are ``given``."""
    if not isinstance(rule, CallRule):
        yield from (Misuse(each, "scoring-of-cases", _OF_CASES, _DROP) for each in sorted(given))
        return
    if "each" in given and scoring.each and not rule.evidence_is_fault:
        yield Misuse("each", "each-without-fault", _EACH, _DROP)
    if "plus" in given and scoring.plus and not rule.shows_what_is_kept:
        yield Misuse("plus", "plus-without-evidence", _PLUS, _DROP)
    if "at_most" in given and scoring.at_most is not None and not scoring.each:
        yield Misuse("at_most", "cap-without-each", _CAP, _CAP_FIX)


def misused_scoring(entry: LexiconEntry, rule: RuleSpec) -> Iterator[Problem]:
    """Yield a problem for each field of the ``scoring`` of ``rule`` that it cannot have."""
    for each in misuses(rule, rule.scoring, rule.scoring.model_fields_set):
        yield each.problem(entry.locate(("scoring", each.field)))


def idle_scoring(
    rules: Mapping[str, RuleSpec],
    scorecard: Scorecard,
    layers: Iterable[Layer],
    entries: Mapping[str, LexiconEntry],
) -> Iterator[Problem]:
    """Yield a warning for each field of a rule's ``scoring`` that changes nothing."""
    above = list(layers)[::-1]
    for name, rule in sorted(rules.items()):
        for each in _idle(rule, by_weights=scorecard.method == "weights"):
            yield each.problem(_mark(name, each.field, above, entries[name]))


def _idle(rule: RuleSpec, *, by_weights: bool) -> Iterator[Misuse]:
    scoring = rule.scoring
    if by_weights:
        for field in ("plus", "each", "at_most"):
            if getattr(scoring, field):
                message = Text(
                    f"method: weights 时 {field} 不起作用。",
                    f"With 'method: weights', '{field}' changes nothing.",
                )
                yield Misuse(field, _IDLE, message, _DROP)
        return
    if scoring.weight is not None:
        message = Text(
            "weight 只在 scorecard 的 method: weights 时起作用。",
            "'weight' counts only with 'method: weights' of the scorecard.",
        )
        yield Misuse("weight", _IDLE, message, _DROP)
    if scoring.each and not rule.points:
        message = Text(
            "规则不扣分（points 是 0），each 不起作用。",
            "The rule takes off no points, so 'each' changes nothing.",
        )
        fix = Text("请写 points，或去掉 each。", "Give it 'points', or drop 'each'.")
        yield Misuse("each", _IDLE, message, fix)
    elif scoring.at_most is not None and scoring.at_most <= -rule.points:
        message = Text(
            f"at_most（{scoring.at_most}）不超过一次的扣分（{-rule.points}），each 不起作用。",
            f"'at_most' ({scoring.at_most}) is no more than what one turn takes off"
            f" ({-rule.points}), so 'each' changes nothing.",
        )
        fix = Text("请提高 at_most，或去掉它和 each。", "Raise 'at_most', or drop both.")
        yield Misuse("at_most", _IDLE, message, fix)


def _mark(name: str, field: str, above: Iterable[Layer], entry: LexiconEntry) -> SourceMark:
    """Return where ``field`` was given for the rule ``name``: in the topmost layer that does."""
    for layer in above:
        settings = layer.profile.rules.settings.get(name) if layer.profile else None
        given = settings.scoring if settings is not None else None
        if given is not None and field in given.model_fields_set:
            return _profile_mark(layer, ("rules", "settings", name, "scoring", field))
    return entry.locate(("scoring", field))


def unfit_sections(
    layers: list[Layer], known: Mapping[str, RuleSpec], judged: Mapping[str, RuleSpec]
) -> Iterator[Problem]:
    """Yield a problem for whatever in the sections of the scorecards names no rule.

    A rule that is known and not judged may be named by a section that is inherited: the section
    goes without it.
    """
    sections: set[str] = set()
    profiles = [layer for layer in layers if layer.profile is not None]
    for layer in profiles:
        card = layer.profile.scorecard if layer.profile else None
        for name, section in card.sections.items() if card else ():
            path = ("scorecard", "sections", name)
            if section is None:
                if name not in sections:
                    yield _no_section(name, sections, _profile_mark(layer, path))
                continue
            sections.add(name)
            rules = judged if layer is profiles[-1] else known
            for index, pattern in enumerate(section.rules):
                mark = _profile_mark(layer, (*path, "rules", index), value=True)
                yield from _unfit_pattern(pattern, rules, known, mark)


def _unfit_pattern(
    pattern: str, rules: Mapping[str, RuleSpec], known: Mapping[str, RuleSpec], mark: SourceMark
) -> Iterator[Problem]:
    fitting = [rule for name, rule in known.items() if fnmatchcase(name, pattern)]
    if not fitting:
        message = Text(f"没有与“{pattern}”相符的规则。", f"No rule fits '{pattern}'.")
        code, fix = "unknown-rule", suggestion(pattern, known)
    elif not any(isinstance(rule, CallRule) for rule in fitting):
        message = Text(
            f"与“{pattern}”相符的规则都按工单判断，不计入通话的得分。",
            f"All rules that fit '{pattern}' are over cases, which are in no call's score.",
        )
        code, fix = "rule-over-cases", _DROP
    elif not any(fnmatchcase(name, pattern) for name in rules):
        message = Text(
            f"与“{pattern}”相符的规则，方案都不判断。",
            f"The profile judges no rule that fits '{pattern}'.",
        )
        code = "unknown-rule"
        fix = Text("请在 rules.include 里加上，或去掉它。", "Add it to rules.include, or drop it.")
    else:
        return
    yield Problem(code, message, mark.source, mark.line, mark.column, fix)


def _no_section(name: str, known: Set[str], mark: SourceMark) -> Problem:
    message = Text(f"没有可以去掉的部分“{name}”。", f"There is no section '{name}' to take out.")
    return Problem(
        "nothing-to-override",
        message,
        mark.source,
        mark.line,
        mark.column,
        suggestion(name, known) if known else _DROP,
    )


def _profile_mark(layer: Layer, path: KeyPath, *, value: bool = False) -> SourceMark:
    assert layer.document is not None  # noqa: S101  (a profile stands in a file)
    return layer.document.nearest(path, value=value)
