"""Sections of a scorecard: in the order of the profile, below their floor or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from scriptcheck.language import Text
from scriptcheck.write.content.section_scores import (
    NO_SECTIONS,
    ScorecardSections,
    SectionTerms,
    section_cells,
)
from scriptcheck.write.content.totals import Totals
from tests.conftest import call, cue, rule
from tests.write.conftest import CALL, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker
    from scriptcheck.report import CallReport


def test_what_a_profile_says_of_its_sections(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker(
        {"hello": cue("您好"), "bad": cue("办不了"), "wait": cue("你等着")},
        {
            "open.hello": rule(require="hello", points=-30),
            "open.bad": rule(forbid="bad", points=-5),
            "other": rule(forbid="wait", points=-5),
        },
        profile={
            "scorecard": {
                "sections": {
                    "opening": {"title": "开场", "title_en": "Opening", "rules": ["open.*"]},
                    "rest": {"title": "其他", "title_en": "Rest", "rules": ["other"], "floor": 96},
                }
            }
        },
    )
    sections = ScorecardSections.of(checker.profile)
    assert sections.terms == (
        SectionTerms("opening", Text("开场", "Opening"), None, ("open.bad", "open.hello")),
        SectionTerms("rest", Text("其他", "Rest"), 96, ("other",)),
    )
    opening, rest = sections.scores(checker.check(call("A 办不了", "A 你等着")))
    assert (opening.score, opening.is_below, rest.score, rest.is_below) == (65, False, 95, True)
    assert ScorecardSections.of(None) == NO_SECTIONS


def test_the_floor_itself_is_enough_and_no_score_is_not_below(
    report: Callable[..., CallReport],
) -> None:
    def below(score: int | None) -> bool:
        made = replace(report("x"), sections={"opening": score})
        (found,) = SECTIONS.scores(made)
        return found.is_below

    assert [below(score) for score in (79, 80, 100, None)] == [True, False, False, False]


def test_sections_of_another_profile_keep_their_ids(report: Callable[..., CallReport]) -> None:
    made = replace(report("x"), sections={"closing": 10, "unheard_of": 20, "opening": 30})
    found = SECTIONS.scores(made)
    assert [each.section for each in found] == ["opening", "closing", "unheard_of"]
    assert found[2].title == Text("unheard_of", "unheard_of")
    stamp = replace(made.profile, name="another")
    other = SECTIONS.scores(replace(made, profile=stamp))
    assert [(each.section, each.title.zh, each.floor) for each in other] == [
        ("closing", "closing", None),
        ("unheard_of", "unheard_of", None),
        ("opening", "opening", None),
    ]


def test_cells(report: Callable[..., CallReport]) -> None:
    made = replace(report("x"), sections={"opening": 79, "closing": None})
    assert section_cells(SECTIONS.scores(made)) == (
        ("opening=79", "closing="),
        ("opening=80",),
        ("opening",),
    )


def test_totals(report: Callable[..., CallReport]) -> None:
    totals = Totals()
    for score in (70, 90, None):
        made = replace(report("x"), sections={"opening": score, "closing": score})
        totals.add(made, CALL, sections=SECTIONS.scores(made))
    opening, closing = totals.sections.values()
    assert (opening.judged, opening.mean_score, opening.below) == (2, 80, 1)
    assert (closing.judged, closing.mean_score, closing.below) == (2, 80, 0)
