"""What could not be read, as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.write.files.errors import error_line

if TYPE_CHECKING:
    from scriptcheck.language import Lang

PROBLEM = Problem("bad", Text("坏了", "Broken"), "a.json", 3, 7, Text("修", "Mend it"))


@pytest.mark.parametrize(
    ("lang", "reason", "fix"), [("zh", "坏了", "修"), ("en", "Broken", "Mend it")]
)
def test_a_record_says_where_what_and_the_fix(lang: Lang, reason: str, fix: str) -> None:
    line = error_line(PROBLEM, lang, file="a.zip", call_id="a")
    assert line.endswith(b"\n")
    assert msgspec.json.decode(line) == {
        "source": "a.json",
        "line": 3,
        "column": 7,
        "code": "bad",
        "reason": reason,
        "fix": fix,
        "input": "a.zip",
        "call_id": "a",
    }


def test_what_is_not_known_is_null() -> None:
    record = msgspec.json.decode(error_line(Problem("worse", Text("没了", "Gone"))))
    assert (record["source"], record["fix"]) == ("", "")
    assert {record[key] for key in ("line", "column", "input", "call_id")} == {None}


def test_half_a_surrogate_is_escaped() -> None:
    line = error_line(Problem("bad", Text("坏了", "Broken"), "a\ud800.json"))
    assert b"a\\ud800.json" in line
