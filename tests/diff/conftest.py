"""Two versions of a small lexicon, and calls that tell them apart."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Checker
from scriptcheck.run import RunOptions, check_files
from scriptcheck.write.registry import writers
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CUES = {"greeting": cue("您好"), "rude": cue("滚开"), "closing": cue("再见")}
RULES = {
    "a.greeting": rule(require="greeting", points=-10),
    "a.polite": rule(forbid="rude", severity="fatal", points=-60),
    "a.closing": rule(require="closing", when="greeting", points=-5),
}


def call_line(call_id: str, *said: str) -> str:
    turns = [{"speaker": "agent", "text": text} for text in said]
    return json.dumps({"call_id": call_id, "turns": turns}, ensure_ascii=False) + "\n"


@dataclass
class Lexicons:
    """Lexicons of one folder, by name, and what they make of calls."""

    folder: Path
    write_lexicon: Callable[..., Path]

    def write(self, name: str, cues: dict[str, Any], rules: dict[str, Any], **profile: Any) -> Path:
        """Write a lexicon and return its folder."""
        home = self.folder / name
        shutil.rmtree(home, ignore_errors=True)
        self.write_lexicon(cues, rules, profile).rename(home)
        return home

    def checker(
        self,
        name: str,
        cues: dict[str, Any] | None = None,
        rules: dict[str, Any] | None = None,
        **profile: Any,
    ) -> Checker:
        """Return a checker of the usual lexicon with ``cues`` and ``rules`` over it."""
        given = CUES | (cues or {}), RULES | (rules or {})
        return Checker.load(self.write(name, *given, **profile))

    def calls(self, *lines: str, name: str = "calls.jsonl") -> Path:
        """Write a transcript of ``lines`` and return its path."""
        path = self.folder / name
        path.write_text("".join(lines), encoding="utf-8")
        return path

    def check(self, checker: Checker, calls: Path, out: str, jobs: int = 0) -> Path:
        """Check ``calls`` into the folder ``out`` and return it."""
        home = self.folder / out
        formats: Sequence[str] = ["transcripts"]
        check_files(
            checker,
            [calls],
            home,
            run_options=RunOptions(jobs=jobs),
            writers=writers(formats, home),
        )
        return home


@pytest.fixture
def lexicons(tmp_path: Path, write_lexicon: Callable[..., Path]) -> Lexicons:
    """Return lexicons in an empty folder."""
    return Lexicons(tmp_path, write_lexicon)
