"""Pages of a check that other commands would replace."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import check_calls, write_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with calls and the reports on them, for all tests to copy."""
    folder = tmp_path_factory.mktemp("once")
    write_calls(folder, more=1)
    check_calls(folder)
    shutil.copytree(folder / "out", folder / "other")
    return folder


@pytest.fixture
def checked(once: Path, run: Callable[..., Done], tmp_path: Path) -> Path:
    """Return a folder with two folders of reports, ``out`` and ``other``."""
    assert callable(run)
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("trend", "out", "-o", "other"),
        ("trend", "out", "-o", "out"),
        ("diff", "out", "again", "-o", "other"),
        ("report", "out", "-o", "other"),
        ("lexicon", "uncertain", "out", "-o", "other"),
    ],
)
def test_the_folder_of_a_check_stays(
    run: Callable[..., Done], checked: Path, arguments: tuple[str, ...]
) -> None:
    shutil.copytree(checked / "out", checked / "again")
    target = checked / arguments[-1]
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    done = run(*arguments)
    assert (done.code, "file-in-the-way" in done.err) == (2, True), done.err
    assert before == {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.mark.parametrize("arguments", [("trend", "out"), ("diff", "out", "other")])
def test_a_page_of_something_else_stays(
    run: Callable[..., Done], checked: Path, arguments: tuple[str, ...]
) -> None:
    (checked / "mine").mkdir()
    page = checked / "mine" / "index.html"
    page.write_text("我的", encoding="utf-8")
    done = run(*arguments, "-o", "mine")
    assert (done.code, "file-in-the-way" in done.err) == (2, True), done.err
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]


@pytest.mark.parametrize("arguments", [("trend", "out"), ("diff", "out", "other")])
@pytest.mark.usefixtures("checked")
def test_its_own_folder_is_written_again(
    run: Callable[..., Done], arguments: tuple[str, ...]
) -> None:
    codes = [run(*arguments, "-o", "new").code for _ in range(2)]
    assert codes == [0, 0]


@pytest.mark.usefixtures("checked")
def test_reports_are_made_again_where_they_are(run: Callable[..., Done]) -> None:
    assert run("report", "out", "-o", "out").code == 0
