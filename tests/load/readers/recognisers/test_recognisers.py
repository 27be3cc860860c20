"""What recognisers write: the shape is known, and the call is what was said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Word
from scriptcheck.load import load_calls
from scriptcheck.load.readers.json.shapes import SHAPES
from scriptcheck.load.roles.unknown_labels import LABELS
from tests.conftest import SHARED_CALLS
from tests.load.recogniser_samples import SAMPLES
from tests.load.samples.alibaba import TICKET
from tests.load.samples.others import TRANSCRIPT
from tests.load.samples.sample import ASK, BYE
from tests.load.samples.tencent import tencent

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call
    from tests.load.conftest import Loaded
    from tests.load.samples.sample import Said, Sample

FORMATS = SHARED_CALLS.parent.parent / "formats"
LETTERS = {"agent": "A", "customer": "C", "system": "S", "unknown": "U"}


def name(sample: Sample) -> str:
    return f"{sample.shape}: {sample.name}"


def one_call(sample: Sample) -> Any:
    """Return the value of one call: FunASR writes an array of them, others one of turns."""
    is_array = isinstance(sample.value, list) and sample.shape == "funasr"
    return sample.value[0] if is_array else sample.value


def said(call: Call) -> list[Said]:
    labels = call.meta.get(LABELS) or [None] * len(call.turns)
    return [
        (
            LETTERS[turn.speaker] + ((label or "") if turn.speaker == "unknown" else ""),
            turn.text,
            turn.start_ms,
            turn.end_ms,
        )
        for turn, label in zip(call.turns, labels, strict=True)
    ]


def load_one(load_bytes: Callable[..., Loaded], value: Any, name: str = "x.json") -> Call:
    loaded = load_bytes(json.dumps(value, ensure_ascii=False), name)
    assert loaded.problems == []
    (call,) = loaded.calls
    return call


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


LINES = [
    {"speaker": "客服", "text": ASK, "start": 0.0, "end": 1.5},
    {"speaker": "客户", "text": BYE, "start": 2.0, "end": 2.5},
]


@pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "x.json", "x.txt"])
@pytest.mark.parametrize("more", [[], [{"kind": "metadata", "locale": "zh"}]])
@pytest.mark.parametrize("is_wrapped", [True, False])
def test_a_turn_in_each_line(
    load_bytes: Callable[..., Loaded], name: str, more: list[Any], is_wrapped: bool
) -> None:
    lines = [{"kind": "data", "data": line} if is_wrapped else line for line in LINES]
    text = "\n".join(json.dumps(line) for line in (*more, *lines))
    (call,) = load_bytes(text, name).calls
    assert said(call) == [("A", ASK, 0, 1500), ("C", BYE, 2000, 2500)]
    assert (call.call_id, call.source) == ("x", name)


def test_turns_in_lines_of_several_calls(load_bytes: Callable[..., Loaded]) -> None:
    lines = [line | {"call_id": call_id} for call_id in ("a", "b") for line in LINES]
    text = "\n".join(map(json.dumps, [*lines, LINES[0], {"note": 5}]))
    loaded = load_bytes(text + "\n{", "x.jsonl")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("a", 2), ("b", 3)]
    assert loaded.codes == ["json-truncated"]


def test_a_call_in_each_line_stays_one(load_bytes: Callable[..., Loaded]) -> None:
    lines = [{"id": str(n), "start": n, "text": "客服：您好\n客户：你好"} for n in range(3)]
    loaded = load_bytes("\n".join(json.dumps(line) for line in lines), "x.jsonl")
    assert [call.call_id for call in loaded.calls] == ["0", "1", "2"]


def test_an_event_before_the_messages(load_bytes: Callable[..., Loaded]) -> None:
    value = [
        {"type": "member:joined", "body": {"user": 1}, "timestamp": "2024-05-01T10:00:00"},
        {"type": "message", "from": "客服", "body": {"text": ASK}}
        | {"timestamp": "2024-05-01T10:00:05"},
    ]
    (call,) = load_bytes(json.dumps(value), "x.json").calls
    assert said(call) == [("A", ASK, 0, None)]


def test_a_page_of_text_in_json(load_bytes: Callable[..., Loaded]) -> None:
    stamp = '<span class="timestamp" data-timestamp="{0}.2">0:0{0}</span>'
    text = "".join(
        f"<p>{stamp.format(at)} {who}：{what}</p>"
        for at, who, what in ((0, "客服", ASK), (5, "客户", BYE))
    )
    (call,) = load_bytes(json.dumps({"text": text, "media": "a.mp3"}), "x.otr").calls
    assert said(call) == [("A", ASK, 0, None), ("C", BYE, 5000, None)]


def test_words_have_times(load_bytes: Callable[..., Loaded]) -> None:
    by_name = {name(sample): sample.value for sample in SAMPLES}
    for key, number, words in (
        ("tencent: details", 0, (Word("您好", 120, 520), Word("请问", 520, 920))),
        ("iflytek: voices", 0, (Word("您好", 60, 450), Word("，", 450, 450))),
        (
            "funasr: sentence_info",
            0,
            (Word("您", 100, 300), Word("好", 300, 500), Word("好", 700, 900)),
        ),
        ("whisper: WhisperX", 0, (Word("您", 500, 1000), Word("好"))),
        ("aws-transcribe: voices", 1, (Word("你好", 1100, 1600),)),
        ("aws-analytics: Call Analytics", 0, (Word("我家", 100, 500),)),
        ("aws-pca: roles by voice", 0, (Word("您好", 40, 500),)),
        ("azure: durations", 0, (Word("您好", 61000, 61500),)),
        ("azure: fast transcription", 0, (Word("您好", 40, 440),)),
        ("azure-conversation: roles, numbers and times", 0, (Word("您好", 0, 400),)),
        ("huawei: no roles", 0, (Word("您好，请问有什么可以帮您？", 0, 1900),)),
    ):
        call = load_one(load_bytes, by_name[key])
        assert call.turns[number].words == words, key


def test_words_go_to_the_sentences_of_their_channel(load_bytes: Callable[..., Loaded]) -> None:
    def part(channel: int, begin: int, **fields: object) -> dict[str, object]:
        return {"ChannelId": channel, "BeginTime": begin, "EndTime": begin + 100} | fields

    value = {
        "TaskId": "t",
        "StatusText": "SUCCESS",
        "Result": {
            "Sentences": [
                part(0, 100, Text="甲"),
                part(1, 150, Text="乙"),
                part(0, 900, Text="丙"),
            ],
            "Words": [
                part(0, 50, Word="早"),
                part(0, 120, Word="甲"),
                part(1, 160, Word="乙"),
                part(0, 950, Word="丙"),
                part(7, 950, Word="无"),
            ],
        },
    }
    words = [[word.text for word in turn.words] for turn in load_one(load_bytes, value).turns]
    assert words == [["早", "甲"], ["乙"], ["丙"]]


REAL = {
    "aliyun_filetrans/tech-doc.block7.json": 1,
    "aliyun_filetrans/tech-doc.block8.json": 1,
    "aliyun_filetrans/tech-doc.block10.json": 0,
    "aliyun_filetrans/tech-doc.block12.json": 0,
    "aliyun_filetrans/tech-doc.block15.json": 1,
    "aliyun_filetrans/tech-doc.block17.json": 1,
    "aws_contact_lens/contact-lens-example-output-files-chat.block0.json": 31,
    "aws_contact_lens/contact-lens-voice_original_repaired.json": 10,
    "aws_contact_lens/contact-lens-voice_redacted_repaired.json": 10,
    "aws_pca/testfile.json": 12,
    "aws_transcribe/how-input.block0.json": 1,
    "aws_transcribe/standard_zh-CN_example.json": 7,
    "aws_transcribe/tca_call_analytics_repaired.json": 4,
    "azure/Json_input_customer_support.json": 17,
    "iflytek/ifasr_new_getResult_official_example.json": 1,
    "rcrai/realtime_qc_ws_mock_trimmed.json": 8,
    "rcrai/transcript_doc_example.json": 2,
    "tencent_asr/DescribeTaskStatus_success.json": 1,
    "whisperx/gz_ruralbank_iqc_DERIVED.json": 55,
}


@pytest.mark.parametrize(("path", "turns"), REAL.items())
def test_real_samples(path: str, turns: int) -> None:
    if not FORMATS.exists():
        pytest.skip(f"shared data is absent: {FORMATS}")
    problems: list[str] = []
    calls = list(load_calls(FORMATS / path, on_problem=lambda p: problems.append(p.code)))
    assert [len(call.turns) for call in calls] == ([turns] if turns else [])
    assert problems == ([] if turns else ["not-transcribed"])
    assert (
        all(turn.start_ms is not None for call in calls for turn in call.turns) or "azure" in path
    )


def test_real_sentences_of_funasr(load_bytes: Callable[..., Loaded]) -> None:
    path = FORMATS / "funasr" / "real_sentence_info_excerpts.json"
    if not path.exists():
        pytest.skip(f"shared data is absent: {path}")
    pieces = json.loads(path.read_text(encoding="utf-8"))
    for key, sentences in pieces.items():
        if isinstance(sentences, list):
            call = load_one(load_bytes, [{"key": key, "text": "…", "sentence_info": sentences}])
            assert [turn.start_ms for turn in call.turns] == [
                s["timestamp"][0][0] for s in sentences
            ]
            assert [turn.end_ms for turn in call.turns] == [
                s["timestamp"][-1][1] for s in sentences
            ]
            assert all(turn.words for turn in call.turns)


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
