"""What reports say about a rule, in their language."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.lexicon.rule_models import NAMES, CallRule
from scriptcheck.lexicon.template import parse_template, plainest
from scriptcheck.report import Outcome
from scriptcheck.rules.reasons import LEFT_OPEN, VerdictReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.language import Lang
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.rules.form import Judgement

NO_VARIABLES: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})


class RuleWords(NamedTuple):
    """A rule's words in one language."""

    lang: Lang
    title: str
    message: str
    advice: str
    exception: str
    """Why the rule cannot be judged where the lexicon says that it cannot."""

    @classmethod
    def of(
        cls, rule: RuleSpec, lang: Lang, variables: Mapping[str, Sequence[str]] = NO_VARIABLES
    ) -> RuleWords:
        """Return the words of ``rule`` in ``lang``; ``variables`` are those of the profile."""
        chinese = lang == "zh"
        exception = ""
        if isinstance(rule, CallRule):
            exception = rule.undecidable_reason if chinese else rule.undecidable_reason_en
        title = rule.name(lang)
        message, advice = (
            with_names(words, variables)
            for words in (
                (rule.message, rule.advice) if chinese else (rule.message_en, rule.advice_en)
            )
        )
        return cls(lang, title, message, advice, exception)

    def message_on(self, judgement: Judgement) -> str:
        """Return what the report says of ``judgement``."""
        # The fault was found, whatever became of it: people need to know which it is.
        if judgement.outcome is Outcome.FAIL or judgement.reason in LEFT_OPEN:
            return self._detailed(self._filled(self.message, judgement), judgement)
        if not judgement.reason:
            return ""
        if judgement.reason == VerdictReason.EXCEPTED and self.exception:
            return self.exception
        return VerdictReason.text_of(judgement.reason).to(self.lang)

    def _detailed(self, message: str, judgement: Judgement) -> str:
        if judgement.detail is None:
            return message
        return f"{message}{'：' if self.lang == 'zh' else ': '}{judgement.detail.to(self.lang)}"

    def advice_on(self, judgement: Judgement) -> str:
        """Return what to do instead of what ``judgement`` found wrong."""
        failed = judgement.outcome is Outcome.FAIL
        return self._filled(self.advice, judgement) if failed else ""

    def _filled(self, words: str, judgement: Judgement) -> str:
        """Return ``words`` with the figures of ``judgement`` for their names in braces."""
        for name, figure in judgement.figures.items():
            words = words.replace(f"{{{name}}}", figure.to(self.lang))
        return words


def with_names(words: str, variables: Mapping[str, Sequence[str]]) -> str:
    """Return ``words`` with the first word of each variable for its name in braces."""
    for name in dict.fromkeys(NAMES.findall(words)):
        if name in variables:
            words = words.replace(f"{{{name}}}", plainest(parse_template(variables[name][0])))
    return words
