"""sample.csv as Excel saves it once somebody has opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import LoadError
from scriptcheck.sampling.draw import Sample, SampledCall
from scriptcheck.sampling.facts import Stratum
from scriptcheck.sampling.sample_file import read_sample, reviewers_of, sample_csv

if TYPE_CHECKING:
    from pathlib import Path

CALLS = (
    SampledCall("a/1", 1, "售后组", Stratum.RANDOM, ("张三", "李四")),
    SampledCall("通话2", 2, "", Stratum.VIOLATIONS, ("张三",)),
    SampledCall("=3", 3, "", Stratum.RANDOM, ()),
)


def saved(path: Path, ids: tuple[str, ...], encoding: str, delimiter: str) -> Path:
    """Write a sample of ``ids`` as Excel does."""
    lines = [("call_id", "number", "group", "stratum", "reviewers")]
    lines += [(each, str(n), "售后组", "random", "张三 / 李四") for n, each in enumerate(ids, 1)]
    text = "".join(delimiter.join(line) + "\r\n" for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_excel_saved_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    calls = read_sample(saved(tmp_path / "s.csv", ("a1", "b2"), encoding, delimiter))
    assert [(call.call_id, call.number, call.reviewers) for call in calls] == [
        ("a1", 1, ("张三", "李四")),
        ("b2", 2, ("张三", "李四")),
    ]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(sample_csv(Sample(CALLS, (), 1)))
    assert read_sample(path) == CALLS


@pytest.mark.parametrize(
    ("ids", "line"),
    [
        (("a1", "1.23E+10"), 3),
        (("20240501102030000000", "b"), 2),
        (("a", "1234567890123450", "1234567890123460", "1234567890123470"), 3),
    ],
)
def test_ids_without_their_last_digits_are_refused(
    tmp_path: Path, ids: tuple[str, ...], line: int
) -> None:
    path = saved(tmp_path / "s.csv", ids, "gbk", ";")
    with pytest.raises(LoadError) as caught:
        read_sample(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("mangled-id", line)
    assert "From Text/CSV" in problem.fix.en
    # Whose pages it lists, it still says.
    assert reviewers_of(path)[0] == ("张三", "李四")


@pytest.mark.parametrize(
    "ids", [("1234567890123450",), ("1234567890123456789", "1234567890123450000"), ("1E5",)]
)
def test_other_long_ids_are_whole(tmp_path: Path, ids: tuple[str, ...]) -> None:
    path = saved(tmp_path / "s.csv", ids, "utf-8", ",")
    assert tuple(call.call_id for call in read_sample(path)) == ids
