"""The page of a call in a browser: what was found, missed and dropped, each in its place."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from scriptcheck import Call, Outcome, Speaker, Turn
from scriptcheck.report import SuppressedMatch
from scriptcheck.text.visible import visible
from scriptcheck.write.html import HtmlWriter
from tests.conftest import cue, rule
from tests.write.html.conftest import write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.report import CallReport

# For every place on the page, by turn and its first and last character as shown: what it marks.
MARKED = """
() => {
  const found = [];
  for (const turn of document.querySelectorAll(".turn")) {
    let at = 0;
    const open = new Map();
    for (const node of turn.querySelector(".said").childNodes) {
      const text = node.textContent;
      for (const number of node.dataset ? node.dataset.places.split(" ") : []) {
        const place = { turn: Number(turn.dataset.turn), start: at, text: "" };
        if (!open.has(number)) open.set(number, place);
        open.get(number).text += text;
      }
      at += text.length;
    }
    found.push(...open.values());
  }
  return found;
}
"""


def utf16(text: str) -> int:
    """Return how many units a browser counts in ``text``."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def expected_marks(report: CallReport, call: Call) -> set[tuple[int, int, str]]:
    """Return what must be marked: turn, where it begins as shown, and the text."""
    hits: list[Any] = [*report.cues, *report.suppressed, *report.suspects]
    hits += [hit for verdict in report.verdicts for hit in verdict.evidence]
    return {
        (hit.turn, utf16(visible(call.turns[hit.turn].text[: hit.start])), visible(hit.quote))
        for hit in hits
        if hit.quote
    }


def shows_what_was_found(page: Page, report: CallReport, call: Call) -> None:
    """Assert that the page of ``call`` marks what the report found, and the texts are right."""
    nearest = {
        (verdict.nearest.turn, visible(verdict.nearest.quote))
        for verdict in report.verdicts
        if verdict.nearest
    }
    marked = page.evaluate(MARKED)
    found = {(each["turn"], each["start"], each["text"]) for each in marked}
    wanted = expected_marks(report, call)
    assert wanted <= found
    assert {(turn, text) for turn, _, text in found - wanted} <= nearest
    said = page.locator(".turn .said").all_text_contents()
    assert said == [visible(turn.text) or "（没有文字）" for turn in call.turns]


def test_highlights_stand_at_the_right_characters(
    open_page: Callable[..., Page],
    made_up_report: Path,
    made_up_calls: list[Call],
    default_checker: Checker,
) -> None:
    page = open_page(made_up_report)
    for call in made_up_calls:
        page.evaluate("(id) => { location.hash = sc.route.hash({ call: id }); }", call.call_id)
        expect(page.locator("#call-title")).to_have_text(call.call_id)
        shows_what_was_found(page, default_checker.check(call), call)


def test_a_violation_is_told_in_place_with_its_advice(
    open_page: Callable[..., Page],
    made_up_report: Path,
    made_up_calls: list[Call],
    default_checker: Checker,
) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    (call,) = [each for each in made_up_calls if each.call_id == "demo-complaint-bad"]
    report = default_checker.check(call)
    for verdict in report.violations:
        card = page.locator(f'.violation[data-rule="{verdict.rule}"]')
        expect(card).to_contain_text(verdict.message)
        expect(card).to_contain_text(verdict.advice)
        for hit in verdict.evidence:
            note = page.locator(f"#turn-{hit.turn} .note", has_text=verdict.title)
            expect(note).to_contain_text(verdict.advice)
        if not verdict.evidence and not verdict.measured and verdict.searched:
            assert verdict.searched.turns
            last = verdict.searched.turns[1]
            everywhere = verdict.searched.turns == (0, len(call.turns) - 1)
            place = ".nowhere" if everywhere else f"#turn-{last}"
            missed = page.locator(f'{place} .missed[data-rule="{verdict.rule}"]')
            expect(missed).to_contain_text(verdict.title)
            if verdict.nearest:
                expect(missed).to_contain_text(verdict.nearest.quote)


def test_j_and_k_go_through_the_violations(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    page.locator(".violation").first.wait_for()
    page.keyboard.press("j")
    first = page.locator(".violation.current").get_attribute("data-rule")
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    page.keyboard.press("j")
    assert page.locator(".violation.current").get_attribute("data-rule") != first
    page.keyboard.press("k")
    assert page.locator(".violation.current").get_attribute("data-rule") == first
    page.keyboard.press("k")
    last = page.locator(".violation").last.get_attribute("data-rule")
    assert page.locator(".violation.current").get_attribute("data-rule") == last


def test_dropped_candidates_are_shown_on_request(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    page.locator("mark.has-dropped").first.wait_for()
    style = "getComputedStyle(document.querySelector('mark.has-dropped')).outlineStyle"
    assert page.evaluate(style) == "none"
    page.keyboard.press("s")
    assert page.evaluate(style) == "dashed"
    expect(page.locator("#panel")).to_contain_text("这些话像是某条话术")
    page.keyboard.press("s")
    assert page.evaluate(style) == "none"


def test_a_highlight_says_what_was_heard(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    page.locator("#turn-18 mark.k-major").first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("禁语：修不好，退换吧")
    expect(dialog).to_contain_text("建议")
    expect(dialog).to_contain_text("cannot_fix_return")


def test_tabs_tell_the_rest(open_page: Callable[..., Page], made_up_report: Path) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-good")
    page.locator("#tab-violations").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("人看")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("不适用")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("通话时长")
    expect(page.locator("#panel")).to_contain_text("6207")


def test_the_timeline_leads_to_turns(open_page: Callable[..., Page], made_up_report: Path) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    dot = page.locator(".lane.wrong .at.dot").first
    dot.click()
    expect(page.locator("#turn-18")).to_be_in_viewport()
    expect(page.locator(".timeline")).to_contain_text("全程没有说到")


def test_a_turn_can_be_linked_to(open_page: Callable[..., Page], made_up_report: Path) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad&turn=28")
    expect(page.locator("#turn-28")).to_be_in_viewport()


def test_the_file_of_a_call_leads_into_the_report(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, file="pages/07-long-wait.html")
    expect(page.locator("#call-title")).to_have_text("07-long-wait")


def test_what_is_not_there_is_said(
    open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    folder = write_report(default_checker, [Call("x", (Turn("agent", "您好"),))], tmp_path)
    page = open_page(folder, "#call=nobody")
    expect(page.locator(".failed")).to_contain_text("没有通话“nobody”")


def test_a_copy_without_its_data_says_so(
    browser: Any, default_checker: Checker, tmp_path: Path
) -> None:
    folder = write_report(default_checker, [Call("x", (Turn("agent", "您好"),))], tmp_path)
    (folder / "pages" / "data" / "0000.js").unlink()
    # Not watched: the browser itself logs that the file is missing.
    page = browser.new_page()
    page.goto(f"{(folder / 'index.html').as_uri()}#call=x")
    expect(page.locator(".failed")).to_contain_text("pages/data/0000.js")
    page.close()


def test_a_call_without_its_transcript(
    open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    from scriptcheck.write.html import HtmlWriter

    call = Call("x", (Turn("agent", "滚开，您好"),), source="a.json")
    with HtmlWriter(tmp_path) as writer:
        writer.write(default_checker.check(call), Call("x", ()))
    page = open_page(tmp_path, "#call=x")
    expect(page.locator(".transcript")).to_contain_text("没有附通话记录")
    expect(page.locator(".violation").first).to_be_visible()


def test_long_calls_are_drawn_in_parts(
    open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    turns = tuple(Turn("agent", f"第{number}句，不知道") for number in range(1800))
    folder = write_report(default_checker, [Call("long", turns)], tmp_path)
    page = open_page(folder, "#call=long")
    page.locator(".more").wait_for()
    assert page.locator(".turn").count() == 1500
    page.evaluate("location.hash = sc.route.hash({ call: 'long', turn: 1799 })")
    expect(page.locator("#turn-1799")).to_be_in_viewport()


def test_a_recording_jumps_to_the_turn(
    open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    with wave.open(str(tmp_path / "rec 1.wav"), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(1)
        recording.setframerate(8000)
        recording.writeframes(bytes([128]) * 8000 * 9)
    turns = (Turn("agent", "您好", 0, 900), Turn("customer", "冰箱坏了", 4200, 5000))
    folder = write_report(default_checker, [Call("x", turns, {"audio": "rec 1.wav"})], tmp_path)
    page = open_page(folder, "#call=x")
    page.locator("#turn-1 .play").click()
    expect(page.locator("#turn-1.playing")).to_be_visible()
    assert page.evaluate("document.querySelector('audio').currentTime") >= 4.2
    page.locator("#call-title").focus()
    page.keyboard.press(" ")
    assert page.evaluate("document.querySelector('audio').paused")


def test_print_has_the_transcript_and_no_buttons(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, "#call=demo-complaint-bad")
    page.locator(".violation").first.wait_for()
    page.emulate_media(media="print")
    expect(page.locator(".choices").first).to_be_hidden()
    expect(page.locator(".review-bar")).to_be_hidden()
    expect(page.locator(".said").first).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.findings')).position") == "static"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_opens_in_the_language_of_the_check(
    lang: Any, open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    from scriptcheck.write.html import HtmlWriter

    call = Call("x", (Turn("agent", "滚开"),))
    with HtmlWriter(tmp_path, profile=default_checker.profile, lang=lang) as writer:
        writer.write(default_checker.check(call), call)
    page = open_page(tmp_path, "#call=x")
    expect(page.locator("#tab-violations")).to_contain_text(
        "违规" if lang == "zh" else "Violations"
    )
    rule = default_checker.profile.rules["banned.rude"]
    card = page.locator('.violation[data-rule="banned.rude"]')
    expect(card).to_contain_text(rule.title if lang == "zh" else rule.title_en)
    # The report is in Chinese; where the lexicon has its words in English too, so has the page.
    expect(card).to_contain_text(rule.advice if lang == "zh" else rule.advice_en)


def test_an_undecidable_rule_shows_what_may_have_been_said(
    open_page: Callable[..., Page], make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = make_checker({"closing": cue("再见")}, {"a.closing": rule(require="closing")})
    call = Call("x", (Turn(Speaker.AGENT, "那挂了啊"),))
    report = checker.check(call)
    (closing,) = report.verdicts
    open_one = replace(closing, verdict=Outcome.UNDECIDABLE, reason="possible")
    dropped = SuppressedMatch("closing", "agent", 0, 0, 3, "那挂了", "", "possible", "70%")
    with HtmlWriter(tmp_path, profile=checker.profile) as writer:
        writer.write(replace(report, verdicts=(open_one,), suppressed=(dropped,)), call)
    page = open_page(tmp_path, "#call=x")
    page.locator("#tab-rules").click()
    shown = page.locator(".outcome .evidence")
    expect(shown.locator("q")).to_have_text("那挂了")
    expect(shown.locator(".turn-link")).to_have_text("#1")
