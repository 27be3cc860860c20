"""What `report -o` writes has no reports by default: whoever is given that folder says so."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import check_calls, write_calls
from tests.command_line import in_this_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a check and what `report -o` made of it, for all tests to copy."""
    folder = tmp_path_factory.mktemp("made")
    write_calls(folder)
    check_calls(folder)
    assert in_this_process(folder, "report", "out", "-o", "pages").code == 0
    return folder


@pytest.fixture
def written(made: Path, tmp_path: Path) -> Path:
    """Return the folder with a check, and what `report -o` made of it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "out", "pages"),
        ("trend", "pages", "-o", "t"),
        ("sample", "pages", "-o", "s", "-n", "1"),
        ("report", "pages"),
        ("agree", "out/labels.jsonl", "--reports", "pages"),
    ],
)
def test_it_is_named_with_what_to_do(
    run: Callable[..., Done], written: Path, command: tuple[str, ...]
) -> None:
    (written / "out" / "labels.jsonl").write_text('{"call_id": "good", "reviewer": "a"}\n')
    assert (written / "pages" / "index.html").is_file()
    done = run(*command)
    assert done.code == 2
    assert "pages: 这个文件夹里没有 reports.jsonl。" in done.err
    assert "--format jsonl,transcripts" in done.err
    assert "[no-reports]" in done.err


def test_a_folder_with_all_of_it_is_read_as_that_of_a_check(
    run: Callable[..., Done], written: Path
) -> None:
    done = run("report", "out", "-o", "all", "--format", "jsonl,transcripts,html")
    assert done.code == 0, done.err
    for name in ("reports.jsonl", "transcripts.jsonl"):
        assert (written / "all" / name).read_bytes() == (written / "out" / name).read_bytes()
    assert run("diff", "out", "all", "--max-changed", "0").code == 0
    assert run("sample", "all", "-o", "s", "-n", "1").code == 0
    assert run("report", "all").code == 0
