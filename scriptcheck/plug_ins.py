"""What other packages add to scriptcheck, and why some of it cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.entry_points import installed_entry_points
from scriptcheck.errors import UsageError
from scriptcheck.language import Text
from scriptcheck.load.readers import installed as formats
from scriptcheck.load.readers.registry import known_formats
from scriptcheck.metrics import registry as metrics
from scriptcheck.redact import installed as redaction_kinds
from scriptcheck.rules import registry as rules
from scriptcheck.write import installed as writers
from scriptcheck.write.registry import unusable_formats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scriptcheck.errors import Problem

_TITLES: Final[Mapping[str, Text]] = {
    formats.GROUP: Text("转写格式", "transcript format"),
    writers.GROUP: Text("输出格式", "output format"),
    rules.GROUP: Text("规则形式", "rule form"),
    metrics.GROUP: Text("量度", "metric"),
    redaction_kinds.GROUP: Text("个人信息的种类", "kind of personal data"),
}


class PlugIn(NamedTuple):
    """An object of another package."""

    group: str
    """The group of its entry point, such as ``scriptcheck.rules``."""
    kind: Text
    """What it adds."""
    name: str
    """The name of its entry point."""
    value: str
    """The module and the object, as in ``acme_scriptcheck:AT_MOST``."""
    package: str
    """The name and version of the package that brings it; empty where unknown."""
    is_usable: bool


class PlugIns(NamedTuple):
    """All that other packages add."""

    plug_ins: tuple[PlugIn, ...]
    """In the order of their groups and names."""
    problems: tuple[Problem, ...]
    """Why some cannot be used. Of rule forms, metrics and kinds of personal data only the first is
    known: without it, no call is checked."""


def list_plug_ins() -> PlugIns:
    """Return what the packages installed here add, and why some of it cannot be used."""
    problems = (
        *known_formats().problems,
        *unusable_formats(),
        *_problems(rules.forms),
        *_problems(metrics.known_metrics),
        *_problems(redaction_kinds.installed_kinds),
    )
    unusable = {problem.source for problem in problems}
    found = [
        PlugIn(
            group,
            title,
            entry.name,
            entry.value,
            f"{entry.dist.name} {entry.dist.version}" if entry.dist else "",
            entry.value not in unusable,
        )
        for group, title in _TITLES.items()
        for entry in installed_entry_points(group)
    ]
    return PlugIns(tuple(found), problems)


def _problems(registry: Callable[[], object]) -> Sequence[Problem]:
    try:
        registry()
    except UsageError as error:
        return error.problems
    return ()
