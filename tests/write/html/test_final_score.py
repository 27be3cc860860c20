"""The score after review in the browser: it changes as one marks, and by files of labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from scriptcheck import Call, Speaker, Turn
from scriptcheck.evaluate import read_gold
from scriptcheck.report import Outcome
from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.write.html import HtmlWriter
from tests.conftest import cue, rule
from tests.write.html.conftest import write_report
from tests.write.html.test_review import add_missed, exported, imported, mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker

CALL = "#call=demo-complaint-bad"


def shown(page: Page) -> str:
    """Return the final score that the page shows."""
    return page.locator("#final-score b").inner_text()


def name(page: Page, who: str, stage: str = "review") -> None:
    """Say who is reviewing from now on, and at which stage."""
    page.locator("#reviewer").click()
    page.locator("#reviewer-name").fill(who)
    page.locator("#reviewer-stage").select_option(stage)
    page.locator(".missed-form .primary").click()
    expect(page.locator("#reviewer")).to_have_text(who or "复核人…")


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
    name(page, "李四", "appeal")
    mark(page, "banned.pass_buck", "wrong", note="误判")
    (line,) = exported(page, tmp_path / "labels.jsonl")
    assert (line["reviewer"], line["stage"]) == ("李四", "appeal")
    (label,) = read_labels([tmp_path / "labels.jsonl"])
    assert label.time is not None
    assert label.verdicts == {"banned.pass_buck": "not_fail"}
    assert label.reasons == {"banned.pass_buck": "误判"}


def test_nobody_signs_the_marks_of_another(
    open_page: Callable[..., Page], made_up_report: Path, tmp_path: Path
) -> None:
    page = open_page(made_up_report, CALL)
    mark(page, "banned.inherent_defect", "wrong")
    name(page, "王五")
    mark(page, "banned.pass_buck", "wrong", note="客户要求的")
    mark(page, "banned.impatient", "wrong")
    name(page, "李四", "final")
    card = page.locator('.violation[data-rule="banned.pass_buck"] > .marking')
    expect(card.locator(".said-by")).to_have_text("王五 · 复核 · 判错了客户要求的")
    expect(card.locator('.choice[aria-pressed="true"]')).to_have_count(0)
    mark(page, "banned.pass_buck", "right")
    lines = exported(page, tmp_path / "labels.jsonl")
    said = {line.get("reviewer", ""): line for line in lines}
    assert {who: line["verdicts"] for who, line in said.items()} == {
        "": {"banned.inherent_defect": "not_fail"},
        "王五": {"banned.pass_buck": "not_fail", "banned.impatient": "not_fail"},
        "李四": {"banned.pass_buck": "fail"},
    }
    assert [said[who].get("stage") for who in ("", "王五", "李四")] == [None, "review", "final"]
    # Each verdict has its own time, and these are those of the marks.
    times = said["王五"]["times"] | {"banned.impatient": said["王五"]["time"]}
    assert times["banned.pass_buck"] < times["banned.impatient"] < said["李四"]["time"]

    # Another browser has them as they are; taking one's own back leaves those of others.
    other = open_page(made_up_report, CALL)
    other.locator(".violation").first.wait_for()
    imported(other, tmp_path / "labels.jsonl")
    assert exported(other, tmp_path / "again.jsonl") == lines
    mark(page, "banned.pass_buck", "right")
    verdicts = {line.get("reviewer"): line for line in exported(page, tmp_path / "less.jsonl")}
    assert "李四" not in verdicts
    assert verdicts["王五"] == said["王五"]


def test_marks_of_two_reviewers_are_one_label_for_eval(
    open_page: Callable[..., Page], made_up_report: Path, tmp_path: Path
) -> None:
    page = open_page(made_up_report, CALL)
    name(page, "王五")
    mark(page, "banned.pass_buck", "wrong")
    mark(page, "banned.impatient", "wrong")
    name(page, "李四")
    mark(page, "banned.pass_buck", "right")
    assert len(exported(page, tmp_path / "labels.jsonl")) == 2
    (gold,) = read_gold(tmp_path / "labels.jsonl").calls.values()
    assert gold.verdicts == {"banned.pass_buck": Outcome.FAIL}
    assert gold.not_failed == {"banned.impatient"}


def test_what_counted_under_a_violation_that_is_none_can_be_marked(
    open_page: Callable[..., Page], make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = make_checker(
        {"greeting": cue("您好"), "company": cue("海尔")},
        {
            "a.company": rule(require="company", severity="major", points=-20),
            "a.greeting": rule(require="greeting", points=-10, same_as=["a.company"]),
        },
    )
    call = Call("x", (Turn(Speaker.AGENT, "喂，请讲"),))
    with HtmlWriter(tmp_path, profile=checker.profile) as writer:
        writer.write(checker.check(call), call)
    page = open_page(tmp_path, "#call=x")
    expect(page.locator(".violation")).to_have_count(1)
    expect(page.locator(".follower")).to_have_count(0)
    mark(page, "a.company", "wrong")
    assert shown(page) == "90"
    page.locator('.follower[data-rule="a.greeting"] .choice.wrong').click()
    assert shown(page) == "100"
    mark(page, "a.company", "right")
    expect(page.locator(".follower")).to_have_count(0)
    assert shown(page) == "80"


def test_a_page_for_a_reviewer_has_the_name_already(
    open_page: Callable[..., Page],
    default_checker: Checker,
    made_up_calls: list[Call],
    made_up_report: Path,
    tmp_path: Path,
) -> None:
    for who in ("张三", "李四"):
        with HtmlWriter(tmp_path / who, profile=default_checker.profile, reviewer=who) as writer:
            for call in made_up_calls:
                writer.write(default_checker.check(call), call)
    page = open_page(made_up_report, CALL)
    name(page, "主管", "final")
    # One browser, the same calls: each has a name, and sees nothing of what the others say.
    for who in ("张三", "李四"):
        page.goto(f"{(tmp_path / who / 'index.html').as_uri()}{CALL}")
        expect(page.locator("#reviewer")).to_have_text(who)
        expect(page.locator('.choice[aria-pressed="true"]')).to_have_count(0)
        mark(page, "banned.pass_buck", "wrong")
        (line,) = exported(page, tmp_path / f"{who}.jsonl")
        assert (line["reviewer"], line["stage"]) == (who, "review")
    name(page, "王五", "appeal")
    page.reload()
    expect(page.locator("#reviewer")).to_have_text("王五")
    name(page, "")
    page.reload()
    expect(page.locator("#reviewer")).to_have_text("复核人…")
    page.goto(f"{made_up_report.as_uri()}/index.html{CALL}")
    expect(page.locator("#reviewer")).to_have_text("主管")


def test_a_call_that_fails_without_a_score_has_failed(
    open_page: Callable[..., Page], make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = make_checker(
        {"greeting": cue("您好"), "rude": cue("滚开")},
        {
            "a.greeting": rule(require="greeting", points=-10),
            "a.polite": rule(forbid="rude", severity="fatal", points=-60),
        },
        {"least_speech": 8},
    )
    said = {"good": "您好，这里是客服，请问有什么可以帮您的吗", "rude": "滚开", "short": "喂"}
    calls = [Call(key, (Turn(Speaker.AGENT, text),)) for key, text in said.items()]
    page = open_page(write_report(checker, calls, tmp_path))
    figure = page.locator(".figure", has_text="合格率").first
    expect(figure).to_contain_text("50%")
    expect(figure).to_contain_text("2 通里 1 通合格")
    expect(page.locator(".figure", has_text="平均分").first.locator("dd")).to_have_text("100")
    expect(page.locator(".figure", has_text="无法判断").first.locator("dd")).to_have_text("1")
    page.goto(f"{page.url}#call=rude")
    expect(page.locator(".score.failed").first).to_have_text("–不合格")
    expect(page.locator("#final-score")).to_be_hidden()
    mark(page, "a.polite", "wrong")
    expect(page.locator("#final-score")).to_contain_text("无法判断")
    page.locator(".back").click()
    line = page.locator(".line", has_text="rude")
    expect(line.locator(".result")).to_have_text("不合格 → 无法判断")
    page.goto(f"{(tmp_path / 'index.html').as_uri()}#call=short")
    add_missed(page, 0, "rule:a.polite")
    expect(page.locator("#final-score")).to_contain_text("不合格")
