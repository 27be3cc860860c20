"""A checker of what depends on everything that may change while a call goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from tests.conftest import PROFILE
from tests.live.samples import cues, rules

if TYPE_CHECKING:
    from pathlib import Path


def checker_of(folder: Path, cues: dict[str, object], rules: dict[str, object]) -> Checker:
    """Return a checker of a lexicon of ``cues`` and ``rules``, written to ``folder``."""
    chapter = {"title": "章", "title_en": "Chapter", "cues": cues, "rules": rules}
    for name, data in (("profile.yaml", PROFILE), ("chapter.yaml", chapter)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return Checker.load(folder)


@pytest.fixture(scope="session")
def every_way(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Return a checker of the cues and rules of the samples."""
    return checker_of(tmp_path_factory.mktemp("every_way"), cues(), rules())
