"""The documentation: every command and snippet in it runs, and it builds as a site."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.command_line import in_this_process
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
CHINESE = ".zh-CN.md"
"""How pages in Chinese end. They show the commands and code of the English ones, which run."""
RUN_OTHER_TURN = {
    "transcripts.md": "tests/load/test_docs.py",
    "plugins.md": "tests/docs/test_plugins.py",
    "spacy.md": "tests/test_nlp.py",
    "arrow.md": "tests/test_tables.py",
    "spark.md": "tests/spark/test_docs.py",
    "learned.md": "tests/learned/test_docs.py",
}
"""Pages whose code needs more than a folder to run in, and the tests that run it."""

WORKED = {0, 1, 3}
"""Exit codes of commands that did what they should; 1 says that there are violations, 3 that some
inputs cannot be read."""


class Block(NamedTuple):
    """A block of code on a page."""

    language: str
    title: str
    code: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of code on ``page``."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', text, re.M | re.S):
        yield Block(found[1], found[2] or "", found[3])


def has_code(page: Path) -> bool:
    return any(block.language in {"sh", "python"} for block in blocks(page))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with what the pages speak of: calls, labels, a profile of one's own."""
    shutil.copytree(ROOT / "examples" / "calls", tmp_path / "calls")
    run(["convert", "calls/05-complaint-good.json", "-o", "calls.jsonl"], tmp_path)
    run(["init", "mine/", "--company", "海尔"], tmp_path)
    line = '{"call_id": "demo-complaint-good", "acts": {"greeting": [0]}, "violations": []}\n'
    for labels in ("gold.jsonl", "labels.jsonl"):
        (tmp_path / labels).write_text(line, encoding="utf-8")
    day = (tmp_path / "calls.jsonl").read_bytes() + b'{"call_id": "cut off", "turns": [{\n'
    (tmp_path / "day.jsonl").write_bytes(day)
    marked = '{"call_id": "demo-complaint-bad", "verdicts": {"banned.rude": "not_fail"}}\n'
    (tmp_path / "labels.jsonl").write_text(marked, encoding="utf-8")
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "held_out_calls.txt", tmp_path / "benchmarks")
    return tmp_path


def run(arguments: list[str], folder: Path) -> None:
    done = in_this_process(folder, *arguments)
    assert done.code in WORKED, f"{arguments}: {done.err}"


def run_shell(line: str, folder: Path) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "scriptcheck" and not {"|", "<", ">"} & set(words):
        run(words[1:], folder)
        return
    # Bash, for pages that show redirections; ``scriptcheck`` is the one of this environment.
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # noqa: PTH120
    done = subprocess.run(
        ["bash", "-c", line],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PATH": path},
    )
    assert done.returncode in WORKED, f"{line}: {done.stderr}"


@pytest.mark.parametrize(
    "page",
    [
        page
        for page in PAGES
        if page.name not in RUN_OTHER_TURN and not page.name.endswith(CHINESE) and has_code(page)
    ],
    ids=lambda page: page.name,
)
def test_what_a_page_shows_runs(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page.name == "getting-started.md":
        shutil.rmtree(folder / "mine")
        (folder / "calls.jsonl").unlink()
    monkeypatch.chdir(folder)
    known: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.title:
            (folder / block.title).write_text(block.code, encoding="utf-8")
        elif block.language == "sh":
            for line in filter(None, map(str.strip, block.code.splitlines())):
                run_shell(line, folder)
        elif block.language == "python":
            exec(compile(block.code, page.name, "exec"), known)  # noqa: S102  (our own pages)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name.endswith(CHINESE)], ids=lambda page: page.name
)
def test_a_page_in_chinese_shows_the_same(page: Path) -> None:
    english = DOCS / page.name.replace(CHINESE, ".md")
    # YAML may have its comments and titles in either language.
    here, there = (
        [block for block in blocks(each) if block.language != "yaml"] for each in (page, english)
    )
    assert here == there


def test_pages_run_elsewhere_are_there() -> None:
    for page, tests in RUN_OTHER_TURN.items():
        assert (DOCS / page).exists()
        assert page in (ROOT / tests).read_text(encoding="utf-8")


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f": {page.name}\n" not in navigation] == []


def maker(name: str) -> ModuleType:
    """Return the module ``.ci/NAME.py``, which makes what some pages show.

    It may import those beside it, as it does where it is run.
    """
    if str(ROOT / ".ci") not in sys.path:
        sys.path.append(str(ROOT / ".ci"))
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_is_that_of_the_lexicon() -> None:
    from scriptcheck import Checker

    page = maker("catalogue").page(Checker.load().profile)
    assert page == (DOCS / "catalogue.md").read_text(encoding="utf-8"), "run: make catalogue"


def test_the_site_builds_and_asks_for_nothing_from_elsewhere(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "docs", "scriptcheck", "cli"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "out" / "site"
    assert "Checker" in (site / "api" / "index.html").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(
            r'<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="([^"]+)"', text
        )
        assert [link for link in loaded if link.startswith(("http:", "https:", "//"))] == [], page
