"""Settings of a learned model for cues that nothing defines, or that the model does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.learned.idle_settings import idle_settings
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs
from tests.conftest import ROOT, cue
from tests.learned.conftest import CUES, RULES, SURE
from tests.lexicon.problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNLEARNED = {"cues": {"rude": {"match": 0.9}, "greeting": {"match": 0.9}}}


def idle(folder: Path) -> list[tuple[str, str]]:
    """Return the code and file of each problem of settings that change nothing."""
    found = idle_settings(load_profile(folder, rule_specs()))
    return [(each.code, each.place.rpartition("/")[2]) for each in found]


def test_a_cue_that_nothing_defines(learned_lexicon: Callable[..., Path]) -> None:
    folder = learned_lexicon({"cues": {"rudde": {"match": 0.9}}})
    ((code, place),) = problems_of(folder)
    assert code == "unknown-cue"
    lines = (folder / "profile.yaml").read_text(encoding="utf-8").splitlines()
    assert "rudde" in lines[int(place.split(":")[1]) - 1]


def test_a_cue_that_the_model_does_not_know(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    folder = write_lexicon(CUES | {"greeting": cue("您好")}, RULES, {"learned": UNLEARNED})
    (folder / "learned.model").write_bytes(model_data)
    ((code, place),) = idle(folder)
    assert code == "learned-without-effect"
    lines = (folder / "profile.yaml").read_text(encoding="utf-8").splitlines()
    assert "greeting" in lines[int(place.split(":")[1]) - 1]


@pytest.mark.parametrize(("use", "count"), [(True, 1), (False, 0)])
def test_a_profile_without_a_model(
    write_lexicon: Callable[..., Path], use: bool, count: int
) -> None:
    settings = {"use": use, "cues": {"rude": {"match": 0.9}}}
    folder = write_lexicon(CUES, RULES, {"learned": settings})
    assert len(idle(folder)) == count


def test_what_the_model_knows_is_no_problem(learned_lexicon: Callable[..., Path]) -> None:
    assert not idle(learned_lexicon(SURE))
    assert not idle(ROOT / "lexicons" / "profiles" / "default.yaml")
