"""The canonical call in JSON: one, an array, one a line."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, LoadError, Speaker, Turn, Word
from scriptcheck.load.call_data.known_keys import KNOWN_META, meta_warnings
from scriptcheck.load.readers.canonical.call import call_from_json
from scriptcheck.load.readers.json.files import JSON_LINES
from scriptcheck.load.readers.json.text import JsonText
from scriptcheck.load.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TURN = {"speaker": "agent", "text": "您好"}
CALL = {"call_id": "c1", "turns": [TURN]}


def written(**fields: object) -> str:
    """Return a call in JSON, with ``fields`` changed."""
    return json.dumps(CALL | fields, ensure_ascii=False)


def with_turn(**fields: object) -> str:
    return written(turns=[TURN | fields])


def two_turns(*times: tuple[int | None, int | None], **fields: object) -> str:
    turns = [TURN | {"start_ms": start, "end_ms": end} | fields for start, end in times]
    return written(turns=turns)


def test_a_whole_call(load_bytes: Callable[..., Loaded]) -> None:
    text = {
        "call_id": "c1",
        "turns": [
            {
                "speaker": "customer",
                "text": "你好",
                "start_ms": 100,
                "end_ms": 900,
                "words": [{"text": "你好", "start_ms": 100, "end_ms": 900}],
            }
        ],
        "meta": {"agent_id": "8023", "ring_count": 2, "team": None, "own": {"a": [1.5]}},
    }
    words = (Word("你好", 100, 900),)
    loaded = load_bytes(json.dumps(text), "call.json")
    assert loaded.calls == [
        Call("c1", (Turn(Speaker.CUSTOMER, "你好", 100, 900, words),), text["meta"], "call.json")  # type: ignore[arg-type]
    ]
    assert json.loads(json.dumps(loaded.calls[0].to_dict())) == text


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("agent", "agent"),
        ("Customer", "customer"),
        ("坐席", "agent"),
        ("用户", "customer"),
        ("工号8023", "agent"),
        ("A", "agent"),
        ("IVR", "system"),
        ("unknown", "unknown"),
    ],
)
def test_speakers_in_the_words_of_labels(
    load_bytes: Callable[..., Loaded], said: str, speaker: str
) -> None:
    loaded = load_bytes(with_turn(speaker=said), "call.json")
    assert loaded.calls[0].turns[0].speaker == speaker
    assert loaded.warnings == []


@pytest.mark.parametrize("missing", [None, ""])
def test_an_array_a_file_and_lines_give_ids(
    load_bytes: Callable[..., Loaded], missing: str | None
) -> None:
    one = written(call_id=missing)
    for text, name, ids in (
        (one, "x.json", ["x"]),
        (f"[{one}, {one}]", "x.json", ["x#1", "x#2"]),
        (f"{one}\n\n{one}\n", "x.jsonl", ["x#1", "x#3"]),
    ):
        loaded = load_bytes(text, name)
        assert [call.call_id for call in loaded.calls] == ids
        assert loaded.warnings == ["no-call-id"] * len(ids)


@pytest.mark.parametrize(
    ("text", "name", "sources"),
    [
        (written(), "x.json", ["x.json"]),
        (f"[{written()}, {written()}]", "x.json", ["x.json#1", "x.json#2"]),
        (f"{written()}\r\n{written()}", "x.jsonl", ["x.jsonl:1", "x.jsonl:2"]),
    ],
)
def test_sources(
    load_bytes: Callable[..., Loaded], text: str, name: str, sources: list[str]
) -> None:
    assert [call.source for call in load_bytes(text, name).calls] == sources


def test_an_id_may_be_a_number(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(written(call_id=12), "x.json").calls[0].call_id == "12"


@pytest.mark.parametrize(
    ("text", "code", "at", "words"),
    [
        (written(turns=5), "wrong-type", '"turns"', "turns应为[…] 数组，这里是整数"),
        ('{"call_id": "c1"}', "missing-field", "{", "通话缺少“turns”"),
        ('{"turns": [{"text": "好"}]}', "missing-field", '{"text"', "turns[0]缺少“speaker”"),
        ('{"turns": [{"speaker": "agent"}]}', "missing-field", '{"sp', "turns[0]缺少“text”"),
        (with_turn(text=None), "wrong-type", '"text": n', "turns[0].text应为文字，这里是null"),
        (with_turn(speaker=1), "wrong-type", '"speaker": 1', "应为文字，这里是整数"),
        (with_turn(start_ms="5"), "wrong-type", '"start_ms"', "应为整数，这里是文字"),
        (with_turn(start_ms=1.5), "wrong-type", '"start_ms"', "应为整数，这里是小数"),
        (with_turn(end_ms=True), "wrong-type", '"end_ms"', "应为整数，这里是true 或 false"),
        (with_turn(end_ms=2**53), "wrong-type", '"end_ms"', "end_ms的值不对"),
        (with_turn(words=["好"]), "wrong-type", '"好"', "turns[0].words[0]应为{…} 对象"),
        (written(meta=[]), "wrong-type", '"meta"', "meta应为{…} 对象"),
        (written(call_id=1.5), "wrong-type", '"call_id"', "call_id应为整数或文字"),
        ("null", "wrong-type", "null", "通话应为{…} 对象，这里是null"),
        (written(meta={"n": [-1.0]}).replace("-1.0", "1e999"), "json-number", "{", "过大的数字"),
        (written(schema="scriptcheck.report/1"), "not-a-call", "{", "报告"),
    ],
)
def test_what_does_not_fit(text: str, code: str, at: str, words: str) -> None:
    with pytest.raises(LoadError) as raised:
        call_from_json(JsonText(text, "x.json"), default_id="x", call_source="x.json")
    (problem,) = raised.value.problems
    assert (problem.code, problem.line) == (code, 1)
    assert problem.column
    assert text[problem.column - 1 :].startswith(at)
    assert words in problem.message.zh
    assert problem.fix.zh or code == "json-number"


@pytest.mark.parametrize("number", [2**53, 2**63 - 1, -(2**53), 10**30])
def test_long_numbers_keep_all_digits(number: int) -> None:
    text = written(call_id=number, meta={"case_id": number, "inner": [{"n": number}], "short": 7})
    call = call_from_json(JsonText(text, "x.json"), default_id="x", call_source="x.json")
    kept = str(number)
    assert call.call_id == kept
    assert call.meta == {"case_id": kept, "inner": [{"n": kept}], "short": 7}


@pytest.mark.parametrize(
    "said",
    [
        "您好\n客户：坏了",
        "您好<br>客户：坏了",
        "您好|客户：坏了",
        r"您好\n客户:坏了",
        "您好；客户：坏了",
    ],
)
def test_a_dialogue_in_one_turn_is_reported(said: str) -> None:
    text = JsonText(with_turn(text=said), "x.json")
    call = call_from_json(text, default_id="x", call_source="x.json")
    assert "label-in-turn" in {warning.code for warning in call.warnings}
    assert call.turns[0].text == said


def test_fractions_of_milliseconds_may_be_seconds() -> None:
    with pytest.raises(LoadError) as raised:
        call_from_json(JsonText(with_turn(start_ms=1.5)), default_id="x", call_source="")
    assert "1500" in raised.value.problems[0].fix.zh


def test_meta_may_not_be_nested_without_end() -> None:
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(LoadError) as raised:
        call_from_json(JsonText(written(meta={"a": deep})), default_id="x", call_source="")
    assert raised.value.problems[0].code == "json-too-deep"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (written(turns=[]), "no-turns", ""),
        (with_turn(speaker="张三"), "unknown-speaker", "张三"),
        (with_turn(speaker=""), "unknown-speaker", ""),
        (with_turn(strat_ms=1), "unknown-field", "turns[].strat_ms"),
        (with_turn(words=[{"text": "好", "p": 1}]), "unknown-field", "turns[].words[].p"),
        (written(agent_id="1"), "unknown-field", "agent_id"),
        (with_turn(start_ms=5, end_ms=3), "end-before-start", "第 0 个话轮"),
        (with_turn(words=[{"text": "好", "start_ms": 5, "end_ms": 3}]), "end-before-start", ""),
        (with_turn(start_ms=-1), "negative-time", ""),
        (with_turn(start_ms=9, end_ms=9), "times-zero", "第 0 个话轮"),
        (two_turns((0, 900), (None, None)), "times-missing", "第 1 个话轮"),
        (two_turns((900, None), (0, None)), "times-backwards", "第 1 个话轮"),
        (two_turns((0, 900), (100, 1500)), "times-overlap", "第 1 个话轮"),
        (written(meta={"direction": "in"}), "meta-value", "direction"),
        (written(meta={"start_time": "20240501100003123"}), "meta-value", "start_time"),
    ],
)
def test_warnings(load_bytes: Callable[..., Loaded], text: str, code: str, words: str) -> None:
    loaded = load_bytes(f"\n{text}", "x.jsonl")
    (warning,) = loaded.calls[0].warnings
    assert (warning.code, warning.source, warning.line) == (code, "x.jsonl", 2)
    assert words in warning.message.zh
    assert loaded.problems == []


def test_unknown_speakers_with_labels_of_their_own_may_speak_at_once(
    load_bytes: Callable[..., Loaded],
) -> None:
    text = two_turns((0, 900), (100, 1500), speaker="unknown")
    for labels, expected in (
        (["ch_0", "ch_1"], []),
        (["ch_0", "ch_0"], ["times-overlap"]),
        (["ch_0"], ["times-overlap"]),
        ("ch_0", ["meta-value", "times-overlap"]),
    ):
        call = json.loads(text) | {"meta": {"speaker_labels": labels}}
        assert load_bytes(json.dumps(call), "x.json").warnings == expected


def test_many_of_a_kind_are_one_warning(load_bytes: Callable[..., Loaded]) -> None:
    turns = [TURN | {"speaker": f"甲{n}", "start_ms": 5, "end_ms": 3} for n in range(9)]
    loaded = load_bytes(written(turns=turns), "x.json")
    assert sorted(loaded.warnings) == ["end-before-start", "unknown-speaker"]
    speaker, times = loaded.calls[0].warnings
    assert "甲4 …" in speaker.message.zh
    assert "9 个话轮" in times.message.zh
    assert "8 more" in times.message.en


def test_null_is_nothing(load_bytes: Callable[..., Loaded]) -> None:
    turn = TURN | {"start_ms": None, "end_ms": None, "words": None}
    loaded = load_bytes(written(turns=[turn], meta=None), "x.json")
    assert loaded.calls == [Call("c1", (Turn(Speaker.AGENT, "您好"),), {}, "x.json")]


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("agent_id", ["8023", 8023, None], [True, 1.5, []]),
        ("agent_name", ["王丽"], [{}]),
        ("team", ["一组"], [[]]),
        ("queue", ["维修"], [[]]),
        ("case_id", ["1"], [[]]),
        ("customer_id", ["1"], [[]]),
        ("direction", ["inbound", "outbound", None], ["in", "呼入", 1, [], {}]),
        ("channel", ["phone", "chat", None], ["电话", "IM", 1, [], {}]),
        ("start_time", ["2024-05-01T10:00:03", "2024-05-01T10:00:03+08:00"], ["昨天", 1]),
        ("ring_count", [0, 3], [-1, "3", True, 1.5]),
        ("ring_ms", [0, 3000], [-1, "3"]),
        ("hangup_by", ["agent", "customer", "system"], ["坐席", True]),
        ("dropped", [True, False, None], ["true", 1]),
        ("audio", ["a.wav", "https://example.com/a.wav"], [1]),
    ],
)
def test_known_call_data(key: str, good: list[Any], bad: list[Any]) -> None:
    assert key in KNOWN_META
    for value in good:
        assert list(meta_warnings({key: value}, "x")) == []
    for value in bad:
        (warning,) = meta_warnings({key: value}, "x")
        assert (warning.code, key in warning.message.zh) == ("meta-value", True)


def test_other_call_data_may_be_anything() -> None:
    assert list(meta_warnings({"own": object()}, "x")) == []


# Characters by whose bytes others may have been misread are read as those they stand for.
ANY = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(0x80, 0x100)))
)
CALLS = st.builds(
    Call,
    st.text(ANY, min_size=1),
    st.lists(
        st.builds(
            Turn,
            st.sampled_from(Speaker),
            st.text(ANY),
            st.none() | st.integers(0, 10**9),
            st.none(),
            st.lists(st.builds(Word, st.text(ANY), st.integers(0, 99), st.integers(99, 999))).map(
                tuple
            ),
        ),
        min_size=1,
    ).map(tuple),
    st.dictionaries(
        st.text(ANY).filter(lambda key: key not in KNOWN_META),
        st.none() | st.booleans() | st.text(ANY),
    ),
)


def unwarned(call: Call) -> Call:
    """Return ``call`` without its place, and without the warnings that odd times give."""
    return msgspec.structs.replace(call, source="", warnings=())


@settings(deadline=None)
@given(CALLS)
def test_calls_come_back_as_they_were(call: Call) -> None:
    text = json.dumps(call.to_dict())
    assert unwarned(call_from_json(JsonText(text), default_id="x", call_source="")) == call


@given(st.lists(CALLS, max_size=4))
# Making calls is slow on a busy machine, which says nothing of what is tested.
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_come_back_as_they_were(calls: list[Call]) -> None:
    lines = [json.dumps(call.to_dict(), ensure_ascii=False) for call in calls]
    transcript = Transcript(io.BytesIO("\n".join(lines).encode()), source="x", call_id="x")
    items = list(JSON_LINES.read(transcript))
    if not calls:
        assert [getattr(item, "code", "") for item in items] == ["empty-file"]
        return
    loaded = [item for item in items if isinstance(item, Call)]
    assert [unwarned(call) for call in loaded] == calls
