"""Output formats of other packages: the one that the docs show, and those that cannot be used."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from scriptcheck import UsageError
from scriptcheck.write import output_formats, writers
from scriptcheck.write.installed import GROUP
from scriptcheck.write.registry import DEFAULT_FORMATS, FORMATS
from tests.command_line import in_this_process
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE = """
    from scriptcheck.language import Text
    from scriptcheck.write import OutputFormat

    TITLE = Text("甲", "a")
    GOOD = OutputFormat(TITLE, ("own.txt",), lambda to: None)
    SAME_FILE = OutputFormat(TITLE, ("own.txt",), lambda to: None)
    TAKES_FILE = OutputFormat(TITLE, ("reports.jsonl",), lambda to: None)
    ESCAPES = OutputFormat(TITLE, ("../own.txt",), lambda to: None)
    NEEDS_MORE = OutputFormat(TITLE, ("more.txt",), lambda to: None, library="no_such_library")
    NOTHING = 5
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that installs a package with entry points such as ``own=GOOD``."""

    def install(*entries: str) -> None:
        site = tmp_path / "site"
        info = site / "acme_writers-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "acme_writers.py").write_text(dedent(MODULE), encoding="utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-writers\nVersion: 1.0\n")
        points = (entry.replace("=", "=acme_writers:") for entry in entries)
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *points]), encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, "acme_writers", raising=False)

    return install


def test_a_format_is_known_by_the_name_of_its_entry_point(install: Callable[..., None]) -> None:
    install("own=GOOD")
    assert list(output_formats()) == [*FORMATS, "own"]
    assert output_formats()["own"].files == ("own.txt",)


@pytest.mark.parametrize(
    ("entries", "name", "why"),
    [
        (["own=NOTHING"], "own", "it is int, no OutputFormat"),
        (["own=MISSING"], "own", "cannot be imported"),
        (["own=TAKES_FILE"], "own", "reports.jsonl is written by another format"),
        (["a=GOOD", "b=SAME_FILE"], "b", "own.txt is written by another format"),
        (["own=ESCAPES"], "own", "'../own.txt' is not the name of a file"),
        (["jsonl=GOOD"], "jsonl", "there is a format of this name"),
    ],
)
def test_what_cannot_be_used_is_an_error_where_it_is_asked_for(
    install: Callable[..., None], tmp_path: Path, entries: list[str], name: str, why: str
) -> None:
    install(*entries)
    with pytest.raises(UsageError) as caught:
        writers([name], tmp_path / "out")
    (problem,) = caught.value.problems
    assert (problem.code, why in problem.message.en) == ("bad-format", True), problem
    others = [each for each in DEFAULT_FORMATS if each != name]
    assert len(writers(others, tmp_path / "out")) == len(others)


def test_a_library_that_is_missing_is_named(install: Callable[..., None], tmp_path: Path) -> None:
    install("own=NEEDS_MORE")
    with pytest.raises(UsageError, match="Run pip install no_such_library"):
        writers(["own"], tmp_path)


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="no hatchling here")
def test_the_format_that_the_docs_show_is_installed_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    package, site = tmp_path / "package", tmp_path / "site"
    package.mkdir()
    for title, code in re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', text, re.M | re.S):
        (package / title).write_text(code, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--target", str(site), str(package)],
        check=True,
        capture_output=True,
    )
    monkeypatch.syspath_prepend(str(site))
    known = set(sys.modules)
    check = ["check", str(ROOT / "examples" / "calls"), "-o", "out", "--fail-on", "never"]
    for command in (check, ["report", "out", "-o", "again"]):
        done = in_this_process(tmp_path, *command, "--format", "acme")
        assert done.code == 0, done.err
    written = (tmp_path / "out" / "failed.md").read_text(encoding="utf-8")
    assert (tmp_path / "again" / "failed.md").read_text(encoding="utf-8") == written
    title, *sections = written.split("\n\n## ")
    assert title == "# 不合格的通话"
    reports = (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    failed = [each for each in map(json.loads, reports) if each["passed"] is False]
    assert len(sections) == len(failed) > 0
    for section, report in zip(sections, failed, strict=True):
        heading, *lines = section.strip().splitlines()
        assert heading == f"{report['call_id']}: {report['score']}"
        found = [line.split()[1] for line in lines if line.startswith("- ")]
        assert found
        assert set(found) <= {v["rule"] for v in report["verdicts"] if v["verdict"] == "fail"}
    for name in [each for each in sys.modules.keys() - known if each.startswith("acme")]:
        del sys.modules[name]
