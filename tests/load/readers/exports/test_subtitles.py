"""Subtitles: times, speakers, and that no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.load.readers.recognisers.reading import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded
    from tests.load.samples.sample import Said


def load_said(loaded: Loaded) -> list[Said]:
    (call,) = loaded.calls
    return said(call)


def srt(*cues: str) -> str:
    """Return cues of a second each, one after the other."""
    return "\n".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n"
        for number, text in enumerate(cues, 1)
    )


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"00:0{number}.000 --> 00:0{number}.900\n{text}\n" for number, text in enumerate(cues, 1)
    )


def a_second(*said: tuple[str, str]) -> list[Said]:
    return [(who, text, n * 1000, n * 1000 + 900) for n, (who, text) in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["客服：您好", "客户：你好"], [("A", "您好"), ("C", "你好")]),
        (["[坐席]: 您好", "（用户）你好"], [("A", "您好"), ("C", "你好")]),
        (
            ["[SPEAKER_00]: 您好", "[SPEAKER_01]: 你好"],
            [("USPEAKER_00", "您好"), ("USPEAKER_01", "你好")],
        ),
        # Names that cues begin with, again and again.
        (
            ["王丽：您好", "李明: 你好", "王丽：再见", "李明：好"],
            [("U王丽", "您好"), ("U李明", "你好"), ("U王丽", "再见"), ("U李明", "好")],
        ),
        (["[王丽] 您好", "[王丽] 请讲"], [("U王丽", "您好"), ("U王丽", "请讲")]),
        # Once is speech.
        (["注意：您好", "你好", "再见"], [("U", "注意：您好"), ("U", "你好"), ("U", "再见")]),
        # What is said may be a number alone, or stand on several lines.
        (["客户：一共是\n10", "客服：好"], [("C", "一共是\n10"), ("A", "好")]),
        (["客户：几个\n\n10 个", "客服：好"], [("C", "几个\n10 个"), ("A", "好")]),
        (["10", "11"], [("U", "10"), ("U", "11")]),
        # Marks of style are no speech.
        (
            [r"{\an8}<i>客服：您好</i>", '<font color="#fff">客户：你 < 我</font>'],
            [("A", "您好"), ("C", "你 < 我")],
        ),
    ],
)
def test_who_says_what(
    load_bytes: Callable[..., Loaded], cues: list[str], expected: list[tuple[str, str]]
) -> None:
    for text, name in ((srt(*cues), "x.srt"), (vtt(*cues), "x.vtt")):
        loaded = load_bytes(text, name)
        assert load_said(loaded) == a_second(*expected)
        assert loaded.problems == []


@pytest.mark.parametrize("name", ["x.srt", "x.txt", "x"])
def test_the_content_decides(load_bytes: Callable[..., Loaded], name: str) -> None:
    for text in (srt("客服：您好"), vtt("客服：您好"), srt("客服：您好").removeprefix("1\n")):
        loaded = load_bytes(f"\ufeff{text}", name)
        assert load_said(loaded) == a_second(("A", "您好"))
        assert loaded.warnings == []


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("<v 客服>您好</v>", [("A", "您好")]),
        ("<v.loud 客服 王丽>您好", [("A", "您好")]),
        ("<v 王丽>您好</v> <c.red>请讲</c>", [("U王丽", "您好 请讲")]),
        ("<v 客服>您好</v>\n<v 客户>你好</v>", [("A", "您好"), ("C", "你好")]),
        ("<v 客服>您好<v 客户>你好", [("A", "您好"), ("C", "你好")]),
        ("<00:01.500>您<00:01.700>好 &amp; &lt;好&gt;", [("U", "您好 & <好>")]),
        ("客服：您好\n客户：你好", [("A", "您好"), ("C", "你好")]),
    ],
)
def test_voices(
    load_bytes: Callable[..., Loaded], cue: str, expected: list[tuple[str, str]]
) -> None:
    loaded = load_bytes(vtt(cue), "x.vtt")
    assert load_said(loaded) == [(who, text, 1_000, 1_900) for who, text in expected]


def test_comments_and_names_of_cues_are_no_speech(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "WEBVTT - 通话\nKind: captions\n\nNOTE 内部\n备注\n\nSTYLE\n::cue {}\n\n"
        "intro\n00:01.000 --> 01:00:02.000 align:start position:0%\n客服：您好\n\n"
        "NOTE\n客户：没说\n\n2\n00:03.000 --> 00:04.000\n客户：你好\nNOTE 是说的\n"
    )
    loaded = load_bytes(text, "x.vtt")
    assert load_said(loaded) == [
        ("A", "您好", 1_000, 3_602_000),
        ("C", "你好\nNOTE 是说的", 3_000, 4_000),
    ]
    assert loaded.calls[0].meta == {"header": ["Kind: captions"]}
    assert loaded.warnings == []


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("00:00:01,000 -> 00:00:01,900", (1_000, 1_900)),
        ("00:00:01.0 --> 00:00:01.9", (1_000, 1_900)),
        ("00:00:01,000 --> 00:00:01,900  X1:10 Y1:5", (1_000, 1_900)),
        ("00:01,000-->00:01,900", (1_000, 1_900)),
        ("00:00:01,000 --> 00:00:0x", (None, None)),
        ("00:99:01,000 --> 00:00:01,900", (None, None)),
        ("00:00:0x,000 --> 00:00:01,900", (None, None)),
        ("0O:00:01,000 --> 00:00:01,900", (None, None)),
        ("00:00:01.000 —> 00:00:01.900", (1_000, 1_900)),
    ],
)
def test_times_that_are_misspelt_lose_no_speech(
    load_bytes: Callable[..., Loaded], times: str, expected: tuple[int | None, int | None]
) -> None:
    text = f"1\n00:00:00,000 --> 00:00:00,900\n客服：您好\n\n2\n{times}\n客户：你好\n"
    loaded = load_bytes(text, "x.srt")
    first, second = load_said(loaded)
    assert first == ("A", "您好", 0, 900)
    assert second == ("C", "你好", *expected)
    codes = [] if expected[0] is not None else ["times-missing", "bad-cue-time"]
    assert loaded.warnings == codes


@pytest.mark.parametrize("make", [srt, vtt])
@pytest.mark.parametrize(
    "text",
    [
        "从10:30 --> 11:30都可以",
        "10:30 --> 11:30 都可以",
        "您看\n10:30 --> 11:30\n可以吗",
        "请按 A-->B 的顺序",
        "00:00:01,000 --> 00:00:02,000 不是时间",
    ],
)
def test_an_arrow_in_what_is_said(
    load_bytes: Callable[..., Loaded], make: Callable[..., str], text: str
) -> None:
    loaded = load_bytes(make(f"客服：您好\n{text}", "客户：好"))
    assert load_said(loaded) == a_second(("A", f"您好\n{text}"), ("C", "好"))
    assert loaded.warnings == []


def test_speech_in_the_line_of_the_times_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    first, second = "00:00:01,000 --> 00:00:01,900", "00:00:02,000 --> 00:00:02,900"
    text = f"1\n{first} 客服：您好\n\n2\n{second}\n客户：好"
    loaded = load_bytes(text, "x.srt")
    assert load_said(loaded) == a_second(("A", "您好"), ("C", "好"))


def test_a_label_before_times_within_speech(load_bytes: Callable[..., Loaded]) -> None:
    said = "客服：00:00:01,000 --> 00:00:02,000 不是时间"
    loaded = load_bytes(srt("客服：您好", said, "客户：好"), "x.srt")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", said[3:], "好"]


def test_the_place_of_misspelt_times(load_bytes: Callable[..., Loaded]) -> None:
    text = f"{srt('客服：您好')}\n2\n00:99:01,000 --> 00:00:01,900\n客户：你好\n"
    (call,) = load_bytes(text, "x.srt").calls
    assert [w.line for w in call.warnings if w.code == "bad-cue-time"] == [6]


def test_text_above_the_first_cue_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"WEBVTT\n\n录音编号 7\n\n{vtt('客服：您好')[8:]}", "x.vtt")
    assert loaded.calls[0].meta == {"header": ["录音编号 7"]}


@pytest.mark.parametrize(
    ("name", "text"), [("x.srt", ""), ("x.vtt", "WEBVTT\n"), ("x.srt", "\n \n")]
)
def test_empty_files(load_bytes: Callable[..., Loaded], name: str, text: str) -> None:
    assert load_bytes(text, name).codes == ["empty-file"]


def test_subtitles_without_cues(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("WEBVTT\n\n只有一行", "x.vtt")
    assert (loaded.problems, loaded.warnings) == ([], ["no-turns"])
    assert loaded.calls[0].meta == {"header": ["只有一行"]}


def test_labelled_text_with_times_is_no_subtitle(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("00:00:03,250 --> 00:00:05,000 客服：您好\n客户：你好", "x.txt")
    assert load_said(loaded) == [("A", "您好", 3_250, 5_000), ("C", "你好", None, None)]


def test_speech_right_above_times_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "00:00:01,000 --> 00:00:01,900\n客户：几个\n\n十个\n00:00:02,000 --> 00:00:02,900\n客服：好"
    )
    loaded = load_bytes(text, "x.srt")
    assert [turn.text for turn in loaded.calls[0].turns] == ["几个\n十个", "好"]


def test_cues_are_put_in_order(load_bytes: Callable[..., Loaded]) -> None:
    late, early = "00:00:05,000 --> 00:00:06,000", "00:00:01,000 --> 00:00:02,000"
    loaded = load_bytes(f"1\n{late}\n客服：再见\n\n2\n{early}\n客服：您好\n", "x.srt")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "再见"]
    assert loaded.warnings == ["out-of-order"]


def test_names_of_webex(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        'WEBVTT\n\n1 "王丽" (123)\n00:00:00.100 --> 00:00:02.000\n您好\n\n'
        '2 "李先生" (456)\n00:00:02.100 --> 00:00:03.000\n你好\n'
    )
    (call,) = load_bytes(text, "x.vtt").calls
    assert [turn.text for turn in call.turns] == ["您好", "你好"]
    assert call.meta["speaker_labels"] == ["王丽", "李先生"]


@pytest.mark.parametrize("name", ["x.sbv", "x.txt"])
def test_subtitles_of_youtube(load_bytes: Callable[..., Loaded], name: str) -> None:
    text = "0:00:00.599,0:00:04.160\n客服：您好\n请讲\n\n0:00:05.000,0:00:06.500\n客户：你好\n"
    (call,) = load_bytes(text, name).calls
    assert [(t.speaker.value, t.text, t.start_ms, t.end_ms) for t in call.turns] == [
        ("agent", "您好\n请讲", 599, 4160),
        ("customer", "你好", 5000, 6500),
    ]
    assert call.warnings == ()


@pytest.mark.parametrize("dash", ["- ", "-", "— ", "– "])
def test_dashes_before_labels_begin_turns(load_bytes: Callable[..., Loaded], dash: str) -> None:
    cue = f"{dash}客户：冰箱坏了\n{dash}客服：好的\n- 不是标签"
    loaded = load_bytes(srt(cue), "x.srt")
    (call,) = loaded.calls
    assert [(turn.speaker, turn.text) for turn in call.turns] == [
        ("customer", "冰箱坏了"),
        ("agent", "好的\n- 不是标签"),
    ]
    assert "label-in-turn" not in loaded.warnings


@pytest.mark.parametrize("first", [1, 7])
def test_numbers_of_cues_are_not_said_where_blank_lines_are_missing(
    first: int, load_bytes: Callable[..., Loaded]
) -> None:
    text = srt("客服：您好", "客户：一共是\n10", "客服：好").replace("\n\n", "\n")
    for number in (3, 2, 1):
        text = text.replace(f"{number}\n00:", f"{number + first - 1}\n00:")
    assert load_said(load_bytes(text, "x.srt")) == a_second(
        ("A", "您好"), ("C", "一共是\n10"), ("A", "好")
    )


def test_a_number_is_said_where_cues_have_none(load_bytes: Callable[..., Loaded]) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:01.900\n客户：一共\n3\n00:02.000 --> 00:02.900\n客服：好\n"
    assert load_said(load_bytes(text, "x.vtt")) == a_second(("C", "一共\n3"), ("A", "好"))


@pytest.mark.parametrize("between", ["", "\n", "\n\ufeff"])
@pytest.mark.parametrize("write", [srt, vtt])
def test_files_put_together_are_calls(
    write: Callable[..., str], between: str, load_bytes: Callable[..., Loaded]
) -> None:
    name = f"x.{write.__name__}"
    first, second = ("客服：您好", "客户：坏了"), ("客服：请讲", "客户：2", "客服：好")
    loaded = load_bytes(f"{write(*first).rstrip()}\n{between}{write(*second)}", name)
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    assert [call.source for call in loaded.calls] == [f"{name}#1", f"{name}#2"]
    assert said(loaded.calls[0]) == a_second(("A", "您好"), ("C", "坏了"))
    assert said(loaded.calls[1]) == a_second(("A", "请讲"), ("C", "2"), ("A", "好"))
    assert loaded.warnings == ["parted-calls"] * 2
    assert loaded.calls[1].warnings[0].line == 8 + between.count("\n")


def test_a_file_without_cues_loses_no_other(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"WEBVTT\n\n{vtt('客服：您好')}\n{vtt('客服：请讲')}", "x.vtt")
    assert [len(call.turns) for call in loaded.calls] == [1, 1]


def test_numbers_that_begin_anew_while_times_go_on_are_one_call(
    load_bytes: Callable[..., Loaded],
) -> None:
    text = srt("客服：您好", "客户：坏了", "客服：请讲").replace("3\n00", "1\n00")
    (call,) = load_bytes(text, "x.srt").calls
    assert not call.warnings


def test_lines_of_a_later_file_are_those_of_the_text(load_bytes: Callable[..., Loaded]) -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:02,000\n客服：早上好\n",
        "2\n00:00:09,000 --> 00:00:10,000\n客户：好\n",
    )
    first = "".join(f"{cue}\n" for cue in cues)
    broken = "3\n00:00:1x,000 --> 00:00:13,000\n客服：再见\n"
    loaded = load_bytes(f"{first}{first}{broken}", "x.srt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    (problem,) = (each for each in loaded.calls[1].warnings if each.code == "bad-cue-time")
    assert problem.line == 18
