"""What is wrong with a lexicon, as tests compare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import LexiconError
from scriptcheck.lexicon.profile import load_profile
from scriptcheck.rules.registry import rule_specs

if TYPE_CHECKING:
    from pathlib import Path


def problems_of(reference: Path | str, **variables: list[str]) -> list[tuple[str, str]]:
    """Return the code and place of each problem of a lexicon that cannot be used."""
    with pytest.raises(LexiconError) as caught:
        load_profile(reference, rule_specs(), variables=variables)
    return [(problem.code, problem.place.rpartition("/")[2]) for problem in caught.value.problems]
