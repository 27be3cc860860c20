"""Rolling captions, which show a line again above the next, and people who repeat themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ROLLING = [
    (0, 3000, "客服：您好<00:00:01.000><c>这里是</c><00:00:02.000><c>客服中心</c>"),
    (3000, 3010, "客服：您好这里是客服中心"),
    (3010, 6000, "客服：您好这里是客服中心\n请问<00:00:04.000><c>有什么问题</c>"),
    (6000, 6010, "请问有什么问题"),
    (6010, 9000, "请问有什么问题\n客户：门打不开"),
]


def _stamp(ms: int, mark: str) -> str:
    return f"00:00:{ms // 1000:02}{mark}{ms % 1000:03}"


def _file(cues: list[tuple[int, int, str]], suffix: str) -> str:
    mark, head = (".", "WEBVTT\n\n") if suffix == "vtt" else (",", "")
    blocks = (
        f"{number}\n{_stamp(start, mark)} --> {_stamp(end, mark)}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, 1)
    )
    return head + "\n".join(blocks)


@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_each_line_is_read_once(load_bytes: Callable[..., Loaded], suffix: str) -> None:
    loaded = load_bytes(_file(ROLLING, suffix), f"x.{suffix}")
    (call,) = loaded.calls
    assert [(turn.speaker.value, turn.text) for turn in call.turns] == [
        ("agent", "您好这里是客服中心"),
        ("agent", "请问有什么问题"),
        ("customer", "门打不开"),
    ]
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [
        (0, 3000),
        (3010, 6000),
        (6010, 9000),
    ]
    assert loaded.warnings == ["rolling-captions"]
    assert "4 cues" in call.warnings[0].message.en


def test_voices_go_on(load_bytes: Callable[..., Loaded]) -> None:
    cues = [
        (0, 2000, "<v 客服 王丽>您好"),
        (2000, 4000, "<v 客服 王丽>您好\n请讲"),
        (4000, 6000, "请讲\n<v 张先生>门打不开"),
        (6000, 8000, "门打不开\n一直响"),
    ]
    (call,) = load_bytes(_file(cues, "vtt"), "x.vtt").calls
    assert [turn.text for turn in call.turns] == ["您好", "请讲", "门打不开", "一直响"]
    assert [turn.speaker.value for turn in call.turns] == ["agent", "agent", "unknown", "unknown"]
    assert call.meta["speaker_labels"][2:] == ["张先生", "张先生"]


@pytest.mark.parametrize(
    "cues",
    [
        # Said twice, and shown one line at a time.
        [(0, 1000, "客服：喂"), (1000, 2000, "客服：喂"), (2000, 3000, "客服：喂")],
        # Once in a long call.
        [
            (0, 1000, "客服：喂"),
            (1000, 2000, "客服：喂\n您好"),
            (2000, 3000, "客户：好"),
            (3000, 4000, "客服：请讲"),
        ],
        # Long after.
        [
            (0, 1000, "客服：喂"),
            (9000, 10000, "客服：喂\n您好"),
            (20000, 21000, "您好\n客户：好"),
        ],
    ],
)
def test_what_people_repeat_is_kept(
    load_bytes: Callable[..., Loaded], cues: list[tuple[int, int, str]]
) -> None:
    loaded = load_bytes(_file(cues, "srt"), "x.srt")
    said = "".join(turn.text for turn in loaded.calls[0].turns)
    assert said.count("喂") == sum(text.count("喂") for _, _, text in cues)
    assert "rolling-captions" not in loaded.warnings
