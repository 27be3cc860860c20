"""What recognisers write: the shape is known, and the call is what was said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.load.readers.json.shapes import SHAPES
from scriptcheck.load.roles.unknown_labels import LABELS
from tests.load.readers.recognisers.reading import load_one, name, said
from tests.load.recogniser_samples import SAMPLES
from tests.load.samples.alibaba import TICKET
from tests.load.samples.others import TRANSCRIPT
from tests.load.samples.sample import ASK, BYE
from tests.load.samples.tencent import tencent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded
    from tests.load.samples.sample import Sample


def one_call(sample: Sample) -> Any:
    """Return the value of one call: FunASR writes an array of them, others one of turns."""
    is_array = isinstance(sample.value, list) and sample.shape == "funasr"
    return sample.value[0] if is_array else sample.value


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_samples(load_bytes: Callable[..., Loaded], sample: Sample) -> None:
    call = load_one(load_bytes, sample.value)
    assert said(call) == sample.turns
    assert {key: value for key, value in call.meta.items() if key != LABELS} == sample.meta
    assert tuple(warning.code for warning in call.warnings) == sample.warnings
    assert call.call_id == (
        "x#1" if sample.call_id == "x" and one_call(sample) is not sample.value else sample.call_id
    )
    assert all(warning.source == "x.json" for warning in call.warnings)


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_the_first_shape_that_fits_is_its_own(sample: Sample) -> None:
    value = one_call(sample)
    assert next(shape.name for shape in SHAPES if shape.fits(value)) == sample.shape


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_what_no_reader_takes_is_reported(
    load_bytes: Callable[..., Loaded], sample: Sample
) -> None:
    value = one_call(sample)
    if not isinstance(value, dict) or not sample.turns:
        pytest.skip("an array of turns has no room for other text, and silence none for a call")
    if len(value) == 1 and any(char.isdigit() for char in next(iter(value))):
        pytest.skip("the one key is an id, and is none beside others")
    more = value | {"plan": {"deep": [{"x": "这一段话哪个读取程序都不认识", "y": 1}]}}
    call = load_one(load_bytes, more)
    assert said(call) == sample.turns
    (left,) = [warning for warning in call.warnings if warning.code == "text-left"]
    assert "plan.deep[].x" in left.message.zh


def test_every_shape_has_a_sample() -> None:
    assert {"canonical", *(sample.shape for sample in SAMPLES)} >= {s.name for s in SHAPES}


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
@pytest.mark.parametrize("suffix", [".json", ".txt", ""])
def test_the_content_decides(
    load_bytes: Callable[..., Loaded], sample: Sample, suffix: str
) -> None:
    for text in (json.dumps(sample.value), json.dumps(sample.value, indent=1)):
        loaded = load_bytes(text, f"x{suffix}")
        assert [said(call) for call in loaded.calls] == [sample.turns]


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_many_in_one_file(load_bytes: Callable[..., Loaded], sample: Sample) -> None:
    value = one_call(sample)
    line = json.dumps(value)
    for text, suffix in ((f"{line}\n{line}", ".jsonl"), (f"[{line},{line}]", ".json")):
        loaded = load_bytes(text, f"x{suffix}")
        assert [said(call) for call in loaded.calls] == [sample.turns] * 2
        assert len({call.source for call in loaded.calls}) == 2


def test_jobs_name_calls_where_files_do_not(load_bytes: Callable[..., Loaded]) -> None:
    value = tencent({"Result": "[0:0.020,0:2.380]  您好。"})
    assert load_one(load_bytes, value).call_id == "x"
    assert load_one(load_bytes, [value]).call_id == "9"


@pytest.mark.parametrize("key", ["tickets", "results"])
def test_a_broken_call_does_not_stop_the_others(
    load_bytes: Callable[..., Loaded], key: str
) -> None:
    good: dict[str, Any] = TICKET if key == "tickets" else TRANSCRIPT
    inner = "dialogue" if key == "tickets" else "segments"
    calls = [good, good | {inner: 5}, good]
    loaded = load_bytes(json.dumps({key: calls}, indent=1), "x.json")
    assert [call.source for call in loaded.calls] == ["x.json#1", "x.json#3"]
    (problem,) = loaded.problems
    assert problem.code == "wrong-type"
    assert f"{key}[1].{inner}" in problem.message.zh
    assert (
        problem.line == json.dumps({key: calls}, indent=1).split(f'"{inner}": 5')[0].count("\n") + 1
    )


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ({"TaskId": "t", "StatusText": "RUNNING", "StatusCode": 21050001}, "RUNNING"),
        ({"task_id": "t", "status_text": "FILE_404_NOT_FOUND"}, "FILE_404_NOT_FOUND"),
        ({"TaskId": "t", "StatusText": "SUCCESS", "Result": {"Sentences": None}}, "SUCCESS"),
        ({"sentences": [], "statusCode": "5", "TaskId": "1", "StatusText": "x"}, "5"),
        (tencent({"StatusStr": "failed", "ErrorMsg": "音频下载失败"}), "音频下载失败"),
        ({"requestId": 1, "code": 10001, "message": "", "text": "", "audioTime": 0}, "10001"),
        ({"content": {"orderInfo": {"status": 3}}, "descInfo": "success"}, "success"),
        ({"content": {"orderResult": "", "orderInfo": {"status": -1}}}, "-1"),
        ({"ok": -1, "err_no": 26605, "failed": "任务处理中", "data": None}, "任务处理中"),
        ([{"key": "k", "text": ""}], "text"),
        ({"jobName": "j", "status": "FAILED"}, "FAILED"),
        ({"ConversationCharacteristics": {}, "JobStatus": "FAILED", "Transcript": []}, "FAILED"),
        ({"source_id": "s", "status": "PENDING"}, "PENDING"),
        ({"source_id": "s", "status": "FAILED", "message": "音频文件下载失败"}, "下载失败"),
        ({"output": {"task_id": "1", "task_status": "RUNNING"}}, "RUNNING"),
        ({"resp": {"code": 2000, "message": "in progress", "id": "1"}}, "in progress"),
        ({"tasks_info": [{"task_id": "1", "task_status": "Running"}]}, "Running"),
        ({"TaskId": "1", "Transcription": {"Paragraphs": []}}, "Paragraphs"),
        ({"status": "error", "audio_url": "x", "error": "音频太短"}, "音频太短"),
        ({"status": "ERROR", "create_time": "2024", "error_msg": "坏了"}, "坏了"),
    ],
)
def test_jobs_without_a_result(load_bytes: Callable[..., Loaded], value: Any, status: str) -> None:
    loaded = load_bytes(json.dumps(value, ensure_ascii=False), "x.json")
    assert loaded.codes == ["not-transcribed"]
    (problem,) = loaded.problems
    assert status in problem.message.zh
    assert status in problem.message.en
    assert problem.place.startswith("x.json:1:")


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ({"TaskId": 5, "StatusText": "SUCCESS"}, '"TaskId"'),
        (
            {"TaskId": "t", "StatusText": "S", "Result": {"Sentences": [{"Text": ["好"]}]}},
            '"Text"',
        ),
        (tencent({"ResultDetail": [{"FinalSentence": 5}]}), '"FinalSentence"'),
        ({"segments": [{"start": 0, "text": {}}]}, '"text"'),
        ({"ConversationAnalytics": [], "SpeechSegments": []}, '"ConversationAnalytics"'),
        ({"analysisInput": {"conversations": [{"conversationItems": [5]}]}}, "5"),
        ({"asr_result": {"status": 1, "create_time": "x"}}, '"status"'),
    ],
)
def test_values_of_another_type(load_bytes: Callable[..., Loaded], value: Any, at: str) -> None:
    text = json.dumps(value, ensure_ascii=False)
    loaded = load_bytes(text, "x.json")
    assert loaded.codes == ["wrong-type"]
    (problem,) = loaded.problems
    assert problem.column
    assert text[problem.column - 1 :].startswith(at)
    assert "scriptcheck formats" in problem.fix.zh


@pytest.mark.parametrize(
    "inner",
    [
        '{"lattice": [',
        '{"lattice": [{"json_1best": "{"}]}',
        '{"lattice": [{"json_1best": {"st": 5}}]}',
        '{"lattice": 5}',
        "[]",
        '{"lattice": [{"json_1best": "' + "[" * 5000 + '"}]}',
    ],
)
def test_broken_json_within_json(load_bytes: Callable[..., Loaded], inner: str) -> None:
    text = json.dumps({"descInfo": "", "content": {"orderResult": inner}})
    loaded = load_bytes(text, "x.json")
    assert loaded.codes == ["nested-json"]
    (problem,) = loaded.problems
    assert "orderResult" in problem.message.zh
    assert text[(problem.column or 0) - 1 :].startswith('"orderResult"')


def test_scores_that_are_no_numbers_do_no_harm(load_bytes: Callable[..., Loaded]) -> None:
    text = '{"segments": [{"start": 0.5, "end": NaN, "text": "您好", "score": NaN}]}'
    loaded = load_bytes(text, "x.json")
    assert said(loaded.calls[0]) == [("U", "您好", 500, None)]
    assert load_bytes('{"turns": [], "meta": {"a": NaN}}', "x.json").codes == ["json-nan"]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ('{"segments": [{"start": NaN, "end": Infinity, "text": "您好", "score": NaN}]}', 2),
        ('[{"role": "客服", "text": "您好", "start": -Infinity}]', 1),
        ('{"results": [{"alternatives": [{"transcript": "您好", "confidence": NaN}]}]}', 0),
    ],
)
def test_times_that_are_no_numbers_are_reported(
    load_bytes: Callable[..., Loaded], text: str, lost: int
) -> None:
    (call,) = load_bytes(text, "x.json").calls
    found = [warning for warning in call.warnings if warning.code == "bad-time"]
    assert [f"有 {lost} 个时间" in warning.message.zh for warning in found] == [True] * bool(lost)


@pytest.mark.parametrize("escape", [True, False])
def test_utf8_written_byte_by_byte_is_put_right(
    load_bytes: Callable[..., Loaded], escape: bool
) -> None:
    def wrong(text: str) -> str:
        return text.encode().decode("latin-1")

    value = {
        "messages": [
            {"sender_name": wrong("客服"), "content": wrong("您好"), "timestamp_ms": 1714528805000},
            {"sender_name": wrong("李先生"), "content": "café", "timestamp_ms": 1714528800000},
        ]
    }
    (call,) = load_bytes(json.dumps(value, ensure_ascii=escape), "x.json").calls
    assert said(call) == [("U李先生", "café", 0, None), ("A", "您好", 5000, None)]
    (warning,) = [each for each in call.warnings if each.code == "mojibake"]
    assert "3 段" in warning.message.zh


@pytest.mark.parametrize(
    ("segments", "start"),
    [
        (
            [{"start": 5000, "end": 8000, "text": ASK}, {"start": 9000, "end": 11000, "text": BYE}],
            5000,
        ),
        ([{"start": 5, "end": 8, "text": ASK}, {"start": 9, "end": 11, "text": BYE}], 5000),
        ([{"start": 5.0, "end": 8.0, "text": BYE}], 5000),
        ([{"start": 5, "text": BYE}], 5000),
    ],
)
def test_whole_numbers_of_segments_may_be_milliseconds(
    load_bytes: Callable[..., Loaded], segments: list[dict[str, Any]], start: int
) -> None:
    assert load_one(load_bytes, {"segments": segments}).turns[0].start_ms == start


def test_several_arrays_are_several_calls(load_bytes: Callable[..., Loaded]) -> None:
    turns = [{"speaker": "客服", "text": "您好"}]
    text = json.dumps({"about": "x", "a": turns, "b": turns, "c": [{"speaker": 1, "text": 2}]})
    loaded = load_bytes(text, "x.json")
    assert [call.call_id for call in loaded.calls] == ["a", "b"]
    assert [call.source for call in loaded.calls] == ["x.json#1", "x.json#2"]


def test_a_turn_of_another_type_is_told(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes('[{"角色": "客服", "内容": "您好"},\n 5]', "x.json")
    assert [(p.code, p.line, p.column) for p in loaded.problems] == [("wrong-type", 2, 2)]


@pytest.mark.parametrize("key", ["text", "角色", "speaker", "start", "call_id"])
def test_known_words_are_no_roles(load_bytes: Callable[..., Loaded], key: str) -> None:
    assert load_bytes(json.dumps([{key: "您好"}]), "x.json").codes == ["missing-field"]
