"""A list of banned words made into a chapter of one's own."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml
from pathvalidate import is_valid_filename

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.checker import Checker
from scriptcheck.errors import LexiconError, Problem, UsageError
from scriptcheck.exchange.new_profile import NEW_PROFILE
from scriptcheck.exchange.word_list import read_words
from scriptcheck.exchange.written_files import written_files
from scriptcheck.language import Text
from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.report import Severity
from scriptcheck.write.apart import require_apart

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from scriptcheck.exchange.word_list import RepeatedWord, WordList

_HARMLESS: Final = (
    *("您好，很高兴为您服务", "请您稍等一下", "我帮您登记", "好的，谢谢", "感谢您的来电，再见"),
)
"""Sentences of which one without any of the words is the chapter's example of what is no match."""
_NAME: Final = re.compile(r"[a-z0-9_]{1,40}")
_SEVERAL: Final = re.compile(r"[^、/／；;]{2,}(?:[、/／；;][^、/／；;]{2,})+")
_EXAMPLES: Final = 20
"""Words that stand as examples, too."""


@dataclass(frozen=True, slots=True)
class ImportedWords:
    """What became of a list of words."""

    chapter: Path
    cue: str
    rule: str
    words: int
    repeats: tuple[RepeatedWord, ...]
    """Lines that said again what one before them says."""
    unmatched: tuple[str, ...]
    """Words that are not found even where they are said alone, as the tests of context have it."""
    left_out: tuple[Text, ...] = ()
    """What else the table has: other sheets and columns, titles."""
    numbered: int = 0
    """Lines that had a number or a bullet before the word."""
    several: tuple[str, ...] = ()
    """Words that look like several in one line; they match where all of them are said."""


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
    ``LoadError`` with each line that cannot be a phrase, ``UsageError`` where ``name`` can be no
    id, where the chapter is there already, unless ``force`` is set, or it would go over the list,
    and ``LexiconError`` where the profile cannot be used with it; nothing is written then.
    """
    _require_name(name)
    found = read_words(words)
    home = Path(output)
    chapter, profile = home / f"{name}.yaml", home / PROFILE_FILE
    require_apart([chapter, profile], [words])
    if chapter.exists() and not force:
        message = Text("已经有这个文件了。", "This file is there already.")
        fix = Text("换一个 --name，或加 --force 覆盖。", "Choose another --name, or say --force.")
        raise UsageError(Problem("exists", message, chapter.as_posix(), fix=fix))

    def text(examples: Sequence[str]) -> str:
        return _chapter(found.words, examples, name, title, severity, points)

    texts: dict[Path, str | bytes] = {chapter: text(found.words)}
    if not profile.exists():
        texts[profile] = NEW_PROFILE
    cue = f"own_{name}"
    with written_files(texts), _at_words(chapter, words, found):
        unmatched = _unmatched(Checker.load(home), cue, found.words)
        if any(word in unmatched for word in found.words[:_EXAMPLES]):
            # What is not found alone would be an example that does not hold.
            matched = [word for word in found.words if word not in unmatched]
            chapter.write_text(text(matched or found.words), encoding="utf-8", newline="\n")
            Checker.load(home)
    return ImportedWords(
        chapter,
        cue,
        f"own.{name}",
        len(found.words),
        found.repeats,
        unmatched,
        found.left_out,
        found.numbered,
        tuple(filter(_SEVERAL.fullmatch, found.words)),
    )


def _require_name(name: str) -> None:
    """Raise ``UsageError`` where ``name`` can name no chapter, or be no part of ids."""
    taken = name == Path(PROFILE_FILE).stem
    if _NAME.fullmatch(name) and is_valid_filename(f"{name}.yaml", platform="universal"):
        if not taken:
            return
        message = Text(
            f"{PROFILE_FILE} 是方案自己的文件。", f"{PROFILE_FILE} is the profile's own."
        )
    else:
        message = Text(f"--name“{name}”不能作编号。", f"--name '{name}' cannot be in an id.")
    fix = Text(
        "请用小写字母、数字和下划线，如 rude_words。",
        "Use small letters, digits and underscores, as in rude_words.",
    )
    raise UsageError(Problem("bad-name", message, fix=fix))


@contextmanager
def _at_words(chapter: Path, words: str | os.PathLike[str], found: WordList) -> Iterator[None]:
    """Have errors of phrases of ``chapter`` point to their lines in the list of ``words``."""
    try:
        yield
    except LexiconError as error:
        lines = chapter.read_text(encoding="utf-8").splitlines()
        first = next((at for at, line in enumerate(lines) if line.strip() == "phrases:"), 0) + 1
        raise LexiconError(
            *(_moved(each, chapter, Path(words), found, first) for each in error.problems)
        ) from error


def _moved(problem: Problem, chapter: Path, words: Path, found: WordList, first: int) -> Problem:
    at = (problem.line or 0) - 1 - first
    if problem.source != chapter.as_posix() or not 0 <= at < len(found.lines):
        return problem
    return replace(problem, source=words.as_posix(), line=found.lines[at], column=None)


def _unmatched(checker: Checker, cue: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        word
        for word in words
        if cue not in checker.match(Call("word", (Turn(Speaker.AGENT, word),))).matches
    )


class _Quoted(str):
    """A text that is written in quotation marks: 1e5 and no are words of a list, too."""

    __slots__ = ()


class _QuotingDumper(yaml.SafeDumper):
    """Writes texts of lists in quotation marks."""


def _quote(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_QuotingDumper.add_representer(_Quoted, _quote)


def _chapter(  # noqa: PLR0913, PLR0917  (each says another thing of the chapter)
    words: Sequence[str],
    examples: Sequence[str],
    name: str,
    title: str,
    severity: str,
    points: int,
) -> str:
    miss = next(
        (each for each in _HARMLESS if not any(word in each for word in words)), "好的，谢谢您"
    )
    cue = {
        "title": _Quoted(title),
        "tolerance": "exact",
        "asking": "drop",
        "phrases": list(map(_Quoted, words)),
        "examples": {"hit": list(map(_Quoted, examples[:_EXAMPLES])), "miss": [miss]},
    }
    rule = {
        "title": _Quoted(f"不说{title}"),
        "forbid": f"own_{name}",
        "severity": Severity(severity).value,
        "points": points,
        "message": _Quoted(f"说了{title}"),
        "advice": "请换一种说法",
        "examples": {"pass": [f"客服: {miss}"], "fail": [_Quoted(f"客服: {examples[0]}")]},
    }
    data = {"title": _Quoted(title), "cues": {f"own_{name}": cue}, "rules": {f"own.{name}": rule}}
    text: str = yaml.dump(
        data, Dumper=_QuotingDumper, allow_unicode=True, sort_keys=False, width=1000
    )
    return f"# 由词表导入；写法见 docs/lexicon.zh-CN.md。\n{text}"
