"""What reports say about a rule, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Outcome
from scriptcheck.rules.reasons import VerdictReason

if TYPE_CHECKING:
    from scriptcheck.language import Lang
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.rules.form import Judgement


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

    def message_on(self, judgement: Judgement) -> str:
        """Return what the report says of ``judgement``."""
        if judgement.outcome is Outcome.FAIL:
            message = self._filled(self.message, judgement)
            if judgement.detail is None:
                return message
            return f"{message}{'：' if self.lang == 'zh' else ': '}{judgement.detail.to(self.lang)}"
        if judgement.reason == VerdictReason.EXCEPTED and self.exception:
            return self.exception
        return VerdictReason.text_of(judgement.reason).to(self.lang)

    def advice_on(self, judgement: Judgement) -> str:
        """Return what to do instead of what ``judgement`` found wrong."""
        failed = judgement.outcome is Outcome.FAIL
        return self._filled(self.advice, judgement) if failed else ""

    def _filled(self, words: str, judgement: Judgement) -> str:
        """Return ``words`` with the figures of ``judgement`` for their names in braces."""
        for name, figure in judgement.figures.items():
            words = words.replace(f"{{{name}}}", figure.to(self.lang))
        return words
