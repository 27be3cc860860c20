"""Which calls are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import LoadError, UsageError
from scriptcheck.evaluate.calls_chosen import CallChoice, read_call_ids
from tests.evaluate.conftest import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.evaluate import Gold


@pytest.mark.parametrize(
    ("only", "leave_out", "expected"),
    [
        (None, set(), ["1", "2", "3"]),
        ({"2", "1"}, set(), ["1", "2"]),
        (None, {"2"}, ["1", "3"]),
        ({"1", "2"}, {"2"}, ["1"]),
    ],
)
def test_which_calls_are_kept(
    only: set[str] | None,
    leave_out: set[str],
    expected: list[str],
    make_gold: Callable[..., Gold],
) -> None:
    gold = make_gold(line("1"), line("2"), line("3"))
    choice = CallChoice(None if only is None else frozenset(only), frozenset(leave_out))
    assert list(choice.of(gold).calls) == expected


@pytest.mark.parametrize(("only", "leave_out"), [({"9"}, set()), (set(), set()), (None, {"1"})])
def test_none_left(
    only: set[str] | None, leave_out: set[str], make_gold: Callable[..., Gold]
) -> None:
    choice = CallChoice(None if only is None else frozenset(only), frozenset(leave_out))
    with pytest.raises(UsageError, match="no-calls-chosen"):
        choice.of(make_gold(line("1")))


def test_ids_without_labels_are_told(make_gold: Callable[..., Gold]) -> None:
    choice = CallChoice(frozenset({"1", "8"}), frozenset({"9"}))
    told = [problem.message.en for problem in choice.unknown(make_gold(line("1")))]
    assert told == ["No call '8' has labels.", "No call '9' has labels."]


def test_a_list_of_ids(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes("\ufeff# 留出\r\n 一 \r\n\r\nb 2\r\n".encode())
    assert read_call_ids(path) == {"一", "b 2"}


@pytest.mark.parametrize(
    ("content", "code"), [(None, "not-found"), ("电话".encode("gb18030"), "not-text")]
)
def test_a_list_that_cannot_be_read(content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        read_call_ids(path)
    assert [problem.code for problem in caught.value.problems] == [code]
