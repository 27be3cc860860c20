"""The rules, cues and names of a run: each written once, and referred to by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.lexicon.conditions import CueCondition
from scriptcheck.report import Severity
from scriptcheck.rules.forbid import Forbid
from scriptcheck.rules.words import with_names
from scriptcheck.text.visible import visible
from scriptcheck.write.content.section_scores import ScorecardSections
from scriptcheck.write.content.unsure import UnsureCandidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.cases.report import CaseVerdict
    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.report import Verdict
    from scriptcheck.write.content.section_scores import SectionScore


class Entries(NamedTuple):
    """What some reports refer to, in the order of its first appearance."""

    rules: dict[tuple[str, str], dict[str, Any]]
    """What pages say of each rule, by id and severity."""
    names: list[str]
    phrases: list[str]
    rule_lists: list[tuple[tuple[str, str], ...]]
    """The rules of reports in their order, each with its severity."""
    sections: list[SectionScore]
    """Each as one call has it; the score does not matter."""


class Numbers(NamedTuple):
    """What each of the entries is numbered among those of all reports."""

    rules: list[int]
    names: list[int]
    phrases: list[int]
    rule_lists: list[int]
    sections: list[int]


class Catalogue:
    """Numbers rules and names as reports bring them; its size is that of what is different."""

    def __init__(self, profile: Profile | None) -> None:
        self._profile: Final = profile
        self._rules: Final[dict[tuple[str, str], dict[str, Any]]] = {}
        self._rule_numbers: Final[dict[tuple[str, str], int]] = {}
        self._name_numbers: Final[dict[str, int]] = {}
        self._phrase_numbers: Final[dict[str, int]] = {}
        self._rule_lists: Final[dict[tuple[tuple[str, str], ...], int]] = {}
        self._sections: Final[dict[SectionScore, int]] = {}
        self.scorecard: Final = ScorecardSections.of(profile)
        self.unsure: Final = UnsureCandidates(profile)

    def rule(self, verdict: Verdict | CaseVerdict) -> int:
        """Return the number of the rule that ``verdict`` is by, as severe as it is there."""
        key = (verdict.rule, verdict.severity.value)
        number = self._rule_numbers.get(key)
        if number is None:
            number = self._rule_numbers[key] = len(self._rules)
            self._rules[key] = self._rule(verdict)
        elif self._rules[key]["points"] is None:
            self._rules[key]["points"] = _taken_off(verdict)
        return number

    def name(self, name: str) -> int:
        """Return the number of ``name``, of an agent or a team."""
        return self._name_numbers.setdefault(name, len(self._name_numbers))

    def phrase(self, phrase: str) -> int:
        """Return the number of ``phrase``, a template of the lexicon."""
        return self._phrase_numbers.setdefault(phrase, len(self._phrase_numbers))

    def rule_list(self, verdicts: Sequence[Verdict]) -> int:
        """Return the number of the list of the rules that ``verdicts`` are by."""
        return self._list(tuple((each.rule, each.severity.value) for each in verdicts))

    def _list(self, rules: tuple[tuple[str, str], ...]) -> int:
        return self._rule_lists.setdefault(rules, len(self._rule_lists))

    def section(self, found: SectionScore) -> int:
        """Return the number of the section that ``found`` is the score of."""
        return self._sections.setdefault(found._replace(score=None), len(self._sections))

    def entries(self) -> Entries:
        """Return all that has a number here."""
        names, phrases = list(self._name_numbers), list(self._phrase_numbers)
        return Entries(self._rules, names, phrases, list(self._rule_lists), list(self._sections))

    def take(self, entries: Entries) -> Numbers:
        """Return the numbers here of ``entries``, which have other numbers."""
        rules = []
        for key, rule in entries.rules.items():
            kept = self._rules.setdefault(key, rule)
            if kept["points"] is None:
                kept["points"] = rule["points"]
            rules.append(self._rule_numbers.setdefault(key, len(self._rule_numbers)))
        names, phrases = map(self.name, entries.names), map(self.phrase, entries.phrases)
        lists = map(self._list, entries.rule_lists)
        sections = map(self.section, entries.sections)
        return Numbers(rules, list(names), list(phrases), list(lists), list(sections))

    def rule_lists(self) -> list[list[list[Any]]]:
        """Return the rules of reports in their order, by number: the id, and how severe it is."""
        return [
            [[visible(rule), Severity(severity).rank] for rule, severity in each]
            for each in self._rule_lists
        ]

    def rules(self) -> list[dict[str, Any]]:
        """Return what pages say of each rule, by number."""
        return list(self._rules.values())

    def names(self) -> list[str]:
        """Return the names, by number."""
        return list(self._name_numbers)

    def phrases(self) -> list[str]:
        """Return the templates, by number."""
        return [visible(phrase) for phrase in self._phrase_numbers]

    def sections(self) -> list[dict[str, Any]]:
        """Return what pages say of each section of a scorecard, by number."""
        return [self._section(found) for found in self._sections]

    def _section(self, found: SectionScore) -> dict[str, Any]:
        terms = {each.section: each for each in self.scorecard.terms}.get(found.section)
        is_known = terms is not None and terms.title == found.title
        return {
            "id": visible(found.section),
            "title": [visible(title) for title in found.title],
            "floor": found.floor,
            "rules": list(terms.rules) if terms is not None and is_known else None,
        }

    def cues(self) -> dict[str, dict[str, Any]]:
        """Return what pages say of each cue of the profile, by id; nothing without a profile."""
        if self._profile is None:
            return {}
        return {
            name: {"title": [cue.title, cue.title_en], "speaker": cue.speaker}
            for name, cue in self._profile.cues.items()
        }

    def _rule(self, verdict: Verdict | CaseVerdict) -> dict[str, Any]:
        known = self._profile.rules.get(verdict.rule) if self._profile else None
        title = visible(verdict.title)
        return {
            "id": visible(verdict.rule),
            "severity": verdict.severity.value,
            "dimension": verdict.dimension,
            "source": visible(verdict.source),
            "points": known.points if known else _taken_off(verdict),
            "title": [known.title, known.title_en] if known else [title, title],
            "message": self._told(known.message, known.message_en) if known else None,
            "advice": self._told(known.advice, known.advice_en) if known else None,
            "forbids": _forbidden(known),
        }

    def _told(self, *pair: str) -> list[str]:
        variables = self._profile.variables if self._profile else {}
        return [with_names(words, variables) for words in pair]


def _taken_off(verdict: Verdict | CaseVerdict) -> int | None:
    """Return what the rule of ``verdict`` takes off, as far as that shows: a violation says so."""
    return verdict.points if verdict.points < 0 else None


def _forbidden(rule: RuleSpec | None) -> list[str]:
    """Return the cue that ``rule`` plainly forbids: a wrong verdict comes from a wrong match."""
    if isinstance(rule, Forbid) and isinstance(rule.forbid, CueCondition):
        return [rule.forbid.cue]
    return []
