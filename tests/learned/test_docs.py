"""docs/learned.md and docs/learned.zh-CN.md: what they show runs, on corpora that are small."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest
import yaml

from scriptcheck.learned.corpus import TrainingTurn
from scriptcheck.lexicon.learned_settings import LearnedSettings
from tests.command_line import in_this_process
from tests.conftest import PROFILE, ROOT
from tests.learned.conftest import CUES, RULES, corpus_lines, made_up

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("learned.md", "learned.zh-CN.md")
LABELS = {"marks": [{"cue": "sorry", "turn": 0, "heard": True}]}


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with calls, a lexicon of one's own, and a small corpus."""
    shutil.copytree(ROOT / "examples" / "calls", tmp_path / "calls")
    (tmp_path / "mine").mkdir()
    chapter = {"title": "章", "title_en": "Chapter", "cues": CUES, "rules": RULES}
    for name, data in (("profile.yaml", PROFILE), ("chapter.yaml", chapter)):
        (tmp_path / "mine" / name).write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "a.jsonl").write_text(corpus_lines(made_up()), encoding="utf-8")
    return tmp_path


def test_the_commands_run(folder: Path) -> None:
    lines = [line for block in blocks("learned.md", "sh") for line in block.splitlines()]
    assert len(lines) == 6
    for line in lines:
        words = line.split()[1:]
        if words[:2] == ["lexicon", "train"]:
            words += ["--corpora", "corpora"]
        if "--labels" in words:
            first = (folder / "out" / "uncertain" / "transcripts.jsonl").read_text(encoding="utf-8")
            spoken = json.loads(first.splitlines()[0])["call_id"]
            label = json.dumps({"call_id": spoken} | LABELS)
            (folder / "labels.jsonl").write_text(label + "\n", encoding="utf-8")
        done = in_this_process(folder, *words)
        # The tiny model has no examples that would hold it to anything.
        assert done.code in ({0, 1} if "test" in words else {0}), f"{line}: {done.err}"
    assert (folder / "mine" / "learned.json").is_file()


@pytest.mark.parametrize("page", PAGES)
def test_settings_and_turns_are_as_they_say(page: str) -> None:
    (settings,) = blocks(page, "yaml")
    LearnedSettings.model_validate(yaml.safe_load(settings)["learned"])
    (line,) = blocks(page, "json")
    assert msgspec.json.decode(line, type=TrainingTurn).labels == ("rude",)


@pytest.mark.parametrize("page", PAGES)
def test_every_field_of_a_corpus_is_described(page: str) -> None:
    rows = "".join(re.findall(r"^\| (`.*?) \|", text_of(page), re.M))
    assert [name for name in TrainingTurn.__struct_fields__ if f"`{name}`" not in rows] == []


def test_both_languages_show_the_same() -> None:
    for language in ("sh", "json", "text"):
        assert blocks(PAGES[0], language) == blocks(PAGES[1], language)
