"""jieba's dictionary: as jieba has it, kept for the user alone, never in the shared folder."""

from __future__ import annotations

import marshal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import jieba
import pytest

from scriptcheck.text.jieba_dictionary import load_tokenizer
from scriptcheck.user_cache import SWITCH, write_cached

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "请问您是机主王丽娟本人吗"
FORGED = ({SENTENCE: 10**9, **{SENTENCE[:end]: 0 for end in range(1, len(SENTENCE))}}, 10**9)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    return tmp_path / "cache"


def cut(*words: str) -> list[str]:
    return list(load_tokenizer(words).cut(SENTENCE, HMM=False))


def test_it_cuts_alike_kept_or_not_and_keeps_no_words_of_the_users(cache: Path) -> None:
    with_word = cut("机主王丽娟")
    assert "机主王丽娟" in with_word
    (kept,) = cache.iterdir()
    before = kept.stat().st_ino
    assert cut("机主王丽娟") == with_word
    plain = load_tokenizer()
    assert kept.stat().st_ino == before
    reference = jieba.Tokenizer()
    counts, total = reference.gen_pfdict(reference.get_dict_file())
    assert (plain.FREQ, plain.total) == (counts, total)


def test_a_forged_dictionary_in_the_shared_folder_is_not_read(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    forged = marshal.dumps(FORGED)
    (shared / "jieba.cache").write_bytes(forged)
    assert len(cut()) > 1
    monkeypatch.setenv(SWITCH, "0")
    assert len(cut()) > 1
    assert [path.name for path in shared.iterdir()] == ["jieba.cache"]
    assert (shared / "jieba.cache").read_bytes() == forged


@pytest.mark.parametrize("content", [b"", b"nothing", marshal.dumps("x"), marshal.dumps((1,))])
def test_what_is_no_dictionary_is_made_again(cache: Path, content: bytes) -> None:
    first = cut()
    (kept,) = cache.iterdir()
    write_cached(kept.name, content)
    assert cut() == first


@pytest.mark.parametrize("before", ["", "import jieba.posseg; "])
def test_it_is_found_where_the_working_folder_is_gone(tmp_path: Path, before: str) -> None:
    code = (
        f"{before}import os; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); "
        "from scriptcheck.text.tagger import load_tagger; print(load_tagger().words('冰箱'))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("['冰箱']\n", "")
