"""What help texts list is what there is."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest
import typer.main

from scriptcheck import LoadOptions, Outcome, Severity, Speaker
from scriptcheck.language import Lang
from scriptcheck.load.call_data.known_keys import KNOWN_META
from scriptcheck.load.roles.classify import LEAST
from scriptcheck.redact import KINDS
from scriptcheck.run.options import CALL_TIMEOUT
from scriptcheck.sampling import SampleBy, Stratum
from scriptcheck.write.registry import FORMATS
from scriptcheck_cli import names
from scriptcheck_cli.app import app
from scriptcheck_cli.commands.sample import ByOption
from scriptcheck_cli.exits import FailOn
from scriptcheck_cli.load_options import LoadChoice
from scriptcheck_cli.options import LangOption, SeverityOption, severity_by_any_name
from scriptcheck_cli.views import call_data_words
from scriptcheck_cli.views.formats import SCREEN_VIEWS
from tests.command_line import in_process_of_its_own

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_those_of_the_code() -> None:
    assert names.LANGS == get_args(Lang) == tuple(LangOption)
    assert tuple(FORMATS) == names.OUTPUT_FORMATS
    assert tuple(SCREEN_VIEWS) == names.SCREEN_FORMATS
    assert tuple(kind.value for kind in KINDS) == names.REDACT_KINDS
    assert tuple(Outcome) == names.VERDICTS
    assert tuple(Speaker) == names.ROLES
    assert tuple(Stratum) == names.STRATA
    assert {each.value for each in SampleBy} == {each.value for each in ByOption}
    assert {each.value for each in SeverityOption} == {each.value for each in Severity}
    assert set(FailOn) == {*(each.value for each in Severity), "never"} - {"info"}
    assert names.CALL_TIMEOUT == CALL_TIMEOUT
    assert LoadOptions().speaker_confidence == names.SPEAKER_CONFIDENCE
    assert names.LEAST_CONFIDENCE == LEAST


def test_the_command_line_reads_as_the_library_does() -> None:
    options = LoadOptions.__dataclass_fields__.keys()
    assert LoadChoice.__dataclass_fields__.keys() == options - {"company"}
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for command in ("check", "convert", "explain", "eval"):
        parameters = {parameter.name for parameter in commands[command].params}
        assert parameters >= LoadChoice.__dataclass_fields__.keys()


@pytest.mark.parametrize(
    ("command", "listed"),
    [
        ("check", [*names.OUTPUT_FORMATS[1:], *names.SCREEN_FORMATS, *names.REDACT_KINDS, "60"]),
        ("report", [*names.OUTPUT_FORMATS, *names.SCREEN_FORMATS]),
        ("explain", [*names.VERDICTS, *names.ROLES]),
    ],
)
def test_help_lists_them(command: str, listed: list[str]) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    said = " ".join(getattr(parameter, "help", "") or "" for parameter in commands[command].params)
    for name in listed:
        assert name in said


def test_help_imports_nothing_of_the_library() -> None:
    program = (
        "import sys; from scriptcheck_cli.app import app\n"
        "try: app(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "assert 'scriptcheck' not in sys.modules, 'scriptcheck is imported'"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_call_data_has_words() -> None:
    for key in KNOWN_META:
        assert call_data_words.title_of(key, "zh") != key
    assert call_data_words.title_of("own", "zh") == "own"
    assert call_data_words.value_words(value=True, lang="zh") == "是"
    assert call_data_words.values_words("inbound 或 x", " 或 ", "zh") == "呼入 或 x"


@pytest.mark.parametrize(
    ("token", "name"),
    [("致命", "fatal"), ("严重", "major"), ("轻微", "minor"), ("提示", "info"), ("很重", "很重")],
)
def test_severities_have_chinese_names(token: str, name: str) -> None:
    assert severity_by_any_name(token) == name


def test_a_severity_may_be_given_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("绝对没问题\n", encoding="utf-8")
    usual = ["lexicon", "import", "words.txt", "-o", "mine", "--severity"]
    assert in_process_of_its_own(tmp_path, *usual, "严重").code == 0
    assert "severity: major" in (tmp_path / "mine" / "words.yaml").read_text(encoding="utf-8")
    refused = in_process_of_its_own(tmp_path, *usual, "很重", "--force")
    assert refused.code == 2
    assert "--severity 没有 很重 这个值" in refused.err
