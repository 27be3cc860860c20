"""Archives: what is in them, what is broken, and what would expand without end."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import time
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load import load_calls
from scriptcheck.load.archives import expansion
from scriptcheck.load.archives.archive import Member
from scriptcheck.load.archives.gzip_file import GZIP
from scriptcheck.load.transcript import Transcript
from tests.load.recogniser_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.load.conftest import Loaded

TEXT = "客服：您好\n客户：你好\n".encode()
LINE = json.dumps({"call_id": "1", "turns": [{"speaker": "agent", "text": "您好"}]}) + "\n"


def packed(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["calls.zip", "calls.txt", "calls"])
def test_members_are_read_as_those_of_a_folder(
    load_bytes: Callable[..., Loaded], name: str
) -> None:
    data = packed(
        ("b.txt", TEXT),
        ("a/2.txt", TEXT),
        ("a/10.jsonl", LINE.encode() * 2),
        ("a/", b""),
        ("a/.hidden.txt", TEXT),
        ("__MACOSX/a/._2.txt", TEXT),
        ("a/1.wav", b"RIFF"),
        ("README", b"x"),
        ("a/1.odt", b"x"),
    )
    loaded = load_bytes(data, name)
    assert [call.source for call in loaded.calls] == [
        f"{name}/a/10.jsonl:1",
        f"{name}/a/10.jsonl:2",
        f"{name}/a/2.txt",
        f"{name}/b.txt",
    ]
    assert [call.call_id for call in loaded.calls] == ["1", "1", "calls/a/2", "calls/b"]
    assert [(p.code, p.source) for p in loaded.problems] == [("unread-document", f"{name}/a/1.odt")]


@pytest.mark.parametrize("name", ["0501.txt.gz", "0501.txt", "0501"])
def test_gzip(load_bytes: Callable[..., Loaded], name: str) -> None:
    (call,) = load_bytes(gzip.compress(TEXT), name).calls
    assert (call.call_id, call.source, len(call.turns)) == ("0501", name, 2)


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".json.gz", ".gz"])
def test_gzip_of_any_format(load_bytes: Callable[..., Loaded], suffix: str) -> None:
    for sample in SAMPLES:
        data = gzip.compress(json.dumps(sample.value).encode())
        (call,) = load_bytes(data, f"x{suffix}").calls
        assert len(call.turns) == len(sample.turns)


def test_archives_within_archives(load_bytes: Callable[..., Loaded]) -> None:
    inner = packed(("1.txt.gz", gzip.compress(TEXT)))
    (call,) = load_bytes(packed(("a/in.zip", inner)), "out.zip").calls
    assert (call.call_id, call.source) == ("out/a/in/1", "out.zip/a/in.zip/1.txt.gz")


def test_archives_too_deep_are_told(load_bytes: Callable[..., Loaded]) -> None:
    data = TEXT
    for depth in range(expansion.DEEPEST + 1):
        data = packed((f"{depth}.zip" if depth else "1.txt", data), ("ok.txt", TEXT))
    loaded = load_bytes(data, "x.zip")
    assert len(loaded.calls) == expansion.DEEPEST
    assert loaded.codes == ["archive-too-deep"]
    assert loaded.problems[0].source == "x.zip/3.zip/2.zip/1.zip"


def test_names_of_windows(load_bytes: Callable[..., Loaded]) -> None:
    for encoding in ("gb18030", "utf-8"):
        (call,) = load_bytes(_renamed("录音/一月.txt".encode(encoding)), "x.zip").calls
        assert call.source == "x.zip/录音/一月.txt"


def test_a_member_without_a_name(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(_renamed(bytes(5)), "x.zip").codes == ["unknown-format"]


def _renamed(raw: bytes) -> bytes:
    """Return a ZIP file with one member, under a name in bytes that no flag speaks of."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(raw), TEXT)
    return stream.getvalue().replace(b"x" * len(raw), raw)


@pytest.mark.parametrize("name", ["\n.txt", "a\n\nb.txt", "../../1.txt", "/1.txt", "a\\1.txt"])
def test_strange_names(load_bytes: Callable[..., Loaded], name: str) -> None:
    (call,) = load_bytes(packed((name, TEXT)), "x.zip").calls
    assert call.source.startswith("x.zip/")
    assert len(call.turns) == 2


def test_links_are_not_read(load_bytes: Callable[..., Loaded]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("ok.txt", "客服：您好")
    loaded = load_bytes(stream.getvalue(), "x.zip")
    assert [(p.code, p.source) for p in loaded.problems] == [("not-a-file", "x.zip/link.txt")]
    assert [call.call_id for call in loaded.calls] == ["x/ok"]


def broken_crc() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("1.txt", TEXT)
        archive.writestr("2.txt", TEXT)
    return stream.getvalue().replace(TEXT, TEXT[:-3] + b"!!\n", 1)


def encrypted() -> bytes:
    data = bytearray(packed(("1.txt", TEXT), ("2.txt", TEXT)))
    # The flag of a password, in the header of the member and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def unknown_packing() -> bytes:
    data = bytearray(packed(("1.txt", TEXT), ("2.txt", TEXT)))
    data[8] = 99
    data[data.index(b"PK\x01\x02") + 10] = 99
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "codes", "calls"),
    [
        (broken_crc(), ["damaged-archive"], ["x/2"]),
        (encrypted(), ["encrypted"], ["x/2"]),
        (unknown_packing(), ["damaged-archive"], ["x/2"]),
        (packed(("1.txt", TEXT))[:-30], ["damaged-archive"], []),
        (packed(("1.txt", TEXT))[:20], ["damaged-archive"], []),
        (packed(("1.txt", b""), ("2.txt", TEXT)), ["empty-file"], ["x/2"]),
        (packed(("1.json", b"{"), ("2.txt", TEXT)), ["json-truncated"], ["x/2"]),
        (packed(("1.txt", bytes(range(128, 256)) * 9), ("2.txt", TEXT)), ["not-text"], ["x/2"]),
        (gzip.compress(TEXT * 9)[:-9], ["damaged-archive"], []),
        (gzip.compress(TEXT)[:-8] + bytes(8), ["damaged-archive"], []),
        (gzip.compress(TEXT)[:12] + b"\xff" * 20, ["damaged-archive"], []),
        (gzip.compress(b""), ["empty-file"], []),
    ],
    # Their bytes have the time in them, which would name the tests differently in each process.
    ids=[
        "zip: wrong sum",
        "zip: encrypted",
        "zip: unknown packing",
        "zip: no end",
        "zip: hardly a beginning",
        "zip: an empty member",
        "zip: a member cut off",
        "zip: a member that is no text",
        "gzip: no end",
        "gzip: wrong sum",
        "gzip: damaged within",
        "gzip: nothing in it",
    ],
)
def test_broken_archives(
    load_bytes: Callable[..., Loaded], data: bytes, codes: list[str], calls: list[str]
) -> None:
    loaded = load_bytes(data, "x.zip")
    assert loaded.codes == codes
    assert [call.call_id for call in loaded.calls] == calls
    assert all(problem.fix.zh and problem.source for problem in loaded.problems)


def test_an_empty_archive_is_told(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(packed(), "x.zip")
    assert loaded.codes == ["no-transcripts"]


def test_what_was_read_before_the_damage_is_kept(load_bytes: Callable[..., Loaded]) -> None:
    data = gzip.compress(LINE.encode() * 50_000)
    loaded = load_bytes(data[: len(data) // 2], "x.jsonl.gz")
    assert len(loaded.calls) > 100
    assert loaded.codes == ["damaged-archive"]


def zeros(mib: int) -> bytes:
    """Return gzip of so many MiB of one character."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(squeeze.compress(b" " * (1 << 20)) for _ in range(mib)) + squeeze.flush()


@pytest.mark.parametrize("kind", ["gzip", "zip", "zip of gzip", "gzip of zip", "many"])
def test_bombs(
    load_bytes: Callable[..., Loaded], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind != "gzip of zip":
        # A quarter of it takes a quarter of the time; one kind shows what the real limit does.
        monkeypatch.setattr(expansion, "FREE", expansion.FREE // 4)
    free = expansion.FREE >> 20
    bomb = zeros(free * 2)
    if kind == "zip":
        bomb = packed(("1.jsonl", (b" " * 1023 + b"\n") * (free << 11)), ("2.txt", TEXT))
    elif kind == "zip of gzip":
        bomb = packed(("0.txt", TEXT), ("1.jsonl.gz", bomb), ("2.txt", TEXT))
    elif kind == "gzip of zip":
        bomb = gzip.compress(packed(("1.txt.gz", bomb)))
    elif kind == "many":
        bomb = packed(*((f"{n}.txt.gz", zeros(free * 5 // 8)) for n in range(4)))
    assert len(bomb) < 3 << 20
    begun = time.process_time()
    loaded = load_bytes(bomb, "x.zip")
    assert loaded.codes[-1] in {"archive-too-large", "too-large"}
    assert "archive-too-large" in loaded.codes or kind == "gzip"
    assert [call.call_id for call in loaded.calls] == (["x/0"] if kind == "zip of gzip" else [])
    assert time.process_time() - begun < 60


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for data in (packed(("1.txt", TEXT)), gzip.compress(TEXT)):
        stdin = io.TextIOWrapper(io.BufferedReader(Pipe(data)))
        monkeypatch.setattr(sys, "stdin", stdin)
        (call,) = load_calls("-")
        assert len(call.turns) == 2


def test_an_unfinished_run_closes_all_files(folder: Path) -> None:
    (folder / "x.zip").write_bytes(packed(("in.zip", packed(("1.jsonl", LINE.encode() * 5)))))
    calls = load_calls("x.zip")
    next(calls)
    # Where a file stays open, its ResourceWarning fails the test.
    del calls


def test_archives_in_folders(folder: Path, load: Callable[..., Loaded]) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.zip").write_bytes(packed(("1.txt", TEXT)))
    (folder / "in" / "b.txt.gz").write_bytes(gzip.compress(TEXT))
    loaded = load("in")
    assert [call.call_id for call in loaded.calls] == ["a/1", "b"]
    assert load("in", include=["*.txt.gz"]).calls[0].call_id == "b"


def _lines(count: int) -> bytes:
    """Return so many calls, of which no two shrink to the same."""
    texts = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(count))
    return "".join(
        json.dumps({"call_id": str(number), "turns": [{"speaker": "agent", "text": text}]}) + "\n"
        for number, text in enumerate(texts)
    ).encode()


@pytest.mark.parametrize("count", [6, 4000])
@pytest.mark.parametrize("name", ["x.jsonl.gz", "x"])
def test_calls_in_lines_before_a_cut_are_read(
    load_bytes: Callable[..., Loaded], name: str, count: int
) -> None:
    data = gzip.compress(_lines(count))
    loaded = load_bytes(data[: len(data) * 3 // 4], name)
    ids = [call.call_id for call in loaded.calls]
    assert ids == list(map(str, range(len(ids))))
    assert count // 2 < len(ids) < count
    assert loaded.codes == ["damaged-archive"]


def test_members_of_gzip_before_a_cut_are_read(load_bytes: Callable[..., Loaded]) -> None:
    lines = [gzip.compress(line) for line in _lines(3).splitlines(keepends=True)]
    loaded = load_bytes(b"".join(lines)[:-20], "x.jsonl.gz")
    assert [call.call_id for call in loaded.calls] == ["0", "1"]
    assert loaded.codes == ["damaged-archive"]


def test_parts_hold_the_lines_before_a_cut() -> None:
    data = gzip.compress(_lines(4000))
    for size in (1 << 12, 1 << 22):
        lines, codes = list[bytes](), list[str]()
        with opened(data[: len(data) * 3 // 4]) as transcript:
            try:
                for found in transcript.parts(size, 1000):
                    assert not isinstance(found, Problem)
                    lines += found[1].splitlines()
            except LoadError as error:
                codes += [problem.code for problem in error.problems]
        assert lines == _lines(4000).splitlines()[: len(lines)]
        assert len(lines) > 2000
        assert codes == ["damaged-archive"]


@contextmanager
def opened(data: bytes) -> Iterator[Transcript]:
    """Yield what ``data``, a file of gzip, holds."""
    with Transcript(io.BytesIO(data), source="x.gz", call_id="x", suffix=".gz") as packed_file:
        (member,) = GZIP.members(packed_file, expansion.Expansion(len(data), "x.gz"))
        assert isinstance(member, Member)
        with member.open() as transcript:
            yield transcript


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT * 90, "x.txt.gz"),
        (_lines(1), "x.json.gz"),
        (b"[" + b",".join(_lines(9).splitlines()) + b"]", "x.json.gz"),
        ("角色,内容\n".encode() + "客服,您好\n客户,你好\n".encode() * 90, "x.csv.gz"),
        (b'{"role": "agent", "text": "hello there"}\n' * 90, "x.jsonl.gz"),
    ],
)
def test_no_part_of_a_call_is_read_before_a_cut(
    load_bytes: Callable[..., Loaded], data: bytes, name: str
) -> None:
    stored = gzip.compress(data, compresslevel=0)
    for cut in (9, len(stored) // 2):
        loaded = load_bytes(stored[:-cut], name)
        assert (loaded.calls, loaded.codes) == ([], ["damaged-archive"])


def test_what_follows_damage_is_not_read(load_bytes: Callable[..., Loaded]) -> None:
    one, two, three = (gzip.compress(line) for line in _lines(3).splitlines(keepends=True))
    broken = two[:-8] + bytes(8)
    loaded = load_bytes(one + broken + three, "x.jsonl.gz")
    assert "2" not in [call.call_id for call in loaded.calls]
    assert loaded.codes == ["damaged-archive"]
