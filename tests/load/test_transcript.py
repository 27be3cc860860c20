"""One transcript: read no further than it must be, in as much memory as it takes, and in parts."""

from __future__ import annotations

import io
import tracemalloc
from itertools import pairwise

import pytest

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.limits import MIB
from scriptcheck.load.transcript import Transcript


def transcript(data: bytes) -> Transcript:
    return Transcript(io.BufferedReader(io.BytesIO(data)), source="a", call_id="a")


def test_a_small_one_takes_little_memory() -> None:
    text = "客服：您好\n" * 10
    tracemalloc.start()
    try:
        assert transcript(text.encode()).read().text == text
        assert tracemalloc.get_traced_memory()[1] < MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_all_of_it_is_read_up_to_a_limit(size: int) -> None:
    data = b"x" * size
    assert transcript(data).read(size).text == data.decode()
    if size:
        with pytest.raises(LoadError, match="too-large"):
            transcript(data).read(size - 1)


@pytest.mark.parametrize(("size", "most_lines"), [(1, 100), (40, 100), (10_000, 7), (200, 7)])
def test_parts_are_all_of_it_and_keep_their_numbers(size: int, most_lines: int) -> None:
    lines = [b"%d" % number * (number % 9) for number in range(101)]
    parts = []
    for found in transcript(b"\n".join(lines)).parts(size, most_lines):
        assert not isinstance(found, Problem)
        parts.append((found[0].first_line, found[1].split(b"\n")))
    numbered = {first + at: line for first, some in parts for at, line in enumerate(some)}
    # Parts in which nothing stands are passed over.
    assert {at: line for at, line in numbered.items() if line} == {
        at: line for at, line in enumerate(lines, 1) if line
    }
    assert all(len(some) <= most_lines for _, some in parts)
    assert all(any(some) for _, some in parts)
    assert all(later >= first + len(some) for (first, some), (later, _) in pairwise(parts))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_the_mark_of_dos_at_the_end_is_none_of_it(encoding: str) -> None:
    text = "客服：您好\r\n客户：好\r\n"
    data = ("\ufeff" * encoding.startswith("utf-16") + text + "\x1a").encode(encoding)
    assert transcript(data).read().text == text
    lines = [found for _, found in transcript(data).lines()]
    assert all(not isinstance(found, Problem) for found in lines)
    assert [found.text.strip() for found in lines] == text.split()  # type: ignore[union-attr]
