"""Compiled checkers that are kept: the same reports, and never those of another lexicon."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, LexiconError, UsageError, checker_cache
from scriptcheck.user_cache import SWITCH, write_cached
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


def report(profile: Path, lang: str = "zh", **options: bool) -> bytes:
    return Checker.load(profile, lang=lang, **options).check(SPOKEN).to_json()  # type: ignore[arg-type]


def test_it_is_compiled_once_and_reports_the_same(
    cache: Path, profile: Path, compiled: list[str]
) -> None:
    first = report(profile)
    assert report(profile) == first
    assert compiled == ["compiled"]
    assert len(list(cache.iterdir())) == 1


def test_the_command_line_takes_what_the_library_compiled(cache: Path, profile: Path) -> None:
    report(profile)
    (kept,) = cache.iterdir()
    before = kept.stat().st_ino
    path = profile.parent / "call.txt"
    path.write_text("客服：您好\n客户：你好\n", encoding="utf-8")
    command = [sys.executable, "-m", "scriptcheck_cli", "check", str(path)]
    subprocess.run([*command, "--profile", str(profile)], check=True, stdout=subprocess.DEVNULL)
    assert [each.stat().st_ino for each in cache.iterdir()] == [before]


def test_another_language_lexicon_or_variable_is_compiled_anew(
    cache: Path, write_lexicon: Callable[..., Path], profile: Path, compiled: list[str]
) -> None:
    first = report(profile)
    assert report(profile, "en") != first
    write_lexicon({"hello": cue("您早{word}")}, {"r": rule(require="hello")}, _variable("朋友"))
    assert report(profile) != first
    assert len(compiled) == 3
    for words in (["先生"], ["先生", "女士"], ["先生女士"]):
        Checker.load(profile, variables={"word": words})
    assert len(compiled) == 6
    Checker.load(profile, variables={"word": ("先生", "女士")})
    assert len(compiled) == 6


def _variable(*words: str) -> dict[str, object]:
    return {"variables": {"word": list(words)}}


def test_a_chapter_more_and_a_change_below_are_noticed(
    cache: Path, tmp_path: Path, profile: Path, compiled: list[str]
) -> None:
    above = tmp_path / "above"
    above.mkdir()
    head = {"name": "above", "title": "上", "title_en": "Above", "extends": "../lexicon"}
    (above / "profile.yaml").write_text(json.dumps(head), encoding="utf-8")
    first = report(above)
    assert report(above) == first
    chapter = {"title": "章", "title_en": "More", "cues": {"bye": cue("再见")}}
    chapter["rules"] = {"s": rule(require="bye")}
    (profile / "more.yaml").write_text(json.dumps(chapter), encoding="utf-8")
    assert report(above) != first
    assert len(compiled) == 2


def test_another_state_of_the_code_compiles_anew(
    cache: Path, profile: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report(profile)
    monkeypatch.setattr(checker_cache, "_program", lambda: ("another",))
    report(profile)
    assert len(compiled) == 2


def test_code_that_was_changed_since_it_was_imported_takes_no_part(
    cache: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker_cache, "_IMPORTED_NS", 0)
    checker_cache._program.cache_clear()
    report(profile)
    checker_cache._program.cache_clear()
    assert not cache.exists()


def test_files_that_change_while_they_are_compiled_are_not_kept(
    cache: Path, profile: Path, write_lexicon: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Checker.__init__

    def changed_meanwhile(self: object, *arguments: object, **options: object) -> None:
        plain(self, *arguments, **options)  # type: ignore[arg-type]
        write_lexicon({"hello": cue("您早")}, {"r": rule(require="hello")})

    monkeypatch.setattr(Checker, "__init__", changed_meanwhile)
    report(profile)
    assert not cache.exists()


@pytest.mark.parametrize("how", ["parameter", "environment"])
def test_it_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, cache: Path, profile: Path, compiled: list[str], how: str
) -> None:
    if how == "environment":
        monkeypatch.setenv(SWITCH, "0")
    for _ in range(2):
        report(profile, cache=how == "environment")
    assert len(compiled) == 2
    assert not cache.exists()


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("x")[:-1]])
def test_what_cannot_be_unpickled_is_compiled_anew(
    cache: Path, profile: Path, compiled: list[str], content: bytes
) -> None:
    first = report(profile)
    (kept,) = cache.iterdir()
    write_cached(kept.name, content)
    assert report(profile) == first
    assert report(profile) == first
    assert len(compiled) == 2


def test_what_cannot_be_pickled_is_not_kept(
    cache: Path, profile: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpicklable(self: Checker) -> None:
        raise pickle.PicklingError

    monkeypatch.setattr(Checker, "__reduce__", unpicklable)
    assert report(profile) == report(profile)
    assert len(compiled) == 2
    assert not cache.exists()


def test_a_class_of_ones_own_is_neither_kept_nor_taken_for_another(
    cache: Path, profile: Path
) -> None:
    class Own(Checker):
        pass

    assert type(Own.load(profile)) is Own
    assert not cache.exists()
    assert type(Checker.load(profile)) is Checker
    assert type(Own.load(profile)) is Own


def test_errors_are_those_of_compiling(cache: Path, tmp_path: Path, profile: Path) -> None:
    with pytest.raises(UsageError, match="no-such"):
        Checker.load("no-such")
    (profile / "chapter.yaml").write_text("cues: {a: 1}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LexiconError, match=r"chapter\.yaml"):
            Checker.load(profile)
    assert not cache.exists()


def test_a_kept_checker_says_where_its_rules_stand(cache: Path, profile: Path) -> None:
    first, second = Checker.load(profile), Checker.load(profile)
    assert dict(second.profile.places) == dict(first.profile.places)
    assert second.profile.sha256 == first.profile.sha256
