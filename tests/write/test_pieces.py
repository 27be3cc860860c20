"""What is written does not depend on how reports are shared out among pieces and processes."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from scriptcheck import load_calls
from scriptcheck.write.registry import FORMATS, writers
from scriptcheck.write.writer import PieceWriter
from tests.conftest import ROOT
from tests.write.conftest import HOSTILE, full_report

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.write.writer import Pair


@pytest.fixture(scope="module")
def pairs(default_checker: Checker) -> list[Pair]:
    """Return reports of every kind, some of calls with one id, some that differ only in case."""
    calls = load_calls(ROOT / "examples" / "calls")
    found: list[Pair] = [(default_checker.check(call), call) for call in calls]
    found += map(full_report, HOSTILE)
    for call_id in ("x", "X", "x", "../x"):
        report, call = full_report("一")
        found.append((msgspec.structs.replace(report, call_id=call_id), call))
    return found


def sent(value: Any) -> Any:
    """Return ``value`` as another process would get it."""
    return pickle.loads(pickle.dumps(value, protocol=5))  # noqa: S301  (our own)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("size", [3, 64, 1000])
def test_pieces_of_any_size_come_to_what_reports_one_by_one_do(
    name: str, size: int, pairs: list[Pair], default_checker: Checker, tmp_path: Path
) -> None:
    (writer,) = writers([name], tmp_path / "a", profile=default_checker.profile)
    with writer:
        for pair in pairs:
            writer.write(*pair)
    (other,) = writers([name], tmp_path / "b", profile=default_checker.profile)
    assert isinstance(other, PieceWriter)
    maker = sent(other.maker)
    with other:
        for start in range(0, len(pairs), size):
            other.add(sent(maker(pairs[start : start + size])))
    written = files(tmp_path / "a")
    assert len(written) >= len(FORMATS[name].files)
    assert files(tmp_path / "b") == written


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_can_be_used_again(name: str, pairs: list[Pair], tmp_path: Path) -> None:
    (writer,) = writers([name], tmp_path)
    found = []
    for _ in range(2):
        with writer:
            writer.write(*pairs[0])
        found.append(files(tmp_path))
    assert found[0] == found[1] != {}
