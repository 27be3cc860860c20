"""Input that is broken, hostile or enormous: a clear record each, and the others still load."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.limits import LARGEST_CALL, MIB
from tests.memory import PEAK_MIB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

GOOD = json.dumps({"call_id": "good", "turns": [{"speaker": "agent", "text": "您好"}]})
TURN = '{"speaker":"agent","text":"您好"}'
MOST_BYTES = 1_500
"""Memory that a turn may take: a million of them 1.5 GB."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Make a call of more than a MiB too large, so that tests need not be."""
    limit = MIB
    for module in ("transcript", "readers.json.files"):
        monkeypatch.setattr(f"scriptcheck.load.{module}.LARGEST_CALL", limit)
    return limit


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_line_too_long_does_not_stop_the_others(
    load_bytes: Callable[..., Loaded], small: int, encoding: str, at: int
) -> None:
    lines = [GOOD, GOOD]
    lines.insert(at, '{"turns": "' + "好" * small + '"}')
    loaded = load_bytes("\n".join(lines).encode(encoding), "x.jsonl")
    assert len(loaded.calls) == 2
    assert [(p.code, p.line) for p in loaded.problems] == [("too-large", at + 1)]
    assert "MiB" in loaded.problems[0].message.zh


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"turns": "' + "x" * MIB * 2, "x.json"),
        ("客服：" + "好" * MIB, "x.txt"),
        ("好" * MIB, "x"),
        ("客服：好\n" * MIB, "x.txt"),
        (" " * MIB * 2, "x.json"),
        ("<li>" + "好" * MIB, "x.html"),
        ("WEBVTT\n\n" + "好" * MIB, "x.vtt"),
    ],
    ids=["json", "a line of text", "a line", "lines", "blanks", "html", "vtt"],
)
def test_a_file_too_large_does_not_stop_the_others(
    folder: Path, load: Callable[..., Loaded], small: int, text: str, name: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "good.json").write_text(GOOD, encoding="utf-8")
    loaded = load(name, "good.json")
    assert [call.call_id for call in loaded.calls] == ["good"]
    assert [(p.code, p.source) for p in loaded.problems] == [("too-large", name)]


def test_an_element_too_large_does_not_stop_the_others(
    load_bytes: Callable[..., Loaded], small: int
) -> None:
    large = json.dumps({"turns": ["x" * small]})
    loaded = load_bytes(f"[{GOOD},\n{large},\n{GOOD}]", "x.json")
    assert [call.source for call in loaded.calls] == ["x.json#1", "x.json#3"]
    assert [(p.code, p.line) for p in loaded.problems] == [("too-large", 2)]


MEASURED = f"""
import sys, time
{PEAK_MIB}
from scriptcheck.load import load_calls
problems, begun = [], time.process_time()
turns = [len(call.turns) for call in load_calls(*sys.argv[1:], on_problem=problems.append)]
peak = peak_mib()
print(turns, [problem.code for problem in problems], peak, round(time.process_time() - begun))
"""


def measured(*paths: str, cwd: Path) -> tuple[str, int, int]:
    """Return turns and problems, the MiB at the peak, and the seconds, of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *paths],
        check=True,
        capture_output=True,
        text=True,
        cwd=cwd,
    )
    said, peak, seconds = done.stdout.strip().rsplit(" ", 2)
    return said, int(peak), int(seconds)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not measured there")
class TestSize:
    """The real limits, in a process whose memory is measured."""

    @pytest.mark.parametrize("kind", ["jsonl", "json", "txt", "csv"])
    def test_a_hundred_mib_in_one_line(self, folder: Path, kind: str) -> None:
        begin, end = {
            "jsonl": (b'{"turns": [{"speaker": "agent", "text": "', b'"}]}\n'),
            "json": (b'{"turns": [{"speaker": "agent", "text": "', b'"}]}\n'),
            "txt": ("客服：".encode(), b"\n"),
            "csv": ("角色,内容\n客服,".encode(), "\n客户,好\n".encode()),
        }[kind]
        with (folder / f"x.{kind}").open("wb") as file:
            file.write(begin)
            for _ in range(100):
                file.write("好".encode() * (MIB // 3))
            file.write(end + (GOOD.encode() if kind == "jsonl" else b""))
        (folder / "good.json").write_text(GOOD, encoding="utf-8")
        said, peak, seconds = measured(f"x.{kind}", "good.json", cwd=folder)
        assert "too-large" in said or "bad-row" in said
        assert said.startswith("[1, 1]" if kind in {"jsonl", "csv"} else "[1]")
        assert peak < 900
        assert seconds < 60

    @pytest.mark.parametrize("kind", ["jsonl", "txt", "csv"])
    def test_many_turns(self, folder: Path, kind: str) -> None:
        count = 100_000 if kind == "jsonl" else 40_000
        with (folder / f"x.{kind}").open("w", encoding="utf-8") as file:
            if kind == "jsonl":
                file.write(f'{{"turns": [{TURN}{f",{TURN}" * (count - 1)}]}}\n')
            else:
                file.write("角色,内容\n" if kind == "csv" else "")
                file.write(("客服,您好\n" if kind == "csv" else "客服：您好\n") * count)
        said, peak, seconds = measured(f"x.{kind}", cwd=folder)
        assert said == f"[{count}] []"
        # What a process takes that reads one turn, and what the turns take.
        assert peak < 100 + count * MOST_BYTES // MIB
        assert seconds < 60


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (GOOD[:-2].encode(), "x.json", "json-truncated"),
        (GOOD[:-5].encode(), "x.json", "json-syntax"),
        (b"", "x.csv", "empty-file"),
        (b"", "x.html", "empty-file"),
        (b"", "x.srt", "empty-file"),
        (b"", "x.parquet", "empty-file"),
        (b"", "x.xlsx", "empty-file"),
        (b"", "x.zip", "empty-file"),
        (b"\0" * 500, "x.txt", "empty-file"),
        (b"\1\2\3" * 500, "x.txt", "not-text"),
        (bytes(range(256)) * 9, "x.csv", "not-text"),
        (rb'{"turns": [{"speaker": "agent", "text": "\ud83d"}]}', "x.json", "json-half-character"),
        (rb'{"segments": [{"start": 0, "text": "\ude00"}]}', "x.json", "json-half-character"),
        (b'{"segments": [{"start": 0, "text": "a", "text": "b"}]}', "x.json", "json-duplicate-key"),
        (b'{"segments": ' + b"[" * 100_000, "x.json", "json-too-deep"),
        (
            b'{"segments": [{"start": 0, "text": "a", "x": ' + b"9" * 5_000 + b"}]}",
            "x.json",
            "json-number",
        ),
    ],
)
def test_broken_files_do_not_stop_the_others(
    folder: Path, load: Callable[..., Loaded], data: bytes, name: str, code: str
) -> None:
    (folder / name).write_bytes(data)
    (folder / "good.json").write_text(GOOD, encoding="utf-8")
    loaded = load(name, "good.json")
    assert [call.call_id for call in loaded.calls] == ["good"]
    assert loaded.codes == [code]
    (problem,) = loaded.problems
    assert problem.source == name
    assert problem.message.zh != problem.message.en


def test_mixed_encodings(load_bytes: Callable[..., Loaded]) -> None:
    lines = [GOOD.encode(), GOOD.replace("good", "好的").encode("gb18030"), b"\xff\xfe\xfd" * 99]
    loaded = load_bytes(b"\n".join([*lines, GOOD.encode()]), "x.jsonl")
    assert [call.call_id for call in loaded.calls] == ["good", "好的", "good"]
    assert [(p.code, p.line) for p in loaded.problems] == [("not-text", 3)]


def test_numbers_of_any_size_do_no_harm(load_bytes: Callable[..., Loaded]) -> None:
    for number in ("1e999", "-1e999", "9" * 400, "1e-999", "-0.0"):
        text = f'{{"segments": [{{"start": {number}, "end": {number}, "text": "您好"}}]}}'
        (call,) = load_bytes(text, "x.json").calls
        assert call.turns[0].start_ms in {None, 0}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n},客服,您好" for n in range(100_000)),
        "角色,内容\n" + '客服,"' * 50_000,
        "内容\n" + "|" * 200_000,
        "WEBVTT\n\n" + "00:01.000 --> 00:02.000\n" * 50_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "<v " * 50_000,
        "1\n00:00:01,000 --> 00:00:02,000\n" + "王丽: " * 50_000,
        "-->" * 100_000,
        '{"a": ' * 400 + '"x"' + "}" * 400,
        json.dumps({f"k{n}": [{"speaker": 1, "text": "x"}] for n in range(5_000)}),
        json.dumps({"x": "1_2_A_" * 50_000}),
        json.dumps({"sentences": [{"text": "好", "start": n, "end": n} for n in range(50_000)]}),
    ],
    ids=lambda text: text[:16],
)
@pytest.mark.parametrize("suffix", [".csv", ".srt", ".json"])
def test_hostile_files_take_time_in_proportion_to_their_length(
    load_bytes: Callable[..., Loaded], text: str, suffix: str
) -> None:
    begun = time.process_time()
    loaded = load_bytes(text, f"x{suffix}")
    assert loaded.calls or loaded.problems
    # Well above what it takes, well below what a square of the length would.
    assert time.process_time() - begun < 20


def test_the_limit_leaves_room_for_every_call() -> None:
    # Five hours at eight characters a second, each with its time, in the widest of the formats.
    assert LARGEST_CALL > 5 * 3600 * 8 * 300


@pytest.mark.parametrize(
    "head",
    [b"RIFF\x24\x00\x00\x00WAVEfmt ", b"ID3\x04\x00", b"\xff\xfb\x90\x00", b"OggS\x00", b"#!AMR\n"],
)
@pytest.mark.parametrize("name", ["x.wav", "x.txt", "x"])
def test_recordings_are_named_as_such(
    load_bytes: Callable[..., Loaded], head: bytes, name: str
) -> None:
    loaded = load_bytes(head + bytes(range(256)) * 20, name)
    assert loaded.codes == ["recording"]
    assert "FunASR" in loaded.problems[0].fix.zh
