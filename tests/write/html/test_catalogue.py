"""What pages say of rules: the points that the scorecard takes off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.write.html.catalogue import Catalogue
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker

CUES = {"bad": cue("办不了"), "worse": cue("我办不了"), "more": cue("还有其他需要")}
RULES = {
    "bad": rule(forbid="bad", points=-3, scoring={"each": True}),
    "more": rule(require="more", points=-2, scoring={"plus": 5}),
    "worse": rule(forbid="worse", points=-7),
}


def points_by_rule(catalogue: Catalogue, *reports: CallReport) -> dict[str, int | None]:
    for report in reports:
        for verdict in report.verdicts:
            catalogue.rule(verdict)
    return {each["id"]: each["points"] for each in catalogue.rules()}


@pytest.mark.parametrize("turns", [["A 我办不了"], ["A 办不了", "A 办不了"], ["A 还有其他需要吗"]])
def test_points_are_those_of_the_profile(
    make_checker: Callable[..., Checker], turns: list[str]
) -> None:
    checker = make_checker(CUES, RULES)
    found = points_by_rule(Catalogue(checker.profile), checker.check(call(*turns)))
    assert found == {"bad": -3, "more": -2, "worse": -7}


def test_without_a_profile_violations_say_what_is_taken_off(
    make_checker: Callable[..., Checker],
) -> None:
    checker = make_checker(CUES, RULES)
    kept, under, broken = (
        checker.check(call(*turns))
        for turns in (["A 还有其他需要吗"], ["A 我办不了"], ["A 办不了"])
    )
    assert points_by_rule(Catalogue(None), kept) == {"bad": None, "more": None, "worse": None}
    found = points_by_rule(Catalogue(None), kept, under, broken)
    assert found == {"bad": -3, "more": -2, "worse": -7}
