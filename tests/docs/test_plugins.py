"""docs/plugins.md: the package on it is installed, and its rule form and metric are used."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scriptcheck import Call, Checker, Outcome, Session, Speaker, Turn
from scriptcheck.errors import LexiconError
from scriptcheck.examples import run_examples
from scriptcheck.exchange import export_lexicon
from tests.command_line import in_this_process
from tests.conftest import PROFILE, call, timed
from tests.docs.test_pages import DOCS, blocks
from tests.installed import fresh_registries
from tests.live.test_session import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


OWN = {"wait_again", "wait_over", "own.waits", "own.quiet", "own.silence"}
PROFILE_FILE = json.dumps(PROFILE, ensure_ascii=False)


@pytest.fixture(scope="module")
def shown() -> Mapping[str, str]:
    """Return the files that the page shows, by their names."""
    found: dict[str, str] = {}
    for block in blocks(DOCS / "plugins.md"):
        found[block.title] = found.get(block.title, "") + block.code
    return found


@pytest.fixture(scope="module")
def site(shown: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which pip has installed the package, from a folder with a lexicon."""
    folder = tmp_path_factory.mktemp("acme")
    (folder / "overlay").mkdir()
    (folder / "overlay" / "chapter.yaml").write_text(shown["chapter.yaml"], encoding="utf-8")
    for name in ("pyproject.toml", "acme_scriptcheck.py"):
        (folder / name).write_text(shown[name], encoding="utf-8")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(folder)]
    installed = subprocess.run(pip, check=False, capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr
    return target


@pytest.fixture
def overlay(
    shown: Mapping[str, str], site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Return a folder with the page's chapter, while its package is installed."""
    monkeypatch.syspath_prepend(str(site))
    folder = tmp_path / "overlay"
    folder.mkdir()
    (folder / "chapter.yaml").write_text(shown["chapter.yaml"], encoding="utf-8")
    (folder / "profile.yaml").write_text(PROFILE_FILE, encoding="utf-8")
    with fresh_registries():
        yield folder
    sys.modules.pop("acme_scriptcheck", None)


@pytest.fixture
def checker(overlay: Path) -> Checker:
    """Return a checker of the page's chapter."""
    return Checker.load(overlay)


def test_the_examples_of_the_lexicon_hold(checker: Checker) -> None:
    results = list(run_examples(checker))
    assert {each.entry for each in results} == OWN
    assert [each for each in results if not each.ok] == []


def test_the_form_judges_calls_and_raises_events(checker: Checker) -> None:
    spoken = call("A 请稍等", "C 好", "A 请稍等")
    verdicts = {each.rule: each for each in checker.check(spoken).verdicts}
    assert verdicts["own.waits"].verdict is Outcome.FAIL
    session = Session(checker)
    events = [event for turn in spoken.turns for event in session.feed(turn)]
    assert [(event.kind, event.turn) for event in events if event.verdict.rule == "own.waits"] == [
        ("violation", 2)
    ]


def test_the_metric_stands_in_reports_and_rules(checker: Checker) -> None:
    report = checker.check(timed("A 0-2 您好", "C 8-10 你好"))
    assert report.metrics["silence_percent"] == 60.0
    verdict = next(each for each in report.verdicts if each.rule == "own.silence")
    assert (verdict.verdict, verdict.message) == (Outcome.FAIL, "静默占 60%，要求不超过 40%")
    assert [(each.metric, len(each.places)) for each in verdict.measured] == [
        ("silence_percent", 1)
    ]
    untimed = checker.check(call("A 您好", "C 你好"))
    assert "silence_percent" not in untimed.metrics
    verdict = next(each for each in untimed.verdicts if each.rule == "own.silence")
    assert (verdict.verdict, verdict.reason) == (Outcome.UNDECIDABLE, "no-times")


def test_the_tests_that_the_page_shows_pass(
    shown: Mapping[str, str], overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(overlay.parent)
    known: dict[str, object] = {"__name__": "test_acme"}
    exec(compile(shown["test_acme.py"], "test_acme.py", "exec"), known)  # noqa: S102  (our own)
    tests = [each for name, each in known.items() if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        assert callable(test)
        test()


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("seconds: 20", "seconds: 0", "greater-than"),
        ("seconds: 20", "seconds: twenty", "float-type"),
        (", seconds: 20", "", "missing"),
        ("before: wait_over", "before: wait_again", "same-cue"),
        ("before: wait_over", "before: wait_ovr", "unknown-cue"),
        ("静默了 {value}", "静默了 {length}", "unknown-figure"),
    ],
)
def test_the_parameters_of_a_form_are_checked(
    overlay: Path, right: str, wrong: str, code: str
) -> None:
    chapter = overlay / "chapter.yaml"
    text = chapter.read_text(encoding="utf-8")
    assert text.count(right) == 1
    chapter.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Checker.load(overlay)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.line is not None
    assert text.splitlines()[problem.line - 1].strip().startswith(("silence_between", "message"))


def test_a_form_that_is_misspelt_is_named(overlay: Path) -> None:
    chapter = overlay / "chapter.yaml"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("silence_between:", "silence_betwen:"), encoding="utf-8")
    with pytest.raises(LexiconError, match="Did you mean 'silence_between'"):
        Checker.load(overlay)


def test_the_silence_is_shown_where_it_is(checker: Checker) -> None:
    spoken = timed("A 0-2 请稍等", "C 3-4 好", "A 40-42 让您久等了")
    verdict = next(each for each in checker.check(spoken).verdicts if each.rule == "own.quiet")
    assert (verdict.verdict, [each.turn for each in verdict.evidence]) == (Outcome.FAIL, [0, 2])
    ((place,),) = [each.places for each in verdict.measured]
    assert (place.first_turn, place.last_turn, place.start_ms, place.end_ms) == (1, 2, 4000, 40000)


@pytest.mark.parametrize("seed", range(20))
def test_a_live_call_is_judged_as_a_whole_one_is(checker: Checker, seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311
    turns, now = [], 0
    for _ in range(12):
        now += chosen.choice([0, 500, 3000, 30_000])
        said = chosen.choice(["请稍等", "让您久等了", "好", "请稍等，让您久等了"])
        turns.append(Turn(chosen.choice([Speaker.AGENT, Speaker.CUSTOMER]), said, now, now + 1000))
        now += 1000
    assert differences(checker, Call("x", tuple(turns))) == []


def test_a_workbook_of_the_lexicon_says_what_its_rules_ask(overlay: Path, tmp_path: Path) -> None:
    export_lexicon(tmp_path / "lexicon.xlsx", profile=overlay)
    sheets = load_workbook(tmp_path / "lexicon.xlsx").worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.rows for cell in row]
    assert "silence_between：after: wait_again, before: wait_over, seconds: 20" in cells


def test_explain_names_no_source_where_there_is_none(overlay: Path) -> None:
    chapter = overlay / "chapter.yaml"
    text = chapter.read_text(encoding="utf-8")
    shown = {}
    for with_source in (True, False):
        if not with_source:
            chapter.write_text(text.replace("    source: 内部规定\n", ""), encoding="utf-8")
        (overlay.parent / "call.txt").write_text("客服：请稍等\n客户：好\n", encoding="utf-8")
        asked = ("explain", "call.txt", "--profile", "overlay", "--rule", "own.quiet")
        shown[with_source] = in_this_process(overlay.parent, *asked).out
    assert "依据: 内部规定" in shown[True]
    assert "own.quiet" in shown[False]
    assert "依据" not in shown[False]
