"""``--set``: words of a variable from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck_cli.options import split_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command_line import Done


@pytest.mark.parametrize(
    ("given", "entries"),
    [
        ("海尔", ["海尔"]),
        ("海尔,海尔客服", ["海尔", "海尔客服"]),
        ("海尔， 海尔客服 ,", ["海尔", "海尔客服"]),
        (" , ，", []),
        ("", []),
    ],
)
def test_lists_are_written_with_commas_of_either_kind(given: str, entries: list[str]) -> None:
    assert split_list(given) == entries


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (["company"], "not understood"),
        (["company="], "not understood"),
        (["company=，"], "not understood"),
        (["=海尔"], "not understood"),
        (["my company=海尔"], "not understood"),
        (["compny=海尔"], "Did you mean 'company'?"),
        (["company=海尔", "company=美的"], "given twice"),
        (["company=海[尔"], "'[' has no ']'"),
        (["company={you}"], "names a variable itself"),
    ],
)
def test_mistakes_are_told_with_the_fix(
    settings: list[str], words: str, run: Callable[..., Done]
) -> None:
    options = [part for setting in settings for part in ("--set", setting)]
    done = run("check", "calls", "--lang", "en", *options)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--columns", "text=内容,text=原文"),
        ("--speakers", "张三=agent,张三=customer"),
        ("--call-data", "x.csv", "--call-data-columns", "call_id=甲,call_id=乙"),
    ],
)
def test_what_is_given_twice_is_told(options: tuple[str, ...], run: Callable[..., Done]) -> None:
    done = run("check", "calls", "--lang", "en", *options)
    assert (done.code, done.out) == (2, "")
    assert "given twice" in done.err


def test_several_variables(run: Callable[..., Done]) -> None:
    done = run(
        "check", "calls", "--set", "company=甲乙丙", "--set", "you=您，你", "--fail-on", "never"
    )
    assert done.code == 0, done.err
