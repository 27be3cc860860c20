"""docs/transcripts.md names every problem, label, suffix and key, and its examples load."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.call_data.known_keys import KNOWN_META
from scriptcheck.load.columns import FIELDS, known_names
from scriptcheck.load.readers.registry import FORMATS, TRANSCRIPT_SUFFIXES
from scriptcheck.load.readers.text.plain_text import parse_plain_text
from scriptcheck.load.roles.label_words import LABEL_WORDS
from scriptcheck.text.simplify import simplify
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

PAGE = (ROOT / "docs" / "transcripts.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "scriptcheck" / "load").rglob("*.py"))
CODE = re.compile(r'(?:(?:Problem|\.problem)\(\s*|PlugInKind\(GROUP, .*)"([a-z0-9-]+)"')
CODES = {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_there_are_codes() -> None:
    assert {"not-found", "broken-bytes", "json-syntax", "no-labels"} <= CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_problem_is_documented(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_no_other_problem_is_documented() -> None:
    problems = PAGE[PAGE.index("## Problems") :]
    rows = re.findall(r"^\| (`.*?) \|", problems, re.MULTILINE)
    rows += re.findall(r"as `UsageError`: (.*)\.", problems)
    assert {code for row in rows for code in re.findall(r"`([a-z0-9-]+)`", row)} == CODES


@pytest.mark.parametrize("word", LABEL_WORDS)
def test_every_label_is_documented(word: str) -> None:
    table = PAGE[PAGE.index("### Speakers") : PAGE.index("### Times")]
    assert simplify(word) in re.findall(r"[\w]+", table)


@pytest.mark.parametrize(
    "name",
    [
        *KNOWN_META,
        *sorted(TRANSCRIPT_SUFFIXES),
        *(form.name for form in FORMATS),
        *(archive.name for archive in ARCHIVES),
    ],
)
def test_keys_and_suffixes_are_documented(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(("field", "names"), list(known_names()))
def test_every_column_is_documented(field: str, names: tuple[str, ...]) -> None:
    if field in FIELDS:
        assert f"| `{field}` | {' '.join(names)} |" in PAGE
    else:
        assert " ".join(f"`{name}`" for name in names) in PAGE


@pytest.mark.parametrize("text", re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL))
def test_the_tables_load(load_bytes: Callable[..., Loaded], text: str) -> None:
    loaded = load_bytes(text, "x.csv")
    assert [turn.speaker for turn in loaded.calls[0].turns] == ["agent", "customer"]
    assert (loaded.calls[0].call_id, loaded.problems, loaded.warnings) == ("7", [], [])


def test_the_turns_of_other_systems_load(load_bytes: Callable[..., Loaded]) -> None:
    text = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[1]
    assert len(load_bytes(text, "x.json").calls[0].turns) == 2


def blocks(language: str, word: str) -> str:
    """Return the block of code in ``language`` that holds ``word``."""
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return next(text for text in found if word in text)


def test_the_package_of_your_own_works(tmp_path: Path) -> None:
    package, site = tmp_path / "acme", tmp_path / "site"
    package.mkdir()
    (package / "acme_formats.py").write_text(blocks("python", "ACME"), encoding="utf-8")
    (package / "pyproject.toml").write_text(blocks("toml", "acme_formats"), encoding="utf-8")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    pip = [sys.executable, "-m", "pip", "install", *offline, "--target", str(site), str(package)]
    installed = subprocess.run(pip, check=False, capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr
    inputs = tmp_path / "in"
    inputs.mkdir()
    broken = next(
        text for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL) if "S1" in text
    )
    good = broken.replace('"?"', "1000")
    (inputs / "1.json").write_text(good, encoding="utf-8")
    late = good.replace('"to_ms": 2000', '"to_ms": 20')
    (inputs / "late.json").write_text(late, encoding="utf-8")
    (tmp_path / "s1.json").write_text(broken, encoding="utf-8")
    (inputs / "number.json").write_text("5", encoding="utf-8")
    (inputs / "2.chat").write_text("#chat\n坐席|您好\n不对\n客户|在吗\n", encoding="utf-8")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "scriptcheck_cli", *map(str, arguments)]
        env = os.environ | {"PYTHONPATH": paths}
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            cwd=tmp_path,
        )

    listed = run("formats", "--lang", "en").stdout
    assert "our recogniser" in listed
    assert "acme-chat" in listed
    done = run("convert", inputs, "-q", "--lang", "en")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["call_id"] == "S1"
    assert first["turns"] == [
        {"speaker": "agent", "text": "您好", "start_ms": 0, "end_ms": 900},
        {"speaker": "customer", "text": "你好", "start_ms": 1000, "end_ms": 2000},
    ]
    assert first["meta"] == {"queue": "售后"}
    assert [turn["speaker"] for turn in second["turns"]] == ["agent", "customer"]
    assert "2.chat:3: There is no bar. [no-bar]" in done.stderr
    assert "late.json:3:47: It ends before it begins." in done.stderr
    assert "number.json:1:1: The call should be an object" in done.stderr
    assert done.returncode == 3
    shown = next(
        text for text in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if "s1.json" in text
    )
    command, *lines = shown.splitlines()
    assert run(*command.split()[2:]).stderr.splitlines() == lines


def test_the_text_example_loads() -> None:
    call = parse_plain_text(block("text"), call_id="x")
    assert [turn.text for turn in call.turns][2:] == ["请稍候\n我帮您查一下"]
    assert call.warnings == ()


def test_the_json_example_loads(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(block("json"), "call.json")
    assert json.loads(json.dumps(loaded.calls[0].to_dict()))["meta"]["agent_id"] == "8023"
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_the_least_of_which_a_script_is_told_is_documented() -> None:
    from scriptcheck.load.archives.zip_file import MOST_MEMBERS
    from scriptcheck.text import dialect, script

    page = " ".join(PAGE.split())
    assert f"of {script.FEWEST_CHARACTERS} letters and characters at least" in page
    assert f"of {dialect.FEWEST_CHARACTERS} Chinese characters at least" in page
    assert f"{MOST_MEMBERS:,}" in page
