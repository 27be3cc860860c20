"""What reports say about a rule, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Outcome
from scriptcheck.rules.reasons import REASONS

if TYPE_CHECKING:
    from scriptcheck.language import Lang, Text
    from scriptcheck.lexicon.rule_models import RuleSpec


class RuleWords(NamedTuple):
    """A rule's words in one language."""

    lang: Lang
    title: str
    message: str
    advice: str
    exception: str
    """Why the rule cannot be judged where the lexicon says that it cannot."""

    @classmethod
    def of(cls, rule: RuleSpec, lang: Lang) -> RuleWords:
        """Return the words of ``rule`` in ``lang``."""
        chinese = lang == "zh"
        exception = ""
        if isinstance(rule, CallRule):
            exception = rule.undecidable_reason if chinese else rule.undecidable_reason_en
        if chinese:
            return cls(lang, rule.title, rule.message, rule.advice, exception)
        return cls(lang, rule.title_en, rule.message_en, rule.advice_en, exception)

    def message_on(self, outcome: Outcome, reason: str, detail: Text | None) -> str:
        """Return what the report says of ``outcome``, reached by ``reason``."""
        if outcome is Outcome.FAIL:
            if detail is None:
                return self.message
            return f"{self.message}{'：' if self.lang == 'zh' else ': '}{detail.to(self.lang)}"
        if reason == "excepted" and self.exception:
            return self.exception
        return REASONS[reason].to(self.lang) if reason else ""
