"""Names of files that stand for people."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from scriptcheck.review import read_labels
from scriptcheck.review.rater_names import rater_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a.jsonl", "b.jsonl"], ["a", "b"]),
        (["a.jsonl", "a.json"], ["a.jsonl", "a.json"]),
        (["x/l.jsonl", "y/l.jsonl"], ["x/l", "y/l"]),
        (["x/l.jsonl", "y/l.jsonl", "y/l.txt"], ["x/l", "y/l.jsonl", "l.txt"]),
        (["x/y/l.jsonl", "z/y/l.jsonl", "l.jsonl"], ["x/y/l", "z/y/l", None]),
        (["王.jsonl", "b.jsonl"], ["王.jsonl", "b"]),
    ],
)
def test_no_two_have_the_same(tmp_path: Path, files: list[str], names: list[str | None]) -> None:
    paths = [tmp_path / name for name in files]
    for order in permutations(paths):
        found = rater_names(order, {"王"})
        assert len(set(found.values())) == len(files)
        for path, name in zip(paths, names, strict=True):
            assert name is None or found[path.resolve()] == name


def test_a_file_is_one_person_however_often_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"call_id": "1", "verdicts": {"r": "fail"}}) + "\n")
    (label,) = read_labels([path, tmp_path / "." / "a.jsonl"])
    assert (label.reviewer, label.rater) == ("", "a")
