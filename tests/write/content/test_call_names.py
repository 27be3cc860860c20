"""Names of files a call: safe on every system, and no two alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import is_valid_filename

from scriptcheck.write.content.call_names import WantedName, file_stem
from scriptcheck.write.content.page_names import PageNames, page_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.report import CallReport


@pytest.mark.parametrize("call_id", ["2026-0001", "电话 12", "a.b", "x" * 200, "电" * 66])
def test_a_safe_id_is_the_name(call_id: str) -> None:
    assert file_stem(call_id) == call_id


@pytest.mark.parametrize(
    "call_id",
    [
        *("../../evil", "..", ".", "", " ", "a/b", "a\\b", "/etc/passwd", "C:\\x", "a:b"),
        *("CON", "nul", "com1", "LPT9.txt", "a\nb", "a\x00b", "\x1b[2J", "a?", "a*", "a|b", '"'),
        *("x.", "x ", " x", "x" * 201, "电" * 67, "😀" * 100, "a\ud800b", "\u202ecod.exe"),
    ],
)
def test_an_unsafe_id_is_changed_and_gets_a_hash(call_id: str, tmp_path: Path) -> None:
    stem = file_stem(call_id)
    assert stem != call_id
    assert stem[-9] == "-"
    assert is_valid_filename(f"{stem}.json", platform="universal", max_len=255)
    assert (tmp_path / f"{stem}.json").resolve().parent == tmp_path.resolve()
    assert len(f"{stem}-99999999-999.json".encode()) <= 255


@given(st.text(max_size=300))
def test_any_id_gives_a_name_that_every_system_takes(call_id: str) -> None:
    name = f"{file_stem(call_id)}.json"
    assert is_valid_filename(name, platform="universal", max_len=255)
    assert len(name.encode()) <= 240
    assert file_stem(call_id) == name.removesuffix(".json")


def test_unsafe_ids_that_look_alike_stay_apart() -> None:
    assert len({file_stem(call_id) for call_id in ("a/b", "a\\b", "a:b", "a_b")}) == 4


def test_pages_of_a_run_are_apart_and_the_same_each_time(
    report: Callable[..., CallReport],
) -> None:
    reports = [report(call_id, "a.jsonl") for call_id in ("x", "X", "x", "../x", "a b#?%")]
    first, second = PageNames(), PageNames()
    pages = [first.page(WantedName.of(item)) for item in reports]
    assert pages == [second.page(WantedName.of(item)) for item in reports]
    assert pages[0] == "pages/x.html"
    assert len({page.casefold() for page in pages}) == len(pages)
    assert all(page.count("/") == 1 for page in pages)


def test_a_page_is_linked_by_an_escaped_url() -> None:
    assert page_url("pages/a b#1%.html") == "pages/a%20b%231%25.html"
    assert page_url("pages/电话.html") == "pages/%E7%94%B5%E8%AF%9D.html"
