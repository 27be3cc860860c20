"""Labels and times as chats, lists and recognisers write them in text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

LETTERS = {"agent": "A", "customer": "C", "system": "S", "unknown": "U"}


def said(text: str, names: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    call = parse_plain_text(text, call_id="x", names=names)
    return [(LETTERS[turn.speaker], turn.text) for turn in call.turns]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**客服**：您好", "**客户：** 在吗"),
        ("__客服__: 您好", "__客户__: 在吗"),
        ("1、客服：您好", "2、客户：在吗"),
        ("(1) 客服：您好", "（2）客户：在吗"),
        ("①客服：您好", "②客户：在吗"),
        ("- 客服：您好", "- 客户：在吗"),
        ("1. **客服**：您好", "2. **客户**：在吗"),
        ("<|zh|><|NEUTRAL|>客服：您好", "<|zh|><|ANGRY|><|Speech|>客户：在吗"),
    ],
)
def test_marks_around_labels(first: str, second: str) -> None:
    assert said(f"{first}\n{second}") == [("A", "您好"), ("C", "在吗")]


@pytest.mark.parametrize("line", ["1、先断电", "- 好的", "**重要**", "3) 2：1", "<|zh|>"])
def test_marks_without_labels_stay(line: str) -> None:
    (turn,) = said(f"客服：您好\n{line}")
    assert turn == ("A", f"您好\n{line.replace('<|zh|>', '')}".rstrip())


@pytest.mark.parametrize("form", ["{}(00:00:{}): {}", "{} ({}:00:00)：{}", "{} [00:{}]: {}"])
def test_a_time_in_brackets_after_a_name(form: str) -> None:
    said = [("张三", "05", "您好"), ("李四", "09", "在吗"), ("张三", "12", "在的")]
    call = parse_plain_text("\n".join(form.format(*each) for each in said), call_id="x")
    assert call.meta["speaker_labels"] == ["张三", "李四", "张三"]
    assert [turn.text for turn in call.turns] == ["您好", "在吗", "在的"]
    starts = [turn.start_ms for turn in call.turns]
    unit = 3_600_000 if form.startswith("{} ({}") else 1000
    assert starts == [5 * unit, 9 * unit, 12 * unit]


def test_names_before_colons_are_labels() -> None:
    call = parse_plain_text("张三：您好\n李四：在吗\n张三：在的", call_id="x")
    assert call.meta["speaker_labels"] == ["张三", "李四", "张三"]
    assert [turn.text for turn in call.turns] == ["您好", "在吗", "在的"]


@pytest.mark.parametrize(
    "text",
    [
        "姓名：王丽\n电话：已登记\n地址：已登记",
        "客服：您好\n李经理：在吗\n李经理：喂",
        "他说：不行\n他说：还是不行",
    ],
)
def test_other_words_before_colons_are_none(text: str) -> None:
    call = parse_plain_text(text, call_id="x")
    assert "speaker_labels" not in call.meta


def test_names_that_the_user_gives_are_labels_anywhere() -> None:
    text = "客服：您好\n李经理：在吗"
    assert said(text, frozenset({"李经理"})) == [("A", "您好"), ("U", "在吗")]


def test_names_above_what_is_said() -> None:
    text = "客服小王 2024-05-01 10:00:03\n您好\n请讲\n\n微信用户 2024-05-01 10:00:20\n在吗\n"
    call = parse_plain_text(text, call_id="x")
    assert said(text) == [("A", "您好\n请讲"), ("C", "在吗")]
    assert [turn.start_ms for turn in call.turns] == [0, 17000]
    assert call.meta["start_time"] == "2024-05-01T10:00:03"


@pytest.mark.parametrize("brackets", ["[]", "()", "<>", "【】"])
def test_names_in_brackets_above_what_is_said(brackets: str) -> None:
    king, lee = (f"{brackets[0]}{name}{brackets[1]}" for name in ("客服王", "李先生"))
    text = f"{king} 10:00:03\n您好\n\n{lee} 10:00:20\n在吗\n\n{king} 10:00:25\n请讲\n"
    call = parse_plain_text(text, call_id="x")
    assert said(text) == [("A", "您好"), ("U", "在吗"), ("A", "请讲")]
    assert [turn.start_ms for turn in call.turns] == [36003000, 36020000, 36025000]


def test_minutes_of_meetings() -> None:
    text = "说话人 1 00:00:03\n您好\n王丽 00:00:05\n在吗\n王丽 00:00:09\n喂"
    call = parse_plain_text(text, call_id="x")
    assert [(turn.text, turn.start_ms) for turn in call.turns] == [
        ("您好", 3000),
        ("在吗", 5000),
        ("喂", 9000),
    ]


def test_faster_whisper() -> None:
    call = parse_plain_text(
        "Detected language 'zh' with probability 0.998\n[0.00s -> 3.21s] 您好\n"
        "[3.41s -> 6.00s] 在吗",
        call_id="x",
    )
    assert [(turn.text, turn.start_ms, turn.end_ms) for turn in call.turns] == [
        ("您好", 0, 3210),
        ("在吗", 3410, 6000),
    ]


def test_a_speaker_in_doubt_is_not_the_one_before() -> None:
    assert said("客服：您好\n(speaker ?) 在吗\n客服：在") == [
        ("A", "您好"),
        ("U", "在吗"),
        ("A", "在"),
    ]


def test_speakers_that_no_call_has_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    text = "张三：您好\n李四：在吗\n张三：在的"
    given = {"speakers": {"张三": "agent", "李四": "customer"}}
    assert load_bytes(text, "x.txt", **given).warnings == []
    loaded = load_bytes(text, "x.txt", speakers={"王五": "agent"})
    assert loaded.warnings == ["unnamed-speakers", "speakers-unused"]


@pytest.mark.parametrize("mark", ["\\n", "\\r\\n", "<br>", "<br/>", "|", " || ", "_x000D_"])
def test_a_dialogue_in_one_cell(load_bytes: Callable[..., Loaded], mark: str) -> None:
    cell = mark.join(["坐席：您好", "客户：不知道", "坐席：请稍等"])
    loaded = load_bytes(f"通话编号,通话内容\n7,{cell}\n8,{cell}\n", "x.csv")
    for call in loaded.calls:
        assert [turn.speaker for turn in call.turns] == ["agent", "customer", "agent"]
        assert [turn.text for turn in call.turns] == ["您好", "不知道", "请稍等"]


def test_a_label_amid_a_turn_is_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容\n坐席,您好客户：在吗\n客户,在\n", "x.csv")
    assert loaded.warnings == ["label-in-turn"]


def test_ids_that_a_spreadsheet_rounded(load_bytes: Callable[..., Loaded]) -> None:
    rows = "通话编号,角色,内容\n2.02405E+16,坐席,您好\n,客户,在吗\n8,坐席,喂\n"
    loaded = load_bytes(rows, "x.csv")
    assert loaded.codes == ["mangled-id"]
    assert [call.call_id for call in loaded.calls] == ["8"]
    calls = "通话编号,通话内容\n2.02405E+16,坐席：您好|客户：在吗\n"
    loaded = load_bytes(calls, "y.csv")
    assert [call.call_id for call in loaded.calls] == ["y#2"]
    assert loaded.warnings == ["mangled-id"]


def test_carriage_returns_and_tags_in_cells(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容\n坐席,<|zh|><|HAPPY|>您好_x000D_\n客户,在吗\n", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "在吗"]


def test_moments_of_different_zones_keep_their_order(load_bytes: Callable[..., Loaded]) -> None:
    text = "角色,内容,时间\n坐席,您好,2024-05-01T10:00:00+08:00\n客户,在吗,2024-05-01T02:00:05Z\n"
    loaded = load_bytes(text, "x.csv")
    assert [turn.start_ms for turn in loaded.calls[0].turns] == [0, 5000]
    assert loaded.warnings == []


def test_funclip_and_positions(load_bytes: Callable[..., Loaded]) -> None:
    first = "1  spk0\n00:00:00,500 --> 00:00:03,210\n您好\n\n"
    text = f"{first}2  spk1\n00:00:03,410 --> 00:00:06,210\n在吗\n"
    (call,) = load_bytes(text, "x.srt").calls
    assert call.meta["speaker_labels"] == ["spk0", "spk1"]
    assert [turn.text for turn in call.turns] == ["您好", "在吗"]
    text = "00:01.640 --> 00:02.760 line:91% align:center\n客服：您好\n"
    (call,) = load_bytes(text, "y.srt").calls
    assert [(turn.text, turn.start_ms) for turn in call.turns] == [("您好", 1640)]


def test_words_of_two_speakers_divide_a_segment(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        '{"segments": [{"start": 0.5, "end": 3, "text": "在吗请稍等", "speaker": "S1", "words": ['
        '{"word": "在吗", "start": 0.5, "end": 1, "speaker": "S1"},'
        '{"word": "请稍等", "start": 1.5, "end": 3, "speaker": "S0"}]}]}'
    )
    (call,) = load_bytes(text, "x.json").calls
    assert [turn.text for turn in call.turns] == ["在吗", "请稍等"]
    assert call.meta["speaker_labels"] == ["S1", "S0"]


def test_a_role_on_one_side_and_names_on_the_other(load_bytes: Callable[..., Loaded]) -> None:
    rows = (("王丽", "您好"), ("访客", "在吗"), ("王丽", "在的"))
    text = "".join(f"[2024-05-01 10:00:0{n}] {who}: {what}\n" for n, (who, what) in enumerate(rows))
    (call,) = load_bytes(text, "x.txt").calls
    assert [(t.speaker.value, t.text) for t in call.turns] == [
        ("unknown", "您好"),
        ("customer", "在吗"),
        ("unknown", "在的"),
    ]
    assert call.meta["speaker_labels"] == ["王丽", None, "王丽"]


def test_questions_and_answers(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("Q：在吗\nA：在的\nQ：好\nA：再见\n", "x.txt").calls
    assert call.meta["speaker_labels"] == ["Q", "A", "Q", "A"]


def test_a_time_and_said_after_a_label(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("客服（00:00:03）说：您好\n客户（00:00:05）说：你好\n", "x.txt").calls
    assert [(t.text, t.start_ms) for t in call.turns] == [("您好", 3000), ("你好", 5000)]


def test_a_time_between_label_and_text(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("客服 00:03 您好\n客户 00:05 你好\n", "x.txt").calls
    assert [(t.speaker.value, t.text, t.start_ms) for t in call.turns] == [
        ("agent", "您好", 3000),
        ("customer", "你好", 5000),
    ]
    (call,) = load_bytes("客服：您好\n客服1:10分钟\n", "x.txt").calls
    assert [t.text for t in call.turns] == ["您好", "10分钟"]


def test_heads_of_messages_are_no_names(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "From: 王丽\nType: incoming\nSent: 2024\n\n您好\n\nFrom: 李先生\nType: x\nSent: y\n\n好\n"
    )
    loaded = load_bytes(text, "x.txt")
    assert loaded.codes == ["not-speech"] or loaded.warnings[0] == "no-labels"


@pytest.mark.parametrize(
    "head",
    [
        "{name} 2024-05-01 10:00:{second}",
        "{name} (2024-05-01 10:00:{second})",
        "{name}[2024-05-01 10:00:{second}]",
        "{name} 10:00:{second}",
        "{name}（10:00:{second}）：",
        "2024-05-01 10:00:{second} {name}",
        "[10:00:{second}] {name}",
    ],
)
@pytest.mark.parametrize("name", ["张先生", "tb5512_88", "会员 8812"])
def test_a_name_stands_above_as_the_label_of_a_role_does(head: str, name: str) -> None:
    said = [
        ("03", name, "坏了"),
        ("09", "客服", "您好"),
        ("20", name, "几时来修"),
        ("31", "客服", "请稍等"),
    ]
    for turns in (said, said[1:]):
        text = "".join(f"{head.format(name=who, second=at)}\n{what}\n\n" for at, who, what in turns)
        call = parse_plain_text(text, call_id="x")
        assert [turn.text for turn in call.turns] == [what for _, _, what in turns]
        assert [turn.speaker for turn in call.turns] == [
            "agent" if who == "客服" else "unknown" for _, who, _ in turns
        ]
        assert "unnamed-speakers" in {warning.code for warning in call.warnings}


def test_a_third_speaker_stands_above_as_both_sides_do() -> None:
    text = "客服 10:00:03\n您好\n客户 10:00:09\n坏了\n李主管 10:00:20\n我来看看\n"
    call = parse_plain_text(text, call_id="x")
    assert [turn.speaker for turn in call.turns] == ["agent", "customer", "unknown"]
    assert call.meta["speaker_labels"] == [None, None, "李主管"]


@pytest.mark.parametrize(
    "text",
    [
        "客服 2024-05-01 10:00:03\n上门时间是\n周四 10:00\n客户 2024-05-01 10:00:20\n好\n",
        "客服：上门时间是\n周四 10:00:00\n客户：好\n",
        "[00:01] 客服：您好\n[00:05] 好的\n请讲\n[00:09] 客户：好\n",
    ],
)
def test_other_lines_with_times_are_speech(text: str) -> None:
    call = parse_plain_text(text, call_id="x")
    assert {turn.speaker for turn in call.turns} == {"agent", "customer"}
