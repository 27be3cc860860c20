"""scriptcheck formats, and --input-format, --columns and --speakers of check."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.readers.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def before(folder: Path) -> str:
    """Return a path for Python on which ``folder`` comes first."""
    return f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"


TABLE = "甲,乙\n0,您好，我想问一下洗衣机\n1,不知道\n"


def test_every_format_is_listed(run: Callable[..., Done]) -> None:
    done = run("formats")
    names = [line.split("\t")[0] for line in done.out.splitlines()]
    assert names == [*(form.name for form in FORMATS), *(archive.name for archive in ARCHIVES)]
    assert all(len(line.split("\t")) == 4 for line in done.out.splitlines())
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(("lang", "title"), [("zh", "讯飞录音文件转写"), ("en", "iFlytek")])
def test_as_json(run: Callable[..., Done], lang: str, title: str) -> None:
    listed = {
        form["name"]: form for form in json.loads(run("formats", "--json", "--lang", lang).out)
    }
    assert listed["iflytek"]["title"].startswith(title)
    assert listed["xlsx"] == listed["xlsx"] | {
        "suffixes": [".xlsx", ".xlsm", ".xls"],
        "extra": "excel",
        "archive": False,
    }
    assert listed["text"]["extra"] is None
    assert listed["zip"]["archive"]


def test_what_is_missing_is_told_with_its_extra(run: Callable[..., Done], tmp_path: Path) -> None:
    # A package of that name that cannot be found anywhere hides the installed one.
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *a: None if name == 'openpyxl' else found(name, *a)\n"
    )
    done = run("formats", PYTHONPATH=before(tmp_path))
    line = next(line for line in done.out.splitlines() if line.startswith("xlsx\t"))
    assert line.endswith("\tpip install 'scriptcheck[excel]'")


def test_formats_that_cannot_be_used_are_told(run: Callable[..., Done], tmp_path: Path) -> None:
    info = tmp_path / "site" / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[scriptcheck.formats]\nacme=nothing_here:FORMAT\n")
    done = run("formats", PYTHONPATH=before(tmp_path / "site"))
    assert done.code == 2
    assert "acme" in done.err
    assert "text\t" in done.out
    checked = run("check", "calls", "--fail-on", "never", PYTHONPATH=before(tmp_path / "site"))
    assert checked.code == 3
    assert len(checked.out.splitlines()) == 2


def test_check_takes_what_the_user_says(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    assert "no-columns" in run("check", "x.csv").err
    columns = ("--columns", "speaker=甲，text=乙")
    done = run("check", "x.csv", *columns, "--speakers", "0=customer,1=agent")
    report = json.loads(done.out)
    assert report["warnings"] == []
    assert "banned.dont_know" in [v["rule"] for v in report["verdicts"] if v["verdict"] == "fail"]
    unnamed = json.loads(run("check", "x.csv", *columns, "--fail-on", "never").out)
    codes = [warning["code"] for warning in unnamed["warnings"]]
    assert codes == ["unnamed-speakers", "speakers-unknown"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--input-format", "klingon"), "klingon"),
        (("--columns", "text"), "--columns"),
        (("--columns", "txt=内容"), "txt"),
        (("--speakers", "0=客服"), "客服"),
        (("--speakers", "=agent"), "--speakers"),
    ],
)
def test_mistakes_in_the_question(
    run: Callable[..., Done], arguments: tuple[str, str], words: str
) -> None:
    for command in ("check", "convert"):
        done = run(command, "calls", *arguments)
        assert (done.code, done.out) == (2, "")
        assert words in done.err
