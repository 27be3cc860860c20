"""``scriptcheck eval``: what is printed where, in both languages, on narrow and wide screens."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from scriptcheck import Call, Checker, Turn
from scriptcheck.evaluate import Evaluation, evaluate, read_gold
from scriptcheck_cli.evaluation import view as evaluation_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.language import Lang
    from tests.command_line import Done

CALLS = {
    "good": ["A 您好，海尔客服中心，请稍等", "C 你好", "A 办不了", "C 哦", "A 好", "C 再见"],
    "bad": ["A 喂，你听我说行不行", "C 嗯", "A [red]\x1b[2J祝您生活愉快，再见", "C 再见"],
    "third": ["A 您好", "C 你好", "A 让您久等了，再见"],
}
LABELS: list[dict[str, Any]] = [
    {
        "call_id": "good",
        "acts": {"greeting": [0], "hold_notice": [], "closing": []},
        "violations": [{"turn": 2, "cue": "cannot_help", "quote": "办不了", "certainty": "clear"}],
        "complaint": False,
        "ending_cut": True,
    },
    {
        "call_id": "bad",
        "acts": {"greeting": [0], "hold_notice": [], "closing": []},
        "violations": [{"turn": 2, "cue": "dont_know"}],
        "complaint": True,
    },
    {"call_id": "third", "acts": {"greeting": [0], "hold_notice": [2], "closing": [2]}},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with transcripts and labels."""
    speakers = {"A": "agent", "C": "customer"}
    calls = (
        {
            "call_id": call_id,
            "turns": [{"speaker": speakers[turn[0]], "text": turn[2:]} for turn in turns],
        }
        for call_id, turns in CALLS.items()
    )
    write(tmp_path / "calls.jsonl", calls)
    write(tmp_path / "gold.jsonl", LABELS)
    return tmp_path


def write(path: Path, values: Any) -> None:
    lines = (json.dumps(value, ensure_ascii=False) for value in values)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def row(done: Done, name: str) -> list[str]:
    """Return the first row of a table that begins with ``name``."""
    found = (line.split() for line in done.out.splitlines() if line.split()[:1] == [name])
    return next(found)


def test_figures_go_to_standard_output_and_words_beside(
    run: Callable[..., Done], folder: Path
) -> None:
    done = run("eval", "gold.jsonl", "--lang", "en")
    assert done.code == 0
    assert row(done, "greeting")[-7:] == [
        "1",
        "100.0",
        "(34–100)",
        "66.7",
        "(21–94)",
        "80.0",
        "(34–97)",
    ]
    assert "–" in row(done, "banned.dont_know")
    assert "micro average" in done.out
    assert "3 calls scored: " in done.err
    assert "rules that the labels say nothing about" in done.err
    assert "scored" not in done.out


def test_json_for_machines(run: Callable[..., Done], folder: Path) -> None:
    done = run("eval", "gold.jsonl", "--json", "-q")
    evaluation = Evaluation.from_json(done.out)
    assert evaluation.calls.scored == 3
    assert evaluation.errors
    assert not any(error.text for error in evaluation.errors)
    assert done.err == ""
    with_text = Evaluation.from_json(run("eval", "gold.jsonl", "--json", "--errors").out)
    assert {error.text for error in with_text.errors} >= {"喂，你听我说行不行"}
    again = run("eval", "gold.jsonl", "--json", "-q", PYTHONHASHSEED="7")
    assert again.out == done.out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            [
                "漏报 greeting  bad  话轮 1",
                "误报 hold_notice  good  话轮 1",
                "    您好，海尔客服中心，【请稍等】",
                "误报 closing  bad  话轮 3",
                "漏报 dont_know  bad  话轮 3",
                "漏报 complaint  bad  整通",
                "结论 phone.closing  good  应为无法判断，得出违规",
            ],
        ),
        (
            "en",
            [
                "missed greeting  bad  turn 1",
                "false alarm hold_notice  good  turn 1",
                "    您好，海尔客服中心，【请稍等】",
                "false alarm closing  bad  turn 3",
                "missed complaint  bad  whole call",
                "verdict phone.closing  good  should be undecidable, but is fail",
            ],
        ),
    ],
)
def test_errors_are_listed_with_their_turn(
    lang: str, words: list[str], run: Callable[..., Done], folder: Path
) -> None:
    done = run("eval", "gold.jsonl", "--errors", "--lang", lang)
    lines = done.out.splitlines()
    assert [word for word in words if word not in lines] == []
    # What could steer a terminal is written out, and nothing is taken for markup.
    assert any("[red]\\x1b[2J祝您生活愉快" in line for line in lines)
    assert "\x1b" not in done.out


def test_without_errors_no_speech_is_shown(run: Callable[..., Done], folder: Path) -> None:
    assert "喂，你听我说" not in run("eval", "gold.jsonl").out


@pytest.mark.parametrize(
    ("options", "scored"),
    [
        (["--only", "good，bad"], 2),
        (["--only", "good", "--only", "third"], 2),
        (["--calls-from", "ids.txt"], 1),
        (["--only", "good", "--calls-from", "ids.txt"], 2),
        (["--leave-out", "good"], 2),
        (["--leave-out-from", "ids.txt", "--leave-out", "good"], 1),
    ],
)
def test_calls_can_be_chosen(
    options: list[str], scored: int, run: Callable[..., Done], folder: Path
) -> None:
    (folder / "ids.txt").write_text("# 留出\nbad\n", encoding="utf-8")
    done = run("eval", "gold.jsonl", "--json", *options)
    evaluation = Evaluation.from_json(done.out)
    assert (evaluation.calls.scored, evaluation.calls.without_gold) == (scored, 0)
    assert evaluation.calls.without_transcript == ()


def test_an_id_that_nobody_labelled_is_told(run: Callable[..., Done], folder: Path) -> None:
    done = run("eval", "gold.jsonl", "--leave-out", "goood", "--lang", "en")
    assert "No call 'goood' has labels. Check the id. [unknown-call]" in done.err
    assert done.code == 0


def test_cues_that_were_listened_for_without_being_heard(
    run: Callable[..., Done], folder: Path
) -> None:
    done = run("eval", "gold.jsonl", "--listened", "rude,impatient", "--json")
    rows = {entry.cue: entry for entry in Evaluation.from_json(done.out).cues}
    assert rows["impatient"].counts.false_alarms == 1
    assert rows["rude"].counts.found == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.jsonl", "--calls", "calls.jsonl"], 2, "not-found"),
        (["bad.jsonl"], 2, "bad.jsonl:1:36: 'acts.a[1]' should be the number of a turn."),
        (["gold.jsonl", "--only", "x"], 2, "no-calls-chosen"),
        (["gold.jsonl", "--folds", "1"], 2, "bad-folds"),
        (["gold.jsonl", "--baseline", "gold.jsonl"], 2, "not-an-evaluation"),
        (["gold.jsonl", "--leave-out-from", "nowhere.txt"], 2, "nowhere.txt: No such file"),
        (["gold.jsonl", "--profile", "nowhere"], 2, "nowhere"),
        (["deep/gold.jsonl"], 2, "There is no calls.jsonl by "),
        (["gold.jsonl", "--calls", "calls.jsonl", "--calls", "x.txt"], 3, "x.txt: No such file"),
    ],
)
def test_what_goes_wrong_has_a_code_and_words(
    arguments: list[str], code: int, words: str, run: Callable[..., Done], folder: Path
) -> None:
    (folder / "bad.jsonl").write_text('{"call_id": "1", "acts": {"a": [0, -1]}}', encoding="utf-8")
    (folder / "deep").mkdir()
    write(folder / "deep" / "gold.jsonl", LABELS)
    done = run("eval", *arguments, "--lang", "en")
    assert done.code == code
    assert words in done.err


def test_what_does_not_fit_is_told(run: Callable[..., Done], folder: Path) -> None:
    strange = [
        {"call_id": "good", "acts": {"greetings": [0], "closing": [5, 9]}, "note": "x"},
        {"call_id": "lost", "acts": {}},
    ]
    write(folder / "gold.jsonl", strange)
    done = run("eval", "gold.jsonl", "--lang", "en")
    told = done.err.splitlines()
    assert [line.rpartition("[")[2] for line in told if line.startswith("gold.jsonl:")] == [
        "unknown-field]",
        "label-wrong-speaker]",
        "label-outside-call]",
        "unknown-cue]",
    ]
    assert "1 labelled calls have no transcript: lost." in told
    assert "2 calls have no labels and were not checked." in told
    assert "2 labels do not fit their transcript and do not count." in told
    quiet = run("eval", "gold.jsonl", "--lang", "en", "-q")
    assert "unknown-cue" in quiet.err
    assert "have no labels" not in quiet.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_changes_since_an_earlier_run(lang: str, run: Callable[..., Done], folder: Path) -> None:
    (folder / "before.json").write_text(run("eval", "gold.jsonl", "--json").out, encoding="utf-8")
    later = [LABELS[0] | {"acts": {"greeting": [0], "hold_notice": [0], "closing": []}}]
    same = run("eval", "gold.jsonl", "--baseline", "before.json", "--lang", lang)
    assert {"zh": "各项数字没有变化。", "en": "No figure has changed."}[lang] in same.out
    write(folder / "gold.jsonl", [*later, *LABELS[1:]])
    done = run("eval", "gold.jsonl", "--baseline", "before.json", "--lang", lang)
    lines = done.out.splitlines()
    went = {"zh": "不再出现的错误：1 处", "en": "Errors that went: 1"}[lang]
    assert "hold_notice  good" in lines[lines.index(went) + 1]
    assert "1 → 2" in done.out
    assert {"zh": "不能直接相比", "en": "hardly compare"}[lang] in done.err
    data = json.loads(run("eval", "gold.jsonl", "--baseline", "before.json", "--json").out)
    assert [error["cue"] for error in data["changes"]["gone"]] == ["hold_notice"]
    assert not data["changes"]["same_gold"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Evaluation, Checker]]:
    """Return a function that evaluates the made-up calls with folds."""
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    write(path, LABELS)
    speakers = {"A": "agent", "C": "customer"}
    calls = [
        Call(call_id, [Turn(speakers[turn[0]], turn[2:]) for turn in turns])  # type: ignore[arg-type]
        for call_id, turns in CALLS.items()
    ]

    def make(lang: str) -> tuple[Evaluation, Checker]:
        checker = Checker.load(lang=lang)  # type: ignore[arg-type]
        return evaluate(checker, calls, read_gold(path), fold_count=2), checker

    return make


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_fit_the_screen(
    lang: Lang,
    width: int,
    made: Callable[[str], tuple[Evaluation, Checker]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = StringIO()
    console = Console(file=screen, width=width, highlight=False, markup=False, emoji=False)
    monkeypatch.setattr(evaluation_view, "out", lambda: console)
    evaluation, checker = made(lang)
    evaluation_view.show(evaluation, checker.profile, lang, errors=True)
    lines = screen.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    # Nothing is cut: no column ends in an ellipsis, and every id can be read in its table.
    assert not any("…" in line for line in lines)
    text = "".join(line[:20].strip() if width == 80 else line for line in lines)
    for entry in [entry.cue for entry in evaluation.cues] + [
        rule.rule for rule in evaluation.rules
    ]:
        assert entry in text
    has_titles = checker.profile.cues["greeting"].name(lang) in screen.getvalue()
    assert has_titles is (width == 140)
    for word in {
        "zh": ("精确率", "召回率", "准确率", "宏平均"),
        "en": ("precision", "recall", "accuracy"),
    }[lang]:
        assert word in screen.getvalue()


def test_the_command_runs_without_gold_for_the_profile(
    run: Callable[..., Done], folder: Path
) -> None:
    write(folder / "gold.jsonl", [{"call_id": "good"}])
    done = run("eval", "gold.jsonl")
    assert (done.code, done.out) == (0, "")
    assert "评了 1 通电话：话术错误 0 处，规则结论错误 0 处。" in done.err
