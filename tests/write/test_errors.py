"""What could not be read, as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.write.errors import ErrorsWriter

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.language import Lang

PROBLEM = Problem("bad", Text("坏了", "Broken"), "a.json", 3, 7, Text("修", "Mend it"))


@pytest.mark.parametrize(
    ("lang", "reason", "fix"), [("zh", "坏了", "修"), ("en", "Broken", "Mend it")]
)
def test_a_record_says_where_what_and_the_fix(
    lang: Lang, reason: str, fix: str, tmp_path: Path
) -> None:
    writer = ErrorsWriter(tmp_path / "errors.jsonl", lang)
    writer.write(PROBLEM)
    writer.write(Problem("worse", Text("没了", "Gone")))
    first, second = map(msgspec.json.decode, (tmp_path / "errors.jsonl").read_bytes().splitlines())
    assert first == {
        "source": "a.json",
        "line": 3,
        "column": 7,
        "code": "bad",
        "reason": reason,
        "fix": fix,
    }
    assert (second["source"], second["line"], second["fix"]) == ("", None, "")


def test_there_is_no_file_without_problems_and_a_stale_one_goes(tmp_path: Path) -> None:
    path = tmp_path / "errors.jsonl"
    ErrorsWriter(path)
    assert not path.exists()
    ErrorsWriter(path).write(PROBLEM)
    assert path.exists()
    ErrorsWriter(path)
    assert not path.exists()
