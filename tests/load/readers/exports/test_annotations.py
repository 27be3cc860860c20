"""Annotations of recordings: tiers and channels are speakers, and times are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

GRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 8
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "客服"
        xmin = 0
        xmax = 8
        intervals: size = 2
        intervals [1]:
            xmin = 2.220446049250313e-16
            xmax = 0.5
            text = ""
        intervals [2]:
            xmin = 0.5
            xmax = 4
            text = "您好，请讲""慢""一点。"
    item [2]:
        class = "IntervalTier"
        name = "客户"
        xmin = 0
        xmax = 8
        intervals: size = 1
        intervals [1]:
            xmin = 5
            xmax = 7.5
            text = "网断了。"
"""
SHORT_GRID = """File type = "ooTextFile"
"TextGrid"

0
8
<exists>
2
"IntervalTier"
"客服"
0
8
1
0.5
4
"您好，请讲""慢""一点。"
"IntervalTier"
"客户"
0
8
1
5
7.5
"网断了。"
"""
ELAN = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT VERSION="3.0"><TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="4000"/>
<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="5000"/><TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="7500"/>
</TIME_ORDER>
<TIER LINGUISTIC_TYPE_REF="d" TIER_ID="t1" PARTICIPANT="客服"><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>您好，请讲&quot;慢&quot;一点。</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>
</ANNOTATION></TIER>
<TIER LINGUISTIC_TYPE_REF="d" TIER_ID="客户"><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
<ANNOTATION_VALUE>网断了。</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>
"""
STM = """;; CATEGORY "0" "" ""
a 1 客服 0.50 4.00 <o,f0> 您好，请讲"慢"一点。
a 2 客户 5.00 7.50 <o,f0> 网断了。
"""
CTM = """a 客服 0.50 0.20 您 0.98
a 客服 0.70 0.20 好 0.98
a 客户 1.20 0.20 网 0.98
a 客户 1.40 0.20 断 0.98
"""
EXPECTED = [
    ("agent", '您好，请讲"慢"一点。', 500, 4000),
    ("customer", "网断了。", 5000, 7500),
]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.TextGrid", GRID, EXPECTED),
        ("b.TextGrid", SHORT_GRID, EXPECTED),
        ("a.eaf", ELAN, EXPECTED),
        ("a.stm", STM, EXPECTED),
        ("a.txt", STM, EXPECTED),
        ("a.ctm", CTM, [("agent", "您好", 500, 900), ("customer", "网断", 1200, 1600)]),
    ],
)
def test_tiers_and_channels_are_speakers(
    name: str,
    text: str,
    expected: list[tuple[str, str, int, int]],
    folder: Path,
    load: Callable[..., Loaded],
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    loaded = load(name)
    (call,) = loaded.calls
    assert [
        (str(turn.speaker), turn.text, turn.start_ms, turn.end_ms) for turn in call.turns
    ] == expected
    assert not loaded.problems


def test_stm_of_several_recordings_is_several_calls(
    folder: Path, load: Callable[..., Loaded]
) -> None:
    (folder / "a.stm").write_text("x 1 客服 0 1 您好\ny 1 客户 0 1 你好\n", encoding="utf-8")
    assert [call.call_id for call in load("a.stm").calls] == ["x", "y"]


def test_a_textgrid_cut_short_is_a_problem(folder: Path, load: Callable[..., Loaded]) -> None:
    (folder / "a.TextGrid").write_text(GRID[: GRID.index('text = "网')], encoding="utf-8")
    assert load("a.TextGrid").codes == ["bad-annotation"]


def test_annotations_of_annotations_are_reported(folder: Path, load: Callable[..., Loaded]) -> None:
    extra = (
        '<TIER TIER_ID="x"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">'
        "<ANNOTATION_VALUE>译文</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"
    )
    text = ELAN.replace("</ANNOTATION_DOCUMENT>", f"{extra}</ANNOTATION_DOCUMENT>")
    (folder / "a.eaf").write_text(text, encoding="utf-8")
    assert "text-left" in load("a.eaf").warnings


@pytest.mark.parametrize("name", ["a.stm", "a.ctm"])
def test_without_a_line_of_speech_it_is_empty(
    folder: Path, load: Callable[..., Loaded], name: str
) -> None:
    line = "c 1 x 0 1 ignore_time_segment_in_scoring" if name == "a.stm" else ";; x"
    (folder / name).write_text(f"{line}\n", encoding="utf-8")
    assert load(name).codes == ["empty-file"]
