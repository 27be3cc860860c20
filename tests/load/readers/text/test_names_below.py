"""Names alone in a line between a time and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.roles.unknown_labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def _text(*turns: tuple[str, str], form: str = "00:00:{:02} - 00:00:{:02}") -> str:
    return "\n".join(
        f"{form.format(number * 5, number * 5 + 4)}\n{name}\n{said}\n"
        for number, (name, said) in enumerate(turns)
    )


FOUR = ("您好，请讲。", "冰箱不制冷了。\n很急", "请您稍等。", "好的")


@pytest.mark.parametrize(
    "names",
    [
        ("王丽", "赵敏", "王丽", "赵敏"),
        ("Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"),
        ("Wang Li", "Zhao Min", "Zhao Min", "Zhao Min"),
    ],
)
@pytest.mark.parametrize("form", ["00:00:{:02} - 00:00:{:02}", "[00:00:{:02}:12 - 00:00:{:02}:20]"])
def test_names_below_times(
    load_bytes: Callable[..., Loaded], names: tuple[str, ...], form: str
) -> None:
    (call,) = load_bytes(_text(*zip(names, FOUR, strict=True), form=form)).calls
    assert call.meta[LABELS] == list(names)
    assert [turn.text for turn in call.turns] == list(FOUR)
    assert all(turn.start_ms is not None for turn in call.turns)


def test_a_role_beside_names(load_bytes: Callable[..., Loaded]) -> None:
    names = ("客服", "赵敏", "客服", "赵敏")
    (call,) = load_bytes(_text(*zip(names, FOUR, strict=True))).calls
    assert call.meta[LABELS] == [None, "赵敏", None, "赵敏"]
    assert [turn.text for turn in call.turns] == list(FOUR)


def test_unnamed_speakers_need_no_repetition(load_bytes: Callable[..., Loaded]) -> None:
    names = ("Speaker 1", "Speaker 2")
    (call,) = load_bytes(_text(*zip(names, FOUR[:2], strict=True))).calls
    assert call.meta[LABELS] == list(names)


@pytest.mark.parametrize(
    "lines",
    [
        # Lines of subtitles, of which each cue has two.
        ("您好", "请讲", "我家冰箱", "不制冷了"),
        # No name has a comma.
        ("好的", "好的", "好的，", "好的"),
    ],
)
def test_what_is_said_below_times_stays(
    load_bytes: Callable[..., Loaded], lines: tuple[str, ...]
) -> None:
    (call,) = load_bytes(_text(*zip(lines, FOUR, strict=True))).calls
    said = "\n".join(turn.text for turn in call.turns)
    assert said.splitlines() == [
        line for pair in zip(lines, FOUR, strict=True) for each in pair for line in each.split("\n")
    ]


def test_times_below_which_one_line_stands(load_bytes: Callable[..., Loaded]) -> None:
    text = "\n".join(f"00:00:{n:02} - 00:00:{n + 1:02}\n好的\n" for n in range(8))
    (call,) = load_bytes(text).calls
    assert [turn.text for turn in call.turns] == ["好的"] * 8
