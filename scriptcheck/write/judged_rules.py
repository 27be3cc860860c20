"""The rules that reports were made with, of all that their profile has."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from scriptcheck.lexicon.narrowed import with_rules_alone
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Severity
from scriptcheck.report_lines import read_reports
from scriptcheck.write.files.cases import read_cases
from scriptcheck.write.registry import CASES_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport
    from scriptcheck.slim import Wording

_MOST_TRIED: Final = 8
"""Rules on cases of which every choice is tried, where no case shows which were judged."""


def as_judged(profile: Profile, reports: Path, wording: Wording | None = None) -> Profile:
    """Return ``profile`` with the rules alone by which the reports in the file were made.

    A run may have judged some of its rules: then the hash in the reports is that of these. Where no
    choice of rules has that hash, another profile made the reports, and ``profile`` stays whole.
    ``wording`` is as for ``read_reports``, and it raises as that does.
    """
    first = next(islice(read_reports(reports, wording), 1), None)
    if first is None or first.profile.sha256 == profile.sha256:
        return profile
    judged = {each.rule for each in first.verdicts}
    if not judged <= profile.rules.keys():
        return profile
    for over_cases in _rules_on_cases(profile, reports, first):
        narrow = with_rules_alone(profile, judged | over_cases)
        if narrow.sha256 == first.profile.sha256:
            return narrow
    return profile


def _rules_on_cases(profile: Profile, reports: Path, first: CallReport) -> Iterator[set[str]]:
    """Yield which rules on cases may have been judged, the likeliest first."""
    case = next(islice(read_cases(reports.with_name(CASES_FILE)), 1), None)
    if case is not None:
        yield {each.rule for each in case.verdicts}
        return
    known = sorted(name for name, rule in profile.rules.items() if not isinstance(rule, CallRule))
    seen = {sign.rule for sign in first.case.signs} if first.case is not None else set()
    yield from (set(), set(known), seen)
    for least in Severity:
        yield {name for name in known if profile.rules[name].severity.rank <= least.rank}
    for choice in range(1 << len(known)) if len(known) <= _MOST_TRIED else ():
        yield {name for place, name in enumerate(known) if choice >> place & 1}
