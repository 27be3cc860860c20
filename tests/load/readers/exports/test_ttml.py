"""Timed Text: speakers, and times in every notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

AGENTS = (
    '<head><metadata><ttm:agent type="person" xml:id="s1"><ttm:name type="full">客服</ttm:name>'
    "</ttm:agent></metadata></head>"
)


def page(*paragraphs: str, root: str = "") -> str:
    body = "\n".join(paragraphs)
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{xml}<tt xmlns="http://www.w3.org/ns/ttml" {root}>{AGENTS}<body>{body}</body></tt>'


@pytest.mark.parametrize("name", ["x.ttml", "x.dfxp", "x.xml", "x.txt"])
def test_speakers(load_bytes: Callable[..., Loaded], name: str) -> None:
    text = page(
        '<p begin="00:00:00.500" end="00:00:02.000" ttm:agent="s1">您好，<br/>请&amp;讲</p>',
        '<p begin="3s" end="4s"><span>客户：</span>冰箱坏了</p>',
        '<p begin="5s" end="6s" ttm:agent="s2">好</p>',
        '<p begin="7s" end="8s"/>',
    )
    loaded = load_bytes(text, name)
    assert [(t.speaker.value, t.text, t.start_ms, t.end_ms) for t in loaded.calls[0].turns] == [
        ("agent", "您好，\n请&讲", 500, 2000),
        ("customer", "冰箱坏了", 3000, 4000),
        ("unknown", "好", 5000, 6000),
    ]
    assert loaded.calls[0].meta["speaker_labels"] == ["客服", None, "s2"]
    assert loaded.problems == []


@pytest.mark.parametrize(
    ("times", "root", "ms"),
    [
        ('begin="00:01:02.5" end="00:01:03"', "", (62_500, 63_000)),
        ('begin="1.5s" dur="2s"', "", (1500, 3500)),
        ('begin="1500ms" end="2m"', "", (1500, 120_000)),
        ('begin="00:00:01:15" end="30f"', 'ttp:frameRate="25"', (1600, 1200)),
        ('begin="10000000t" end="20000000t"', 'ttp:tickRate="10000000"', (1000, 2000)),
        ("", "", (None, None)),
    ],
)
def test_times(
    load_bytes: Callable[..., Loaded], times: str, root: str, ms: tuple[int | None, int | None]
) -> None:
    (turn,) = load_bytes(page(f"<p {times}>客服：您好</p>", root=root), "x.ttml").calls[0].turns
    assert (turn.start_ms, turn.end_ms) == ms


def test_a_time_that_is_none_is_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(page('<p begin="soon" end="4s">客服：您好</p>'), "x.ttml")
    assert loaded.warnings == ["bad-time"]


def test_nothing_in_it(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(page("<p begin='1s'></p>"), "x.ttml").codes == ["empty-file"]
