"""Why the rules of a profile came to their verdicts on a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.checker import require_checker
from scriptcheck.errors import Problem, UsageError, require_names, require_type
from scriptcheck.explain.condition_tree import ConditionTree
from scriptcheck.explain.explanation import SCHEMA, CueFound, Explanation, RuleExplanation
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.match.findings import Findings
from scriptcheck.rule_selection import fits
from scriptcheck.rules.form import Asked
from scriptcheck.rules.registry import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.checker import Checker
    from scriptcheck.lexicon.rule_models import CallRule
    from scriptcheck.match.extent import Extent
    from scriptcheck.report import Verdict
    from scriptcheck.rules.form import Judgement


_FINDINGS: Final = Text("Checker.match 返回的值", "what Checker.match returns")


def explain(checker: Checker, call: Call, rules: Sequence[str] | None = None) -> Explanation:
    """Return why ``rules``, or all that judge single calls, came to their verdicts on ``call``.

    ``rules`` are ids, globs such as ``banned.*``, or the parts before the dot. The verdicts are
    those of ``checker.check``. Raises ``UsageError`` for a rule that the profile
    does not have, or that is about cases, and ``CheckError`` as ``checker.check`` does.
    """
    require_checker(checker)
    return explain_findings(checker, checker.match(call, wrong_speaker=True), rules)


def explain_findings(
    checker: Checker, findings: Findings, rules: Sequence[str] | None = None
) -> Explanation:
    """Return what ``explain`` does, for the call in which ``findings`` were made."""
    require_checker(checker)
    require_type("findings", findings, Findings, _FINDINGS)
    known = checker.call_rules
    wanted = frozenset(known) if rules is None else named_rules(rules, checker)
    judgements = checker.judge_rules(findings)
    report = checker.report(findings, judgements)
    explainer = _Explainer(checker, findings)
    return Explanation(
        SCHEMA,
        report.call_id,
        report.source,
        report.profile,
        report.score,
        report.passed,
        tuple(
            explainer.rule(known[verdict.rule], verdict, judgements[verdict.rule])
            for verdict in report.verdicts
            if verdict.rule in wanted
        ),
    )


def named_rules(patterns: Iterable[str], checker: Checker) -> frozenset[str]:
    """Return the rules on calls that ``patterns`` name: ids, globs, or the parts before the dot.

    Raises ``UsageError`` for one that names none, or a rule on cases.
    """
    require_checker(checker)
    named: set[str] = set()
    for pattern in require_names("rules", patterns):
        found = {rule for rule in checker.call_rules if fits(rule, pattern)}
        if not found:
            _require_known(pattern, checker)
        named |= found
    return frozenset(named)


def _require_known(name: str, checker: Checker) -> None:
    if name in checker.call_rules:
        return
    if name in checker.profile.rules:
        message = Text(
            f"规则“{name}”判的是工单，不是单通电话。", f"Rule '{name}' is about cases, not calls."
        )
        fix = Text("请用 scriptcheck cases。", "Use scriptcheck cases.")
        raise UsageError(Problem("case-rule", message, fix=fix))
    message = Text(f"方案里没有规则“{name}”。", f"The profile has no rule '{name}'.")
    raise UsageError(Problem("unknown-rule", message, fix=suggestion(name, [*checker.call_rules])))


class _Explainer:
    """Explains the rules on one call."""

    def __init__(self, checker: Checker, findings: Findings) -> None:
        self._checker, self._findings = checker, findings
        self._speech = findings.speech
        self._tree = ConditionTree(checker.profile, findings, checker.lang)

    def rule(self, rule: CallRule, verdict: Verdict, judgement: Judgement) -> RuleExplanation:
        """Return why ``rule`` came to ``verdict``, which follows from ``judgement``."""
        where = judgement.searched or (self._findings.timeline.whole,)
        return RuleExplanation(
            verdict.rule,
            form_of(rule).key,
            verdict,
            tuple(self._tree.of(asked) for asked in self._asked(rule)),
            rule.needs,
            tuple(self._cue(cue, where) for cue in dict.fromkeys(rule.named_cues)),
        )

    def _asked(self, rule: CallRule) -> Iterator[Asked]:
        if rule.when is not None:
            yield Asked("when", rule.when)
        if rule.undecidable_when is not None:
            yield Asked("undecidable_when", rule.undecidable_when)
        form = form_of(rule)
        if form.asks is not None:
            yield from form.asks(rule, self._findings)
            return
        shared = (rule.when, rule.undecidable_when)
        for condition in rule.conditions:
            if not any(condition is each for each in shared):
                yield Asked(form.key, condition, rule.within)

    def _cue(self, name: str, where: Sequence[Extent]) -> CueFound:
        cue, matches = self._checker.profile.cues[name], self._findings.matches.get(name, ())
        counted = any(extent.holds(hit) for hit in matches for extent in where)
        return CueFound(
            name,
            cue.name(self._checker.lang),
            cue.speaker,
            tuple(phrase.text for phrase in cue.phrases),
            tuple(matches),
            tuple(each for each in self._findings.suppressed if each.cue == name),
            None if counted else self._checker.nearest_to(name, self._speech, where),
        )
