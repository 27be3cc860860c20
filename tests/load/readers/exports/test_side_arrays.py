"""Turns in JSON that stand in an array for each track of a call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

SAID = [(300, 4100, ASK), (4600, 8200, ANSWER), (8900, 11700, BYE), (12000, 13300, "谢谢。")]
OWN: dict[str, Any] = {"ChannelId": 0}


def track(texts: list[tuple[int, int, str]], **more: Any) -> list[dict[str, Any]]:
    return [
        {"BeginTime": begin, "EndTime": end, "Text": text, **more} for begin, end, text in texts
    ]


def loaded(load_bytes: Callable[..., Loaded], value: Any) -> Loaded:
    return load_bytes(json.dumps(value).encode(), name="t.json")


def said(found: Loaded) -> list[list[str]]:
    return [[turn.text for turn in call.turns] for call in found.calls]


@pytest.mark.parametrize("more", [{}, OWN, {"speaker": "0"}])
@pytest.mark.parametrize("is_held", [False, True])
@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        (("RecordFileText1Out", "RecordFileText1In"), ["Out", "In"]),
        (("asr_left", "asr_right"), ["left", "right"]),
        (("leftChannelText", "rightChannelText"), ["left", "right"]),
        (("ResultCallee", "ResultCaller"), None),
        (("TX", "RX"), ["TX", "RX"]),
        (("上行录音", "下行录音"), ["上行", "下行"]),
        (("agentSentences", "customerSentences"), None),
        (("坐席录音文本", "客户录音文本"), None),
    ],
)
def test_tracks(
    load_bytes: Callable[..., Loaded],
    keys: tuple[str, str],
    labels: list[str] | None,
    is_held: bool,
    more: dict[str, Any],
) -> None:
    parts = (SAID[::2], SAID[1::2])
    value: dict[str, Any] = {
        key: track(part, **more) for key, part in zip(keys, parts, strict=True)
    }
    if is_held:
        value = {key: {"Status": "OK", "Id": key, "Result": turns} for key, turns in value.items()}
    found = loaded(load_bytes, {"Code": "OK", "Data": value})
    [call] = found.calls
    assert [(turn.start_ms, turn.end_ms, turn.text) for turn in call.turns] == SAID
    if labels is None:
        assert "customer" in {turn.speaker.value for turn in call.turns}
    else:
        assert call.meta["speaker_labels"] == labels * 2
    assert "out-of-order" not in found.warnings
    assert "text-left" not in found.warnings


def test_several_recordings(load_bytes: Callable[..., Loaded]) -> None:
    value = {
        f"RecordFileText{number}{side}": {"Result": track(SAID[at:4:2], **OWN)}
        for number in (1, 2)
        for at, side in enumerate(("Out", "In"))
    }
    found = loaded(load_bytes, {"Data": value})
    assert said(found) == [[text for *_, text in SAID]] * 2
    assert len({call.call_id for call in found.calls}) == 2


def test_calls_of_several_voices(load_bytes: Callable[..., Loaded]) -> None:
    both = [
        {"start": 0, "text": ASK, "speaker": "agent"},
        {"start": 3000, "text": ANSWER, "speaker": "customer"},
    ]
    found = loaded(load_bytes, {"recordsIn": both, "recordsOut": [*both, both[0] | {"text": BYE}]})
    assert len(found.calls) == 2


@pytest.mark.parametrize("keys", [("login", "logout"), ("C1", "C2"), ("plan_in", "result_out")])
def test_keys_that_are_no_pair(load_bytes: Callable[..., Loaded], keys: tuple[str, str]) -> None:
    found = loaded(load_bytes, dict(zip(keys, (track(SAID[::2]), track(SAID[1::2])), strict=True)))
    assert len(found.calls) == 2


@pytest.mark.parametrize("is_held", [False, True])
def test_files_of_tracks_that_repeat_a_channel(
    load_bytes: Callable[..., Loaded], is_held: bool
) -> None:
    arrays: list[Any] = [track(SAID[::2], **OWN), track(SAID[1::2], **OWN)]
    if is_held:
        arrays = [{"Sentences": each} for each in arrays]
    found = loaded(load_bytes, arrays)
    assert said(found) == [[text for *_, text in SAID]]
    assert found.calls[0].meta["speaker_labels"] == ["0", "1"] * 2


def test_files_of_one_channel_that_may_be_calls(load_bytes: Callable[..., Loaded]) -> None:
    arrays = [{"Sentences": track(SAID, **OWN)}] * 2
    found = loaded(load_bytes, arrays)
    assert said(found) == [[text for *_, text in SAID]] * 2
    assert found.warnings.count("channels-or-calls") == 2


def test_channels_of_named_calls(load_bytes: Callable[..., Loaded]) -> None:
    arrays = [
        {"call_id": f"C{channel}", "Sentences": track(SAID[channel::2], ChannelId=channel)}
        for channel in (0, 1)
    ]
    found = loaded(load_bytes, arrays)
    assert [call.call_id for call in found.calls] == ["C0", "C1"]
