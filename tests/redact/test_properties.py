"""Whatever is said: lengths are kept, twice is once, and none of it takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Turn
from scriptcheck.redact import redact

PIECES = st.sampled_from(
    [
        *"零幺一二三四五六七八九两0123456789*＊×Xx@.- ，。嗯要灵",
        *(
            "我叫",
            "我姓",
            "我是",
            "王",
            "李小明",
            "先生",
            "女士",
            "的",
            "电话",
            "单号",
            "身份证",
            "卡号",
        ),
        *(
            "138",
            "13812345678",
            "6222",
            "110101199003074514",
            "鲁B",
            "qq.com",
            "艾特",
            "点com",
            "三个八",
        ),
        *("元", "号", "点", "年", "贵姓", "弓长张", "\n", "㈱", "👍", "\u0301", "\ud800", "\x00"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
TURNS = st.lists(
    st.tuples(st.sampled_from(["agent", "customer", "unknown", "system"]), TEXTS), max_size=8
)


@given(TURNS)
@settings(max_examples=300, deadline=None)
def test_lengths_are_kept_and_twice_is_once(turns: list[tuple[str, str]]) -> None:
    call = Call("x", [Turn(speaker, text) for speaker, text in turns])  # type: ignore[arg-type]
    redaction = redact(call)
    for before, after in zip(call.turns, redaction.call.turns, strict=True):
        assert len(before.text) == len(after.text)
        assert all(other in {one, "*"} for one, other in zip(before.text, after.text, strict=True))
    assert redact(redaction.call).call == redaction.call
    for span in redaction.spans:
        assert 0 <= span.start < span.end <= len(call.turns[span.turn].text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "13812345678" * 2_000,
        "一" * 20_000,
        "要" * 20_000,
        "a1" * 10_000 + "@",
        "一点" * 10_000 + "艾特",
        "我叫王" * 600,
        "我叫王建国电话一三七零五三八八二四六那个嗯" * 3_000,
        "王先生" * 3_000,
        "京A1 " * 4_000,
        "1 " * 10_000,
        "1[3]" * 10_000,
        "1，啊" * 10_000,
        "的王的" * 5_000,
        "1，不对，" * 4_000,
        "不对" * 10_000 + "1",
        "前面1，后面2，" * 2_000,
        "我姓王，王" * 2_000,
        "七十二，" * 5_000,
        "双七" * 8_000,
        "a dot " * 4_000 + "at",
        "my name is " * 2_000,
        "不是李小民，是李晓明，" * 2_000,
        "请问您是不是是叫" * 3_000,
        "请问是机主王丽娟在吗" * 2_000,
        "改成登记的是我爸的" * 3_000,
        "京A，开心的A，" * 3_000,
        "开心的开心的A" * 3_000,
        "A for boy，" * 3_000,
        "车牌使014" * 3_000,
        "a特爱他" * 6_000,
        "one two " * 5_000,
        "double oh " * 4_000,
        "身份证330106198805，第七位开始是1989，" * 1_000,
        "第七位第七位1" * 3_000,
        "J O H N，" * 3_000,
        "a, b, c" * 3_000,
        "我叫热依扎阿里木江，热依扎女士" * 1_000,
        "王什么，陈志祥，" * 3_000,
    ],
    ids=lambda text: text[:6],
)
def test_no_text_takes_long(text: str) -> None:
    redact(Call("x", [Turn("customer", "我叫王小明")]))
    begin = time.process_time()
    redact(Call("x", [Turn("customer", text)]))
    assert time.process_time() - begin < 10
