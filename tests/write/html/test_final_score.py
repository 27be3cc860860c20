"""The score after review in the browser: it changes as one marks, and by files of labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.write.html import HtmlWriter
from tests.write.html.test_review import add_missed, exported, mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Call, Checker

CALL = "#call=demo-complaint-bad"


def shown(page: Page) -> str:
    """Return the final score that the page shows."""
    return page.locator("#final-score b").inner_text()


def test_the_score_changes_as_one_marks(
    open_page: Callable[..., Page], made_up_report: Path, default_checker: Checker
) -> None:
    rules = default_checker.profile.rules
    page = open_page(made_up_report, CALL)
    machine = int(page.locator(".score:not(.final) b").inner_text())
    expect(page.locator("#final-score")).to_be_hidden()
    mark(page, "banned.pass_buck", "wrong")
    back = -rules["banned.pass_buck"].points
    assert shown(page) == str(machine + back)
    mark(page, "banned.impatient", "right")
    mark(page, "banned.inherent_defect", "unsure")
    assert shown(page) == str(machine + back)
    added = next(
        value.removeprefix("rule:")
        for value in (f"rule:{name}" for name in sorted(rules))
        if page.locator(f'.violation[data-rule="{value[5:]}"]').count() == 0
        and rules[value[5:]].points
        and rules[value[5:]].severity != "fatal"
        and value[5:].startswith("banned.")
    )
    add_missed(page, 1, f"rule:{added}")
    assert shown(page) == str(machine + back + rules[added].points)
    page.locator(".back").click()
    row = page.locator('.line:has-text("demo-complaint-bad") .c-score')
    expect(row).to_have_text(f"{machine} → {machine + back + rules[added].points}")


def test_files_of_labels_are_shown(
    open_page: Callable[..., Page],
    default_checker: Checker,
    made_up_calls: list[Call],
    tmp_path: Path,
) -> None:
    label = {
        "call_id": "demo-complaint-bad",
        "reviewer": "王<b>",
        "time": "2026-03-01T10:00:00+08:00",
        "stage": "final",
        "verdicts": {"banned.pass_buck": "not_fail", "banned.rude": "fail"},
        "reasons": {"banned.pass_buck": "是客户要求的"},
    }
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(label) + "\n")
    profile = default_checker.profile
    reviews = Reviews.of(read_labels([path]), ReviewTerms.of(profile))
    calls = {call.call_id: default_checker.check(call) for call in made_up_calls}
    with HtmlWriter(tmp_path, profile=profile, review=reviews) as writer:
        for call in made_up_calls:
            writer.write(calls[call.call_id], call)
    page = open_page(tmp_path, CALL)
    final = reviews(calls["demo-complaint-bad"]).final_score
    assert final != calls["demo-complaint-bad"].score
    assert shown(page) == str(final)
    card = page.locator('.violation[data-rule="banned.pass_buck"]')
    expect(card.locator(".history")).to_contain_text("终审 · 王<b> · 2026-03-01 10:00")
    expect(card.locator(".history q")).to_have_text("是客户要求的")
    expect(page.locator(".added-list")).to_contain_text("违规")
    # The final stage has closed it: a mark in the page changes nothing.
    mark(page, "banned.pass_buck", "right")
    assert shown(page) == str(final)


def test_what_is_disputed_is_counted_by_rule(
    open_page: Callable[..., Page],
    default_checker: Checker,
    made_up_calls: list[Call],
    tmp_path: Path,
) -> None:
    verdicts = {"banned.pass_buck": "not_fail", "banned.impatient": "fail"}
    label = {"call_id": "demo-complaint-bad", "reviewer": "王", "verdicts": verdicts}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label))
    terms = ReviewTerms.of(default_checker.profile)
    reviews = Reviews.of(read_labels([tmp_path / "labels.jsonl"]), terms)
    with HtmlWriter(tmp_path, profile=default_checker.profile, review=reviews) as writer:
        for call in made_up_calls:
            writer.write(default_checker.check(call), call)
    page = open_page(tmp_path, CALL)
    # A mark in the page counts as well.
    mark(page, "banned.inherent_defect", "wrong")
    page.locator(".back").click()
    lines = page.locator(".disputes tbody tr")
    assert [each.inner_text().split("\t") for each in lines.all()] == [
        ["禁语：内在质量问题", "1", "1", "100%"],
        ["禁语：推诿", "1", "1", "100%"],
        ["禁语：不耐烦", "1", "0", "0%"],
        ["合计", "3", "2", "66.7%"],
    ]
    lines.nth(1).locator(".name").click()
    expect(page.locator(".chip").first).to_contain_text("规则：禁语：推诿")


def test_exported_labels_say_who(
    open_page: Callable[..., Page], made_up_report: Path, tmp_path: Path
) -> None:
    page = open_page(made_up_report, CALL)
    mark(page, "banned.pass_buck", "wrong", note="误判")
    page.locator("#reviewer").click()
    page.locator("#reviewer-name").fill("李四")
    page.locator("#reviewer-stage").select_option("appeal")
    page.locator(".missed-form .primary").click()
    expect(page.locator("#reviewer")).to_have_text("李四")
    (line,) = exported(page, tmp_path / "labels.jsonl")
    assert (line["reviewer"], line["stage"]) == ("李四", "appeal")
    (label,) = read_labels([tmp_path / "labels.jsonl"])
    assert label.time is not None
    assert label.verdicts == {"banned.pass_buck": "not_fail"}
    assert label.reasons == {"banned.pass_buck": "误判"}
