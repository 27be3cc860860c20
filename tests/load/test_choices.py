"""What the user says to the loader: a format, roles of labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn, UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.roles.unknown_labels import LABELS, name_speakers
from tests.load.recogniser_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

LINES = "channel,text\n0,您好\n1,你好\n2,嗯\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.shape}: {sample.name}")
def test_the_format_can_be_named(load_bytes: Callable[..., Loaded], sample: object) -> None:
    shape, value = sample.shape, sample.value  # type: ignore[attr-defined]
    loaded = load_bytes(json.dumps(value), "x.dat", input_format=shape)
    assert len(loaded.calls) == 1


@pytest.mark.parametrize("shape", ["aliyun", "whisper", "canonical"])
def test_a_file_in_another_format_is_told(load_bytes: Callable[..., Loaded], shape: str) -> None:
    for text in ('{"a": 1}', '{"a": 1}\n{"a": 2}', "[5]"):
        loaded = load_bytes(text, "x.txt", input_format=shape)
        assert set(loaded.codes) == {"wrong-format"}
        assert shape in loaded.problems[0].message.zh
    assert load_bytes("客服：您好", "x.txt", input_format=shape).codes == ["json-syntax"]


def test_the_named_format_outweighs_the_content(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes('{"turns": []}', "x.json", input_format="text")
    assert loaded.calls[0].turns[0].text == '{"turns": []}'
    assert load_bytes("客服：您好", "x.txt", input_format="xlsx").codes == ["damaged-archive"]
    assert load_bytes("客服：您好", "x.txt", input_format="parquet").codes == ["damaged-parquet"]
    assert load_bytes("客服：您好", "x.txt", input_format="csv").codes == ["no-columns"]


def test_roles_of_labels(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(LINES, "x.csv", speakers={"0": "agent", "1": "customer"})
    (call,) = loaded.calls
    assert [turn.speaker for turn in call.turns] == ["agent", "customer", "unknown"]
    assert call.meta[LABELS] == ["0", "1", "2"]
    (warning,) = call.warnings
    assert warning.code == "unnamed-speakers"
    assert "（2）" in warning.message.zh


def test_roles_of_all_labels_leave_nothing_to_warn_of(load_bytes: Callable[..., Loaded]) -> None:
    speakers = {"0": "agent", "1": "customer", "2": "system", "3": "agent"}
    assert load_bytes(LINES, "x.csv", speakers=speakers).warnings == []


def test_roles_of_labels_in_text_and_canonical_json(load_bytes: Callable[..., Loaded]) -> None:
    speakers = {"说话人1": "agent"}
    turn = {"speaker": "说话人1", "text": "您好"}
    for text, name in (
        ("说话人1：您好", "x.txt"),
        ("说话人1 00:03\n您好", "x.txt"),
        (json.dumps({"call_id": "1", "turns": [turn]}), "x.json"),
    ):
        loaded = load_bytes(text, name, speakers=speakers)
        assert [(t.speaker, t.text) for t in loaded.calls[0].turns] == [("agent", "您好")]
        assert loaded.calls[0].meta == {LABELS: ["说话人1"]}


@pytest.mark.parametrize("label", ["说话人1", "发言人 2", "SPEAKER_00", "Speaker A", "spk-3"])
def test_speakers_without_a_name_in_text(load_bytes: Callable[..., Loaded], label: str) -> None:
    for text in (f"{label}：您好\n客户：你好", f"[{label}] 您好\n[客户] 你好"):
        (call,) = load_bytes(text, "x.txt").calls
        assert [turn.text for turn in call.turns] == ["您好", "你好"]
        assert call.meta[LABELS] == [label, None]
        assert [warning.code for warning in call.warnings] == ["unnamed-speakers"]


@pytest.mark.parametrize("meta", [{}, {LABELS: ["0"]}, {LABELS: "0"}, {LABELS: [0, None]}])
def test_labels_that_do_not_fit_are_left_alone(meta: dict[str, object]) -> None:
    call = Call("1", [Turn("unknown", "您好"), Turn("unknown", "你好")], meta)
    assert name_speakers(call, {"0": "agent"}).turns == call.turns  # type: ignore[dict-item]


def test_roles_that_are_named_stay(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("客服：您好", "x.txt", speakers={"客服": "customer"})
    assert loaded.calls[0].turns[0].speaker == "agent"


@pytest.mark.parametrize("role", ["客服", "Agent", ""])
def test_roles_that_do_not_exist(role: str) -> None:
    with pytest.raises(UsageError) as raised:
        load_calls("x.txt", options=LoadOptions(speakers={"0": role}))
    assert raised.value.problems[0].code == "unknown-role"


def test_labels_survive_canonical_json(folder: Path, load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes(LINES, "x.csv").calls
    (again,) = load_bytes(json.dumps(call.to_dict()), "x.json").calls
    assert again.to_dict() == call.to_dict()


@pytest.mark.parametrize("value", ["no", None, 0])
def test_whether_roles_are_inferred_is_true_or_false(value: object) -> None:
    with pytest.raises(UsageError, match="infer_speakers"):
        LoadOptions(infer_speakers=value)  # type: ignore[arg-type]
