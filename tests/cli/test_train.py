"""``scriptcheck lexicon train`` and ``uncertain``, and what others say of a model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.learned.conftest import CUES, RULES, corpus_lines, made_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

SETTINGS = {"learned": {"cues": {"rude": {"match": "off", "suspect": 0.6}}}}


@pytest.fixture
def mine(write_lexicon: Callable[..., Path], tmp_path: Path) -> Path:
    """Return a lexicon of one's own; a small corpus lies in ``corpora``."""
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "a.jsonl").write_text(corpus_lines(made_up()), encoding="utf-8")
    return write_lexicon(CUES, RULES, SETTINGS)


@pytest.fixture
def trained(mine: Path, run: Callable[..., Done]) -> Path:
    """Return it with a model."""
    done = run("lexicon", "train", str(mine), "--corpora", "corpora", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "training 1/2: rude" in done.err
    # All cues here have the same two examples, which count once.
    assert "Trained 2 cues on 62 turns" in done.err
    return mine


def test_lint_says_when_examples_changed(trained: Path, run: Callable[..., Done]) -> None:
    assert run("lexicon", "lint", str(trained)).err == ""
    chapter = trained / "chapter.yaml"
    data = json.loads(chapter.read_text(encoding="utf-8"))
    data["cues"]["sorry"]["examples"]["hit"] = ["对不起您"]
    chapter.write_text(json.dumps(data), encoding="utf-8")
    done = run("lexicon", "lint", str(trained), "--lang", "en")
    assert done.code == 0
    assert "Examples changed since the learned model was trained: sorry." in done.err


def test_suspects_are_shown_and_explained(
    trained: Path, run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("客服：随便你投诉去\n客户：哦\n", encoding="utf-8")
    given = ("one.txt", "--profile", str(trained))
    shown = run("check", *given, "--format", "text", "--fail-on", "never").out
    assert "请人看（不算违规，不扣分）" in shown
    assert "学得的，类似：“随便你投诉去" in shown
    told = run("explain", *given, "--rule", "a.rude").out
    assert "请人看，不算违规: 话轮 1" in told
    assert told.index("类似：") < told.index("依据：")
    assert run("explain", *given, "--rule", "a.rude", "--lang", "en").out.count("similar to") == 1


def test_uncertain_writes_a_page(trained: Path, run: Callable[..., Done], tmp_path: Path) -> None:
    given = ("--profile", str(trained))
    assert run("check", "calls", "-o", "out", "--fail-on", "never", *given).code == 0
    done = run("lexicon", "uncertain", "out", "--most", "5", *given, "--lang", "en")
    assert done.code == 0, done.err
    assert "5 turns in out/uncertain/index.html" in done.err
    assert (tmp_path / "out" / "uncertain" / "index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("train", "default"), "shipped-profile"),
        (("train", "nowhere"), "unknown-profile"),
        (("train", "lexicon", "--corpora", "nowhere"), "no-corpora"),
        (("train", "lexicon", "--labels", "labels.jsonl"), "not-found"),
        (("train", "lexicon", "--corpus", "nowhere.jsonl"), "unreadable"),
        (("uncertain", "nowhere.jsonl"), "transcript-missing"),
    ],
)
@pytest.mark.usefixtures("mine")
def test_mistakes_are_told(arguments: tuple[str, ...], code: str, run: Callable[..., Done]) -> None:
    done = run("lexicon", *arguments)
    assert done.code == 2
    assert f"[{code}]" in done.err


def test_without_scikit_learn(mine: Path, run: Callable[..., Done], tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "sklearn"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    arguments = ("lexicon", "train", str(mine), "--corpora", "corpora")
    done = run(*arguments, PYTHONPATH=str(hidden.parent))
    assert done.code == 2
    assert "pip install 'scriptcheck[train]'" in done.err
