"""docs/privacy.md: its example runs, and it names every kind and reason as the code has them."""

from __future__ import annotations

import re

from scriptcheck.redact import KINDS, REASONS, RedactionReason
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(compile(code[1], "privacy.md", "exec"), {})  # noqa: S102  (our own documentation)


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the rows below ``heading``."""
    below = PAGE.split(f"{heading}\n")[1].split("\n\n")[0].splitlines()[1:]
    return [line.strip("| ").split(" | ") for line in below]


def test_the_kinds_are_those_of_the_code() -> None:
    assert [kind for kind, _ in rows("| kind | what |")] == [f"`{kind}`" for kind in KINDS]


def test_the_reasons_are_those_of_the_code() -> None:
    kinds = {
        reason: " ".join(f"`{kind}`" for kind, reasons in REASONS.items() if reason in reasons)
        for reason in RedactionReason
    }
    assert rows("| reason | kinds | what gave it away |") == [
        [f"`{reason}`", kinds[reason], reason.text.en] for reason in RedactionReason
    ]
