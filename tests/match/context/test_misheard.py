"""Phrases that only sound like what is written, against a corpus of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import call, cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck import Checker

CORPUS = Path(__file__).parent / "corpora" / "misheard.yaml"


def pairs() -> Iterator[tuple[str, str, bool]]:
    """Yield phrase, transcript, and whether the phrase was misheard as part of it."""
    corpus = yaml.safe_load(CORPUS.read_text("utf-8"))
    for verdict in ("misheard", "written"):
        for phrase, text in corpus[verdict]:
            yield phrase, text, verdict == "misheard"


@pytest.mark.parametrize(("phrase", "text", "misheard"), list(pairs()), ids=str)
def test_misheard(
    make_checker: Callable[..., Checker], phrase: str, text: str, misheard: bool
) -> None:
    report = make_checker({"a": cue(phrase)}).check(call(f"A {text}"))
    assert bool(report.cues) is misheard


def test_the_reason_is_reported(make_checker: Callable[..., Checker]) -> None:
    report = make_checker({"a": cue("有完没完")}).check(call("A 您家现在是有网没网"))
    assert [(each.reason, each.detail) for each in report.suppressed] == [
        ("as-written", "有网没网")
    ]


def test_what_should_be_said_was_asked_of_the_words_before(
    make_checker: Callable[..., Checker],
) -> None:
    report = make_checker({"a": cue("有完没完", tolerance="near")}).check(call("A 有玩没完"))
    assert [each.reason for each in report.suppressed if each.reason == "as-written"] == []
