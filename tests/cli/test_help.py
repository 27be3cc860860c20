"""Help pages and usage errors in both languages."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from scriptcheck_cli.app import app
from scriptcheck_cli.help.chinese import HELP
from scriptcheck_cli.help.command_line import all_commands
from scriptcheck_cli.help.language import help_language, language_at_the_end
from scriptcheck_cli.help.translate import help_in_chinese
from scriptcheck_cli.spark_app import app as spark_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command_line import Done


def help_texts() -> list[str]:
    """Return every help text of the commands, each once."""
    commands: list[Any] = [
        each for one in (app, spark_app) for each in all_commands(get_command(one))
    ]
    found = [each.help for each in commands]
    found += [parameter.help for each in commands for parameter in each.params]
    return sorted({text for text in found if text})


def test_every_help_text_is_there_in_chinese() -> None:
    assert [text for text in help_texts() if help_in_chinese(text) is None] == []


def test_no_help_text_is_left_over() -> None:
    used = {help_in_chinese(text) for text in help_texts()}
    plain = {chinese for chinese in HELP.values() if "{" not in chinese}
    assert plain - used == {"显示本说明。"}


def test_every_option_that_takes_a_value_names_it() -> None:
    commands: list[Any] = [
        each for one in (app, spark_app) for each in all_commands(get_command(one))
    ]
    assert [
        parameter.name
        for each in commands
        for parameter in each.params
        if parameter.param_type_name == "option" and not (parameter.is_flag or parameter.metavar)
    ] == []


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (["--lang", "en", "--help"], ["--help"]),
        (["--lang=en", "check", "x"], ["check", "x", "--lang", "en"]),
        (["lexicon", "--lang", "en", "show", "x"], ["lexicon", "show", "x", "--lang", "en"]),
        (["lexicon", "--lang", "en", "--help"], ["lexicon", "--help"]),
        (["--lang", "zh", "check", "x", "--lang", "en"], ["check", "x", "--lang", "en"]),
        (["--lang", "en", "check", "--", "--lang"], ["check", "--lang", "en", "--", "--lang"]),
        (["check", "x", "--lang", "fr"], ["check", "x", "--lang", "fr"]),
        (["check", "x", "--lang"], ["check", "x", "--lang"]),
        (["check", "x"], ["check", "x"]),
    ],
)
def test_the_language_may_stand_before_the_command(given: list[str], taken: list[str]) -> None:
    assert language_at_the_end(get_command(app), given) == taken


def test_help_of_the_whole_is_in_the_language_that_is_named(run: Callable[..., Done]) -> None:
    for arguments in (["--lang", "en", "--help"], ["--help", "--lang", "en"]):
        done = run(*arguments, LC_ALL="", LANG="C")
        assert (done.code, done.err) == (0, "")
        assert "Print the version." in done.out


def test_shells_complete_commands_and_values(run: Callable[..., Done]) -> None:
    def completed(words: str) -> list[str]:
        place = str(len(words.split(" ")) - 1)
        done = run(COMP_WORDS=words, COMP_CWORD=place, _SCRIPTCHECK_COMPLETE="complete_bash")
        return done.out.split()

    assert completed("scriptcheck ch") == ["check"]
    assert completed("scriptcheck trend --period ") == ["day", "week", "month"]
    assert "--fail-on" in completed("scriptcheck check --fa")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "没有命令 chek。是不是 check、schema？用法见 scriptcheck --help。"),
        (["check", "--foo"], "没有选项 --foo。是不是 --format？用法见 scriptcheck check --help。"),
        (["check", "x", "--jobs", "a"], "--jobs / -j 要写整数。用法见 scriptcheck check --help。"),
        (["check", "x", "--lang", "fr"], "--lang 没有 fr 这个值，可写：zh、en。"),
        (["check", "x", "--lang"], "选项 --lang 后面要写值。"),
        (["check", "x", "--quiet=3"], "选项 --quiet 后面不写值。"),
        (["sample"], "缺少参数 REPORTS。用法见 scriptcheck sample --help。"),
        (["explain", "a", "b"], "多出了参数 b。用法见 scriptcheck explain --help。"),
        (["lexicon", "uncertain", "x", "--most", "0"], "--most 不能小于 1。"),
        (
            ["report", "x", "--labels", "a", "b"],
            "多出了参数 b。--labels 可以写几次，每次一个值。用法见 scriptcheck report --help。",
        ),
    ],
)
def test_usage_errors_are_in_chinese(
    arguments: list[str], words: str, run: Callable[..., Done]
) -> None:
    done = run(*arguments, LC_ALL="", LANG="C")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(words)
    assert done.err.count("\n") == 1


def test_usage_errors_are_in_english_where_that_is_asked_for(run: Callable[..., Done]) -> None:
    done = run("check", "--foo", "--lang", "en")
    assert done.code == 2
    assert "No such option: --foo" in done.err


@pytest.mark.parametrize("command", [(), ("check",), ("lexicon",), ("lexicon", "train")])
def test_pages_are_in_chinese(command: tuple[str, ...], run: Callable[..., Done]) -> None:
    done = run(*command, "--help", LC_ALL="", LANG="zh_CN.UTF-8")
    assert done.code == 0
    assert done.out.startswith(f"\n用法：{' '.join(('scriptcheck', *command))} [选项]")
    assert "--help" in done.out
    for english in ("Usage", "Show this", "Options", "[default", "Exit code", "..."):
        assert english not in done.out.replace(",...", "").replace("]...", "")


def test_a_page_keeps_every_word(run: Callable[..., Done]) -> None:
    page = "".join(run("check", "--help", LANG="C", LC_ALL="").out.split())
    for text in (
        "全部转写的格式，不自动识别",
        "角色判断的把握至少多大，0.5到1；不够就算说话人未知",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "SCRIPTCHECK_LANG": "zh"}, "zh"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8", "SCRIPTCHECK_LANG": "zh"}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["check", "--lang"], {}, "zh"),
        (["check", "--lang", "fr"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_of_help(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert help_language(arguments, environment) == language


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help", "--lang", "en"]])
def test_help_that_nobody_reads_to_its_end_is_no_violation(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "scriptcheck_cli", *arguments]
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
