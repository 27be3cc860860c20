"""Speakers of a call named by what they say, or warned about where they cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from scriptcheck.call import Speaker
from scriptcheck.load.roles.classify import CONFIDENCE, LEAST, Classification, Doubt, classify
from scriptcheck.load.roles.features import feature_finder
from scriptcheck.load.roles.swap import swap_turn
from scriptcheck.load.roles.unknown_labels import (
    CONFIDENCE_META,
    given_as,
    labels_of,
    name_speakers,
)
from scriptcheck.load.roles.voices import Utterance, gather
from scriptcheck.load.roles.warnings import inferred, inferred_before, swapped, unknown
from scriptcheck.load.roles.warnings import stated as stated_confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scriptcheck.call import Call
    from scriptcheck.errors import Problem
    from scriptcheck.load.roles.features import FeatureFinder
    from scriptcheck.load.roles.voices import Voice

_SURELY_SWAPPED: Final = 0.999
"""How sure it must be that labels are the wrong way round before that is reported."""


@dataclass(frozen=True, slots=True)
class Inference:
    """How roles are inferred."""

    least: float = CONFIDENCE
    """The confidence from which on a role is given."""
    company: tuple[str, ...] = ()
    """Names of the company that agents announce."""
    unnamed: frozenset[str] = frozenset()
    """Labels that the user has said to be unknown."""


def infer_speakers(call: Call, inference: Inference) -> Call:
    """Return ``call`` with the roles that its unknown speakers have by what they say.

    Turns with a role keep it. A call of which it cannot be said surely enough keeps its unknown
    speakers. Warnings say what was found, how sure it is and by which words, or why nothing was;
    where labels contradict what is said, that is reported and nothing changed.
    """
    if not any(turn.speaker is Speaker.UNKNOWN for turn in call.turns):
        return _looked_at(call, inference)
    finder = feature_finder(inference.company)
    utterances = _utterances(call, inference, finder)
    voices = gather(utterances, outbound=_is_outbound(call))
    found = classify(voices, inference.least)
    turn = None
    if len(voices) > 1 and all(voice.role is None for voice in voices):
        one, other, *_ = sorted(voices, key=lambda voice: -len(voice.text))
        turn = swap_turn(utterances, one.label, other.label)
    if turn is not None:
        found = Classification({}, found.confidence, Doubt.SWAPPED)
    if found.doubt is None and found.roles:
        named = name_speakers(call, found.roles)
        meta = named.meta | {CONFIDENCE_META: stated_confidence(found.confidence)}
        named = msgspec.structs.replace(named, meta=meta)
        return _with(named, inferred(voices, found, finder, call.source))
    if any(each.speaker is Speaker.AGENT for each in call.turns):
        return call
    return _with(call, unknown(found, turn, call.source, inference.least))


def _looked_at(call: Call, inference: Inference) -> Call:
    """Return ``call``, in which every turn has its role, with a warning where one is due."""
    sure = call.meta.get(CONFIDENCE_META)
    if isinstance(sure, float) and LEAST <= sure <= 1:
        labels = labels_of(call)
        pairs = zip(labels, (turn.speaker for turn in call.turns), strict=False)
        roles = {label: role for label, role in pairs if label}
        return _with(call, inferred_before(sure, roles, call.source))
    voices = _swapped_voices(call, inference)
    if not voices:
        return call
    confidence = classify(voices).confidence
    return _with(call, swapped(voices, confidence, feature_finder(inference.company), call.source))


def _utterances(call: Call, inference: Inference, finder: FeatureFinder) -> list[Utterance]:
    """Return what is said in ``call``, turn by turn, under its labels or, without one, its role."""
    labels = labels_of(call) or [""] * len(call.turns)
    utterances = []
    for turn, label in zip(call.turns, labels, strict=True):
        role = None if turn.speaker is Speaker.UNKNOWN else turn.speaker
        name = label or (role.value if role else "")
        known = "" if given_as(label, inference.unnamed) is not None else name
        utterances.append(Utterance.of(known, role, (turn.text,), finder))
    return utterances


def _swapped_voices(call: Call, inference: Inference) -> Sequence[Voice]:
    """Return agent and customer of ``call`` if each speaks as the other would, else nothing."""
    said: dict[Speaker, list[str]] = {}
    for turn in call.turns:
        said.setdefault(turn.speaker, []).append(turn.text)
    finder = feature_finder(inference.company)
    people = [role for role in said if role in {Speaker.AGENT, Speaker.CUSTOMER}]
    # All of one side at once: every call is looked at, and this is much quicker.
    whole = [Utterance.of(role.value, None, said[role], finder) for role in people]
    voices = gather(whole, outbound=_is_outbound(call))
    found = classify(voices, _SURELY_SWAPPED)
    is_swapped = found.roles.get("agent") is Speaker.CUSTOMER
    return voices if is_swapped and found.roles.get("customer") is Speaker.AGENT else ()


def _is_outbound(call: Call) -> bool:
    return call.meta.get("direction") == "outbound"


def _with(call: Call, warning: Problem) -> Call:
    return msgspec.structs.replace(call, warnings=(*call.warnings, warning))
