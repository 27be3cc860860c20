"""Review in the browser: marks are kept, exported as labels that eval reads, and imported again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from scriptcheck import Call, Turn
from scriptcheck.evaluate import evaluate, read_gold
from scriptcheck.evaluate.rows import FigureGroup
from tests.write.html.conftest import write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker

CALL = "#call=demo-complaint-bad"


def mark(page: Page, rule: str, name: str, note: str = "") -> None:
    """Mark the violation of ``rule`` on the open page."""
    card = page.locator(f'.violation[data-rule="{rule}"]')
    own = card.locator("> .marking")
    own.locator(f".choice.{name}").click()
    if note:
        own.locator(".note-button").click()
        own.locator("textarea").fill(note)
        own.locator("textarea").press("Control+Enter")


def pressed(page: Page) -> dict[str, str]:
    """Return the marks shown, by rule."""
    marks: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".violation")].flatMap((card) => {
             const on = card.querySelector(':scope > .marking .choice[aria-pressed="true"]');
             return on ? [[card.dataset.rule, on.classList[1]]] : [];
           }))"""
    )
    return marks


def exported(page: Page, path: Path) -> list[dict[str, Any]]:
    """Save the labels to ``path``, and return them."""
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == "labels.jsonl"
    download.value.save_as(path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def imported(page: Page, path: Path) -> None:
    """Read the labels in ``path`` back."""
    with page.expect_file_chooser() as chooser:
        page.locator("#import").click()
    chooser.value.set_files(path)


def add_missed(page: Page, turn: int, wanted: str, quote: str = "", note: str = "") -> None:
    """Add what was missed in ``turn``."""
    page.locator(f"#turn-{turn}").hover()
    page.locator(f"#turn-{turn} .add").click()
    page.locator("#missed-what").select_option(wanted)
    page.locator("#missed-quote").fill(quote)
    page.locator("#missed-note").fill(note)
    page.locator(".missed-form .primary").click()


def test_turns_are_counted_from_one_where_people_add_what_was_missed(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, CALL)
    shown = page.locator("#turn-4")
    expect(shown).to_contain_text("#5")
    shown.hover()
    shown.locator(".add").click()
    number = page.locator("#missed-turn")
    expect(number).to_have_value("5")
    expect(number).to_have_attribute("min", "1")
    number.fill("7")
    page.locator("#missed-what").select_option("cue:apology")
    page.locator(".missed-form .primary").click()
    expect(page.locator("#turn-6 .added")).to_have_count(1)
    expect(page.locator("#turn-4 .added")).to_have_count(0)


def test_marks_made_in_one_tab_are_shown_in_another(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, CALL)
    other = page.context.new_page()
    other.goto(page.url)
    mark(page, "banned.pass_buck", "right")
    chosen = '.violation[data-rule="banned.pass_buck"] .choice.right'
    expect(other.locator(chosen)).to_have_attribute("aria-pressed", "true")
    mark(other, "phone.restate", "unsure")
    expect(page.locator('.violation[data-rule="phone.restate"] .choice.unsure')).to_have_attribute(
        "aria-pressed", "true"
    )
    assert pressed(page) == pressed(other)
    assert len(pressed(page)) == 2


def test_marks_are_kept_exported_and_imported(
    open_page: Callable[..., Page],
    made_up_report: Path,
    made_up_calls: list[Call],
    default_checker: Checker,
    tmp_path: Path,
) -> None:
    page = open_page(made_up_report, CALL)
    mark(page, "banned.pass_buck", "right")
    mark(page, "banned.design_flaw", "wrong", note="客户自己说的\n</script>")
    mark(page, "phone.restate", "unsure")
    mark(page, "phone.interruption", "wrong")
    add_missed(page, 4, "cue:apology", quote="对不起", note="没听到")
    add_missed(page, 6, "rule:banned.rude")
    marks = pressed(page)
    assert marks["banned.design_flaw"] == "wrong"
    assert len(marks) == 4

    # They are there after the page was closed, also by way of the call's own file.
    page.goto(f"{(made_up_report / 'pages' / 'demo-complaint-bad.html').as_uri()}")
    expect(page.locator(".noted")).to_have_text("客户自己说的\n</script>")
    assert pressed(page) == marks
    expect(page.locator(".added-list li")).to_have_count(2)
    expect(page.locator("#turn-4 .added")).to_contain_text("没听到")
    expect(page.locator("#progress")).to_contain_text("已复核 4 /")

    (label,) = exported(page, tmp_path / "labels.jsonl")
    assert label["call_id"] == "demo-complaint-bad"
    assert label["verdicts"] == {
        "banned.pass_buck": "fail",
        "banned.design_flaw": "not_fail",
        "phone.interruption": "not_fail",
        "banned.rude": "fail",
    }
    heard = {(each["cue"], each["heard"]) for each in label["marks"]}
    assert heard == {("pass_buck", True), ("design_flaw", False), ("apology", True)}

    gold = read_gold(tmp_path / "labels.jsonl")
    evaluation = evaluate(default_checker, made_up_calls, gold)
    assert evaluation.problems == () or {each.code for each in evaluation.problems} == {
        "quote-not-found"
    }
    rules = {row.rule: row.counts for row in evaluation.rules}
    assert (rules["banned.pass_buck"].found, rules["banned.pass_buck"].right) == (1, 1)
    assert (rules["banned.design_flaw"].found, rules["banned.design_flaw"].right) == (1, 0)
    assert (rules["banned.rude"].support, rules["banned.rude"].found) == (1, 0)
    assert "phone.restate" not in rules
    cues = {row.cue: row.counts for row in evaluation.cues if row.group is FigureGroup.MARKED}
    assert (cues["pass_buck"].found, cues["pass_buck"].right) == (2, 2)
    assert (cues["design_flaw"].found, cues["design_flaw"].right) == (1, 0)
    assert (cues["apology"].support, cues["apology"].found) == (1, 0)

    # Another browser, which knows nothing of it.
    other = open_page(made_up_report, CALL)
    other.locator(".violation").first.wait_for()
    assert pressed(other) == {}
    imported(other, tmp_path / "labels.jsonl")
    expect(other.locator("#said")).to_contain_text("1 通电话的 6 条")
    assert pressed(other) == marks
    assert exported(other, tmp_path / "again.jsonl") == [label]


def test_the_keyboard_marks(
    open_page: Callable[..., Page], made_up_report: Path, tmp_path: Path
) -> None:
    page = open_page(made_up_report, CALL)
    page.locator(".violation").first.wait_for()
    for key in ("j", "1", "j", "2", "j", "3", "j", "1", "1"):
        page.keyboard.press(key)
    assert list(pressed(page).values()) == ["right", "wrong", "unsure"]
    page.keyboard.press("k")
    page.keyboard.press("m")
    page.keyboard.type("j k 1: 这些字要写进备注")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".noted")).to_have_text("j k 1: 这些字要写进备注")
    page.keyboard.press("Escape")
    expect(page.locator(".reviewed, .line .c-review >> text=3/")).to_have_count(1)
    page.locator("#filter-review").select_option("any")
    expect(page.locator(".line")).to_have_count(1)


def test_single_hits_are_marked(
    open_page: Callable[..., Page], made_up_report: Path, tmp_path: Path
) -> None:
    page = open_page(made_up_report, CALL)
    page.locator("#turn-0 mark.hit").first.click()
    places = page.locator("dialog .place", has_text="greeting")
    places.locator(".choice.wrong").first.click()
    page.keyboard.press("Escape")
    (label,) = exported(page, tmp_path / "labels.jsonl")
    assert label["marks"] == [{"cue": "greeting", "turn": 0, "heard": False, "quote": "你好"}]
    assert "verdicts" not in label


NO_LABELS = "这些行不是标注"


@pytest.mark.parametrize(
    ("text", "told", "kept"),
    [
        ("not json", NO_LABELS, 0),
        ('{"call_id": "nobody", "review": []}', "有 1 通电话不在这份报告里", 0),
        ('[1, 2]\nnull\n{"x": 1}', "1, 2, 3", 0),
        ('{"call_id": "x", "review": [{"rule": 5, "mark": "right"}]}', NO_LABELS, 0),
        ('{"call_id": "x", "review": [null, {"cue": "a", "turn": -1}]}', NO_LABELS, 0),
        ('{"call_id": "x", "verdicts": {"banned.rude": "not_fail"}}', "1 通电话的 1 条", 1),
        ('\ufeff{"call_id": "x", "review": [{"rule": "__proto__", "mark": "right"}]}\r', "1 条", 1),
    ],
)
def test_files_that_are_not_what_they_should_be(
    text: str, told: str, kept: int, open_page: Callable[..., Page], one_call: Path
) -> None:
    path = one_call / "labels.jsonl"
    path.write_text(text, encoding="utf-8")
    page = open_page(one_call)
    imported(page, path)
    expect(page.locator("#said")).to_contain_text(told)
    assert page.evaluate("sc.review.of('x').length") == kept
    assert page.evaluate("({}).mark === undefined")


@pytest.fixture(scope="module")
def one_call(default_checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of one call."""
    call = Call("x", (Turn("agent", "滚开"),))
    return write_report(default_checker, [call], tmp_path_factory.mktemp("one_call"))


def test_labels_go_to_the_first_of_calls_with_the_same_id(
    open_page: Callable[..., Page], default_checker: Checker, tmp_path: Path
) -> None:
    calls = [Call("x", (Turn("agent", text),)) for text in ("这个我不知道。", "我也不清楚，再见。")]
    folder = write_report(default_checker, calls, tmp_path / "out")
    page = open_page(folder)
    page.locator(".line").nth(1).click()
    mark(page, "banned.dont_know", "wrong")
    (label,) = exported(page, tmp_path / "labels.jsonl")
    assert label["call_id"] == "x"
    assert "verdicts" not in label
    (item,) = label["review"]
    assert item["page"].startswith("x-")
    other = open_page(folder)
    imported(other, tmp_path / "labels.jsonl")
    other.locator(".line").nth(1).click()
    expect(other.locator(".violation").first).to_be_visible()
    assert pressed(other) == {"banned.dont_know": "wrong"}


def test_a_browser_that_keeps_nothing_says_so(
    open_page: Callable[..., Page], made_up_report: Path
) -> None:
    page = open_page(made_up_report, CALL)
    page.locator(".violation").first.wait_for()
    full = "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }"
    page.evaluate(full)
    mark(page, "banned.pass_buck", "right")
    expect(page.locator("#said")).to_contain_text("请先导出")
    assert pressed(page) == {"banned.pass_buck": "right"}
