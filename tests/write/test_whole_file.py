"""Files that appear whole, files that grow, and what is no file to be replaced."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scriptcheck.write.files.cases import write_cases
from scriptcheck.write.whole_file import growing_file, is_stream, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_where_it_was_begun_is_all_right(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with growing_file(path) as file:
        file.write(b"x")
    assert path.read_bytes() == b"x"


def write(path: Path, end: Callable[[], object]) -> None:
    """Write to ``path`` and do ``end`` meanwhile."""
    with growing_file(path) as file:
        file.write(b"x")
        end()


def test_what_was_taken_away_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a"

    def replace() -> None:
        path.rename(tmp_path / "b")
        path.write_bytes(b"another")

    for end in (path.unlink, replace):
        with pytest.raises(FileNotFoundError):
            write(path, end)


def test_what_went_wrong_before_is_what_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "a"

    def fail() -> None:
        path.unlink()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(path, fail)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipes_and_devices_are_written_to_as_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with whole_file(pipe) as part, part.open("wb") as file:
            file.write(b"x")
        assert os.read(reader, 10) == b"x"
    finally:
        os.close(reader)
    write_cases([], pipe)
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc")
def test_names_of_open_files_are_not_replaced(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        assert is_stream(Path(f"/proc/self/fd/{file.fileno()}"))
    assert not any(map(is_stream, (tmp_path / "a", tmp_path, tmp_path / "absent")))


@pytest.mark.parametrize("keep", [False, True])
def test_a_folder_is_no_file(tmp_path: Path, *, keep: bool) -> None:
    for folder in (tmp_path, Path()):
        with pytest.raises(IsADirectoryError), whole_file(folder, keep=keep):
            pass


def test_an_earlier_file_is_kept_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole_file(path, keep=True) as part:
        part.write_bytes(b"%d" % (1 // 0))
    assert path.read_bytes() == b"old"
