"""The files of a report: streamed, safe, complete, the same each time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call, Turn
from scriptcheck.write.content.call_names import WantedName
from scriptcheck.write.content.page_names import PageNames
from scriptcheck.write.html import HtmlWriter
from scriptcheck.write.html.encode import script_json
from scriptcheck.write.html.packs import Packs
from scriptcheck.write.html.rows import COLUMNS
from scriptcheck.write.html.shell import SCRIPTS, page_words
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.report import CallReport

ASSETS = ROOT / "scriptcheck" / "write" / "html" / "assets"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\u2028\u2029",
    "&lt;b&gt;",
    "\x00\x1b[31m",
    "\ud800",
    "]]>",
    "'\"`${1}",
)


def embedded(page: str, name: str) -> Any:
    """Return the JSON that ``page`` holds under ``name``."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def packed(text: str) -> list[dict[str, Any]]:
    """Return the calls in the text of a pack."""
    calls: list[dict[str, Any]] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return calls


@pytest.mark.parametrize("link", ["hardlink_to", "symlink_to"])
def test_data_is_not_written_through_links(tmp_path: Path, link: str) -> None:
    other = tmp_path / "input.jsonl"
    other.write_bytes(b"{}")
    getattr(tmp_path / "0000.js", link)(other)
    packs = Packs(tmp_path)
    packs.add(b"1")
    packs.close()
    assert other.read_bytes() == b"{}"
    assert b"1" in (tmp_path / "0000.js").read_bytes()


@pytest.mark.parametrize("text", HOSTILE)
def test_json_ends_no_script(text: str) -> None:
    encoded = script_json({"a": text})
    assert json.loads(encoded)["a"] == text
    assert not re.search(rb"[<>&]|\xe2\x80[\xa8\xa9]", encoded)


def test_packs_hold_calls_up_to_a_number_or_a_size(tmp_path: Path) -> None:
    packs = Packs(tmp_path)
    for number in range(230):
        packs.add(script_json({"n": number}))
    packs.add(script_json({"big": "x" * 1_000_000}))
    packs.add(script_json({"n": 231}))
    packs.close()
    assert packs.firsts == [0, 100, 200, 231]
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["0000.js", "0001.js", "0002.js", "0003.js"]
    assert [len(packed(file.read_text())) for file in files] == [100, 100, 31, 1]


def test_what_a_row_says(report: Callable[..., CallReport], tmp_path: Path) -> None:
    meta = {"agent_id": 8023, "agent_name": "王\u202e芳", "start_time": "2025-03-01T08:09:10+08:00"}
    with HtmlWriter(tmp_path) as writer:
        writer.write(report("a\x00"), Call("a\x00", (Turn("agent", "您好"),), meta))
        writer.write(report("b"), Call("b", ()))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    shared, (first, second) = embedded(page, "report-data"), embedded(page, "row-data")
    row = dict(zip(COLUMNS, first, strict=False))
    assert (row["id"], row["raw"]) == ("a\\x00", "a\x00")
    assert (tmp_path / "pages" / f"{row['page']}.html").exists()
    assert shared["names"][row["agent"]] == "王芳 · 8023"
    assert (row["time"], row["turns"], row["score"]) == ("2025-03-01 08:09", 1, 100)
    assert second == ["b", None, None, 100, 1, []]


@pytest.mark.parametrize("time", ["yesterday", "", 5, None, "<b>", "2025-3-1"])
def test_a_time_that_is_none_is_left_out(
    time: object, report: Callable[..., CallReport], tmp_path: Path
) -> None:
    with HtmlWriter(tmp_path) as writer:
        writer.write(report("a"), Call("a", (Turn("agent", "x"),), {"start_time": time}))
    (first,) = embedded((tmp_path / "index.html").read_text(encoding="utf-8"), "row-data")
    assert dict(zip(COLUMNS, first, strict=False))["time"] is None


def test_pages_have_the_names_that_others_link_to(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    ids = ["x", "X", "../../evil", "a/b", "a\\b", "CON", "", "x", "\u202e", "</title><b>"]
    reports = [report(call_id, "a.jsonl") for call_id in ids]
    with HtmlWriter(tmp_path / "out") as writer:
        for each in reports:
            writer.write(each, Call(each.call_id, ()))
    names = PageNames()
    pages = {names.page(WantedName.of(each)) for each in reports}
    assert {f"pages/{path.name}" for path in (tmp_path / "out" / "pages").glob("*.html")} == pages
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_the_same_calls_give_the_same_bytes(
    default_checker: Checker, made_up_calls: list[Call], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        with HtmlWriter(tmp_path / name, profile=default_checker.profile) as writer:
            for call in made_up_calls[:5]:
                writer.write(default_checker.check(call), call)
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) == 7
    for path in files:
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


def test_what_was_finished_before_an_error_can_be_looked_at(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    def fail() -> None:
        with HtmlWriter(tmp_path) as writer:
            writer.write(report("x"), Call("x", ()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert "x" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert len(packed((tmp_path / "pages" / "data" / "0000.js").read_text())) == 1
    assert not (tmp_path / "index.html.tmp").exists()


def test_nothing_that_was_said_is_left_of_an_earlier_run(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    for count in (230, 1):
        with HtmlWriter(tmp_path) as writer:
            assert not (tmp_path / "index.html").exists()
            for number in range(count):
                writer.write(report(f"{count}-{number}"), Call("x", ()))
        files = sorted((tmp_path / "pages" / "data").iterdir())
        assert len(files) == -(-count // 100)
    assert "230-" not in files[0].read_text(encoding="utf-8")


def test_the_marks_of_a_run_belong_to_its_calls(
    report: Callable[..., CallReport], tmp_path: Path
) -> None:
    def run(*ids: str) -> str:
        with HtmlWriter(tmp_path) as writer:
            for call_id in ids:
                writer.write(report(call_id), Call(call_id, ()))
        page = (tmp_path / "index.html").read_text(encoding="utf-8")
        return str(embedded(page, "report-data")["run"])

    assert run("a", "b") == run("a", "b")
    assert run("a", "b") != run("a", "c")
    assert run("ab") != run("a", "b")


def test_every_word_is_there_in_both_languages() -> None:
    words = page_words()
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    for key, (chinese, english) in words.items():
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english)), key


def test_the_scripts_use_the_words_that_there_are() -> None:
    own = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
    scripts = "".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS[1:])
    asked = set(re.findall(r'sc\.t\("([a-z_.]+)"', scripts))
    assert asked <= page_words().keys()
    quoted = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)?)"', scripts))
    made = set(re.findall(r"`([a-z]+\.(?:is_)?)\$\{", scripts))
    unused = {key for key in own if key not in quoted and not key.startswith(tuple(made))}
    assert unused == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_makes_markup_or_code_of_text(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")
    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert not re.search(sinks, text)
    assert "</script" not in text.lower()
    assert "<!--" not in text
