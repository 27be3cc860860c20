"""What a lexicon adds to a report: the words of its rules and the wordings of its cues."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from scriptcheck.report import CueMatch, Outcome, Searched, Verdict
from scriptcheck.rules.prepared import PreparedRule
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.models import Cue
    from scriptcheck.report import ProfileStamp

_JUDGED: Final = frozenset({Outcome.PASS, Outcome.FAIL})


@dataclass(frozen=True, slots=True)
class CueWording:
    """What a lexicon says of one cue."""

    title: str
    phrases: tuple[str, ...]
    numbers: Mapping[str, int]
    """The place of each phrase in ``phrases``."""
    notes: Mapping[str, str]
    """The remark on each phrase that has one."""

    @classmethod
    def of(cls, cue: Cue, lang: Lang) -> CueWording:
        """Return the wording of ``cue`` in ``lang``."""
        phrases = tuple(dict.fromkeys(phrase.text for phrase in cue.phrases))
        notes = {
            phrase.text: note
            for phrase in cue.phrases
            if (note := phrase.note if lang == "zh" else phrase.note_en)
        }
        numbers = {phrase: number for number, phrase in enumerate(phrases)}
        return cls(cue.name(lang), phrases, numbers, notes)


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is left out of slim reports, and what it belongs to; it can be pickled."""

    profile: ProfileStamp
    lang: Lang
    version: str
    """The version of scriptcheck, whose own words are left out as well."""
    rules: Mapping[str, PreparedRule]
    cues: Mapping[str, CueWording]

    @classmethod
    def of(cls, checker: Checker) -> Wording:
        """Return the wording of the reports that ``checker`` makes."""
        profile, lang = checker.profile, checker.lang
        rules = {
            name: PreparedRule.of(name, rule, lang, profile.variables)
            for name, rule in checker.call_rules.items()
        }
        cues = {name: CueWording.of(cue, lang) for name, cue in profile.cues.items()}
        return cls(checker.stamp, lang, version("scriptcheck"), rules, cues)

    def phrase_number(self, cue: str, phrase: str) -> int | None:
        """Return which phrase of ``cue`` reads ``phrase``; ``None`` where none does."""
        known = self.cues.get(cue)
        return None if known is None else known.numbers.get(phrase)

    def usual_match(self, cue: str, phrase: str) -> Mapping[str, object]:
        """Return what a match of ``phrase`` mostly has beside its place."""
        known = self.cues.get(cue)
        note = "" if known is None else known.notes.get(phrase, "")
        return {"how": "exact", "similarity": 1.0, "edits": (), "note": note, "learned": None}

    def usual_verdict(
        self,
        rule: str,
        outcome: Outcome,
        reason: str,
        evidence: Sequence[CueMatch],
        searched: Searched | None,
    ) -> Verdict | None:
        """Return the verdict ``outcome`` of ``rule`` as it mostly is; ``None`` for another's rule.

        ``searched`` is where rules of the call have mostly looked.
        """
        known = self.rules.get(rule)
        if known is None:
            return None
        failed = outcome is Outcome.FAIL
        return Verdict(
            rule=rule,
            verdict=outcome,
            severity=known.severity,
            points=known.points_on(outcome, evidence),
            title=known.words.title,
            message=known.words.message if failed else self._reason(known, reason),
            advice=known.words.advice if failed else "",
            source=known.source,
            evidence=tuple(evidence),
            searched=searched if outcome in _JUDGED else None,
            reason=reason,
            dimension=known.dimension,
        )

    def _reason(self, rule: PreparedRule, reason: str) -> str:
        if not reason:
            return ""
        if reason == VerdictReason.EXCEPTED and rule.words.exception:
            return rule.words.exception
        return VerdictReason.text_of(reason).to(self.lang)
