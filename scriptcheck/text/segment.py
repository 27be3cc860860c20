"""Words of Chinese text, as jieba cuts it."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

from scriptcheck.text.jieba_dictionary import load_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable

Engine: TypeAlias = Literal["auto", "jieba", "rjieba"]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""What Rust's strings cannot hold."""


class Segmenter(Protocol):
    """Cuts text into words."""

    def cut(self, text: str) -> list[str]:
        """Return the words of ``text`` in order; joined, they are ``text`` again."""


class JiebaSegmenter:
    """The cut of jieba itself, with words of the user's own.

    Only the dictionary decides, not the hidden Markov model that guesses new words: a guess is no
    reason to drop what somebody said.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._dictionary = load_dictionary(words)

    def cut(self, text: str) -> list[str]:
        """Return the words of ``text`` in order."""
        return self._dictionary.words(text)


class RjiebaSegmenter:
    """The same cut by jieba-rs, some fifteen times as fast; needs the extra ``fast``."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._jieba = _rjieba().Jieba()
        for word in words:
            self._jieba.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        """Return the words of ``text`` in order, halves of surrogate pairs as U+FFFD."""
        try:
            words: list[str] = self._jieba.cut(text, hmm=False)
        except UnicodeEncodeError:
            words = self._jieba.cut(_SURROGATE.sub("\ufffd", text), hmm=False)
        return words


def _rjieba() -> Any:
    """Return the module of jieba-rs.

    The package around it makes a segmenter for all of the process, which takes as long as one of
    our own.
    """
    known = sys.modules.get("rjieba.rjieba")
    package = find_spec("rjieba")
    if known is None and package is not None:
        spec = PathFinder.find_spec("rjieba.rjieba", package.submodule_search_locations)
        if spec is not None and spec.loader is not None:
            known = module_from_spec(spec)
            spec.loader.exec_module(known)
            sys.modules["rjieba.rjieba"] = known
    return import_module("rjieba") if known is None else known


@cache
def load_segmenter(words: tuple[str, ...] = (), *, engine: Engine = "auto") -> Segmenter:
    """Return a segmenter that also knows ``words``; ``auto`` takes rjieba where it is installed.

    Loading rjieba takes an eighth of a second, so it is done once for each set of words and only
    when a word boundary is in question.
    """
    if engine == "rjieba" or (engine == "auto" and find_spec("rjieba") is not None):
        return RjiebaSegmenter(words)
    return JiebaSegmenter(words)
