"""Compiled checkers between commands: same reports, and nothing read that others could write."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from scriptcheck_cli.checker_cache import SWITCH, cached_checker
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPOKEN = call("A 您好", "C 你好")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def profile(write_lexicon: Callable[..., Path]) -> Path:
    return write_lexicon({"hello": cue("您好")}, {"r": rule(require="hello")})


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows whenever a checker is compiled."""
    made: list[str] = []
    plain = Checker.__init__

    def noted(self: object, *arguments: object, **options: object) -> None:
        made.append("compiled")
        plain(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Checker, "__init__", noted)
    return made


def report(profile: Path, lang: str = "zh") -> bytes:
    checker = cached_checker(profile, variables={}, lang=lang)  # type: ignore[arg-type]
    return checker.check(SPOKEN).to_json()


def test_it_is_compiled_once_and_says_the_same(
    cache: Path, profile: Path, compiled: list[str]
) -> None:
    first = report(profile)
    assert report(profile) == first
    assert compiled == ["compiled"]
    assert len(list(cache.iterdir())) == 1


def test_another_language_and_another_lexicon_are_compiled_anew(
    cache: Path, write_lexicon: Callable[..., Path], profile: Path, compiled: list[str]
) -> None:
    first = report(profile)
    assert report(profile, "en") != first
    write_lexicon({"hello": cue("您早")}, {"r": rule(require="hello")})
    assert report(profile) != first
    assert len(compiled) == 3


def test_it_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, cache: Path, profile: Path, compiled: list[str]
) -> None:
    monkeypatch.setenv(SWITCH, "off")
    report(profile)
    report(profile)
    assert len(compiled) == 2
    assert not cache.exists()


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("no checker")])
def test_what_is_no_checker_is_made_again(
    cache: Path, profile: Path, compiled: list[str], content: bytes
) -> None:
    first = report(profile)
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert report(profile) == first
    assert report(profile) == first
    assert len(compiled) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no permissions of this kind")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_others_may_write_is_not_read(
    cache: Path, profile: Path, compiled: list[str], which: str
) -> None:
    report(profile)
    (kept,) = cache.iterdir()
    (kept if which == "file" else cache).chmod(0o777)
    report(profile)
    assert len(compiled) == 2


def test_only_some_are_kept(cache: Path, write_lexicon: Callable[..., Path]) -> None:
    for number in range(10):
        path = write_lexicon({"hello": cue(f"您好{'啦' * number}")}, {"r": rule(require="hello")})
        report(path)
    assert len(list(cache.glob("*.pickle"))) == 8


def test_a_folder_that_cannot_be_made_costs_only_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, profile: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "cache"))
    assert report(profile) == report(profile)
