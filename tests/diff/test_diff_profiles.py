"""Calls compared by two profiles: only what the difference can touch is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Checker, load_calls
from scriptcheck.diff import ChangeKind, diff_profiles, diff_reports
from scriptcheck.diff.of_profiles import completed, profile_diff
from scriptcheck.diff.page import write_sample
from scriptcheck.diff.touched import narrowed, touched
from scriptcheck.errors import UsageError
from scriptcheck.report_lines import read_reports
from scriptcheck.run import RunOptions
from tests.conftest import ROOT, cue, rule
from tests.diff.conftest import Lexicons, call_line

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.lexicon.profile import Profile

IN_PROCESS = RunOptions(jobs=0)
CALLS = (
    call_line("good", "您好，请讲", "再见"),
    call_line("planted", "哈喽，请讲", "再见"),
    call_line("rude", "您好", "你给我滚开", "再见"),
)


def test_it_says_what_two_checks_say(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    old = lexicons.checker("old")
    new = lexicons.checker("new", {"greeting": cue("您好", "哈喽")})
    by_profiles = diff_profiles(calls, old, new, run_options=IN_PROCESS)
    by_reports = diff_reports(lexicons.check(old, calls, "1"), lexicons.check(new, calls, "2"))
    assert by_profiles == by_reports
    assert {each.call_id for each in by_profiles.changes} == {"planted"}


def test_the_same_profile_changes_nothing(lexicons: Lexicons) -> None:
    checker = lexicons.checker("old")
    found = diff_profiles(lexicons.calls(*CALLS), checker, checker, run_options=IN_PROCESS)
    assert (found.calls, found.changes) == (3, ())
    assert touched(checker.profile, checker.profile).nothing


def test_the_same_bytes_for_any_number_of_workers(lexicons: Lexicons) -> None:
    many = [call_line(f"{number}-{number % 3}", *said) for number, said in enumerate(SAID * 70)]
    calls = lexicons.calls(*many)
    old = lexicons.checker("old")
    new = lexicons.checker("new", {"greeting": cue("您好", "哈喽")})
    runs = [
        diff_profiles(calls, old, new, run_options=RunOptions(jobs=jobs)).to_json()
        for jobs in (0, 1, 2)
    ]
    assert runs[0] == runs[1] == runs[2]
    assert b"no_longer_failing" in runs[0]


SAID = [("您好", "再见"), ("哈喽", "再见"), ("滚开",)]


@pytest.mark.parametrize(
    ("cues", "rules", "profile", "expected"),
    [
        ({"rude": cue("滚开", "闭嘴")}, {}, {}, ({"rude"}, {"a.polite"})),
        ({"greeting": cue("你好")}, {}, {}, ({"greeting"}, {"a.greeting", "a.closing"})),
        ({}, {"a.polite": rule(forbid="rude", points=-1)}, {}, (set(), {"a.polite"})),
        ({"rude": cue("滚开", title="另一名")}, {}, {}, ({"rude"}, {"a.polite"})),
        (
            {"rude": cue("滚开", examples={"hit": ["滚开"], "miss": ["好"]})},
            {},
            {},
            (set(), set()),
        ),
        ({"rude": cue("滚开", remedy={"cue": "closing"})}, {}, {}, ({"rude"}, {"a.polite"})),
        ({}, {}, {"pass_score": 95}, (set(), set())),
    ],
)
def test_what_a_difference_touches(
    lexicons: Lexicons,
    cues: dict[str, Any],
    rules: dict[str, Any],
    profile: dict[str, Any],
    expected: tuple[set[str], set[str]],
) -> None:
    old, new = lexicons.checker("old"), lexicons.checker("new", cues, rules, **profile)
    found = touched(old.profile, new.profile)
    assert (set(found.cues), set(found.rules)) == expected
    assert not found.everything


def test_what_needs_a_changed_cue_is_touched(lexicons: Lexicons) -> None:
    remedied = {"rude": cue("滚开", remedy={"cue": "closing"})}
    old = lexicons.checker("old", remedied)
    new = lexicons.checker("new", remedied | {"closing": cue("再见", "拜拜")})
    assert touched(old.profile, new.profile).cues == {"closing", "rude"}


def test_words_touch_everything(lexicons: Lexicons) -> None:
    old, new = lexicons.checker("old"), lexicons.checker("new", words=["滚开车"])
    assert touched(old.profile, new.profile).everything


def test_another_pass_score_moves_the_pass_rate(lexicons: Lexicons) -> None:
    old, new = lexicons.checker("old"), lexicons.checker("new", pass_score=95)
    found = diff_profiles(lexicons.calls(*CALLS), old, new, run_options=IN_PROCESS)
    assert (found.old.passed, found.new.passed, found.changes) == (2, 1, ())


def test_standard_input_is_refused(lexicons: Lexicons) -> None:
    checker = lexicons.checker("old")
    with pytest.raises(UsageError, match="no-stdin"):
        diff_profiles("-", checker, checker)


def shortened(profile: Profile, name: str) -> Profile:
    """Return ``profile`` with one phrase of the cue ``name``."""
    changed = profile.cues[name].model_copy(update={"phrases": profile.cues[name].phrases[:1]})
    return replace(profile, cues=dict(profile.cues) | {name: changed})


@pytest.mark.parametrize("name", ["restate", "dont_know", "asks_phone"])
def test_what_is_taken_over_is_what_a_full_check_says(default_checker: Checker, name: str) -> None:
    old = default_checker.profile
    if name not in old.cues:
        name = min(old.cues)
    new = shortened(old, name)
    checker, reach = Checker(new), touched(old, new)
    narrow = Checker(narrowed(new, reach))
    # Rules that forbid something are judged together: the same words are one violation.
    assert len(narrow.profile.cues) < len(old.cues) / (2 if name == "dont_know" else 3)
    for call in load_calls(str(ROOT / "examples" / "calls")):
        merged = completed(default_checker.check(call), narrow.check(call), checker, reach)
        assert merged.to_json() == checker.check(call).to_json()


def test_kinds_cover_what_the_json_promises() -> None:
    assert {kind for kind in ChangeKind if kind.is_of_outcome} == {
        ChangeKind.NEWLY_FAILING,
        ChangeKind.NO_LONGER_FAILING,
        ChangeKind.OTHER_OUTCOME,
    }


def test_what_a_verdict_was_counted_with_is_a_cause_and_makes_its_page(
    lexicons: Lexicons, tmp_path: Path
) -> None:
    calls = lexicons.calls(call_line("rude", "您好", "你给我滚开", "再见"))
    cues = {name: cue("滚开") for name in ("nasty", "harsh")}
    rules = {
        "a.nasty": rule(forbid="nasty", severity="major", points=-20),
        "a.harsh": rule(forbid="harsh", severity="minor", points=-5),
    }
    old = lexicons.checker("old", cues, rules)
    new = lexicons.checker("new", cues | {"rude": cue("滚开", unless=["给我滚开"])}, rules)
    with profile_diff(calls, old, new, run_options=IN_PROCESS) as done:
        changes = {each.rule: each for each in done.difference.changes}
        assert set(changes) == {"a.polite", "a.nasty"}
        assert [(each.cue, each.in_new) for each in changes["a.nasty"].causes] == [("rude", False)]
        assert write_sample(
            [changes["a.nasty"]],
            done.old / "reports.jsonl",
            done.new / "reports.jsonl",
            tmp_path / "page",
            profile=new.profile,
            lang="en",
        )
    (shown,) = read_reports(tmp_path / "page" / "reports.jsonl")
    assert [(each.rule, each.also, each.under) for each in shown.verdicts] == [("a.nasty", (), "")]
    assert (tmp_path / "page" / "index.html").exists()
