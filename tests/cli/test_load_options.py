"""Every command that reads transcripts reads them alike: by the profile, then the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import LoadOptions, load_calls
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

TABLE = "谁说的,说了什么\n甲,您好\n乙,冰箱坏了\n甲,不知道\n"
LOAD = {
    "columns": {"speaker": "谁说的", "text": "说了什么"},
    "speakers": {"甲": "agent", "乙": "customer"},
}
UNLABELLED = "谁说的,说了什么\n0,您好美的。\n1,喂\n0,嗯\n1,我的手机\n0,好\n"
RIGHT = {"support": 1, "found": 1, "right": 1, "caught": 1}
COMMANDS = ("check", "explain", "eval", "convert")


@pytest.fixture
def profile(write_lexicon: Callable[..., Path]) -> str:
    """Return a small profile that says which columns tables have."""
    folder = write_lexicon(
        {"dont_know": cue("不知道"), "greeting": cue("您好[{company}]")},
        {
            "a.known": rule(forbid="dont_know", severity="major", points=-10),
            "a.greeting": rule(require="greeting", severity="minor", points=-5),
        },
        {"load": LOAD, "variables": {"company": ["美的"]}},
    )
    return str(folder)


@pytest.fixture
def verdict(run: Callable[..., Done], tmp_path: Path) -> Callable[..., str]:
    """Return a function that reads a transcript by a command and says what became of ``a.known``.

    ``convert`` judges nothing, so that what it has written is checked without any option.
    """
    (tmp_path / "gold.jsonl").write_text(
        '{"call_id": "x", "acts": {"dont_know": [2]}}\n', encoding="utf-8"
    )

    def of(command: str, text: str, *options: str) -> str:
        path = tmp_path / "x.csv"
        path.write_text(text, encoding="utf-8")
        if command == "convert":
            written = run("convert", "x.csv", "-o", "x.jsonl", *options)
            assert written.code == 0, written.err
            given = ("--profile", options[options.index("--profile") + 1])
            return _checked(run("check", "x.jsonl", *given, "--no-infer-speakers"))
        if command == "check":
            return _checked(run("check", "x.csv", *options))
        if command == "explain":
            done = run("explain", "x.csv", "--rule", "a.known", "--json", *options)
            assert done.code == 0, done.err
            [explained] = json.loads(done.out)["rules"]
            return str(explained["verdict"]["verdict"])
        done = run("eval", "gold.jsonl", "--calls", "x.csv", "--json", *options)
        assert done.code == 0, done.err
        return _evaluated(json.loads(done.out))

    return of


def _checked(done: Done) -> str:
    assert done.code in {0, 1}, done.err
    verdicts = {each["rule"]: each["verdict"] for each in json.loads(done.out)["verdicts"]}
    return str(verdicts["a.known"])


def _evaluated(evaluation: dict[str, Any]) -> str:
    """Return ``fail`` where the cue that stands in the labels was found, and nothing else."""
    [found] = evaluation["cues"]
    return "fail" if found["counts"] == RIGHT else str(found)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_profile_names_columns_and_speakers(
    command: str, verdict: Callable[..., str], profile: str
) -> None:
    assert verdict(command, TABLE, "--profile", profile) == "fail"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_line_goes_before_the_profile(
    command: str, verdict: Callable[..., str], profile: str
) -> None:
    other = TABLE.replace("说了什么", "正文").replace("甲", "丙")
    options = ("--columns", "text=正文", "--speakers", "丙=agent")
    assert verdict(command, other, "--profile", profile, *options) == "fail"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_name_of_the_company_helps_to_infer_roles(
    command: str, run: Callable[..., Done], profile: str, tmp_path: Path
) -> None:
    path = tmp_path / "y.csv"
    path.write_text(UNLABELLED, encoding="utf-8")
    columns = LOAD["columns"]

    def unlabelled(names: tuple[str, ...]) -> LoadOptions:
        return LoadOptions(columns=columns, speaker_confidence=0.5, company=names)

    without, given = (
        next(load_calls(path, options=unlabelled(names))).meta["speakers_confidence"]
        for names in ((), ("美的",))
    )
    assert without < given
    between = str((without + given) / 2)
    gold = {"call_id": "y", "acts": {"greeting": [0]}}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    words = {
        "check": ("check", "y.csv"),
        "explain": ("explain", "y.csv", "--json", "--rule", "a.greeting"),
        "eval": ("eval", "gold.jsonl", "--calls", "y.csv", "--json", "--errors"),
        "convert": ("convert", "y.csv"),
    }[command]
    options = ("--speaker-confidence", between, "--profile", profile)
    known = run(*words, *options)
    unknown = run(*words, *options, "--set", "company=海尔")
    assert known.code in {0, 1}, known.err
    assert _roles_known(command, known.out)
    assert not _roles_known(command, unknown.out)


def _roles_known(command: str, out: str) -> bool:
    found = json.loads(out)
    match command:
        case "check":
            verdicts = {each["rule"]: each["verdict"] for each in found["verdicts"]}
            return bool(verdicts["a.greeting"] == "pass")
        case "explain":
            return bool(found["rules"][0]["verdict"]["verdict"] == "pass")
        case "eval":
            return bool(found["cues"][0]["counts"] == RIGHT)
        case _:
            return bool(found["turns"][0]["speaker"] == "agent")
