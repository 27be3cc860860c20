"""Which rules a run is about, as linters have it: some selected, some ignored, by severity."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.misses_among import verdicts_among
from scriptcheck.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scriptcheck.report import CallReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSelection:
    """A choice among rules; an empty one takes them all.

    Patterns are ids, globs such as ``banned.*``, or the part of an id before a dot.
    """

    select: tuple[str, ...] = ()
    """The rules that are taken; all where none is named."""
    ignore: tuple[str, ...] = ()
    """The rules that are left out."""
    min_severity: Severity = Severity.INFO
    """The least severe rules that are taken."""

    @property
    def takes_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.select or self.ignore) and self.min_severity is Severity.INFO

    def takes(self, rule: str, severity: Severity) -> bool:
        """Return whether ``rule``, as severe as that, is taken."""
        return (
            severity.rank <= self.min_severity.rank
            and (not self.select or any(fits(rule, each) for each in self.select))
            and not any(fits(rule, each) for each in self.ignore)
        )

    def require_known(self, rules: Iterable[str]) -> None:
        """Raise ``UsageError`` for a pattern that fits none of ``rules``."""
        known = list(rules)
        for pattern in (*self.select, *self.ignore):
            if not any(fits(rule, pattern) for rule in known):
                message = Text(f"没有与“{pattern}”相符的规则。", f"No rule fits '{pattern}'.")
                forms = Text(
                    "可以写编号、通配符（banned.*）或点号前的部分（banned）。",
                    "Give an id, a glob such as banned.*, or the part before the dot.",
                )
                names = {*known, *(name.partition(".")[0] for name in known)}
                fix = did_you_mean(pattern, names, then=forms)
                raise UsageError(Problem("unknown-rule", message, fix=fix))

    def of_report(self, report: CallReport) -> CallReport:
        """Return ``report`` with the verdicts of the rules that are taken; the score stays.

        Of what was counted under a rule that is left out, the most severe is a violation of its
        own, and the others are counted under that, unless they show other words.
        """
        if self.takes_all:
            return report
        kept = {each.rule for each in report.verdicts if self.takes(each.rule, each.severity)}
        return replace(report, verdicts=verdicts_among(report.verdicts, kept))


ALL_RULES: Final = RuleSelection()


def fits(rule: str, pattern: str) -> bool:
    """Return whether ``pattern``, an id, a glob or a prefix, takes the rule called ``rule``."""
    return fnmatchcase(rule, pattern) or rule.startswith(f"{pattern}.")
