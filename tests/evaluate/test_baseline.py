"""An evaluation beside an earlier one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import LoadError
from scriptcheck.evaluate import Evaluation, compare, evaluate, read_baseline
from tests.conftest import cue
from tests.evaluate.conftest import CUES, RULES, line, named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.evaluate import Gold

CALLS = [named("1", "A 您好", "A 喂"), named("2", "A 你好", "A 上午好")]
LINES = [line("1", {"greeting": [0]}), line("2", {"greeting": [0]})]


@pytest.fixture
def scored(
    make_checker: Callable[..., Checker], make_gold: Callable[..., Gold]
) -> Callable[..., Evaluation]:
    """Return a function that evaluates with these phrases for ``greeting``."""

    def score(*phrases: str, lines: list[dict[str, object]] = LINES) -> Evaluation:
        checker = make_checker(CUES | {"greeting": cue(*phrases)}, RULES)
        return evaluate(checker, CALLS, make_gold(*lines))

    return score


def test_what_changed(scored: Callable[..., Evaluation]) -> None:
    before, after = scored("您好", "喂"), scored("你好", "喂")
    changes = compare(before, after)
    assert (changes.same_gold, changes.same_profile) == (True, False)
    assert [(error.kind, error.call_id, error.turn) for error in changes.appeared] == [
        ("miss", "1", 0)
    ]
    assert [(error.kind, error.call_id, error.turn) for error in changes.gone] == [("miss", "2", 0)]
    # Of the cue, one is right, one wrong and one missed in both; the rule is right once more.
    assert {change.group.value for change in changes.figures} == {"rule"}
    # The verdict on call 2 was wrong; in call 1 喂 still passes for a greeting.
    assert [error.call_id for error in changes.verdicts_gone] == ["2"]
    assert changes.verdicts_appeared == ()


def test_figures_before_and_after(scored: Callable[..., Evaluation]) -> None:
    changes = compare(scored("您好"), scored("[您|你]好"))
    rows = {(change.group.value, change.entry): change for change in changes.figures}
    assert list(rows) == [
        ("step", ""),
        ("step", "greeting"),
        ("rule", ""),
        ("rule", "a.greeting"),
    ]
    greeting = rows["step", "greeting"]
    assert greeting.before is not None
    assert greeting.after is not None
    assert (greeting.before.recall, greeting.after.recall) == (0.5, 1.0)
    assert (greeting.before.precision, greeting.after.precision) == (1.0, 1.0)
    assert (greeting.before.support, greeting.after.support) == (2, 2)
    rule = rows["rule", "a.greeting"]
    assert rule.before is not None
    assert rule.after is not None
    assert (rule.before.accuracy, rule.after.accuracy) == (0.5, 1.0)


def test_rows_that_come_and_go(scored: Callable[..., Evaluation]) -> None:
    more = [LINES[0] | {"acts": {"greeting": [0], "closing": []}}, LINES[1]]
    before, after = scored("您好"), scored("您好", lines=more)
    (change,) = (one for one in compare(before, after).figures if one.entry == "closing")
    assert (change.before, change.after and change.after.support) == (None, 0)
    (change,) = (one for one in compare(after, before).figures if one.entry == "closing")
    assert change.after is None
    assert not compare(before, after).same_gold


def test_nothing_changed(scored: Callable[..., Evaluation]) -> None:
    changes = compare(scored("您好"), scored("您好"))
    assert changes.figures == ()
    assert changes.appeared == ()
    assert changes.gone == ()
    assert (changes.same_gold, changes.same_profile) == (True, True)


def test_a_baseline_without_text_compares_alike(
    scored: Callable[..., Evaluation], tmp_path: Path
) -> None:
    before, after = scored("您好"), scored("你好")
    path = tmp_path / "before.json"
    path.write_bytes(before.without_text().to_json())
    changes = compare(read_baseline(path), after)
    expected = compare(before, after)
    assert [error.key for error in changes.gone] == [error.key for error in expected.gone]
    assert changes.figures == expected.figures


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"schema": "scriptcheck.report/1"}', "电话".encode("gb18030")],
)
def test_what_is_no_evaluation(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_bytes(content)
    with pytest.raises(LoadError) as caught:
        read_baseline(path)
    assert [problem.code for problem in caught.value.problems] == ["not-an-evaluation"]
    assert caught.value.problems[0].source == path.as_posix()


def test_an_evaluation_of_another_version(
    scored: Callable[..., Evaluation], tmp_path: Path
) -> None:
    path = tmp_path / "before.json"
    other = json.loads(scored("您好").to_json()) | {"schema": "scriptcheck.evaluation/0"}
    path.write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(LoadError, match="not-an-evaluation"):
        read_baseline(path)


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="not-found"):
        read_baseline(tmp_path / "nowhere.json")
