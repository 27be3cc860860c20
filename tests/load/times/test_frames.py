"""Time codes that count frames."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.times.stamps import read_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

CODES = [("00:00:00:12", "00:00:04:20"), ("00:00:05:00", "00:00:08:12")]
SAID = (("客服", "您好，请讲。"), ("客户", "冰箱不制冷了。"))


def _written(codes: list[tuple[str, str]]) -> dict[str, str]:
    rows = [(*said, *code) for said, code in zip(SAID, codes, strict=True)]
    keys = ("role", "content", "start", "end")
    return {
        "x.txt": "\n".join(f"{a} - {b}\n{who}\n{text}\n" for who, text, a, b in rows),
        "brackets.txt": "\n".join(f"[{a} - {b}]\n{who}\n{text}\n" for who, text, a, b in rows),
        "beside.txt": "".join(f"{a} - {b} {who}：{text}\n" for who, text, a, b in rows),
        "x.csv": "Speaker Name,Text,Start Time,End Time\n"
        + "".join(f"{','.join(row)}\n" for row in rows),
        "x.json": json.dumps([dict(zip(keys, row, strict=True)) for row in rows]),
        "x.srt": "\n".join(
            f"{n}\n{a} --> {b}\n{who}：{text}\n" for n, (who, text, a, b) in enumerate(rows, 1)
        ),
    }


def _times(loaded: Loaded) -> list[tuple[int | None, int | None]]:
    (call,) = loaded.calls
    assert [(turn.text) for turn in call.turns] == [text for _, text in SAID]
    assert [turn.speaker.value for turn in call.turns] == ["agent", "customer"]
    return [(turn.start_ms, turn.end_ms) for turn in call.turns]


@pytest.mark.parametrize("name", list(_written(CODES)))
def test_every_format(load_bytes: Callable[..., Loaded], name: str) -> None:
    loaded = load_bytes(_written(CODES)[name], name)
    assert _times(loaded) == [(480, 4800), (5000, 8480)]
    (doubt,) = [each for each in loaded.calls[0].warnings if each.code == "time-unit"]
    assert "25 a second" in doubt.message.en
    assert {each.code for each in loaded.calls[0].warnings} == {"time-unit"}


@pytest.mark.parametrize(
    ("last", "end_ms"),
    [
        ("00:00:08:29", 8967),
        ("00:00:08;12", 8400),
        ("00:00:08:59", 8983),
        # No second has so many frames: these are hundredths.
        ("00:00:08:75", 8750),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x.json", "x.srt"])
def test_a_number_shows_how_many_frames_there_are(
    load_bytes: Callable[..., Loaded], name: str, last: str, end_ms: int
) -> None:
    written = _written([CODES[0], ("00:00:05:00", last)])
    loaded = load_bytes(written[name], name)
    assert _times(loaded)[1] == (5000, end_ms)
    assert not [each for each in loaded.calls[0].warnings if each.code == "time-unit"]


def test_many_codes_without_a_larger_number_are_certain(load_bytes: Callable[..., Loaded]) -> None:
    lines = [f"00:00:{n:02}:{n % 25:02} 客{'服户'[n % 2]}：好的。\n" for n in range(30)]
    loaded = load_bytes("".join(lines))
    assert [turn.start_ms for turn in loaded.calls[0].turns][:3] == [0, 1040, 2080]
    assert not loaded.warnings


@pytest.mark.parametrize("text", ["00:00:61:10", "1:2:3:4", "00:00:00:12:13", "00:00:00:123"])
def test_no_time_codes(text: str) -> None:
    assert read_stamp(text, 0) is None
