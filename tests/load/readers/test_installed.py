"""Formats of other packages, installed on disk with entry points of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from scriptcheck import UsageError
from scriptcheck.load import LoadOptions, known_formats, load_calls
from scriptcheck.load.readers.installed import GROUP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

INHERITED = os.environ.get("PYTHONPATH", "")
MODULE = """
    from scriptcheck import Call, Turn
    from scriptcheck.errors import Problem
    from scriptcheck.language import Text
    from scriptcheck.load import Format, JsonShape, Moment, Sentence, has_keys, make_call

    def read(transcript):
        for number, line in transcript.lines():
            words = line.text.removeprefix("!!")
            if words == "bad":
                yield Problem("shout-bad", Text("坏", "bad"), transcript.source, number)
            elif words == "crash":
                raise ZeroDivisionError("a bug")
            elif words == "exit":
                raise SystemExit(0)
            elif words == "wrong":
                yield 5
            else:
                yield Call(f"{transcript.call_id}-{number}", [Turn("agent", words)])

    SHOUTED = Format(
        "shouted", (".loud",), lambda seen: seen.opening.startswith("!!"), read,
        Text("喊话", "shouts"),
    )

    def read_own(value):
        said = [Sentence(text, who, start=Moment(0)) for who, text in value.value["ours"]]
        yield make_call(said, value.origin, ms_per_unit=1)

    OWN = JsonShape(
        "own", Text("自家", "our own"), lambda value: has_keys(value, "ours"), read_own
    )

    def ask(seen):
        raise ZeroDivisionError("asked")

    CURIOUS = Format("curious", (".odd",), ask, read)
    TAKEN = Format("text", (".odd",), ask, read)
    NOTHING = 5
"""


@pytest.fixture
def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that installs a package with entry points such as ``shouted=SHOUTED``."""

    def install(*entries: str, module: str = MODULE) -> None:
        site = folder / "site"
        info = site / "acme_formats-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "acme_formats.py").write_text(dedent(module), encoding="utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-formats\nVersion: 1.0\n")
        points = (entry.replace("=", "=acme_formats:") for entry in entries)
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points]), encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, "acme_formats", raising=False)

    return install


def test_a_format_is_known_by_content_suffix_and_name(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("shouted=SHOUTED")
    for text, name, options in (
        ("!!您好", "x.txt", {}),
        ("您好", "x.loud", {}),
        ("您好", "x.txt", {"input_format": "shouted"}),
    ):
        loaded = load_bytes(text, name, **options)
        assert [(call.call_id, call.turns[0].text) for call in loaded.calls] == [("x-1", "您好")]
    assert known_formats().formats[0].name == "shouted"


def test_its_files_are_read_from_folders_and_archives(
    install: Callable[..., None], folder: Path, load: Callable[..., Loaded]
) -> None:
    install("shouted=SHOUTED")
    (folder / "calls").mkdir()
    (folder / "calls" / "1.loud").write_text("您好", encoding="utf-8")
    assert [call.call_id for call in load("calls").calls] == ["1-1"]


def test_a_shape_of_json_comes_in_files_arrays_and_lines(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("own=OWN")
    line = json.dumps({"ours": [["客服", "您好"]]})
    for text, name, count in (
        (line, "x.json", 1),
        (f"[{line},{line}]", "x.json", 2),
        (f"{line}\n{line}\n", "x.jsonl", 2),
    ):
        loaded = load_bytes(text, name)
        assert [call.turns[0].text for call in loaded.calls] == ["您好"] * count
    assert load_bytes(line, "x.json", input_format="own").calls
    assert load_bytes('{"turns": []}', "x.json", input_format="own").codes == ["wrong-format"]


@pytest.mark.parametrize("text", ["5", '"ours"', "[1]", "{", '{"turns": [{}]}'])
def test_a_shape_changes_nothing_for_other_json(
    install: Callable[..., None], load_bytes: Callable[..., Loaded], text: str
) -> None:
    without = load_bytes(text, "x.json").problems
    install("own=OWN")
    assert load_bytes(text, "x.json").problems == without
    assert load_bytes(text, "x.json", input_format="json").problems == without


def test_what_a_shape_raises_has_its_place_and_that_of_the_mistake(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("own=OWN")
    loaded = load_bytes('{"ours": [["客服", "您好"]]}\n  {"ours": [5]}\n', "x.jsonl")
    assert len(loaded.calls) == 1
    (problem,) = loaded.problems
    assert (problem.code, problem.place) == ("format-failed", "x.jsonl:2:3")
    line = dedent(MODULE).splitlines().index("def read_own(value):") + 2
    assert f"acme_formats.py:{line}" in problem.message.zh
    assert f"acme_formats.py:{line}" in problem.message.en


def test_its_problems_have_its_place(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("shouted=SHOUTED")
    loaded = load_bytes("!!您好\n!!bad\n!!你好", "x.txt")
    assert len(loaded.calls) == 2
    assert [problem.place for problem in loaded.problems] == ["x.txt:2"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("!!crash", "ZeroDivisionError('a bug')"),
        ("!!exit", "SystemExit(0)"),
        ("!!wrong", "int in place of"),
    ],
)
def test_what_it_raises_spoils_one_file_only(
    install: Callable[..., None],
    folder: Path,
    load: Callable[..., Loaded],
    line: str,
    words: str,
) -> None:
    install("shouted=SHOUTED")
    (folder / "1.loud").write_text(f"!!您好\n{line}\n!!no more", encoding="utf-8")
    (folder / "2.txt").write_text("客服：您好", encoding="utf-8")
    loaded = load("1.loud", "2.txt")
    assert [call.call_id for call in loaded.calls] == ["1-1", "2"]
    assert [(p.code, p.source) for p in loaded.problems] == [("format-failed", "1.loud")]
    assert words in loaded.problems[0].message.zh


def test_what_it_raises_when_asked_is_told(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("curious=CURIOUS")
    loaded = load_bytes("客服：您好", "x.txt")
    assert [(p.code, p.source) for p in loaded.problems] == [("format-failed", "x.txt")]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("nothing=NOTHING", "int"),
        ("gone=GONE", "AttributeError"),
        ("text=TAKEN", "text"),
    ],
)
def test_what_cannot_be_used_is_told_once(
    install: Callable[..., None], folder: Path, load: Callable[..., Loaded], entry: str, words: str
) -> None:
    install(entry, "shouted=SHOUTED")
    for name in ("1.txt", "2.txt"):
        (folder / name).write_text("客服：您好", encoding="utf-8")
    loaded = load("1.txt", "2.txt")
    assert len(loaded.calls) == 2
    assert loaded.codes == ["bad-format"]
    assert words in loaded.problems[0].message.zh
    assert loaded.problems[0].source.startswith("acme_formats:")


def test_a_package_that_cannot_be_imported(
    install: Callable[..., None], load_bytes: Callable[..., Loaded]
) -> None:
    install("shouted=SHOUTED", module="raise RuntimeError('no licence')")
    loaded = load_bytes("客服：您好", "x.txt")
    assert (len(loaded.calls), loaded.codes) == (1, ["bad-format"])
    assert "no licence" in loaded.problems[0].message.en


def test_the_command_line_finds_it(install: Callable[..., None], folder: Path) -> None:
    install("shouted=SHOUTED")
    done = subprocess.run(
        [sys.executable, "-m", "scriptcheck_cli", "formats", "--json"],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": f"{folder / 'site'}{os.pathsep}{INHERITED}"},
    )
    listed = json.loads(done.stdout)
    assert listed[0]["name"] == "shouted"
    assert listed[0]["title"] == "喊话"


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError) as raised:
        load_calls("x.txt", options=LoadOptions(input_format="shouted"))
    assert raised.value.problems[0].code == "unknown-input-format"
    assert "text" in raised.value.problems[0].fix.zh
