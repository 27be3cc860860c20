"""Two runs never write to one folder at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import UsageError
from scriptcheck.run.files import check_files
from scriptcheck.run.lock import held
from scriptcheck.run.options import RunOptions

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck import Checker


def test_a_folder_is_held_once(tmp_path: Path) -> None:
    with held(tmp_path / "out"):
        with pytest.raises(UsageError) as raised, held(tmp_path / "out"):
            pass
        assert raised.value.problems[0].code == "folder-in-use"
    with held(tmp_path / "out"):
        pass


@pytest.mark.parametrize("resume", [False, True])
def test_a_run_into_a_folder_in_use_is_refused(
    faulty_checker: Checker, tmp_path: Path, resume: bool
) -> None:
    path = tmp_path / "calls" / "a.txt"
    path.parent.mkdir()
    path.write_text("客服：您好\n客户：在吗\n", encoding="utf-8")
    out = tmp_path / "out"
    options = RunOptions(resume=resume)
    with held(out):
        with pytest.raises(UsageError, match="folder-in-use"):
            check_files(faulty_checker, path, out, run_options=options)
        assert not (out / "reports.jsonl").exists()
    check_files(faulty_checker, path, out, run_options=options)
    assert (out / "reports.jsonl").stat().st_size > 0
