"""Writes docs/catalogue.md: every cue and rule of the default profile, made from the lexicons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.lexicon.profile import Profile

PAGE: Final = Path(__file__).parent.parent / "docs" / "catalogue.md"

HEAD: Final = """# Cues and rules

All that the profile `default` listens for and judges; `make catalogue` makes this page from the
lexicon files. `scriptcheck lexicon show ID` shows one of them in full.

"""


def page(profile: Profile) -> str:
    """Return the page on ``profile``."""
    return "".join((HEAD, *_rules(profile), "\n", *_cues(profile)))


def _rules(profile: Profile) -> Iterator[str]:
    yield "## Rules\n\n"
    yield _row("rule", "名称", "title", "severity", "points", "source")
    yield _row(*["---"] * 6)
    for name, rule in sorted(profile.rules.items()):
        points = str(rule.points)
        yield _row(f"`{name}`", rule.title, rule.title_en, rule.severity, points, rule.source)


def _cues(profile: Profile) -> Iterator[str]:
    yield "## Cues\n\n"
    yield _row("cue", "名称", "title", "said by", "phrases")
    yield _row(*["---"] * 5)
    for name, cue in sorted(profile.cues.items()):
        yield _row(f"`{name}`", cue.title, cue.title_en, cue.speaker, str(len(cue.phrases)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(Checker.load().profile), encoding="utf-8")
