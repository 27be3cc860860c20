"""Files of canonical calls: lines and elements, broken ones among them, and their encodings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.load.readers.test_canonical import CALL, with_turn, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def test_the_good_lines_are_read(load_bytes: Callable[..., Loaded]) -> None:
    lines = [written(call_id="1"), '{"call_id": ', written(call_id="3"), "{}", written(call_id="5")]
    loaded = load_bytes("\n".join(lines), "x.jsonl")
    assert [call.call_id for call in loaded.calls] == ["1", "3", "5"]
    assert [(p.code, p.place) for p in loaded.problems] == [
        ("json-truncated", "x.jsonl:2:13"),
        ("missing-field", "x.jsonl:4:1"),
    ]


def test_a_first_line_that_is_broken_hides_no_others(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f'{{"call_id": "1", "turns": x\n{written()}', "x.json")
    assert (len(loaded.calls), loaded.codes) == (1, ["json-syntax"])


def test_the_good_elements_of_an_array_are_read(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"[{written()},\n5,\n{written()},\n{{", "x.json")
    assert [call.source for call in loaded.calls] == ["x.json#1", "x.json#3"]
    assert [(p.code, p.line) for p in loaded.problems] == [
        ("wrong-type", 2),
        ("json-truncated", 4),
    ]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.ndjson", "x.txt", "x.dat", "x"])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        (written(), 1),
        (json.dumps(CALL, indent=2), 1),
        (f"{written()}\n{written()}\n", 2),
        (f"[{written()}, {written()}]", 2),
        (json.dumps([CALL, CALL], indent=2), 2),
        (f"\ufeff\n {written()}", 1),
    ],
)
def test_the_content_decides(
    load_bytes: Callable[..., Loaded], name: str, text: str, count: int
) -> None:
    loaded = load_bytes(text, name)
    assert [call.call_id for call in loaded.calls] == ["c1"] * count
    assert (loaded.problems, loaded.warnings) == ([], [])


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_empty_files(load_bytes: Callable[..., Loaded], name: str, text: str) -> None:
    assert load_bytes(text, name).codes == ["empty-file"]


def test_an_empty_array_is_an_empty_file(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes("[ ]", "x.json").codes == ["empty-file"]


@pytest.mark.parametrize("text", ["null", "12", '"客服"', "x"])
def test_json_that_is_no_call(load_bytes: Callable[..., Loaded], text: str) -> None:
    assert load_bytes(text, "x.json").codes in (["wrong-type"], ["json-syntax"])


def test_our_own_reports_are_refused_once(load_bytes: Callable[..., Loaded]) -> None:
    report = '{"schema": "scriptcheck.report/1", "call_id": "c1"}'
    assert load_bytes(f"{report}\n{report}\n", "reports.jsonl").codes == ["not-a-call"]


def test_a_long_first_line(load_bytes: Callable[..., Loaded]) -> None:
    long = with_turn(text="好" * 100_000)
    loaded = load_bytes(f"{long}\n{written()}\n", "x.json")
    assert [len(call.turns[0].text) for call in loaded.calls] == [100_000, 2]


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
def test_lines_in_other_encodings(load_bytes: Callable[..., Loaded], codec: str) -> None:
    text = f"{written()}\n{written()}\n".encode(codec)
    loaded = load_bytes(text, "x.jsonl")
    assert [call.turns[0].text for call in loaded.calls] == ["您好", "您好"]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_lines_in_different_encodings(load_bytes: Callable[..., Loaded]) -> None:
    text = with_turn(text="您好，请讲，我在听") + "\n"
    lines = [text.encode(), text.encode("gb18030"), text.encode()]
    for order in (lines, lines[1:], lines[1:] * 2):
        loaded = load_bytes(b"".join(order), "x.jsonl")
        assert {call.turns[0].text for call in loaded.calls} == {"您好，请讲，我在听"}
        assert len(loaded.calls) == len(order)


def test_broken_bytes_in_one_line(load_bytes: Callable[..., Loaded]) -> None:
    text = with_turn(text="您好，请讲")
    good, bad = text.encode(), text.encode().replace("请".encode(), b"\xff")
    loaded = load_bytes(b"\n".join([good, bad, good]), "x.jsonl")
    assert [len(call.warnings) for call in loaded.calls] == [0, 1, 0]
    (warning,) = loaded.calls[1].warnings
    assert (warning.code, warning.line) == ("broken-bytes", 2)
    assert warning.column == text.index("请") + 1


def test_a_line_that_is_no_text(load_bytes: Callable[..., Loaded]) -> None:
    good = with_turn(text="您好，请讲").encode()
    loaded = load_bytes(b"\n".join([good, bytes(range(128, 256)) * 9, good]), "x.jsonl")
    assert len(loaded.calls) == 2
    assert [(p.code, p.line) for p in loaded.problems] == [("not-text", 2)]


def test_broken_bytes_in_lines_of_utf16(load_bytes: Callable[..., Loaded]) -> None:
    data = f"{written()}\n{written()}\n".encode("utf-16").replace(
        "您".encode("utf-16-le"), b"\x00\xd8", 1
    )
    loaded = load_bytes(data, "x.jsonl")
    assert [call.turns[0].text for call in loaded.calls] == ["�好", "您好"]
    assert loaded.warnings == ["broken-bytes"]
