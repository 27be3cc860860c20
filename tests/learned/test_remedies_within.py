"""Remedies within the words that a model matches, which may be all of a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import call

if TYPE_CHECKING:
    from scriptcheck import Checker

REFUSED = "恢复的话我这个系统里是点不了的 这个按钮灰的"
OFFERED = "我得往会员部提一个申请 他们审过了能给您补回来一部分"


def test_an_offer_behind_what_the_model_goes_by_is_a_remedy(default_checker: Checker) -> None:
    report = default_checker.check(call("C 那你给我恢复了呗", f"A {REFUSED} {OFFERED}"))
    assert "cannot_help" not in {hit.cue for hit in report.cues}
    dropped = {hit.reason for hit in report.suppressed if hit.cue == "cannot_help"}
    assert "remedied" in dropped


def test_a_refusal_without_one_counts(default_checker: Checker) -> None:
    report = default_checker.check(call("C 那你给我恢复了呗", "A 恢复不了 系统点不了的 就这样"))
    assert "cannot_help" in {hit.cue for hit in report.cues}
