"""Pages of HTML: lists, tables, paragraphs, and hostile ones."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.roles.unknown_labels import LABELS

pytest.importorskip("lxml")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ITEMS = (
    "<li start=500 end=2000 emotion=5.0 >坐席：您好，请讲</li>\n"
    '<li start=0 silence=6 class="silences" > 6S. </li>\n'
    "<li start=2100 end=3500>客户：我的冰箱坏了<br>不制冷</li>\n"
)
SAID = [("agent", "您好，请讲"), ("customer", "我的冰箱坏了\n不制冷")]


def said(loaded: Loaded) -> list[tuple[str, str]]:
    (call,) = loaded.calls
    return [(turn.speaker.value, turn.text) for turn in call.turns]


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.txt", "x"])
@pytest.mark.parametrize(
    "page",
    [
        ITEMS,
        f"<ul>{ITEMS}</ul>",
        f"<!DOCTYPE html>\n<html><head><style>li {{}}</style></head><ol>{ITEMS}</ol></html>",
        f"<!-- 导出 --><div>{ITEMS}</div><script>alert('客服：')</script>",
    ],
)
def test_a_list(load_bytes: Callable[..., Loaded], name: str, page: str) -> None:
    loaded = load_bytes(page, name)
    assert said(loaded) == SAID
    assert [(t.start_ms, t.end_ms) for t in loaded.calls[0].turns] == [(500, 2_000), (2_100, 3_500)]
    assert (loaded.problems, loaded.warnings) == ([], [])


@pytest.mark.parametrize(
    ("item", "speaker", "label"),
    [
        ('<li data-role="agent">您好</li>', "agent", None),
        ('<li class="msg customer">您好</li>', "customer", None),
        ('<li channel="1">您好</li>', "unknown", "1"),
        ("<li><b>说话人2</b>：您好</li>", "unknown", "说话人2"),
    ],
)
def test_speakers(
    load_bytes: Callable[..., Loaded], item: str, speaker: str, label: str | None
) -> None:
    loaded = load_bytes(f"<ul>{item}</ul>", "x.html")
    assert said(loaded) == [(speaker, "您好")]
    assert (loaded.calls[0].meta.get(LABELS) or [None]) == [label]


def test_what_stands_beside_the_list_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"<h1>录音 7</h1><div>工号 8023<ul>{ITEMS}</ul></div>", "x.html")
    assert loaded.calls[0].meta == {"header": ["录音 7", "工号 8023"]}


@pytest.mark.parametrize(
    "hidden",
    [
        "<li hidden>客服：滚</li>",
        '<li style="display:none">客服：滚<b>吧</b></li>',
        "<template><li>客服：滚</li></template>",
        "<del>滚</del>",
        '<span style="visibility: hidden">滚</span>',
    ],
)
def test_what_nobody_sees_is_not_said(load_bytes: Callable[..., Loaded], hidden: str) -> None:
    loaded = load_bytes(f"<ul>{hidden}{ITEMS}{hidden}</ul>", "x.html")
    assert said(loaded) == SAID
    is_counted = "hidden" in hidden or "none" in hidden
    assert loaded.warnings == (["text-left"] if is_counted else [])


def test_readings_above_characters_are_not_said(load_bytes: Callable[..., Loaded]) -> None:
    page = "<ul><li>坐席：<ruby>您<rp>(</rp><rt>nin</rt><rp>)</rp></ruby>稍候</li></ul>"
    assert said(load_bytes(page, "x.html")) == [("agent", "您稍候")]


def section(head: str, text: str) -> str:
    return f"<section><header>{head}</header>{text}</section>"


CHROME = (
    "<title>质检系统</title><nav><ul><li>首页<li>报表</ul></nav><header>欢迎，小王</header>"
    "{}<button>下载</button><select><option>第一页</select><footer>版权所有</footer>"
)
KEPT = ["质检系统", "首页", "报表", "欢迎，小王", "下载", "第一页", "版权所有"]


@pytest.mark.parametrize(
    "content",
    [
        f"<ul>{ITEMS}</ul>",
        "<p>坐席：您好，请讲</p><p>客户：我的冰箱坏了<p>不制冷</p>",
        section("坐席：", "您好，请讲") + section("客户：", "我的冰箱坏了<br>不制冷"),
    ],
)
def test_what_belongs_to_the_page_is_no_speech(
    load_bytes: Callable[..., Loaded], content: str
) -> None:
    loaded = load_bytes(f"<html>{CHROME.format(content)}</html>", "x.html")
    assert said(loaded) == SAID
    assert loaded.calls[0].meta["header"] == KEPT
    assert loaded.warnings == []


def test_a_menu_beside_a_list_is_no_speech(load_bytes: Callable[..., Loaded]) -> None:
    page = f"<ul><li>首页<li>报表</ul><ol>{ITEMS}<li>好</ol>"
    loaded = load_bytes(page, "x.html")
    assert said(loaded) == [*SAID, ("unknown", "好")]
    assert loaded.calls[0].meta["header"] == ["首页", "报表"]


def test_a_menu_beside_paragraphs_hides_no_speech(load_bytes: Callable[..., Loaded]) -> None:
    page = (
        "<ul><li>首页</ul><h1>通话</h1><p>坐席：您好，请讲</p><p>客户：我的冰箱坏了<br>不制冷</p>"
    )
    loaded = load_bytes(page, "x.html")
    assert said(loaded) == [("unknown", "首页"), *SAID]
    assert loaded.calls[0].meta == {"header": ["通话"]}
    assert loaded.warnings == ["text-before-label"]


def test_what_follows_the_turns_is_counted(load_bytes: Callable[..., Loaded]) -> None:
    page = '<p>坐席：您好，请讲</p><p>客户：我的冰箱坏了</p><p>不制冷</p><div id="x">第 1 页</div>'
    loaded = load_bytes(page, "x.html")
    assert said(loaded) == SAID
    assert loaded.calls[0].meta == {"header": ["第 1 页"]}
    assert loaded.warnings == ["text-left"]
    assert "5 个字" in loaded.calls[0].warnings[0].message.zh


def test_more_than_is_kept_beside_a_list_is_counted(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("<p>备注</p>" * 53 + f"<ul>{ITEMS}</ul>", "x.html")
    assert len(loaded.calls[0].meta["header"]) == 50
    assert loaded.warnings == ["text-left"]
    assert "6 个字" in loaded.calls[0].warnings[0].message.zh


@pytest.mark.parametrize("page", ["<ul><li>您好</li></ul>", "<p>您好</p><p>会话已过期</p>"])
def test_a_page_on_which_nobody_speaks_is_refused(
    load_bytes: Callable[..., Loaded], page: str
) -> None:
    assert load_bytes(page, "x.html").codes == ["not-speech"]
    named = load_bytes(page, "x.html", input_format="html")
    assert said(named)[0] == ("unknown", "您好")


def row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td><p>{cell}</p>' for cell in cells)}</tr>"


LAST_ROW = row("客户", "我的冰箱坏了</p><p>不制冷")


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>坐席：<p>您好，请讲</p><li><div>客户：我的冰箱坏了</div><div>不制冷</div></ul>",
        "<div>坐席：<div>您好，请讲</div></div>客户：我的冰箱坏了<br>不制冷",
        "<div><b>坐席</b>：您好，请讲</div>客户：<div>我的冰箱坏了</div>不制冷",
        "<table>" + row("角色", "内容") + row("坐席", "您好，请讲") + LAST_ROW,
    ],
)
def test_what_stands_within_and_after_others_keeps_its_place(
    load_bytes: Callable[..., Loaded], page: str
) -> None:
    loaded = load_bytes(page, "x.html")
    assert said(loaded) == SAID
    assert loaded.warnings == []


def test_times_alone_show_speech(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("<p>[00:01] 您好</p><p>[00:03] 你好</p>", "x.html")
    assert said(loaded) == [("unknown", "您好"), ("unknown", "你好")]


def test_a_table_of_turns(load_bytes: Callable[..., Loaded]) -> None:
    first = "<tr><td>1</td><td>客服</td><td>您好，请讲</td></tr>"
    rows = f"{first}<tr><td><td>客户<td>我的<b>冰箱</b>坏了<br/>不制冷"
    page = f"<html><table><tr><th>通话编号<th>角色<th>内容</tr>{rows}</table>"
    loaded = load_bytes(page, "x.xls")
    assert said(loaded) == SAID
    assert loaded.calls[0].call_id == "1"


def test_paragraphs(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("<p>客服：您好，请讲</p><p>客户：我的冰箱坏了</p><p>不制冷</p>", "x.html")
    assert said(loaded) == SAID


def test_encodings(load_bytes: Callable[..., Loaded]) -> None:
    page = f'<meta charset="gb2312"><ul>{ITEMS}</ul>'
    assert said(load_bytes(page.encode("gb18030"), "x.html")) == SAID


def test_broken_bytes_are_warnings(load_bytes: Callable[..., Loaded]) -> None:
    data = f"<ul>{ITEMS}</ul>".encode().replace("冰".encode(), b"\xff")
    assert load_bytes(data, "x.html").warnings == ["broken-bytes"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<ul><li></li></ul>", "<p> </p>", "<!-- x --><p>"]
)
def test_empty_pages(load_bytes: Callable[..., Loaded], page: str) -> None:
    assert load_bytes(page, "x.html").codes == ["empty-file"]


def test_a_table_of_something_else(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes("<table><tr><td>1<td>2</table>", "x.html").codes == ["no-columns"]


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table"])
def test_pages_too_deep_are_told(load_bytes: Callable[..., Loaded], tag: str) -> None:
    loaded = load_bytes(f"<ul>{ITEMS}" + f"<{tag}>" * 3_000 + "客服：您好", "x.html")
    assert loaded.codes == ["html-too-deep"]


@pytest.mark.parametrize(
    "page",
    [
        "<ul>" + piece * 100_000
        for piece in ("<!--", "<a ", "<a b='", "<", "<![", "<li>", "&#", "</li>")
    ],
    ids=lambda page: page[4:9],
)
def test_hostile_pages_take_time_in_proportion_to_their_length(
    load_bytes: Callable[..., Loaded], page: str
) -> None:
    begun = time.process_time()
    load_bytes(page, "x.html")
    assert time.process_time() - begun < 20


TABLE = (
    "<table><tr><th>角色</th><th>内容</th></tr><tr><td>客服</td><td>您好</td></tr>"
    "<tr><td>客户</td><td>坏了</td></tr></table>"
)
LIST = "<ul><li>客服：您好</li><li>客户：坏了</li></ul>"
SHOWN = (TABLE, LIST, "<p>客服：您好</p><p>客户：坏了</p>")


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize(
    ("first", "second", "ids"),
    [
        ("<h2>通话编号：C1</h2>", "<h2>通话编号：C2</h2>", ["C1", "C2"]),
        (
            "<p>录音编号: 1</p><p>工号：8023</p>",
            "<p>录音编号: 2</p><p>工号：8023</p>",
            ["1", "2"],
        ),
        ("<h1>记录</h1><h3>通话 C1（工号8023）</h3>", "<h3>通话 C2（工号8024）</h3>", []),
    ],
)
def test_headings_with_numbers_begin_calls(
    shown: str, first: str, second: str, ids: list[str], load_bytes: Callable[..., Loaded]
) -> None:
    page = f"<html><body>{first}{shown}{second}{shown}</body></html>"
    loaded = load_bytes(page, "x.html")
    # What stands above a table as a field is call data, as in any table.
    named = ids if shown == TABLE and ids else ["x#1", "x#2"]
    assert [call.call_id for call in loaded.calls] == named
    sources = ["x.html#1:2", "x.html#2:5"] if named == ids else ["x.html#1", "x.html#2"]
    assert [call.source for call in loaded.calls] == sources
    assert loaded.warnings.count("parted-calls") == 2
    for call, number in zip(loaded.calls, "12", strict=True):
        assert [turn.text for turn in call.turns] == ["您好", "坏了"]
        assert any(number in line for line in call.meta["header"])


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<h2>通话编号：C1</h2>", "<h2>通话编号：C1</h2>"),
        ("<h2>开场</h2>", "<h2>结束</h2>"),
        ("<h2>通话编号：C1</h2>", ""),
    ],
)
def test_other_headings_part_no_calls(
    shown: str, first: str, second: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(f"<html><body>{first}{shown}{second}{shown}</body></html>", "x.html")
    (call,) = loaded.calls
    assert call.call_id == ("C1" if shown == TABLE and "C1" in first else "x")
    assert sum(turn.text.startswith("您好") for turn in call.turns) == 2


def test_the_library_is_named_where_it_is_missing(
    load_bytes: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scriptcheck.load.readers.format.find_spec", lambda _: None)
    for text, name in (
        (f"<ul>{ITEMS}</ul>", "x.html"),
        ("7,<ul><li>坐席：您好</li></ul>", "x.csv"),
    ):
        loaded = load_bytes(text, name)
        assert loaded.codes == ["missing-extra"]
        assert "scriptcheck[html]" in loaded.problems[0].fix.zh
