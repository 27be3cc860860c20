"""The cues that profiles have settings of a learned model for, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scriptcheck.lexicon.layer import Layer
    from scriptcheck.lexicon.yaml_source import SourceMark


def unknown_cues(layers: Iterable[Layer], known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each cue that a profile of ``layers`` has settings for and none is."""
    for layer, name in _named(layers):
        if name in known:
            continue
        mark = _mark(layer, name)
        message = Text(
            f"learned 里用到了没有定义的话术“{name}”。",
            f"'learned' names the cue '{name}', which nothing defines.",
        )
        close = did_you_mean(name, sorted(known))
        fix = close if close.zh else Text("请检查拼写。", "Check the spelling.")
        yield Problem("unknown-cue", message, mark.source, mark.line, mark.column, fix)


def places(layers: Iterable[Layer]) -> Iterator[tuple[str, SourceMark]]:
    """Yield each cue that profiles have settings for, with its place; the topmost comes last."""
    for layer, name in _named(layers):
        yield name, _mark(layer, name)


def _named(layers: Iterable[Layer]) -> Iterator[tuple[Layer, str]]:
    for layer in layers:
        for name in layer.profile.learned.cues if layer.profile is not None else ():
            yield layer, name


def _mark(layer: Layer, name: str) -> SourceMark:
    assert layer.document is not None  # noqa: S101  (a profile stands in a file)
    return layer.document.nearest(("learned", "cues", name))
