"""Tables: which column is what, rows of turns and of calls, and what is odd about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.columns import FIELDS, find_columns, known_names
from scriptcheck.load.roles.unknown_labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call
    from tests.load.conftest import Loaded

LETTERS = {"agent": "A", "customer": "C", "system": "S", "unknown": "U"}


def said(call: Call) -> list[tuple[str, str]]:
    return [(LETTERS[turn.speaker], turn.text) for turn in call.turns]


TURNS = [("A", "您好"), ("C", "我的冰箱坏了")]
HEADS = [
    "通话编号,角色,内容",
    "录音编号，说话人，转写文本",
    "call_id;speaker;text",
    "Call ID\tSpeaker Role\tTranscript",
    "contactId|role|content",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.txt", "x"])
def test_columns_are_known_by_their_names(
    load_bytes: Callable[..., Loaded], head: str, name: str
) -> None:
    mark = next(char for char in ",，;\t|" if char in head)
    rows = [["1", "客服", "您好"], ["1", "customer", "我的冰箱坏了"], ["2", "坐席", "再见"]]
    text = "\n".join([head, *(mark.join(row) for row in rows)])
    loaded = load_bytes(text, name)
    assert [call.call_id for call in loaded.calls] == ["1", "2"]
    assert said(loaded.calls[0]) == TURNS
    assert [call.source for call in loaded.calls] == [f"{name}:2", f"{name}:4"]
    assert (loaded.problems, loaded.warnings) == ([], [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(load_bytes: Callable[..., Loaded], encoding: str) -> None:
    text = "通话编号,角色,内容\r\n1,客服,您好\r\n1,客户,我的冰箱坏了\r\n"
    assert said(load_bytes(text.encode(encoding), "x.csv").calls[0]) == TURNS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One call, if nothing tells calls apart; numbers of rows do not.
        ("角色,内容\n客服,您好\n客户,我的冰箱坏了", TURNS),
        ("id,角色,内容\n1,客服,您好\n2,客户,我的冰箱坏了", TURNS),
        # A title above, blank rows, the names once more.
        ("某公司通话记录,,\n,,\n角色,内容\n客服,您好\n\n角色,内容\n客户,我的冰箱坏了", TURNS),
        ("sep=,\n角色,内容\n客服,您好\n客户,我的冰箱坏了", TURNS),
        # Quotes, with commas and line breaks within.
        (
            '角色,内容\n"客服","您好"\n客户,"我,的\n""冰箱"""',
            [("A", "您好"), ("C", '我,的\n"冰箱"')],
        ),
        # The speaker in the cell of the text.
        ("内容,开始\n客服：您好,1\n客户：我的冰箱坏了,2", TURNS),
        ("start,end,text\n0,1,【坐席】您好\n1,2,【客户】我的冰箱坏了", TURNS),
        # A role says more than a channel.
        ("声道,角色,内容\n0,客服,您好\n1,客户,我的冰箱坏了", TURNS),
        # Of two columns for the text, the surer one.
        ("message,角色,内容\nx,客服,您好\ny,客户,我的冰箱坏了", TURNS),
        ("角色,内容\n客服,\n客服,您好\n客户,我的冰箱坏了", TURNS),
    ],
)
def test_turns(
    load_bytes: Callable[..., Loaded], text: str, expected: list[tuple[str, str]]
) -> None:
    loaded = load_bytes(text, "x.csv")
    assert [said(call) for call in loaded.calls] == [expected]
    assert loaded.problems == []
    assert loaded.calls[0].call_id == "x"


def test_channels_keep_their_labels(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("channel,text\n0,您好\n1,你好\n,嗯", "x.csv")
    assert loaded.calls[0].meta[LABELS] == ["0", "1", None]
    assert loaded.warnings == ["unnamed-speakers", "no-speaker"]


HEAD = (
    "通话编号,角色,内容,坐席工号,坐席姓名,班组,技能组,工单号,客户号,呼叫类型,通话时间,振铃次数,"
    "挂机方,录音文件,地区"
)


def test_call_data(load_bytes: Callable[..., Loaded]) -> None:
    data = "8023,王丽,一组,售后,G1,K1,呼入,2024-05-01 10:00:00,2,客户,1.wav,青岛"
    other = data.replace("王丽", "李明").replace("青岛", "济南")
    text = f"{HEAD}\n1,客服,您好,{data}\n1,客户,你好,{other}\n"
    (call,) = load_bytes(text, "x.csv").calls
    assert call.meta == {
        "agent_id": "8023",
        "agent_name": "王丽",
        "team": "一组",
        "queue": "售后",
        "case_id": "G1",
        "customer_id": "K1",
        "direction": "inbound",
        "start_time": "2024-05-01T10:00:00",
        "ring_count": 2,
        "hangup_by": "customer",
        "audio": "1.wav",
    }
    (warning,) = call.warnings
    assert (warning.code, warning.line) == ("rows-differ", 2)
    assert "agent_name" in warning.message.zh


def test_other_columns_are_kept_where_the_rows_agree(load_bytes: Callable[..., Loaded]) -> None:
    (call,) = load_bytes("角色,内容,地区,情绪\n客服,您好,青岛,1\n客户,你好,青岛,2", "x.csv").calls
    assert call.meta == {"地区": "青岛"}


@pytest.mark.parametrize("value", ["外呼", "Outbound", "呼出"])
def test_directions(load_bytes: Callable[..., Loaded], value: str) -> None:
    (call,) = load_bytes(f"角色,内容,方向\n客服,您好,{value}", "x.csv").calls
    assert call.meta["direction"] == "outbound"


@pytest.mark.parametrize(
    ("word", "channel", "warned"),
    [
        ("在线", "chat", False),
        ("微信", "chat", False),
        ("IM", "chat", False),
        ("电话", "phone", False),
        ("Voice", "phone", False),
        ("门店", "门店", True),
    ],
)
def test_channels(load_bytes: Callable[..., Loaded], word: str, channel: str, warned: bool) -> None:
    (call,) = load_bytes(f"角色,内容,渠道\n客服,您好,{word}", "x.csv").calls
    assert call.meta["channel"] == channel
    assert ["channel" in each.message.en for each in call.warnings] == [True] * warned


def test_call_data_that_is_not_understood_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    head = "角色,内容,方向,振铃次数,通话时间,挂机方"
    (call,) = load_bytes(f"{head}\n客服,您好,横向,很多,昨天,狗", "x.csv").calls
    assert set(call.meta.values()) == {"横向", "很多", "昨天", "狗"}
    assert {warning.code for warning in call.warnings} == {"meta-value"}


def test_rows_without_an_id_belong_to_the_call_before(load_bytes: Callable[..., Loaded]) -> None:
    text = "通话编号,角色,内容\n1,客服,您好\n,客户,你好\n2,客服,喂\n,客户,喂"
    assert [len(call.turns) for call in load_bytes(text, "x.csv").calls] == [2, 2]


def test_rows_of_a_call_may_stand_apart(load_bytes: Callable[..., Loaded]) -> None:
    text = "通话编号,角色,内容\n1,客服,一\n2,客服,二\n1,客户,三\n3,客服,四\n2,客户,五"
    loaded = load_bytes(text, "x.csv")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [
        ("1", 2),
        ("3", 1),
        ("2", 2),
    ]


def test_rows_too_far_apart_are_told(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptcheck.load.readers.exports.turn_rows.HELD", 2)
    text = "通话编号,角色,内容\n1,客服,一\n2,客服,二\n3,客服,三\n1,客户,四"
    loaded = load_bytes(text, "x.csv")
    assert [call.call_id for call in loaded.calls] == ["1", "2", "3", "1"]
    assert [(p.code, p.line) for p in loaded.problems] == [("rows-apart", 5)]


def test_a_call_of_more_rows_than_any_has(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptcheck.load.readers.exports.turn_rows.MOST_TURNS", 3)
    good = load_bytes("角色,内容\n" + "客服,好\n" * 3, "x.csv")
    assert [len(call.turns) for call in good.calls] == [3]
    assert load_bytes("角色,内容\n" + "客服,好\n" * 4, "x.csv").codes == ["too-many-turns"]


CALLS = [
    "录音编号,坐席工号,通话内容,地区\n7,8023,【坐席】您好【客户】我的冰箱坏了,青岛\n8,8024,【坐席】喂【客户】喂,",
    'id,通话内容\n7,"客服：您好\n客户：我的冰箱坏了"\n8,"客服：喂\n客户：喂"',
    "0|【坐席】您好【客户】我的冰箱坏了|报修\n1|【坐席】喂【客户】喂|无",
    "7,<ul><li>坐席：您好</li><li>客户：我的冰箱坏了</li></ul>\n8,<ul><li>坐席：喂</li></ul>",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_row_for_each_call(load_bytes: Callable[..., Loaded], text: str) -> None:
    loaded = load_bytes(text, "x.csv")
    assert said(loaded.calls[0]) == TURNS
    assert len(loaded.calls) == 2
    assert (loaded.problems, loaded.warnings) == ([], [])
    assert len({call.call_id for call in loaded.calls}) == 2


def test_a_clock_is_no_start_of_a_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = "C1,10:00:03,客服：早上好\\n客户：灯不亮\n"
    loaded = load_bytes(f"通话编号,开始时间,通话内容\n{rows}", "x.csv")
    assert loaded.warnings == ["meta-value"]


def test_the_data_of_a_row_for_each_call(load_bytes: Callable[..., Loaded]) -> None:
    first, second = load_bytes(CALLS[0], "x.csv").calls
    assert (first.call_id, first.source) == ("7", "x.csv:2")
    assert first.meta == {"agent_id": "8023", "地区": "青岛"}
    assert second.meta == {"agent_id": "8024"}


def test_a_row_for_each_call_without_ids(load_bytes: Callable[..., Loaded]) -> None:
    rows = ("【坐席】您好【客户】你好，A：套餐,2024-05-01 10:00", "【坐席】喂李经理：你【客户】喂,")
    text = "\n".join(("通话内容,开始时间", *rows))
    first, second = load_bytes(text, "x.csv").calls
    assert [first.call_id, second.call_id] == ["x#2", "x#3"]
    assert first.meta == {"start_time": "2024-05-01T10:00:00"}
    assert all(warning.line == 3 for warning in second.warnings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲,乙\n客服,您好", "甲、乙"),
        ("角色,工号\n客服,8023", "角色、工号"),
        ("1,2\n3,4", "1、2"),
    ],
)
def test_tables_of_something_else(load_bytes: Callable[..., Loaded], text: str, words: str) -> None:
    loaded = load_bytes(text, "x.csv")
    assert loaded.codes == ["no-columns"]
    (problem,) = loaded.problems
    assert (problem.source, problem.line) == ("x.csv", 1)
    assert words in problem.message.zh
    assert "--columns" in problem.fix.zh


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_empty_tables(load_bytes: Callable[..., Loaded], text: str) -> None:
    assert load_bytes(text, "x.csv").codes == ["empty-file"]


def test_a_head_alone_is_a_call_without_turns(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容\n", "x.csv")
    assert (loaded.calls, loaded.codes) == ([], ["empty-file"])


def test_the_user_names_columns(load_bytes: Callable[..., Loaded]) -> None:
    text = "甲,乙,内容\n客服,您好,x\n客户,我的冰箱坏了,y"
    loaded = load_bytes(text, "x.csv", columns={"speaker": "甲", "text": " 乙 "})
    assert [said(call) for call in loaded.calls] == [TURNS]
    loaded = load_bytes(text, "x.csv", columns={"speaker": "丙", "text": "乙"})
    assert loaded.codes == ["no-columns"]
    assert "丙" in loaded.problems[0].message.zh


@pytest.mark.parametrize("field", ["txt", "row_id", ""])
def test_fields_that_do_not_exist(field: str) -> None:
    with pytest.raises(UsageError) as raised:
        load_calls("x.csv", options=LoadOptions(columns={field: "内容"}))
    assert raised.value.problems[0].code == "unknown-column"
    assert "text" in raised.value.problems[0].fix.zh


def test_a_quote_that_is_never_closed(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes('角色,内容\n客服,您好\n客户,"我的\n客服,再见\n', "x.csv")
    assert said(loaded.calls[0])[0] == ("A", "您好")
    assert loaded.codes == ["open-quote"]


def test_a_cell_too_long_does_not_stop_the_others(load_bytes: Callable[..., Loaded]) -> None:
    long = "好" * 200_000
    loaded = load_bytes(f"角色,内容\n客服,您好\n客户,{long}\n客户,我的冰箱坏了\n", "x.csv")
    assert [said(call) for call in loaded.calls] == [TURNS]
    assert [(p.code, p.line) for p in loaded.problems] == [("bad-row", 3)]


def test_more_cells_than_columns(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容\n客服,您好,请讲,,\n客户,好", "x.csv")
    assert said(loaded.calls[0]) == [("A", "您好,请讲"), ("C", "好")]
    assert loaded.warnings == ["extra-cells"]
    loaded = load_bytes("内容,角色\n您好,请讲,客服\n好,客户", "x.csv")
    assert loaded.warnings == ["unnamed-speakers", "extra-cells"]


@pytest.mark.parametrize(
    "text",
    [
        "客服\t\t0.5\t2.0\t1.5\t您好\n客户\t\t3.5\t4.0\t0.5\t我的冰箱坏了\n",
        "客服\t0.5\t2.0\t您好\n客户\t3.5\t4.0\t我的冰箱坏了\n",
    ],
)
def test_roles_and_times_without_a_heading(load_bytes: Callable[..., Loaded], text: str) -> None:
    (call,) = load_bytes(text, "x.txt").calls
    assert said(call) == TURNS
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [(500, 2000), (3500, 4000)]


def test_letters_name_speakers_where_all_cells_have_one(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("通话编号,内容\n7,A：您好\n7,B：我的冰箱坏了", "x.csv")
    assert said(loaded.calls[0]) == TURNS
    loaded = load_bytes("通话编号,内容\n7,A：您好\n7,我的冰箱坏了", "x.csv")
    assert said(loaded.calls[0])[0] == ("U", "A：您好")


def test_one_name_that_nobody_says_is_a_heading(load_bytes: Callable[..., Loaded]) -> None:
    cell = '"小王 2024-05-01 10:00:00\n您好\njd_1 2024-05-01 10:00:05\n我的冰箱坏了\n"'
    loaded = load_bytes(f"店铺,聊天内容\n一店,{cell}\n", "x.csv")
    assert said(loaded.calls[0]) == [("U", text) for _, text in TURNS]
    assert loaded.calls[0].meta["speaker_labels"] == ["小王", "jd_1"]


def test_a_day_in_a_column_of_its_own(load_bytes: Callable[..., Loaded]) -> None:
    text = "角色,日期,时间,内容\n客服,2024/5/1,23:59:59,您好\n客户,2024/5/2,00:00:01,我的冰箱坏了"
    (call,) = load_bytes(text, "x.csv").calls
    assert [turn.start_ms for turn in call.turns] == [0, 2000]
    assert call.meta["start_time"] == "2024-05-01T23:59:59"


def test_a_column_for_each_side(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(
        "时间,客服,客户\n00:01,您好,\n00:03,,我的冰箱坏了\n00:05,请讲,好\n", "x.csv"
    )
    assert said(loaded.calls[0]) == [*TURNS, ("A", "请讲"), ("C", "好")]
    assert [turn.start_ms for turn in loaded.calls[0].turns] == [1000, 3000, 5000, 5000]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_cells_under_blank_headings_are_counted(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("角色,内容, ,\n客服,您好,愤怒,\n客户,好,,平静,多\n客户,好,,", "x.csv")
    left = [warning for warning in loaded.calls[0].warnings if warning.code == "unnamed-column"]
    assert [(warning.line, "2 个" in warning.message.zh) for warning in left] == [(2, True)]
    calls = load_bytes('录音编号,通话内容,\n7,"【坐席】您好【客户】好",备注', "x.csv").calls
    assert [warning.code for warning in calls[0].warnings] == ["unnamed-column"]


@pytest.mark.parametrize(
    "text", [",角色,内容\n0,客服,您好\n1,客户,好", "角色,内容,,\n客服,您好,,\n客户,好, ,"]
)
def test_numbers_of_rows_and_nothing_are_no_cells(
    load_bytes: Callable[..., Loaded], text: str
) -> None:
    assert load_bytes(text, "x.csv").warnings == []


def test_broken_bytes_are_told_of_their_own_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = ["通话编号,角色,内容", "1,客服,您好请讲", "2,客户,我的冰箱坏了你看"]
    data = "\n".join(rows).encode().replace("冰".encode(), b"\xff")
    loaded = load_bytes(data, "x.csv")
    assert [[w.code for w in call.warnings] for call in loaded.calls] == [[], ["broken-bytes"]]


def test_a_line_in_another_encoding_is_told_by_itself(load_bytes: Callable[..., Loaded]) -> None:
    first = "通话编号,角色,内容\n1,客服,您好，请问有什么可以帮您\n".encode()
    second = "1,客户,我的冰箱坏了，不制冷了\n".encode("gb18030")
    (call,) = load_bytes(first + second, "x.csv").calls
    assert call.turns[1].text == "我的冰箱坏了，不制冷了"


def test_plain_text_is_no_table(load_bytes: Callable[..., Loaded]) -> None:
    for text in ("客服：您好,请讲,说\n客户：角色,内容", "客服\t您好\n客户\t你好", "内容\n您好"):
        loaded = load_bytes(text, "x.txt")
        assert all("\n" not in turn.text for call in loaded.calls for turn in call.turns)
        assert loaded.calls[0].source == "x.txt"


@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x"])
@pytest.mark.parametrize(
    "text",
    [
        "【坐席】您好，海尔客服【客户】坏了【坐席】请稍等，再见",
        "【坐席】您好，海尔客服【客户】坏了【坐席】请稍等，再见\n【坐席】您好，请讲【客户】好【坐席】好\n",
        "[坐席]您好,海尔客服,请讲[客户]坏了[坐席]请稍等,再见",
        "[00:01]【坐席】您好；海尔|请讲;好【客户】坏了【坐席】请稍等",
        "客服：您好，请讲【客户】坏了【客服】请稍等",
    ],
)
def test_a_dialogue_in_one_line_is_not_cut_at_its_commas(
    text: str, name: str, load_bytes: Callable[..., Loaded]
) -> None:
    (call,) = load_bytes(text, name).calls
    assert call.call_id == "x"
    assert [turn.speaker for turn in call.turns[:3]] == ["agent", "customer", "agent"]
    assert call.turns[0].text.startswith("您好")
    assert call.turns[0].text.endswith(("海尔客服", "请讲", "好"))


def test_ids_before_dialogues_without_a_heading(load_bytes: Callable[..., Loaded]) -> None:
    rows = "7,坐席：8023,【坐席】您好【客户】坏了\n8,坐席：8024,【坐席】您好【客户】好\n"
    first, second = load_bytes(rows, "x.txt").calls
    assert (first.call_id, second.call_id) == ("7", "8")
    assert [turn.text for turn in second.turns] == ["您好", "好"]


def test_no_name_stands_for_two_fields() -> None:
    names: list[Any] = [name for _, own in known_names() for name in own]
    assert len(names) == len(set(names))
    assert all(find_columns([name], {}) for name in names)
    assert {"text", "speaker", "call_id"} <= set(FIELDS)


def test_a_heading_in_the_middle_may_have_its_columns_in_another_order(
    load_bytes: Callable[..., Loaded],
) -> None:
    rows = (
        "通话编号,角色,内容\na,客服,您好\na,客户,好\n内容,通话编号,角色\n喂,b,客服\n嗯,b,客户\n"
        "通话编号,角色,内容\nc,客服,再见\n"
    )
    said = {
        call.call_id: [(turn.speaker.value, turn.text) for turn in call.turns]
        for call in load_bytes(rows, "x.csv").calls
    }
    assert said == {
        "a": [("agent", "您好"), ("customer", "好")],
        "b": [("agent", "喂"), ("customer", "嗯")],
        "c": [("agent", "再见")],
    }
