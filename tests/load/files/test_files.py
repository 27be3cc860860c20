"""Which files are found, in which order, under which names."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

import pytest

from scriptcheck import UsageError
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.files.find import TranscriptFile, find_files, os_problem
from scriptcheck.load.files.selection import (
    NOT_TRANSCRIPT_NAMES,
    NOT_TRANSCRIPTS,
    FileChoice,
    Selection,
)
from scriptcheck.load.readers.registry import TRANSCRIPT_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TEXT = "客服：您好\n"


def plant(folder: Path, *names: str) -> None:
    """Write a transcript under each of ``names``."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")


def found(*paths: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    """Return the sources of what is found, and the codes of what is not."""
    items = find_files(paths, Selection.of(include, exclude, TRANSCRIPT_SUFFIXES))
    return [
        item.source if isinstance(item, TranscriptFile) else f"{item.code} {item.source}"
        for item in items
    ]


def test_folders_are_read_to_the_bottom_in_order(folder: Path) -> None:
    plant(folder, "b.txt", "a/2.txt", "a/10.txt", "a/b/1.txt", "B.txt", "中.txt", "é.txt")
    assert found(".") == ["B.txt", "a/10.txt", "a/2.txt", "a/b/1.txt", "b.txt", "é.txt", "中.txt"]


def test_paths_are_taken_in_the_order_given(folder: Path) -> None:
    plant(folder, "b/1.txt", "a/1.txt")
    assert found("b", "a/1.txt") == ["b/1.txt", "a/1.txt"]
    assert found("a/1.txt", "b", "a") == ["a/1.txt", "b/1.txt"]


def test_sources_are_as_the_user_would_name_them(folder: Path) -> None:
    plant(folder, "a/1.txt")
    whole = (folder / "a").as_posix()
    assert found("a") == found("./a") == found("a/") == ["a/1.txt"]
    assert found(whole) == [f"{whole}/1.txt"]
    assert found("a/../a") == ["a/../a/1.txt"]


def test_ids_are_told_apart(folder: Path, load: Callable[..., Loaded]) -> None:
    plant(folder, "calls/a/1.txt", "calls/b/1.txt", "calls/2024.05.01.txt")
    ids = [call.call_id for call in load("calls").calls]
    assert ids == ["2024.05.01", "a/1", "b/1"]
    assert [call.call_id for call in load("calls/a/1.txt").calls] == ["1"]


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    plant(folder, ".hidden.txt", ".git/1.txt", "a/.DS_Store", "a/._1.txt", "a/1.txt")
    assert found(".") == ["a/1.txt"]
    assert found(".git", ".hidden.txt") == [".git/1.txt", ".hidden.txt"]


@pytest.mark.parametrize("name", ["1.txt", "1.TXT", "1.text", "1.json", "1.jsonl", "1.ndjson"])
def test_transcripts_by_suffix(folder: Path, name: str) -> None:
    plant(folder, name)
    assert found(".") == [name]


@pytest.mark.parametrize(
    "name",
    ["1.wav", "1.MP3", "README.md", "README", "LICENSE", "run.sh", "desktop.ini", "1.png"],
)
def test_what_is_known_to_be_none_is_passed_over(folder: Path, name: str) -> None:
    plant(folder, name, "1.txt")
    assert found(".") == ["1.txt"]
    assert found(name) == [name]


@pytest.mark.parametrize("name", ["1.foo", "1.dat", "calls"])
def test_what_is_unknown_is_told(folder: Path, load: Callable[..., Loaded], name: str) -> None:
    plant(folder, name, "1.txt")
    loaded = load(".")
    assert (len(loaded.calls), loaded.codes) == (1, ["unknown-format"])
    assert loaded.problems[0].source == name
    assert len(load(name).calls) == 1


def test_no_suffix_is_both_known_and_passed_over() -> None:
    assert not TRANSCRIPT_SUFFIXES & NOT_TRANSCRIPTS
    assert all(name == name.lower() for name in NOT_TRANSCRIPTS | NOT_TRANSCRIPT_NAMES)


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), ("*.json",), ["a/1.txt", "a/b/2.txt"]),
        (("*.json",), (), ["a/3.json", "c/4.json"]),
        (("a/",), (), ["a/1.txt", "a/3.json", "a/b/2.txt"]),
        (("/c",), (), ["c/4.json"]),
        (("a/*.txt",), (), ["a/1.txt"]),
        (("**/*.txt",), ("b/",), ["a/1.txt"]),
        ((), ("a", "!a/b/2.txt"), ["c/4.json"]),
        (("*.txt", "!2.txt"), (), ["a/1.txt"]),
        (("*.wav",), (), ["a/5.wav"]),
        (("a/b",), (), ["a/b/2.txt"]),
        (("6",), (), ["a/6"]),
        (("#*", "", "4.json"), (), ["c/4.json"]),
    ],
)
def test_patterns(
    folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]
) -> None:
    plant(folder, "x/a/1.txt", "x/a/b/2.txt", "x/a/3.json", "x/c/4.json", "x/a/5.wav", "x/a/6")
    exclude = (*exclude, "/a/6") if "6" not in include else exclude
    assert found("x", include=include, exclude=exclude) == [f"x/{path}" for path in expected]


def test_patterns_do_not_touch_files_that_are_named(folder: Path) -> None:
    plant(folder, "1.txt")
    assert found("1.txt", include=("*.json",), exclude=("*.txt",)) == ["1.txt"]


def test_a_pattern_lifts_the_suffix_only_of_what_it_names() -> None:
    selection = Selection.of(["2024/", "*.log"], [], TRANSCRIPT_SUFFIXES)
    assert selection.choose("2024/1.wav") is FileChoice.SKIP
    assert selection.choose("2024/1.dat") is FileChoice.DOUBT
    assert selection.choose("2024/1.log") is FileChoice.READ


@pytest.mark.parametrize("pattern", ["!", "a/***b/[", "[z-a]", "[[:alpha:]]", "x/[9-0]*"])
def test_bad_patterns_are_told_at_once(pattern: str) -> None:
    try:
        Selection.of([pattern], [], TRANSCRIPT_SUFFIXES)
    except UsageError as error:
        assert error.problems[0].code == "bad-pattern"  # noqa: PT017
        with pytest.raises(UsageError):
            load_calls(".", options=LoadOptions(exclude=[pattern]))
    else:
        assert pattern == "a/***b/["


@pytest.mark.parametrize("path", ["none.txt", "none/1.txt", "", "a\0b", "1.txt/2.txt"])
def test_what_is_not_there(folder: Path, load: Callable[..., Loaded], path: str) -> None:
    plant(folder, "1.txt")
    loaded = load(path, "1.txt")
    assert (loaded.codes, len(loaded.calls)) == (["not-found"], 1)


@pytest.mark.parametrize(
    ("include", "exclude", "word"),
    [((), (), "路径"), (("*.json",), (), "--include"), ((), ("*.txt",), "--exclude")],
)
def test_a_folder_without_transcripts_is_told(
    folder: Path,
    load: Callable[..., Loaded],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    word: str,
) -> None:
    plant(folder, "x/README.md", *(["x/1.txt"] if include or exclude else []))
    loaded = load("x", include=include, exclude=exclude)
    assert loaded.codes == ["no-transcripts"]
    assert word in loaded.problems[0].fix.zh


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
class TestLinks:
    def test_loops_end(self, folder: Path) -> None:
        plant(folder, "x/a/1.txt")
        (folder / "x/a/up").symlink_to(folder / "x")
        (folder / "x/a/self").symlink_to(folder / "x/a")
        assert found("x") == ["x/a/1.txt"]

    def test_a_folder_is_read_once(self, folder: Path) -> None:
        plant(folder, "x/b/1.txt", "y/2.txt")
        (folder / "x/c").symlink_to(folder / "x/b")
        (folder / "x/d").symlink_to(folder / "y")
        assert found("x") == ["x/b/1.txt", "x/d/2.txt"]

    def test_links_to_files_are_read(self, folder: Path) -> None:
        plant(folder, "1.txt")
        (folder / "x").mkdir()
        (folder / "x/2.txt").symlink_to(folder / "1.txt")
        assert found("x") == ["x/2.txt"]

    @pytest.mark.parametrize("name", ["1.txt", "1.dat", "folder"])
    def test_links_to_nothing_are_told(self, folder: Path, name: str) -> None:
        (folder / "x").mkdir()
        (folder / "x" / name).symlink_to(folder / "none")
        assert found("x") == [f"not-found x/{name}"]

    def test_a_link_to_itself(self, folder: Path) -> None:
        (folder / "1.txt").symlink_to(folder / "1.txt")
        assert found("1.txt") == ["unreadable 1.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_in_folders_do_not_hang(folder: Path, load: Callable[..., Loaded]) -> None:
    plant(folder, "x/1.txt")
    os.mkfifo(folder / "x/2.txt")
    loaded = load("x")
    assert (len(loaded.calls), loaded.codes) == (1, ["not-a-file"])


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's own")
def test_names_that_are_not_utf8(folder: Path, load: Callable[..., Loaded]) -> None:
    (folder / "x").mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/x/\xbf\xcd.txt")).write_text(TEXT, encoding="utf-8")
    (call,) = load("x").calls
    assert (call.call_id, call.source) == (r"\xbf\xcd", r"x/\xbf\xcd.txt")


def test_folders_may_be_nested_deeper_than_calls_of_python(folder: Path) -> None:
    # Windows has no room for paths as deep as that.
    depth = 100 if sys.platform == "win32" else sys.getrecursionlimit() + 50
    deep = folder
    try:
        for _ in range(depth):
            deep /= "d"
            deep.mkdir()
        plant(deep, "1.txt")
        assert found(".") == ["d/" * depth + "1.txt"]
    finally:
        # What removes temporary folders gives up on those.
        (deep / "1.txt").unlink(missing_ok=True)
        while deep != folder:
            deep.rmdir()
            deep = deep.parent


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PermissionError(13, "denied"), "unreadable", "没有读取权限"),
        (OSError(5, "input/output"), "unreadable", "磁盘"),
        (OSError(99, "odd"), "unreadable", "odd"),
        (FileNotFoundError(2, "gone"), "not-found", "找不到"),
        (OSError(), "unreadable", "OSError"),
    ],
)
def test_what_the_system_does_not_give(error: OSError, code: str, words: str) -> None:
    problem = os_problem(error, "1.txt")
    assert (problem.code, problem.source) == (code, "1.txt")
    assert words in problem.message.zh


def test_a_file_that_cannot_be_opened_does_not_stop_the_run(
    folder: Path, load: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(folder, "1.txt", "2.txt")
    opened = Path.open

    def fail(path: Path, *mode: str, **options: str) -> object:
        if path.name == "1.txt":
            raise PermissionError(13, "denied")
        return opened(path, *mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", fail)
    loaded = load("1.txt", "2.txt")
    assert (len(loaded.calls), loaded.codes) == (1, ["unreadable"])


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, load: Callable[..., Loaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(folder, "x/a/1.txt", "x/b/2.txt")
    listed = os.listdir

    def fail(path: Path) -> list[str]:
        if path.name == "a":
            raise PermissionError(13, "denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", fail)
    loaded = load("x")
    assert [call.call_id for call in loaded.calls] == ["b/2"]
    assert [(p.code, p.source) for p in loaded.problems] == [("unreadable", "x/a")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_to_what_is_written_are_not_read(folder: Path) -> None:
    plant(folder, "in/a.txt", "out/b.txt", "out/calls/c.txt")
    for name, leads_to in (("up", ".."), ("calls", "../out/calls"), ("b.txt", "../out/b.txt")):
        (folder / "in" / name).symlink_to(leads_to)
    selection = Selection.of((), (), TRANSCRIPT_SUFFIXES)
    items = find_files(["in"], selection, written=folder / "out")
    named = [item.source if isinstance(item, TranscriptFile) else item.code for item in items]
    written = ["output-in-input"]
    assert named == ["in/a.txt", *written * 2, *written]


def test_archives_of_other_kinds_are_refused(load_bytes: Callable[..., Loaded]) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in ("a.txt", "b.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(TEXT.encode())
            archive.addfile(member, io.BytesIO(TEXT.encode()))
    kinds = {
        "a.tar": packed.getvalue(),
        "a.tgz": gzip.compress(packed.getvalue()),
        "a.txt.bz2": bz2.compress(TEXT.encode()),
        "a.txt.xz": lzma.compress(TEXT.encode()),
        "a.zip": b"Rar!\x1a\x07\x01\x00" + bytes(99),
        "a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(99),
    }
    for name, content in kinds.items():
        loaded = load_bytes(content, name)
        assert (loaded.calls, loaded.codes) == ([], ["unread-archive"]), name


@pytest.mark.parametrize("name", ["a.ods", "a.zip", "a.txt", "a.xlsx", "a"])
def test_documents_of_other_programs_are_named(
    load_bytes: Callable[..., Loaded], name: str
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    loaded = load_bytes(packed.getvalue(), name)
    assert (loaded.calls, loaded.codes) == ([], ["unread-document"])
    assert "OpenDocument" in loaded.problems[0].message.zh


def test_documents_of_other_programs_in_a_folder(folder: Path, load: Callable[..., Loaded]) -> None:
    (folder / "a.ods").write_bytes(b"PK")
    assert load(".").codes == ["unread-document"]


def test_a_file_that_several_paths_lead_to_is_read_once(tmp_path: Path) -> None:
    plant(tmp_path, "x/y.txt", "x/z.txt")
    (tmp_path / "link").symlink_to(tmp_path / "x")
    folder = str(tmp_path / "x")
    again = [f"{folder}/y.txt", f"{folder}/../x/z.txt", f"{tmp_path}/link"]
    assert found(folder, *again) == found(folder)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_patterns_find_names_that_another_system_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Literal["NFC", "NFD"]
) -> None:
    monkeypatch.chdir(tmp_path)
    other: Literal["NFC", "NFD"] = "NFD" if form == "NFC" else "NFC"
    names = [normalize(form, name) for name in ("ガイド/é.txt", "plain.txt")]
    for name in names:
        Path("x", name).parent.mkdir(parents=True, exist_ok=True)
        Path("x", name).touch()
    for pattern in ("*é.txt", "ガイド/"):
        there = normalize(other, pattern)
        assert found("x", include=(there,)) == [f"x/{names[0]}"]
        assert found("x", exclude=(there,)) == ["x/plain.txt"]


def test_what_programs_leave_for_themselves_is_passed_over(folder: Path) -> None:
    names = ("~$list.xlsx", "~$话术.docx", "~WRL0001.tmp", "_SUCCESS", "_committed_17", "_metadata")
    plant(folder, *names, "_common_metadata", "part-0.parquet.crc", "a.txt", "a/~$b.xlsx")
    assert found(".") == ["a.txt"]
    assert found(".", include=("*.xlsx",)) == ["no-transcripts ."]
    assert found("~$list.xlsx", "a.txt") == ["owner-file ~$list.xlsx", "a.txt"]
