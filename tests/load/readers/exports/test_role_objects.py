"""Objects in turns in JSON that say the role of who speaks, under whatever key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.call import Speaker
from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SAID = (("AUTOMATED_AGENT", ASK), ("END_USER", ANSWER), ("HUMAN_AGENT", BYE))
ROLES = [Speaker.SYSTEM, Speaker.CUSTOMER, Speaker.AGENT]


def roles_of(load_bytes: Callable[..., Loaded], turns: list[dict[str, Any]]) -> list[Speaker]:
    value = {"name": "C1", "transcript": {"transcriptSegments": turns}}
    [call] = load_bytes(json.dumps(value).encode(), name="t.json").calls
    return [turn.speaker for turn in call.turns]


@pytest.mark.parametrize(
    "key", ["segmentParticipant", "participant", "speaker", "sender", "speaker_info"]
)
@pytest.mark.parametrize("more", [{}, {"userId": "u1"}])
def test_roles_go_before_channels(
    load_bytes: Callable[..., Loaded], key: str, more: dict[str, str]
) -> None:
    turns = [
        {"text": text, "channelTag": 2 if role == "END_USER" else 1, key: {"role": role, **more}}
        for role, text in SAID
    ]
    assert roles_of(load_bytes, turns) == ROLES


def test_roles_without_objects(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"text": text, "participantRole": role} for role, text in SAID]
    assert roles_of(load_bytes, turns) == ROLES


@pytest.mark.parametrize("number", range(3))
def test_the_role_of_one_side_alone(load_bytes: Callable[..., Loaded], number: int) -> None:
    role, text = SAID[number]
    turn = {"text": text, "channelTag": 1, "segmentParticipant": {"role": role}}
    assert roles_of(load_bytes, [turn, turn]) == [ROLES[number]] * 2


def test_who_is_answered_does_not_speak(load_bytes: Callable[..., Loaded]) -> None:
    turns = [
        {"text": ANSWER, "channel": "1", "replyToSpeaker": {"role": "AGENT"}},
        {"text": BYE, "channel": "2", "replyToSpeaker": {"role": "CUSTOMER"}},
    ]
    assert roles_of(load_bytes, turns) == [Speaker.UNKNOWN] * 2
