"""Each context test against a corpus of its own: sentences of many trades, both ways."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scriptcheck.match.context import asking, negation, quoting, remit, subject, supposing
from scriptcheck.match.context.grammar import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.match.context.grammar import Place

CORPORA = Path(__file__).parent / "corpora"
TESTS: dict[str, Callable[[Place], str | None]] = {
    "asking": asking.asked,
    "negation": lambda at: (
        negation.negated_before(at.text, at.start, at.end)
        or negation.negated_over_clause(at.text, at.start, at.end)
    ),
    "quoting": quoting.quoted,
    "remit": remit.outside_remit,
    "subject": subject.other_subject,
    "supposing": supposing.supposed,
}


def sentences() -> list[Any]:
    """Return each marked sentence with its test and whether that drops the candidate."""
    found = []
    for name in TESTS:
        corpus = yaml.safe_load((CORPORA / f"{name}.yaml").read_text("utf-8"))
        for verdict in ("drop", "keep"):
            found += [
                pytest.param(name, sentence, verdict == "drop", id=f"{name}-{sentence}")
                for sentence in corpus[verdict]
            ]
    return found


@pytest.mark.parametrize(("name", "sentence", "dropped"), sentences())
def test_corpus(name: str, sentence: str, dropped: bool) -> None:
    start = sentence.index("【")
    end = sentence.index("】") - 1
    text = sentence.replace("【", "").replace("】", "")
    evidence = TESTS[name](place(text, start, end, ()))
    assert (evidence is not None) is dropped, evidence
