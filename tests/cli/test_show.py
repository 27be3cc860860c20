"""What ``lexicon show`` shows of an entry is all of it, in the lexicon's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from scriptcheck.lexicon.models import Cue
from scriptcheck.rules.registry import form_of
from scriptcheck_cli.commands.lexicon import _written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker
    from tests.command_line import Done


def test_every_cue_reads_back_as_itself(default_checker: Checker) -> None:
    for name, cue in default_checker.profile.cues.items():
        assert Cue.model_validate(_written(cue)) == cue, name


def test_every_rule_reads_back_as_itself(default_checker: Checker) -> None:
    for name, rule in default_checker.profile.rules.items():
        assert form_of(rule).spec.model_validate(_written(rule)) == rule, name


def test_what_holds_by_default_is_shown(run: Callable[..., Done]) -> None:
    shown = yaml.safe_load(run("lexicon", "show", "banned.dont_know").out)
    rule = shown["rules"]["banned.dont_know"]
    assert {"severity", "points", "message", "advice", "source", "forbid"} <= rule.keys()
    shown = yaml.safe_load(run("lexicon", "show", "dont_know").out)
    assert {"speaker", "boundary", "negation", "phrases"} <= shown["cues"]["dont_know"].keys()


def evil(folder: Path, chapter: str) -> str:
    """Write a profile of this chapter alone, and return its name."""
    (folder / "evil").mkdir()
    (folder / "evil" / "profile.yaml").write_text("name: evil\ntitle: 坏\n", encoding="utf-8")
    (folder / "evil" / "evil.yaml").write_text(chapter, encoding="utf-8")
    return "evil"


@pytest.mark.parametrize("command", [["list"], ["show", "evil"], ["test"]])
def test_hostile_lexicons_are_shown_not_obeyed(
    command: list[str], run: Callable[..., Done], tmp_path: Path
) -> None:
    text = (
        "cues:\n  evil:\n    title: 坏\u202e人\n    title_en: '[red]evil[/red]'\n"
        "    phrases: [坏人]\n    examples: {hit: [\u202e好], miss: [好]}\n"
    )
    done = run("lexicon", command[0], *command[1:], "--profile", evil(tmp_path, text))
    assert "\u202e" not in done.out
    assert "\\u202e" in done.out


def test_markup_is_text_in_tables(run: Callable[..., Done], tmp_path: Path) -> None:
    text = (
        "cues:\n  evil:\n    title: '[red]坏人[/red]'\n    title_en: evil\n"
        "    phrases: [坏人]\n    examples: {hit: [坏人], miss: [好]}\n"
    )
    assert "[red]坏人[/red]" in run("lexicon", "list", "--profile", evil(tmp_path, text)).out
