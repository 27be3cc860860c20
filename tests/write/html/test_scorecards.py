"""The score in the browser is what the reports' own scorecard makes of the exported labels."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.review import Reviews, ReviewTerms, read_labels
from scriptcheck.rule_selection import RuleSelection
from scriptcheck.write.html import HtmlWriter
from tests.conftest import cue, rule
from tests.write.html.test_review import add_missed, mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import CallReport

CUES = {
    "greeting": cue("您好"),
    "company": cue("海尔"),
    "rude": cue("滚开"),
    "curse": cue("滚开", "笨蛋"),
    "thanks": cue("谢谢"),
    "filler": cue("反正"),
    "closing": cue("再见"),
}
BY_POINTS = {
    "a.closing": rule(require="closing", points=-25),
    "a.company": rule(require="company", severity="major", points=-20),
    "a.curse": rule(forbid="curse", points=-10, scoring={"each": True, "at_most": 15}),
    "a.filler": rule(forbid="filler", points=-5, scoring={"each": True, "at_most": 12}),
    "a.greeting": rule(require="greeting", points=-10, same_as=["a.company"]),
    "a.opening": rule(require="greeting", severity="info", points=-5, same_as=["a.company"]),
    "a.rude": rule(forbid="rude", severity="fatal", points=-30),
    "a.thanks": rule(require="thanks", points=-1, scoring={"plus": 7}),
}
WEIGHTS = (7, 3, 0, 2, 5, 1, 20, 3)
BY_WEIGHTS = {
    name: fields | {"scoring": {"weight": weight}}
    for (name, fields), weight in zip(BY_POINTS.items(), WEIGHTS, strict=True)
}
SECTIONS = {
    "opening": {"title": "开场", "rules": ["a.company", "a.greeting", "a.opening"], "floor": 50},
    "manners": {"title": "态度", "rules": ["a.r*", "a.curse", "a.thanks"], "floor": 40},
    "rest": {"title": "其余", "rules": ["a.closing"]},
}
PROFILES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "points": (BY_POINTS, {"scorecard": {"sections": SECTIONS}, "pass_score": 60}),
    "weights": (
        BY_WEIGHTS,
        {"scorecard": {"method": "weights", "sections": SECTIONS}, "pass_score": 55},
    ),
}
SAID = (
    ("您好，海尔客服，谢谢，再见",),
    ("喂，请讲", "反正就这样", "反正没办法", "反正你看着办"),
    ("你滚开", "笨蛋", "您好，请讲"),
    ("海尔，谢谢", "滚开", "笨蛋", "反正滚开"),
    ("嗯",),
)
CALLS = 150
FINAL = """() => sc.rows.map((row) => {
  const { score, passed } = sc.final.of(row);
  return [row.id, [score, passed]];
})"""


def checker_of(make_checker: Callable[..., Checker], name: str) -> Checker:
    rules, profile = PROFILES[name]
    return make_checker(CUES, rules, profile)


def calls() -> list[Call]:
    return [
        Call(f"c{number}", tuple(Turn(Speaker.AGENT, text) for text in SAID[number % len(SAID)]))
        for number in range(CALLS)
    ]


def marks_on(report: CallReport, source: random.Random) -> list[dict[str, Any]]:
    """Return marks by several people, at several stages, in some order of time."""
    found: list[dict[str, Any]] = []
    for verdict in report.verdicts:
        for who in source.sample(["王", "李", ""], source.choice([0, 0, 1, 1, 2, 3])):
            item: dict[str, Any] = {"rule": verdict.rule}
            item["time"] = f"2026-03-{source.randrange(1, 29):02}T10:00:{len(found):02}.000Z"
            if who:
                stage = source.choice(["review", "review", "review", "appeal", "final"])
                item |= {"reviewer": who, "stage": stage}
            if source.random() < 0.2:
                item |= {"missed": True, "turn": 0}
            else:
                item["mark"] = source.choice(["right", "wrong", "wrong", "unsure"])
            found.append(item)
    return found


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_marks_by_anybody_come_to_the_same(
    open_page: Callable[..., Page],
    make_checker: Callable[..., Checker],
    tmp_path: Path,
    name: str,
) -> None:
    checker = checker_of(make_checker, name)
    reports = {call.call_id: checker.check(call) for call in calls()}
    with HtmlWriter(tmp_path / "page", profile=checker.profile) as writer:
        for call in calls():
            writer.write(reports[call.call_id], call)
    page = open_page(tmp_path / "page")
    source = random.Random(7)  # noqa: S311  (chance, not secrecy)
    pairs = [[each, item] for each in reports for item in marks_on(reports[each], source)]
    page.evaluate("(pairs) => sc.review.setAll(pairs)", pairs)
    path = tmp_path / "labels.jsonl"
    path.write_text(page.evaluate("() => sc.labels.text()"), encoding="utf-8")
    reviews = Reviews.of(read_labels([path]), ReviewTerms.of(checker.profile))
    after = {each: reviews(report) for each, report in reports.items()}
    expected = {each: [found.final_score, found.final_passed] for each, found in after.items()}
    of_page = page.evaluate(FINAL)
    assert dict(of_page) == expected
    changed = [each for each in reports if after[each].final_score != reports[each].score]
    assert len(changed) > CALLS / 2
    assert len({found.final_score for found in after.values()}) > 20
    assert {found.final_passed for found in after.values()} == {True, False}

    # A page that was written with these labels shows it, too, and holds with the marks on top.
    with HtmlWriter(tmp_path / "page", profile=checker.profile, review=reviews) as writer:
        for call in calls():
            writer.write(reports[call.call_id], call)
    page.reload()
    of_page = page.evaluate(FINAL)
    assert dict(of_page) == expected
    other = open_page(tmp_path / "page", f"#call={changed[0]}")
    expect(other.locator("#final-score b")).to_have_text(str(expected[changed[0]][0]))


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_score_while_marking(
    open_page: Callable[..., Page],
    make_checker: Callable[..., Checker],
    tmp_path: Path,
    name: str,
) -> None:
    checker = checker_of(make_checker, name)
    call = calls()[3]
    report = checker.check(call)
    # Rules that the page does not show count as well.
    selection = RuleSelection(ignore=("a.filler",))
    folder = tmp_path / "page"
    with HtmlWriter(folder, profile=checker.profile, selection=selection) as writer:
        writer.write(report, call)
    page = open_page(folder, "#call=c3")
    expect(page.locator('.violation[data-rule="a.filler"]')).to_have_count(0)

    def expect_same() -> None:
        path = tmp_path / "labels.jsonl"
        path.write_text(page.evaluate("() => sc.labels.text()"), encoding="utf-8")
        terms = ReviewTerms.of(checker.profile)
        found = Reviews.of(read_labels([path]), terms)(report)
        assert found.final_score != report.score
        expect(page.locator("#final-score b")).to_have_text(str(found.final_score))
        word = "合格" if found.final_passed else "不合格"
        expect(page.locator("#final-score span")).to_have_text(f"复核后：{word}")

    mark(page, "a.rude", "wrong")
    expect_same()
    mark(page, "a.curse", "wrong")
    expect_same()
    add_missed(page, 0, "rule:a.company")
    expect_same()
