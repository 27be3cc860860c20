"""load_calls as a whole: problems, streaming, standard input, and bytes of any kind."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scriptcheck import LoadError, Problem, Speaker, UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.readers.chats.chat_text import CHAT_TEXT
from scriptcheck.load.readers.exports.chat_messages import CHAT_MESSAGES
from scriptcheck.load.readers.exports.expanded import EXPANDED
from scriptcheck.load.readers.json.shapes import SHAPES
from scriptcheck.load.readers.registry import FORMATS, choose_format
from scriptcheck.load.transcript import FormatOptions, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

LINE = json.dumps({"call_id": "1", "turns": [{"speaker": "agent", "text": "您好"}]})


def test_without_a_handler_the_first_problem_is_raised(folder: Path) -> None:
    (folder / "1.txt").write_text("客服：您好", encoding="utf-8")
    calls = load_calls("1.txt", "none.txt", "1.txt")
    assert next(calls).call_id == "1"
    with pytest.raises(LoadError) as raised:
        next(calls)
    assert "none.txt" in raised.value.describe("zh")
    assert raised.value.problems[0].code == "not-found"


def test_with_a_handler_the_run_goes_on(load: Callable[..., Loaded], folder: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (folder / name).write_text("客服：您好", encoding="utf-8")
    loaded = load("none.txt", "1.txt", "gone", "2.txt")
    assert (len(loaded.calls), loaded.codes) == (2, ["not-found", "not-found"])


def test_no_paths_are_no_calls() -> None:
    assert list(load_calls()) == []


def test_paths_of_every_kind(folder: Path) -> None:
    (folder / "1.txt").write_text("客服：您好", encoding="utf-8")
    for path in ("1.txt", Path("1.txt"), b"1.txt"):
        assert [call.source for call in load_calls(path)] == ["1.txt"]  # type: ignore[arg-type]


def test_an_unknown_encoding_is_told_at_once() -> None:
    with pytest.raises(UsageError) as raised:
        load_calls("none.txt", options=LoadOptions(encoding="klingon"))
    assert raised.value.problems[0].code == "unknown-encoding"


def test_the_wrong_encoding_is_told_of_each_file(load: Callable[..., Loaded], folder: Path) -> None:
    (folder / "1.txt").write_text("客服：您好，请讲", encoding="gb18030")
    (folder / "2.txt").write_text("客服：您好，请讲", encoding="utf-8")
    (folder / "3.jsonl").write_text(f"{LINE}\n".replace("\\u60a8", "您"), encoding="gb18030")
    loaded = load(".", encoding="utf-8")
    assert [call.call_id for call in loaded.calls] == ["2"]
    assert [(p.code, p.source) for p in loaded.problems] == [
        ("wrong-encoding", "1.txt"),
        ("wrong-encoding", "3.jsonl"),
    ]


def test_an_encoding_that_cannot_be_told_can_be_named(load_bytes: Callable[..., Loaded]) -> None:
    data = "客服：鼴鼱".encode("gb18030")
    assert load_bytes(data, encoding="gbk").calls[0].turns[0].text == "鼴鼱"


@pytest.mark.parametrize(
    ("text", "ids", "sources"),
    [
        ("客服：您好", ["stdin"], ["stdin"]),
        (f"{LINE}\n{LINE}", ["1", "1"], ["stdin:1", "stdin:2"]),
        ('{"turns": []}', ["stdin"], ["stdin"]),
    ],
)
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, text: str, ids: list[str], sources: list[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    calls = list(load_calls("-"))
    assert [call.call_id for call in calls] == ids
    assert [call.source for call in calls] == sources
    assert not stdin.closed


def test_no_standard_input(load: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert load("-").codes == ["unreadable"]


class Counted(io.RawIOBase):
    """A stream of endless lines, which counts what is read of it."""

    def __init__(self) -> None:
        self.read_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        line = f"{LINE}\n".encode()
        data = (line * (len(buffer) // len(line) + 1))[: len(buffer) // len(line) * len(line)]
        buffer[: len(data)] = data
        self.read_bytes += len(data)
        return len(data)


def test_lines_are_read_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Counted()
    stream = io.BufferedReader(endless)  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    calls = load_calls("-")
    assert [next(calls).source for _ in range(1500)][-1] == "stdin:1500"
    assert endless.read_bytes < 400_000
    calls.close()  # type: ignore[attr-defined]


def test_an_unfinished_run_closes_its_file(folder: Path) -> None:
    (folder / "1.jsonl").write_text(f"{LINE}\n" * 5, encoding="utf-8")
    calls = load_calls("1.jsonl")
    next(calls)
    # Where a file stays open, its ResourceWarning fails the test.
    del calls


@pytest.mark.parametrize(
    ("text", "suffix", "name"),
    [
        ("客服：您好", ".txt", "text"),
        ("客服：您好", ".json", "text"),
        ("[客服] 您好", ".txt", "text"),
        ("[00:03] 客服：您好", ".json", "text"),
        ("客服\n您好\n客户\n你好", "", "text"),
        ("您好", ".txt", "text"),
        ("您好", "", "text"),
        ("您好", ".json", "json"),
        ("您好", ".jsonl", "jsonl"),
        ("", ".json", "json"),
        (LINE, ".txt", "json"),
        (LINE, ".jsonl", "jsonl"),
        (f"{LINE}\n{LINE}", ".txt", "jsonl"),
        (f"[{LINE}]", ".txt", "json"),
        ('{\n"turns": []}', ".jsonl", "json"),
        ('{"turns": [\n{"speaker": "agent"},', ".json", "json"),
        ('{"turns": x\n{"turns": []}', ".json", "jsonl"),
    ],
)
def test_formats(text: str, suffix: str, name: str) -> None:
    transcript = Transcript(io.BytesIO(text.encode()), source="x", call_id="x", suffix=suffix)
    assert choose_format(transcript).name == name


def test_formats_have_different_names_and_a_title() -> None:
    names = [*(form.name for form in FORMATS), *(archive.name for archive in ARCHIVES)]
    assert len(names) == len(set(names))
    titles = [*(form.title for form in FORMATS), *(archive.title for archive in ARCHIVES)]
    assert all(title.zh and title.en for title in titles)


def test_suffixes_mean_one_format_but_for_the_shapes_of_json() -> None:
    # Messages and rows are JSON or text too, known by their content before it is read as such.
    shapes = {CHAT_MESSAGES.name, CHAT_TEXT.name, EXPANDED.name, *(shape.name for shape in SHAPES)}
    assert CHAT_MESSAGES.suffixes == CHAT_TEXT.suffixes == EXPANDED.suffixes == ()
    owners = [form.suffixes for form in FORMATS if form.name not in shapes]
    owners += [archive.suffixes for archive in ARCHIVES]
    suffixes = [suffix for own in owners for suffix in own]
    assert all(owners)
    assert len(suffixes) == len(set(suffixes))


LONG = "x" * 70_000


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb\n", [(1, "a"), (2, "b")]),
        (b"a\r\nb", [(1, "a"), (2, "b")]),
        (b"a\rb\r", [(1, "a"), (2, "b")]),
        (b"\n\n a\n\n", [(3, " a")]),
        ("a\u2028b\nc".encode(), [(1, "a\u2028b"), (2, "c")]),
        ("您\n好".encode("utf-16"), [(1, "您"), (2, "好")]),
        (
            b"x" * 70_000 + b"\ny\n" + b"z" * 70_000,
            [(1, "x" * 70_000), (2, "y"), (3, "z" * 70_000)],
        ),
        (("您\n" * 50_000).encode("utf-16"), [(n, "您") for n in range(1, 50_001)]),
        (b"\n" * 70_000 + b"a", [(70_001, "a")]),
        (b"", []),
    ],
    ids=range(10),
)
def test_lines(data: bytes, lines: list[tuple[int, str]]) -> None:
    transcript = Transcript(io.BytesIO(data), source="x", call_id="x")
    found = [
        (number, line.text) for number, line in transcript.lines() if not isinstance(line, Problem)
    ]
    assert found == lines


def test_long_text_is_read_whole(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("客服：您好\n客户：你好\n" * 20_000)
    assert len(loaded.calls[0].turns) == 40_000
    assert loaded.warnings == []


PARTS = [*'客服户AB：:【】[]{}()",.0123 \t\n\r\0\ufeff', '{"turns": [', '"speaker": "agent"', LINE]
MADE = st.lists(st.sampled_from(PARTS)).map("".join)


@pytest.mark.parametrize("suffix", [".txt", ".json", ".jsonl"])
@pytest.mark.parametrize("told", [None, "utf-8", "gb18030", "utf-16"])
@example(data=b'{\0\x17\0\xa3\0A\0"')
@example(data=b"\x80\x01\n\x80")
@settings(deadline=None)
@given(data=st.binary() | MADE.map(str.encode) | MADE.map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_calls_or_problems(suffix: str, told: str | None, data: bytes) -> None:
    try:
        transcript = Transcript(
            io.BytesIO(data),
            source="x",
            call_id="x",
            suffix=suffix,
            options=FormatOptions(encoding=told),
        )
        items = list(choose_format(transcript).read(transcript))
    except LoadError as error:
        items = list(error.problems)
    assert items
    for item in items:
        if isinstance(item, Problem):
            assert item.code
            assert item.message.zh
            assert item.source == "x"
        else:
            assert item.call_id
            assert all(isinstance(turn.speaker, Speaker) for turn in item.turns)
            json.dumps(item.to_dict()).encode()


def test_the_same_bytes_give_the_same_calls(load: Callable[..., Loaded], folder: Path) -> None:
    for name in ("2.txt", "1.json", "10.jsonl"):
        (folder / name).write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    assert load(".") == load(".")
