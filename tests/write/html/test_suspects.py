"""What a person should look at, on the page: a list of its own, with marks that train."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
from playwright.sync_api import expect

from scriptcheck.evaluate import read_gold
from scriptcheck.report import LearnedEvidence, Suspect
from scriptcheck.training.review_turns import labelled_turns
from scriptcheck.write.html import HtmlWriter
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from scriptcheck import Call, Checker

SAID = "爱投诉你就投诉去<b>好了</b>"
SPOKEN = call("A 您好", f"A {SAID}", "C 什么态度")


def write(checker: Checker, folder: Path, *, only_suspects: bool = False) -> Path:
    evidence = LearnedEvidence(1.0, 0.45, (("投诉去", 22),), "<i>你投诉去吧</i>")
    suspect = Suspect("rude", "agent", 1, 0, 8, SAID[:8], "粗鲁", evidence)
    report = msgspec.structs.replace(checker.check(SPOKEN), suspects=(suspect,), suppressed=())
    if only_suspects:
        report = msgspec.structs.replace(report, verdicts=(), cues=())
    with HtmlWriter(folder, profile=checker.profile) as writer:
        writer.write(report, SPOKEN)
    return folder


def test_they_stand_apart_from_violations(
    default_checker: Checker, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(write(default_checker, tmp_path), "#call=test")
    expect(page.locator("#tab-violations")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#tab-suspects .badge")).to_have_text("1")
    page.locator("#tab-suspects").click()
    card = page.locator(".suspect")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(SAID[:8])
    expect(card.locator(".learned p").nth(0)).to_have_text("类似：<i>你投诉去吧</i>")
    expect(card.locator(".learned")).to_contain_text("把握 45%")
    expect(card.locator(".learned")).to_contain_text("投诉去 +22")
    page.locator("mark.k-suspect").click()
    expect(page.locator("dialog")).to_contain_text("不算违规，不扣分")


def test_a_page_of_suspects_alone_opens_with_them_and_marks_train(
    default_checker: Checker, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(write(default_checker, tmp_path, only_suspects=True), "#call=test")
    page.locator(".suspect .choice.right").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    labels = tmp_path / "labels.jsonl"
    download.value.save_as(labels)
    line = json.loads(labels.read_text(encoding="utf-8"))
    assert line["marks"] == [{"cue": "rude", "turn": 1, "heard": True, "quote": SAID[:8]}]
    cues = default_checker.profile.cues
    calls: list[Call] = [SPOKEN]
    (turn,) = labelled_turns(read_gold(labels), calls, cues)
    assert (turn.text, turn.labels, turn.about) == (SAID, ("rude",), ("rude",))


def test_what_the_agent_took_back_is_among_them(
    make_checker: Callable[..., Checker], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    cues = {"promise": cue("绝对没事"), "sorry": cue("话说满了")}
    checker = make_checker(cues, {"a.promise": rule(forbid="promise", taken_back_by="sorry")})
    spoken = call("A 您放心绝对没事", "C 真的吗", "A 是我话说满了")
    with HtmlWriter(tmp_path, profile=checker.profile) as writer:
        writer.write(checker.check(spoken), spoken)
    page = open_page(tmp_path, "#call=test")
    expect(page.locator("#tab-suspects .badge")).to_have_text("1")
    expect(page.locator(".suspect")).to_contain_text("没有做到：客服在第 3 轮收回了这话")
    expect(page.locator("mark.k-suspect")).to_have_text("绝对没事")
    expect(page.locator(".at.dot.open")).to_have_count(1)
    page.locator("#tab-rules").click()
    expect(page.locator("#panel .evidence")).to_contain_text("绝对没事")
