"""How far raters in files of labels agree, the program among them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Speaker, Turn
from scriptcheck.agreement import agree
from scriptcheck.agreement.output import disagreements_csv
from scriptcheck.agreement.raters import Unit, rated
from scriptcheck.errors import LoadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a file of labels."""

    def write_labels(name: str, *lines: dict[str, object]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        return path

    return write_labels


def verdicts(call_id: str, **rules: str) -> dict[str, object]:
    return {"call_id": call_id, "verdicts": {name: rules[name] for name in rules}}


def many(write: Callable[..., Path]) -> list[Path]:
    """Return the files of two raters of forty calls who differ on every eighth."""
    one = [verdicts(str(n), r="fail" if n % 2 else "not_fail") for n in range(40)]
    other = [verdicts(str(n), r="fail" if n % 2 or n % 8 == 0 else "pass") for n in range(40)]
    return [write("a.jsonl", *one), write("b.jsonl", *other)]


def test_figures_of_two_raters(write: Callable[..., Path]) -> None:
    found = agree(many(write))
    assert found.raters == ("a", "b")
    (total, rule) = found.entries
    assert (total.kind, total.entry, rule.entry) == ("rule", "", "r")
    assert (rule.calls, rule.units, rule.raters) == (40, 40, 2)
    assert rule.observed == pytest.approx(35 / 40)
    assert rule.prevalence == pytest.approx(45 / 80)
    # By hand: chance is 0.5 · 0.625 + 0.5 · 0.375 = 0.5.
    assert rule.kappa is not None
    assert rule.kappa.value == pytest.approx(0.75)
    assert rule.kappa.low is not None
    assert rule.kappa.high is not None
    assert rule.kappa.low < 0.75 < rule.kappa.high
    assert [each.call_id for each in found.disagreements] == ["0", "16", "24", "32", "8"]
    assert found.disagreements[0].ratings == {"a": False, "b": True}


def test_the_same_seed_gives_the_same_bytes(write: Callable[..., Path]) -> None:
    files = many(write)
    assert agree(files).to_json() == agree(files[::-1]).to_json()
    assert agree(files).to_json() != agree(files, seed="2").to_json()


def test_who_rates(write: Callable[..., Path]) -> None:
    by_name = write(
        "both.jsonl",
        verdicts("1", r="fail") | {"reviewer": "张三"},
        verdicts("1", r="not_fail") | {"reviewer": "李四"},
        verdicts("1", r="not_fail") | {"reviewer": "8023", "stage": "appeal"},
        verdicts("1", r="not_fail") | {"reviewer": "主管", "stage": "final"},
    )
    by_file = [
        write("x/labels.jsonl", verdicts("1", r="fail")),
        write("y/labels.jsonl", verdicts("1")),
    ]
    (unit,) = rated([by_name])
    assert set(rated([by_name])[unit]) == {"张三", "李四"}
    (names,) = rated([*by_file, by_name]).values()
    assert {name.rpartition("/")[2] for name in names} == {"张三", "李四", "labels"}


def test_of_what_one_says_twice_the_last_holds(write: Callable[..., Path]) -> None:
    early, late = "2026-03-02T10:00:00+08:00", "2026-03-02T03:00:00+00:00"
    lines = [
        verdicts("1", r="not_fail") | {"time": late},
        verdicts("1", r="fail") | {"time": early},
    ]
    assert rated([write("a.jsonl", *lines)]) == {Unit("rule", "r", "1", None): {"a": False}}


def test_what_is_rated(write: Callable[..., Path]) -> None:
    line = {
        "call_id": "1",
        "acts": {"greeting": [0], "closing": []},
        "violations": [{"turn": 3, "cue": "rude"}],
        "marks": [{"turn": 2, "cue": "argue", "heard": False}],
        "verdicts": {"r": "undecidable", "s": "not_applicable"},
    }
    assert rated([write("a.jsonl", line)]) == {
        Unit("rule", "s", "1", None): {"a": False},
        Unit("cue", "greeting", "1", None): {"a": True},
        Unit("cue", "closing", "1", None): {"a": False},
        Unit("cue", "rude", "1", None): {"a": True},
        Unit("cue", "argue", "1", 2): {"a": False},
    }


def test_the_program_is_a_rater(
    write: Callable[..., Path], default_checker: Checker, tmp_path: Path
) -> None:
    said = ("您好，很高兴为您服务", "不知道，你找别人吧")
    turns = tuple(Turn(Speaker.AGENT, text) for text in said)
    report = default_checker.check(Call("1", turns))
    (tmp_path / "reports.jsonl").write_bytes(report.to_json() + b"\n")
    marks = [
        {"turn": 1, "cue": "dont_know", "heard": True},
        {"turn": 0, "cue": "rude", "heard": True},
    ]
    line = verdicts("1") | {"verdicts": {"banned.dont_know": "not_fail"}, "marks": marks}
    found = agree([write("a.jsonl", line)], reports=tmp_path)
    assert found.raters == ("a", "scriptcheck")
    assert [(each.entry, each.ratings) for each in found.disagreements] == [
        ("banned.dont_know", {"a": False, "scriptcheck": True}),
        ("rude", {"a": True, "scriptcheck": False}),
    ]
    rows = disagreements_csv(found).decode("utf-8-sig").splitlines()
    assert rows[0] == '"call_id","kind","entry","turn","a","scriptcheck"'
    assert rows[2] == '"1","cue","rude",0,"yes","no"'


def test_one_rater_agrees_with_nobody(write: Callable[..., Path]) -> None:
    with pytest.raises(UsageError, match="too-few-raters"):
        agree([write("a.jsonl", verdicts("1", r="fail"))])


@pytest.mark.parametrize(
    ("field", "place"),
    [({"stage": "finale"}, ":1:"), ({"time": "gestern"}, ":1:"), ({"reasons": ["x"]}, ":1:")],
)
def test_wrong_fields_are_named(
    write: Callable[..., Path], field: dict[str, object], place: str
) -> None:
    path = write("a.jsonl", verdicts("1", r="fail") | field)
    with pytest.raises(LoadError, match=rf"a\.jsonl{place}.*wrong-label"):
        rated([path])
