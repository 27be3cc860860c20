"""A list of banned words made into a chapter of one's own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.checker import Checker
from scriptcheck.errors import Problem, UsageError
from scriptcheck.exchange.word_list import read_words
from scriptcheck.language import Text
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.report import Severity

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

_HARMLESS: Final = (
    *("您好，很高兴为您服务", "请您稍等一下", "我帮您登记", "好的，谢谢", "感谢您的来电，再见"),
)
"""Sentences of which one without any of the words is the chapter's example of what is no match."""
_EXAMPLES: Final = 20
"""Words that stand as examples, too."""


@dataclass(frozen=True, slots=True)
class ImportedWords:
    """What became of a list of words."""

    chapter: Path
    cue: str
    rule: str
    words: int
    repeated: int
    """Lines that said again what one before them says."""
    unmatched: tuple[str, ...]
    """Words that are not found even where they are said alone, as the tests of context have it."""


def import_words(  # noqa: PLR0913  (those of the command)
    words: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    name: str = "words",
    title: str = "禁用词",
    severity: str = "minor",
    points: int = -5,
    force: bool = False,
) -> ImportedWords:
    """Write the chapter ``NAME.yaml`` with the banned words of a list to the folder ``output``.

    The folder becomes a profile over the default one, unless it has a profile already. The cue
    ``own_NAME`` has a phrase for each word, and the rule ``own.NAME`` forbids it. Raises
    ``LoadError`` with each line that cannot be a phrase, ``UsageError`` where the chapter is there
    already, unless ``force`` is set, and ``LexiconError`` where the profile cannot be used with it;
    nothing is written then.
    """
    found = read_words(words)
    home = Path(output)
    chapter, profile = home / f"{name}.yaml", home / PROFILE_FILE
    if chapter.exists() and not force:
        message = Text("已经有这个文件了。", "This file is there already.")
        fix = Text("换一个 --name，或加 --force 覆盖。", "Choose another --name, or say --force.")
        raise UsageError(Problem("exists", message, chapter.as_posix(), fix=fix))
    texts = {chapter: _chapter(found.words, name, title, severity, points)}
    if not profile.exists():
        texts[profile] = _PROFILE
    with _written(texts):
        unmatched = _unmatched(Checker.load(home), f"own_{name}", found.words)
    count, again = len(found.words), found.repeated
    return ImportedWords(chapter, f"own_{name}", f"own.{name}", count, again, unmatched)


@contextmanager
def _written(texts: Mapping[Path, str]) -> Iterator[None]:
    """Have ``texts`` written, and what was there before back where the block fails."""
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
        raise


def _unmatched(checker: Checker, cue: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        word
        for word in words
        if cue not in checker.match(Call("word", (Turn(Speaker.AGENT, word),))).matches
    )


_PROFILE: Final = """# 自己的方案：叠加在默认方案上，规则全部沿用，再加上本文件夹各章里的。
name: own
title: 自有方案
extends: default
"""


def _chapter(words: tuple[str, ...], name: str, title: str, severity: str, points: int) -> str:
    miss = next(
        (each for each in _HARMLESS if not any(word in each for word in words)), "好的，谢谢您"
    )
    cue = {
        "title": title,
        "tolerance": "exact",
        "asking": "drop",
        "phrases": list(words),
        "examples": {"hit": list(words[:_EXAMPLES]), "miss": [miss]},
    }
    rule = {
        "title": f"不说{title}",
        "forbid": f"own_{name}",
        "severity": Severity(severity).value,
        "points": points,
        "message": f"说了{title}",
        "advice": "请换一种说法",
        "examples": {"pass": [f"客服: {miss}"], "fail": [f"客服: {words[0]}"]},
    }
    data = {"title": title, "cues": {f"own_{name}": cue}, "rules": {f"own.{name}": rule}}
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return f"# 由词表导入；写法见 docs/lexicon.zh-CN.md。\n{text}"
