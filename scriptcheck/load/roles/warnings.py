"""What was found out of who speaks, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.load.roles.classify import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.load.roles.classify import Classification
    from scriptcheck.load.roles.features import Feature, FeatureFinder
    from scriptcheck.load.roles.voices import Voice


_ROLES: Final = {
    Speaker.AGENT: Text("客服", "agent"),
    Speaker.CUSTOMER: Text("客户", "customer"),
    Speaker.SYSTEM: Text("系统", "system"),
}
_MOST_QUOTES: Final = 4
_MOST_VOICES: Final = 6
_SUREST: Final = 0.999
"""The highest confidence that is stated: there is always a doubt."""

_UNDECIDED: Final = Text("与客服有关的规则无法判断。", "Rules about the agent cannot be decided.")
_SAY: Final = Text(
    "知道时请写明，如 --speakers 0=agent,1=customer。",
    "Say who they are if you know, as in --speakers 0=agent,1=customer.",
)


def stated(confidence: float) -> float:
    """Return ``confidence`` as it is stated: three places, and never certainty."""
    return min(_SUREST, int(confidence * 1000) / 1000)


def inferred(
    voices: Sequence[Voice], found: Classification, finder: FeatureFinder, source: str
) -> Problem:
    """Return the warning that names each voice's role, how sure that is, and by which words."""
    parts = [
        _voice_words(voice, found.roles[voice.label], finder)
        for voice in voices
        if voice.label in found.roles
    ]
    zh, en = _joined(parts)
    rest = [
        voice.label for voice in voices if voice.role is None and voice.label not in found.roles
    ][:_MOST_VOICES]
    zh_rest, en_rest = "", ""
    if rest:
        zh_rest = f"{'、'.join(rest)} 说得太少或混有两人的话，仍为未知。"
        en_rest = f" {', '.join(rest)} says too little, or what both say, and stays unknown."
    sure = f"{stated(found.confidence):.3f}"
    message = Text(
        f"说话人只有标号，按所说的话推断（把握 {sure}）：{zh}。{zh_rest}",
        f"Speakers are only labelled; by what they say (confidence {sure}): {en}.{en_rest}",
    )
    wrong = ",".join(f"{label}={role}" for label, role in list(found.roles.items())[:2])
    fix = Text(
        f"不对时请用 --speakers 写明（如 --speakers {wrong}），或用 --no-infer-speakers 不作推断。",
        f"If it is wrong, say who they are, as in --speakers {wrong}, or switch it off with"
        " --no-infer-speakers.",
    )
    return Problem("speakers-inferred", message, source, fix=fix)


def inferred_before(confidence: float, roles: Mapping[str, Speaker], source: str) -> Problem:
    """Return the warning of a call whose roles were inferred when it was converted."""
    named = [
        Text(f"{label} 是{_ROLES[role].zh}", f"{label} is the {_ROLES[role].en}")
        for label, role in roles.items()
    ]
    zh, en = _joined(named)
    listed = Text(f"：{zh}", f": {en}") if named else Text("", "")
    message = Text(
        f"说话人是转换时推断的（把握 {confidence:.3f}）{listed.zh}。",
        f"Speakers were inferred when the call was converted (confidence {confidence:.3f})"
        f"{listed.en}.",
    )
    return Problem("speakers-inferred", message, source)


def unknown(found: Classification, turn: int | None, source: str, least: float) -> Problem:
    """Return the warning of a call whose speakers stay unknown, and why; ``turn`` is of a swap."""
    sure = f"{stated(found.confidence):.2f}"
    at = found.at
    reasons = {
        Doubt.NO_SPLIT: Text(
            "记录没有把说话人分开，不知道哪句是谁说的",
            "The transcript does not tell its speakers apart",
        ),
        Doubt.WEAK: Text(
            f"从所说的话分不清谁是客服（把握 {sure}，低于 {least:g}）",
            f"What is said does not tell who is the agent (confidence {sure}, under {least:g})",
        ),
        Doubt.MIXED: Text(
            f"标号 {at} 既说客服的话又说客户的话，可能两人被并成了一个",
            f"Label {at} says both what agents and what customers say; two people may be one there",
        ),
        Doubt.SWAPPED: Text(
            f"从第 {turn} 个话轮（从 0 数起）起，两个标号好像互换了",
            f"From turn {turn} on, counted from 0, the two labels seem to have changed places",
        ),
    }
    why = reasons[found.doubt or Doubt.WEAK]
    message = Text(
        f"{why.zh}；说话人记为未知，{_UNDECIDED.zh}",
        f"{why.en}; speakers are unknown. {_UNDECIDED.en}",
    )
    fix = (
        _SAY
        if found.doubt is not Doubt.NO_SPLIT
        else Text(
            "请按声道分开识别，或打开识别的说话人分离。",
            "Transcribe each channel by itself, or have the recogniser tell voices apart.",
        )
    )
    return Problem("speakers-unknown", message, source, fix=fix)


def swapped(
    voices: Sequence[Voice], confidence: float, finder: FeatureFinder, source: str
) -> Problem:
    """Return the warning of a call whose labels are the wrong way round, by what is said."""
    turned = {"agent": Speaker.CUSTOMER, "customer": Speaker.AGENT}
    zh, en = _joined([_voice_words(voice, turned[voice.label], finder) for voice in voices])
    message = Text(
        f"客服和客户好像标反了（把握 {stated(confidence):.3f}）：{zh}。仍按记录里的标签判断。",
        f"Agent and customer seem to be labelled the wrong way round (confidence"
        f" {stated(confidence):.3f}): {en}. The labels are kept as they are.",
    )
    fix = Text(
        "请检查左右声道与客服、客户的对应设置。",
        "Check which channel is set to be the agent's and which the customer's.",
    )
    return Problem("speakers-swapped", message, source, fix=fix)


def _voice_words(voice: Voice, role: Speaker, finder: FeatureFinder) -> Text:
    quotes = _quotes(voice, role, finder)
    name = _ROLES[role]
    zh = f"（{'、'.join(f'“{quote.zh}”' for quote in quotes)}）" if quotes else ""
    en = f" ({', '.join(quote.en for quote in quotes)})" if quotes else ""
    return Text(f"{voice.label} 是{name.zh}{zh}", f"{voice.label} is the {name.en}{en}")


def _quotes(voice: Voice, role: Speaker, finder: FeatureFinder) -> list[Text]:
    """Return what speaks most for ``role``: the words, or the name of what was measured."""
    if role is Speaker.SYSTEM:
        return [Text(words, words) for words in finder.machine_words(voice.text)[:_MOST_QUOTES]]
    side = 1 if role is Speaker.AGENT else -1
    features: list[Feature] = sorted(
        (feature for feature in voice.features if side * feature.weight > 0),
        key=lambda feature: -side * feature.weight,
    )
    said = [feature for feature in features if feature.measure is None] or features
    quotes = []
    for feature in said[:_MOST_QUOTES]:
        words = finder.quote(feature, voice.text)
        quotes.append(Text(words, words) if words else feature.title)
    return quotes


def _joined(parts: Sequence[Text]) -> tuple[str, str]:
    some = parts[:_MOST_VOICES]
    return "；".join(part.zh for part in some), "; ".join(part.en for part in some)
