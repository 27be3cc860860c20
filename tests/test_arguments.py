"""Wrong arguments in Python give an error that says the cause and what to do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from scriptcheck import (
    Call,
    CallReport,
    Checker,
    LoadOptions,
    Session,
    Turn,
    UsageError,
    check_batches,
    check_cases,
    check_table,
    load_calls,
)
from scriptcheck.agreement import agree
from scriptcheck.diff import diff_profiles
from scriptcheck.evaluate import evaluate
from scriptcheck.explain import explain, explain_findings, named_rules
from scriptcheck.redact import redact
from scriptcheck.review import read_labels
from scriptcheck.run import RunOptions, check_calls, check_files
from scriptcheck.tables import case_batches, case_parts, case_table
from scriptcheck.trend import collect
from scriptcheck.write import writers
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    """Return a checker of one rule."""
    return make_checker({"bad": cue("办不了")}, {"a.bad": rule(forbid="bad", points=-10)})


def raw(function: Any) -> Any:
    """Return ``function`` without its types, as most programs see it."""
    return function


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: raw(Turn)("agent", None),
            "Turn.text cannot be NoneType: None",
        ),
        (lambda: raw(Turn)("agent", "您好", "3"), "Turn.start_ms cannot be str"),
        (lambda: raw(Turn)("agent", "您好", 0, 1.5), "Turn.end_ms cannot be float: 1.5"),
        (lambda: raw(Turn)("nobody", "您好"), "no speaker 'nobody'. There are agent, customer"),
        (lambda: raw(Turn)(None, "您好"), "no speaker None"),
        (lambda: raw(Turn)([], "您好"), "no speaker \\[\\]"),
        (
            lambda: raw(Call)("x", ["你好"]),
            "turns cannot be str: '你好'. It must be a list",
        ),
        (lambda: raw(Call)("x", "你好"), "Call.turns cannot be str"),
        (lambda: raw(Call)("x", None), "Call.turns cannot be NoneType"),
        (lambda: raw(Call)("x", [{"speaker": "agent"}]), "Call.turns cannot be dict"),
        (lambda: raw(Call)(7, []), "Call.call_id cannot be int: 7"),
        (lambda: raw(Call)("x", [], "inbound"), "Call.meta cannot be str"),
        (lambda: raw(LoadOptions)(columns=["text"]), "columns cannot be list"),
        (lambda: raw(LoadOptions)(speakers={0: "agent"}), "speakers cannot be dict"),
        (
            lambda: raw(LoadOptions)(include=7),
            "include cannot be int: 7. It must be a list",
        ),
        (lambda: raw(LoadOptions)(encoding=8), "encoding cannot be int"),
        (lambda: raw(LoadOptions)(call_data=8), "call_data cannot be int"),
        (
            lambda: raw(LoadOptions)(speaker_confidence="high"),
            "speaker_confidence cannot be str",
        ),
        (lambda: raw(RunOptions)(jobs="8"), "jobs cannot be str"),
        (lambda: raw(RunOptions)(jobs=-1), "jobs cannot be below 0"),
        (lambda: raw(RunOptions)(call_timeout=-0.5), "call_timeout cannot be below 0"),
        (lambda: raw(Checker.load)("default", variables=["海尔"]), "variables cannot be list"),
        (lambda: raw(redact)("您好"), "call cannot be str"),
        (lambda: raw(redact)(None), "call cannot be NoneType"),
        (lambda: raw(check_cases)(Checker.load(), ["7"]), "parts cannot be str"),
        (lambda: raw(load_calls)(["a.txt"]), "paths cannot be list"),
        (lambda: raw(load_calls)(7), "paths cannot be int: 7. It must be a path"),
        (
            lambda: raw(load_calls)("a.txt", options={"encoding": "utf-8"}),
            "options cannot be dict",
        ),
        (lambda: raw(Checker.load)(lang="fr"), "no language 'fr'. There are zh, en"),
        (lambda: raw(Checker.load)(7), "profile cannot be int"),
        (lambda: raw(Session)("default"), "checker cannot be str: 'default'"),
        (lambda: raw(check_cases)("default", []), "checker cannot be str: 'default'"),
        (lambda: raw(check_cases)(Checker.load(), 7), "parts cannot be int"),
        (
            lambda: raw(check_cases)(Checker.load(), [], as_of="2030-01-01"),
            "as_of cannot be str: '2030-01-01'.*datetime",
        ),
        (lambda: raw(check_table)("default", pa.table({})), "checker cannot be str"),
        (lambda: raw(check_table)(Checker, pa.table({})), "checker cannot be"),
        (lambda: list(raw(check_batches)("default", [])), "checker cannot be str"),
        (lambda: list(raw(check_batches)(Checker.load(), 7)), "batches cannot be int"),
        (lambda: raw(case_table)("default", []), "checker cannot be str"),
        (lambda: raw(case_table)(Checker.load(), 7), "results cannot be int"),
        (lambda: raw(case_table)(Checker.load(), [], as_of="2030"), "as_of cannot be str"),
        (lambda: list(raw(case_batches)(Checker.load(), [], as_of=7)), "as_of cannot be int"),
        (lambda: list(raw(case_parts)(pa.table({}))), "results cannot be Table"),
        (lambda: raw(explain)("default", Call("x", [])), "checker cannot be str"),
        (lambda: raw(explain)(Checker.load(), {"call_id": "x"}), "call cannot be dict"),
        (lambda: raw(explain)(Checker.load(), Call("x", []), 7), "rules cannot be int"),
        (lambda: raw(explain_findings)(Checker.load(), Call("x", [])), "findings cannot be Call"),
        (lambda: raw(named_rules)(["banned"], "default"), "checker cannot be str"),
        (lambda: raw(evaluate)("default", [], None), "checker cannot be str"),
        (lambda: raw(evaluate)(Checker.load(), [], "gold.jsonl"), "gold cannot be str"),
        (lambda: raw(check_calls)("default", []), "checker cannot be str"),
        (lambda: raw(check_calls)(Checker.load(), [], on_report=7), "on_report cannot be int"),
        (lambda: raw(diff_profiles)(["a"], "default", Checker.load()), "old cannot be str"),
        (lambda: raw(diff_profiles)(["a"], Checker.load(), "bank"), "new cannot be str"),
        (lambda: raw(writers)(["jsonl"], "out", profile="default"), "profile cannot be str"),
        (lambda: raw(writers)(["jsonl"], "out", "fr"), "no language 'fr'"),
        (lambda: raw(read_labels)(7), "paths cannot be int"),
        (lambda: raw(agree)(7), "paths cannot be int"),
        (lambda: raw(collect)([7]), "paths cannot be int"),
        (lambda: raw(redact(Call("x", [])).report)(None), "report cannot be NoneType"),
        (
            lambda: raw(Checker.load)(variables={"company": "海尔"}),
            "company.* cannot be str: '海尔'",
        ),
    ],
)
def test_values_that_do_not_fit(make: Callable[[], Any], words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        make()
    for problem in raised.value.problems:
        assert problem.message.zh
        assert problem.fix.zh


def test_a_dict_is_no_call(checker: Checker) -> None:
    with pytest.raises(UsageError, match=r"call cannot be dict: .*Call.from_dict"):
        checker.check({"call_id": "x", "turns": []})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("default", "in", "out"), "checker cannot be str"),
        ((7, "out"), "paths cannot be int"),
        (({"in": 1}, "out"), "paths cannot be dict"),
        ((["in", None], "out"), "paths cannot be NoneType"),
        (("in", 7), "output cannot be int"),
    ],
)
def test_what_cannot_be_run(checker: Checker, arguments: tuple[Any, ...], words: str) -> None:
    given = arguments if arguments[0] == "default" else (checker, *arguments)
    with pytest.raises(UsageError, match=words):
        check_files(*given)


def test_a_run_takes_its_paths_as_strings(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("客服：办不了。\n客户：啊？\n", encoding="utf-8")
    assert check_files(checker, "in", "out").calls == 1
    reports = (tmp_path / "out" / "reports.jsonl").read_bytes()
    assert b'"source":"in/a.txt"' in reports
    for paths, output in ((tmp_path / "in", tmp_path / "a"), (["in"], "b"), (("in",), "c")):
        assert check_files(checker, paths, output).calls == 1
    assert (tmp_path / "b" / "reports.jsonl").read_bytes() == reports
    stream = io.BytesIO()
    check_files(checker, "in", stream)
    assert stream.getvalue() == reports


def test_checkers_and_reports_are_shown_on_one_line(checker: Checker) -> None:
    assert repr(checker) == "Checker(profile='test', version='1', lang='zh')"
    report = checker.check(call("A 办不了"))
    assert repr(report) == "CallReport(call_id='test', score=90, passed=True, violations=1)"


def test_a_profile_of_a_name_longer_than_names_can_be() -> None:
    with pytest.raises(UsageError, match="no profile"):
        Checker.load("x" * 5000)


def test_one_name_is_one_name_wherever_a_list_is_wanted(checker: Checker, tmp_path: Path) -> None:
    turns = [[{"speaker": "agent", "text": "办不了"}]]
    table = pa.table({"day": ["x"], "d": ["1"], "a": ["2"], "y": ["3"], "turns": turns})
    own = check_table(checker, table).column_names
    for keep in ("day", ["day"], (name for name in ["day"])):
        assert raw(check_table)(checker, table, keep=keep).column_names == ["day", *own]
    for formats in ("jsonl", ["jsonl"], (name for name in ["jsonl"])):
        assert len(raw(writers)(formats, str(tmp_path))) == 1
    for wrong in (5, {"day": 1}, [b"day"]):
        with pytest.raises(UsageError, match="keep"):
            raw(check_table)(checker, table, keep=wrong)


def test_words_of_a_variable_may_come_from_what_is_gone_through_once() -> None:
    words = {"company": (word for word in ["美的"])}
    checker = raw(Checker.load)("default", variables=words)
    assert checker.profile.variables["company"] == ("美的",)


def test_what_checks_calls_as_a_checker_does_is_taken(checker: Checker) -> None:
    class Counting:
        """Counts the calls that it checks."""

        calls = 0

        def __getattr__(self, name: str) -> Any:
            return getattr(checker, name)

        def check(self, given: Call, **options: Any) -> Any:
            self.calls += 1
            return checker.check(given, **options)

    counting = Counting()
    found: list[CallReport] = []
    raw(check_calls)(counting, [call("A 办不了")], on_report=found.append)
    assert found == [checker.check(call("A 办不了"))]
    assert counting.calls == 1
