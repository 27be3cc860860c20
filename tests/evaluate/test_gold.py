"""Gold labels: what a line means, and what is said of one that cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scriptcheck import LoadError, Outcome
from scriptcheck.evaluate import read_gold
from scriptcheck.evaluate.gold import CueLabel
from tests.conftest import ROOT
from tests.evaluate.conftest import line, violation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.evaluate import Gold


def test_all_that_a_line_says(make_gold: Callable[..., Gold]) -> None:
    gold = make_gold(
        line(
            "1",
            {"greeting": [0, 2], "closing": []},
            violations=[violation(4, "rude", quote="滚", certainty="clear")],
            verdicts={"a.greeting": "pass"},
            complaint=True,
            opening_cut=True,
            ending_cut=True,
            role_errors=[3],
        )
    ).calls["1"]
    assert gold.labels == {
        "greeting": {0: CueLabel(("acts", "greeting", 0)), 2: CueLabel(("acts", "greeting", 1))},
        "closing": {},
        "rude": {4: CueLabel(("violations", 0), quote="滚")},
    }
    assert gold.banned == {"rude"}
    assert gold.verdicts == {"a.greeting": Outcome.PASS}
    assert (gold.complaint, gold.opening_cut, gold.ending_cut) == (True, True, True)
    assert gold.role_errors == {3}


def test_who_says_it_and_when_is_no_unknown_field(make_gold: Callable[..., Gold]) -> None:
    gold = make_gold(
        {"call_id": "1", "reviewer": "王", "time": "2026-03-01T10:00:00", "stage": "review"},
        {"call_id": "1", "stage": "appeal", "verdicts": {"a.greeting": "not_fail"}},
        {"call_id": "2", "stage": "final", "reason": "r", "reasons": {"a.greeting": "r"}},
    )
    assert set(gold.calls) == {"1", "2"}
    assert gold.calls["1"].not_failed == frozenset()
    (warning,) = gold.problems
    assert (warning.code, warning.line) == ("appeal-passed-over", 2)


def test_what_a_line_may_leave_out(make_gold: Callable[..., Gold]) -> None:
    gold = make_gold({"call_id": 7}).calls["7"]
    assert (gold.labels, gold.banned, gold.verdicts) == ({}, frozenset(), {})
    assert (gold.complaint, gold.opening_cut, gold.ending_cut) == (None, False, False)


@pytest.mark.parametrize(
    ("fields", "required", "clear", "remedied"),
    [
        ({}, True, True, False),
        ({"certainty": "clear", "alt": False}, True, True, False),
        ({"certainty": "borderline"}, False, False, False),
        ({"certainty": "clear", "alt": True}, False, True, True),
        ({"certainty": "borderline", "alt": True}, False, False, True),
        ({"certainty": None, "alt": None, "quote": None}, True, True, False),
    ],
)
def test_what_a_violation_asks_for(
    fields: dict[str, object],
    required: bool,
    clear: bool,
    remedied: bool,
    make_gold: Callable[..., Gold],
) -> None:
    gold = make_gold(line("1", violations=[violation(2, "cannot_help", **fields)]))
    label = gold.calls["1"].labels["cannot_help"][2]
    assert (label.required, label.clear, label.remedied) == (required, clear, remedied)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_labels_in_one_turn_the_stronger_holds(
    turned: bool, make_gold: Callable[..., Gold]
) -> None:
    labels = [violation(2, "cannot_help", alt=True), violation(2, "cannot_help")]
    gold = make_gold(line("1", violations=labels[::-1] if turned else labels))
    assert gold.calls["1"].labels["cannot_help"][2].required


def test_violations_found_anywhere_were_listened_for_everywhere(
    make_gold: Callable[..., Gold],
) -> None:
    gold = make_gold(
        line("1", violations=[violation(0, "rude")]),
        line("2", violations=[]),
        line("3"),
        listened=["cannot_help"],
    )
    listened = {call_id: set(call.labels) for call_id, call in gold.calls.items()}
    both = {"rude", "cannot_help"}
    assert listened == {"1": both, "2": both, "3": set()}
    assert gold.calls["2"].labels["rude"] == {}


def test_unknown_fields_are_told_once_and_passed_over(make_gold: Callable[..., Gold]) -> None:
    extra = violation(0, "rude", note="x")
    gold = make_gold(line("1", who="甲", violations=[extra]), line("2", who="乙"))
    assert set(gold.calls) == {"1", "2"}
    told = [(problem.code, problem.line, problem.message.en) for problem in gold.problems]
    assert told == [
        ("unknown-field", 1, "Unknown field, passed over: who."),
        ("unknown-field", 1, "Unknown field, passed over: violations.note."),
    ]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ('{"call_id": "1", "acts": {"a": [0, -1]}}', 36, "'acts.a[1]' should be the number"),
        ('{"call_id": "1", "acts": {"a": [true]}}', 33, "'acts.a[0]' should be the number"),
        ('{"call_id": "1", "acts": {"a": 3}}', 27, "'acts.a' should be a list of turns"),
        ('{"call_id": "1", "acts": []}', 18, "'acts' should be an object"),
        ('{"call_id": "1", "violations": {}}', 18, "'violations' should be a list"),
        ('{"call_id": "1", "violations": [1]}', 33, "'violations[0]' should be an object"),
        ('{"call_id": "1", "violations": [{"turn": 1}]}', 33, "'violations[0]' has no 'cue'"),
        ('{"call_id": "1", "violations": [{"cue": "a"}]}', 33, "'violations[0]' has no 'turn'"),
        (
            '{"call_id": "1", "violations": [{"turn": "1", "cue": "a"}]}',
            34,
            "'violations[0].turn' should be the number of a turn",
        ),
        (
            '{"call_id": "1", "violations": [{"turn": 1, "cue": 2}]}',
            45,
            "'violations[0].cue' should be text",
        ),
        (
            '{"call_id": "1", "violations": [{"turn": 1, "cue": "a", "certainty": "sure"}]}',
            57,
            "'violations[0].certainty' should be clear or borderline",
        ),
        (
            '{"call_id": "1", "violations": [{"turn": 1, "cue": "a", "alt": "yes"}]}',
            57,
            "'violations[0].alt' should be true or false",
        ),
        (
            '{"call_id": "1", "verdicts": {"a.b": "ok"}}',
            31,
            "'verdicts.a.b' should be one of pass,",
        ),
        ('{"call_id": "1", "verdicts": {"a.b": []}}', 31, "'verdicts.a.b' should be one of pass,"),
        ('{"call_id": "1", "verdicts": []}', 18, "'verdicts' should be an object"),
        ('{"call_id": "1", "complaint": 1}', 18, "'complaint' should be true or false"),
        ('{"call_id": "1", "role_errors": 1}', 18, "'role_errors' should be a list of turns"),
        ('{"call_id": []}', 2, "'call_id' should be text"),
        ('{"call_id": true}', 2, "'call_id' should be text"),
        ('{"call_id": ""}', 2, "There is no 'call_id'"),
        ('{"acts": {}}', 1, "There is no 'call_id'"),
        ("[1]", 1, "A line should be an object"),
        ('{"call_id": "1", "acts": {}', 28, "ends before it is complete"),
        ('{"call_id": "1", "call_id": "2"}', 18, "stands twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, column: int, words: str, write_gold: Callable[..., Path]
) -> None:
    path = write_gold(line("0"), text)
    with pytest.raises(LoadError) as caught:
        read_gold(path)
    (problem,) = caught.value.problems
    assert (problem.source, problem.line, problem.column) == (path.as_posix(), 2, column)
    assert words in problem.describe("en")
    assert problem.message.zh != problem.message.en


def test_all_problems_of_all_lines_are_told(write_gold: Callable[..., Path]) -> None:
    path = write_gold(line("1", {"a": [-1], "b": [-1]}), "{", line("2"), line("2"))
    with pytest.raises(LoadError) as caught:
        read_gold(path)
    told = [(problem.code, problem.line) for problem in caught.value.problems]
    assert told == [
        ("wrong-gold", 1),
        ("wrong-gold", 1),
        ("json-truncated", 2),
        ("repeated-call", 4),
    ]
    assert "is in line 3 already" in caught.value.problems[-1].message.en


def test_a_file_that_is_not_there_or_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n", encoding="utf-8")
    for name, code in (("nowhere.jsonl", "not-found"), ("empty.jsonl", "empty-file")):
        with pytest.raises(LoadError) as caught:
            read_gold(tmp_path / name)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_the_example_in_the_documentation_is_read(write_gold: Callable[..., Path]) -> None:
    page = (ROOT / "docs/quality.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    gold = read_gold(write_gold(example.replace("\n", "")))
    assert gold.problems == ()
    assert set(gold.calls["2026-0001"].labels) == {
        "greeting",
        "hold_notice",
        "closing",
        "cannot_help",
    }


def test_other_encodings_and_marks_are_read(tmp_path: Path) -> None:
    text = '{"call_id": "电话一", "acts": {"a": [0]}}\n{"call_id": "电话二"}\n'
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / "gold.jsonl"
        path.write_bytes(text.encode(encoding))
        assert list(read_gold(path).calls) == ["电话一", "电话二"]
