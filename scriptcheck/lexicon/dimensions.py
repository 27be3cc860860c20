"""The dimensions that rules may speak for: those of service quality, and a profile's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.lexicon.validate import suggestion
from scriptcheck.report import Dimension

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scriptcheck.lexicon.base import Titled
    from scriptcheck.lexicon.entry import LexiconEntry
    from scriptcheck.lexicon.layer import Layer
    from scriptcheck.lexicon.rule_models import RuleSpec
    from scriptcheck.lexicon.yaml_source import SourceMark


def own_dimensions(layers: Iterable[Layer], problems: list[Problem]) -> dict[str, Titled]:
    """Return the dimensions that the profiles of ``layers`` add, by id; the topmost counts.

    One that has the id of a dimension that is there anyway is added to ``problems``.
    """
    own: dict[str, Titled] = {}
    for layer in layers:
        for name, dimension in (layer.profile.dimensions if layer.profile else {}).items():
            if name in all_dimensions({}):
                assert layer.document is not None  # noqa: S101  (a profile stands in a file)
                problems.append(_taken(name, layer.document.nearest(("dimensions", name))))
            own[name] = dimension
    return dict(sorted(own.items()))


def all_dimensions(own: Mapping[str, Titled]) -> tuple[str, ...]:
    """Return the ids of all dimensions: those of service quality, then ``own``."""
    return (*(each.value for each in Dimension), *own)


def unknown_dimensions(
    rules: Mapping[str, RuleSpec], entries: Mapping[str, LexiconEntry], known: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each of ``rules`` whose dimension is not ``known``."""
    for name, rule in rules.items():
        if rule.dimension is not None and rule.dimension not in known:
            mark = entries[name].locate(("dimension",), value=True)
            yield unknown_dimension(rule.dimension, known, mark)


def unknown_dimension(name: str, known: Collection[str], mark: SourceMark) -> Problem:
    """Return that there is no dimension ``name``, at ``mark``."""
    message = Text(f"没有维度“{name}”。", f"There is no dimension '{name}'.")
    fix = suggestion(name, known)
    own = Text(
        "自己的维度写在方案的 dimensions 里。", "Your own go into the profile's 'dimensions'."
    )
    both = Text(fix.zh + own.zh, f"{fix.en} {own.en}")
    return Problem("unknown-dimension", message, mark.source, mark.line, mark.column, both)


def _taken(name: str, mark: SourceMark) -> Problem:
    message = Text(f"维度“{name}”本来就有。", f"The dimension '{name}' is there anyway.")
    fix = Text("请另取一个编号。", "Choose another id.")
    return Problem("dimension-taken", message, mark.source, mark.line, mark.column, fix)
