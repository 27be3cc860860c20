"""Why a candidate was suppressed, as codes with their words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from scriptcheck.language import CodedText, Text

if TYPE_CHECKING:
    from scriptcheck.report import LearnedEvidence

Reason: TypeAlias = tuple[str, str]
"""Code of the reason, and what decided it."""


class SuppressionReason(CodedText):
    """The reasons for which candidates are dropped, as reports have them under ``suppressed``."""

    WRONG_SPEAKER = "wrong-speaker", "不是该说的人说的", "said by the wrong speaker"
    UNKNOWN_SPEAKER = "unknown-speaker", "分不清是谁说的", "it is not known who said it"
    HARMLESS = "harmless", "在无妨的长句里", "inside a harmless phrase"
    NEGATED = "negated", "被否定", "negated"
    QUOTING = "quoting", "在转述别人的话", "quoting somebody"
    ASKED = "asked", "是在问", "asked, not said"
    SUPPOSED = "supposed", "是条件、假设或后果", "a condition, a supposition or what would follow"
    OTHER_SUBJECT = "other-subject", "说的是客户或别人", "said of the customer or of somebody else"
    OUTSIDE_REMIT = "outside-remit", "谁也做不了主的事", "what nobody in the agent's place can do"
    AS_WRITTEN = "as-written", "照字面更说得通", "makes better sense as it is written"
    WORD_BOUNDARY = "word-boundary", "切断了词", "cuts a word in two"
    LONG_TURN = "long-turn", "话轮太长", "the turn is too long"
    LONG_CLAUSE = "long-clause", "小句太长", "the clause is too long"
    OUTSIDE_WINDOW = "outside-window", "不在规定的位置", "outside the window"
    NO_TIMES = "no-times", "没有时间信息", "there are no times"
    REMEDIED = "remedied", "有补救", "there is a remedy"
    SUSPECT = "suspect", "把握不够，请人看", "not sure enough, for a person to look at"
    POSSIBLE = "possible", "可能说过，把握不够，请人看", "possibly said: for a person to look at"
    DOUBTED = (
        "doubted",
        "用词对得上，学得的模型看却不像，请人看",
        ("the words match, but a learned model doubts it: for a person to look at"),
    )


_OF_CONTEXT: Final = frozenset(
    {
        SuppressionReason.HARMLESS,
        # A phrase that would cut a word is part of another one: 您好 in 您好像.
        SuppressionReason.WORD_BOUNDARY,
        SuppressionReason.NEGATED,
        SuppressionReason.QUOTING,
        SuppressionReason.ASKED,
        SuppressionReason.SUPPOSED,
        SuppressionReason.OTHER_SUBJECT,
        SuppressionReason.OUTSIDE_REMIT,
        SuppressionReason.REMEDIED,
    }
)

_SPEAKERS: Final = MappingProxyType(
    {
        "agent": Text("客服说的", "by the agent"),
        "customer": Text("客户说的", "by the customer"),
        "system": Text("系统说的", "by the system"),
    }
)
_LENGTHS: Final = (SuppressionReason.LONG_TURN, SuppressionReason.LONG_CLAUSE)


def is_of_context(reason: str) -> bool:
    """Return whether ``reason`` says what the words mean where they stand, not how they match."""
    return reason in _OF_CONTEXT


def learned_text(evidence: LearnedEvidence, *, runs: bool = True) -> Text:
    """Return why a learned model finds a cue, as people read it: the similar turn before figures.

    Without ``runs`` the runs of characters and their weights are left out.
    """
    percent = round(100 * evidence.confidence)
    zh, en = f"学得的，把握 {percent}%", f"learned, {percent}% sure"
    if evidence.similar:
        zh = f"学得的，类似：“{evidence.similar}”，把握 {percent}%"
        en = f"learned, similar to: “{evidence.similar}”, {percent}% sure"
    if runs and evidence.runs:
        weights = [f"{run} {weight:+d}" for run, weight in evidence.runs]
        zh += f"，依据：{'、'.join(weights)}"
        en += f", by: {', '.join(weights)}"
    return Text(zh, en)


def suppression_text(reason: str, detail: str = "") -> Text:
    """Return why a candidate was dropped, as people read it.

    ``reason`` and ``detail`` are as in ``SuppressedMatch``: the code, and what decided it.
    """
    why, decided_by = SuppressionReason.text_of(reason), _detail_text(reason, detail)
    if decided_by is None:
        return why
    return Text(f"{why.zh}（{decided_by.zh}）", f"{why.en} ({decided_by.en})")


def _detail_text(reason: str, detail: str) -> Text | None:
    if reason == SuppressionReason.UNKNOWN_SPEAKER or not detail:
        return None
    if reason == SuppressionReason.WRONG_SPEAKER:
        return _SPEAKERS.get(detail)
    if reason in _LENGTHS:
        return Text(f"{detail} 字", f"{detail} characters")
    return Text(f"“{detail}”", f"“{detail}”")
