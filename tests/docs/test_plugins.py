"""docs/plugins.md: the package on it is installed, and its rule form and metric are used."""

from __future__ import annotations

import json
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, Outcome, Session
from scriptcheck.examples import run_examples
from tests.conftest import PROFILE, call, timed
from tests.docs.test_pages import DOCS, blocks
from tests.installed import fresh_registries, install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


OWN = {"wait_again", "own.waits", "own.silence"}


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checker]:
    """Return a checker of the page's chapter, with its package installed."""
    shown: dict[str, str] = {}
    for block in blocks(DOCS / "plugins.md"):
        shown[block.title] = shown.get(block.title, "") + block.code
    named = tomllib.loads(shown["pyproject.toml"])["project"]["entry-points"]
    points = {
        group: [f"{name}={value.removeprefix('acme_scriptcheck:')}" for name, value in each.items()]
        for group, each in named.items()
    }
    install(
        tmp_path / "site", monkeypatch, "acme_scriptcheck", shown["acme_scriptcheck.py"], points
    )
    (tmp_path / "overlay").mkdir()
    (tmp_path / "overlay" / "chapter.yaml").write_text(shown["chapter.yaml"], encoding="utf-8")
    profile = json.dumps(PROFILE, ensure_ascii=False)
    (tmp_path / "overlay" / "profile.yaml").write_text(profile, encoding="utf-8")
    with fresh_registries():
        yield Checker.load(tmp_path / "overlay")
    sys.modules.pop("acme_scriptcheck", None)


def test_the_examples_of_the_lexicon_hold(checker: Checker) -> None:
    results = list(run_examples(checker))
    assert {each.entry for each in results} == OWN
    assert [each for each in results if not each.ok] == []


def test_the_form_judges_calls_and_raises_events(checker: Checker) -> None:
    spoken = call("A 请稍等", "C 好", "A 请稍等")
    verdicts = {each.rule: each for each in checker.check(spoken).verdicts}
    assert verdicts["own.waits"].verdict is Outcome.FAIL
    session = Session(checker)
    events = [event for turn in spoken.turns for event in session.feed(turn)]
    assert [(event.kind, event.turn) for event in events if event.verdict.rule == "own.waits"] == [
        ("violation", 2)
    ]


def test_the_metric_stands_in_reports_and_rules(checker: Checker) -> None:
    report = checker.check(timed("A 0-2 您好", "C 8-10 你好"))
    assert report.metrics["silence_percent"] == 60.0
    verdict = next(each for each in report.verdicts if each.rule == "own.silence")
    assert (verdict.verdict, verdict.message) == (Outcome.FAIL, "静默占 60%，要求不超过 40%")
    assert [(each.metric, len(each.places)) for each in verdict.measured] == [
        ("silence_percent", 1)
    ]
    untimed = checker.check(call("A 您好", "C 你好"))
    assert "silence_percent" not in untimed.metrics
    verdict = next(each for each in untimed.verdicts if each.rule == "own.silence")
    assert (verdict.verdict, verdict.reason) == (Outcome.UNDECIDABLE, "no-times")
