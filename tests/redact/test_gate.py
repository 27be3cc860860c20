"""Whatever is written passes one gate: a marker in any field of a call is in no file of a run."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn, UsageError, Word
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.redact import KINDS, Gate, redact, redact_problem, redact_text
from scriptcheck.redact.keys import redact_key
from scriptcheck.run import RunOptions, check_calls, check_files
from scriptcheck.write.registry import FORMATS, writers
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scriptcheck import Checker

MARKERS = tuple(f"138{number:04}{9000 + number}" for number in range(40))
"""Telephone numbers, each planted in another field."""


def planted() -> Call:
    """Return a call with another marker in every field that it may have."""
    marks = iter(MARKERS)
    words = (Word(f"{next(marks)}"), Word("您好"))
    turns = [
        Turn("agent", f"您好{next(marks)}，不知道", 0, 900, words),
        Turn("customer", f"我电话{next(marks)}，我要投诉你们", 1000, 2000),
        Turn("agent", f"{next(marks)}对吗，滚", 2000, 3000),
    ]
    known = ["agent_id", "agent_name", "team", "queue", "case_id", "audio", "customer_id"]
    known += ["direction", "start_time", "hangup_by", "dropped", "ring_count", "ring_ms"]
    meta: dict[str, object] = {key: next(marks) for key in known}
    meta["speaker_labels"] = [next(marks), None, next(marks)]
    meta["note"] = {next(marks): [next(marks), int(next(marks)), float(next(marks))]}
    meta[next(marks)] = "key"
    warning = Problem(
        "guess", Text(f"客户{next(marks)}", f"customer {next(marks)}"), f"{next(marks)}.txt", 1
    )
    return Call(f"{next(marks)}_1", tuple(turns), meta, f"in/{next(marks)}.txt", (warning,))


def leaked(data: bytes) -> set[str]:
    """Return the markers in ``data``, be they bare or escaped."""
    text = data.decode("utf-8", "replace")
    digits = re.sub(r"[\s\-.]", "", text)
    return {mark for mark in MARKERS if mark in text or mark in digits}


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names of all files, and what is in them, archives unpacked."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name.encode()
        if path.is_file():
            yield name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for member in archive.namelist():
                        yield f"{name}/{member}", archive.read(member)


def test_every_field_is_planted() -> None:
    call = planted()
    text = json.dumps(call.to_dict(), ensure_ascii=False) + call.source + str(call.warnings)
    assert sum(mark in text for mark in MARKERS) >= 29
    assert not leaked(json.dumps(redact(call).call.to_dict(), ensure_ascii=False).encode())
    assert not leaked(str(redact(call).call).encode())


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_writes_a_marker(name: str, default_checker: Checker, tmp_path: Path) -> None:
    if not FORMATS[name].usable:
        pytest.skip(f"{name} needs {FORMATS[name].library}, which is not installed")
    said: list[str] = []
    for kinds, wanted in (((), True), (KINDS, False)):
        folder = tmp_path / str(len(kinds))
        folder.mkdir()
        check_calls(
            default_checker,
            [planted()],
            writers([name], folder, profile=default_checker.profile),
            redact_kinds=kinds,
            on_report=lambda report: said.append(report.to_json().decode()),
            on_case=lambda case: said.append(case.to_json().decode()),
        )
        found = {mark for _, data in contents(folder) for mark in leaked(data)}
        if not wanted:
            assert found == set()
        assert list(contents(folder))
    assert leaked(said[0].encode())
    assert not leaked("".join(said[len(said) // 2 :]).encode())


def test_a_run_over_files_writes_no_marker(default_checker: Checker, tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    row = f"{MARKERS[0]},{MARKERS[1]},我要查话费\n{MARKERS[0]},{MARKERS[2]},您好不知道\n"
    (inputs / f"{MARKERS[3]}.csv").write_text(f"id,speaker,text\n{row}", encoding="utf-8")
    (inputs / f"{MARKERS[4]}_x.txt").write_text(
        f"客服：您好\n客户：{MARKERS[5]}\n", encoding="utf-8"
    )
    (inputs / f"{MARKERS[6]}.json").write_text("{", encoding="utf-8")
    names = [name for name in FORMATS if FORMATS[name].usable and name != "jsonl"]
    for resume in (False, True):
        check_files(
            default_checker,
            [str(inputs)],
            out,
            run_options=RunOptions(redact_kinds=KINDS, resume=resume),
            writers=writers(names, out),
        )
        leaks = {(name, mark) for name, data in contents(out) for mark in leaked(data)}
        assert leaks == set()
    assert (out / "errors.jsonl").stat().st_size


def test_codes_keep_ids_apart_and_together() -> None:
    one, other = (redact_key(f"a/{mark}_1.wav", KINDS) for mark in MARKERS[:2])
    assert one != other
    assert one == redact_key(f"a/{MARKERS[0]}_1.wav", KINDS)
    assert re.fullmatch(r"a/~[a-p]{6}_1\.wav", one)
    assert redact_key(one, KINDS) == one
    assert redact_key("8023_20240501_x1", KINDS) == "8023_20240501_x1"


def test_a_gate_without_kinds_lets_all_through() -> None:
    call = planted()
    assert Gate().call(call) is call
    assert Gate().text(MARKERS[0]) == Gate().key(MARKERS[0]) == MARKERS[0]


def test_only_the_gate_redacts_what_is_written() -> None:
    asking = re.compile(r"import .*\b(redact|redact_problem|redact_report)\b")
    outside = [
        path.relative_to(ROOT).as_posix()
        for folder in ("scriptcheck", "cli")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "scriptcheck/redact" not in path.as_posix() and asking.search(path.read_text("utf-8"))
    ]
    # Comparisons of an evaluation hold parts of calls, not calls.
    assert outside == ["scriptcheck/evaluate/run.py"]


@pytest.mark.parametrize(
    "take",
    [
        Gate,
        lambda kinds: redact(planted(), kinds),
        lambda kinds: redact_text("13812345678", kinds),
        lambda kinds: redact_problem(Problem("x", Text("一", "one")), kinds),
        lambda kinds: RunOptions(redact_kinds=kinds),
    ],
)
def test_an_unknown_kind_lets_nothing_through(take: Callable[[object], object]) -> None:
    with pytest.raises(UsageError) as caught:
        take(("phone", "phnoe"))
    assert [problem.code for problem in caught.value.problems] == ["unknown-kind"]


def test_one_kind_may_be_given_by_its_name() -> None:
    assert Gate("phone").kinds == RunOptions(redact_kinds="phone").redact_kinds == ("phone",)
    assert Gate(["name", "phone"]).kinds == ("phone", "name")
