"""How calls are drawn: how many of whom, by which quotas, for which reviewers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pathvalidate import is_valid_filename

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.sampling.facts import Stratum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEAR: Final = 5
"""Points from the score that passes, where nothing is said."""

_WHOLE: Final = 100.0
"""Per cent."""


class SampleBy(StrEnum):
    """Of what so many calls are drawn each."""

    ALL = "all"
    AGENT = "agent"
    TEAM = "team"
    RULE = "rule"
    """Of the calls on which each rule fails; a call that breaks several counts for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """How calls are drawn; raises ``UsageError`` where it makes no sense."""

    by: SampleBy = SampleBy.ALL
    count: int | None = None
    """Calls of each group; a group that has fewer gives all."""
    percent: float | None = None
    """Instead: per cent of each group, rounded up, so that nobody is left out."""
    quotas: Mapping[Stratum, float] = field(default_factory=lambda: MappingProxyType({}))
    """Per cent of a group's sample for each stratum; what is left is random."""
    reviewers: tuple[str, ...] = ()
    """Who listens; each gets as many calls as the others, or one less."""
    double: float = 0.0
    """Per cent of the calls that two reviewers get, who do not know it of each other."""
    near: int = NEAR
    seed: str = ""

    def __post_init__(self) -> None:
        wrong = _wrong(self)
        if wrong is not None:
            raise UsageError(wrong)

    def size(self, calls: int) -> int:
        """Return how many are drawn of a group of ``calls``."""
        if self.count is not None:
            return min(self.count, calls)
        wanted = calls * (self.percent or 0.0) / _WHOLE
        # A share such as 7 % of 100 is 7.000000000000001 calls, which are 7.
        return min(calls, -int(-round(wanted, 6) // 1))

    def parts(self, size: int) -> dict[Stratum, int]:
        """Return how many of a sample of ``size`` are for each stratum, by largest remainders.

        They add up to ``size``.
        """
        shares = {each: self.quotas.get(each, 0.0) for each in Stratum}
        shares[Stratum.RANDOM] += _WHOLE - sum(shares.values())
        exact = {each: round(size * share / _WHOLE, 9) for each, share in shares.items()}
        parts = {each: int(value) for each, value in exact.items()}
        order = list(Stratum)
        rest = sorted(order, key=lambda each: (parts[each] - exact[each], order.index(each)))
        for each in rest[: size - sum(parts.values())]:
            parts[each] += 1
        return parts


def _wrong(plan: SamplePlan) -> Problem | None:
    """Return what makes no sense in ``plan``, if anything does."""
    if (plan.count is None) == (plan.percent is None):
        message = Text("抽多少没有写明白。", "It is not clear how many calls to draw.")
        fix = Text("请写通数或百分比，只写一种。", "Give a number or a share, one of the two.")
        return Problem("sample-size", message, fix=fix)
    if (plan.count is not None and plan.count < 1) or not _is_share(plan.percent or 0.0):
        message = Text("抽的数目不对。", "So many calls cannot be drawn.")
        fix = Text("通数从 1 起，百分比到 100 为止。", "From 1 call on, or up to 100 %.")
        return Problem("sample-size", message, fix=fix)
    total = sum(plan.quotas.values())
    if any(not _is_share(share) for share in plan.quotas.values()) or total > _WHOLE:
        message = Text(f"各类的份额合计 {total:g} %。", f"The quotas come to {total:g} %.")
        fix = Text("每类 0 到 100，合计不超过 100。", "Each from 0 to 100, all together up to 100.")
        return Problem("sample-quotas", message, fix=fix)
    return _wrong_reviewers(plan)


def _wrong_reviewers(plan: SamplePlan) -> Problem | None:
    names = plan.reviewers
    wrong = _wrong_names(names)
    if wrong is not None:
        return wrong
    if not _is_share(plan.double) or (plan.double and len(names) < 2):  # noqa: PLR2004  (two)
        message = Text("两人都听的份额不对。", "The share for two reviewers makes no sense.")
        fix = Text("0 到 100，至少两位复核人。", "From 0 to 100, with two reviewers at least.")
        return Problem("sample-reviewers", message, fix=fix)
    return None


def require_distinct(names: Sequence[str]) -> None:
    """Raise ``UsageError`` where ``names`` are not those of as many folders."""
    wrong = _wrong_names(names)
    if wrong is not None:
        raise UsageError(wrong)


def _as_seen(name: str) -> str:
    """Return ``name`` as people see it: without marks of no width, in one form of Unicode."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    seen = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", seen)


def _wrong_names(names: Sequence[str]) -> Problem | None:
    folded = {_as_seen(name) for name in names}
    if len(folded) == len(names) and all(map(is_folder, names)):
        return None
    message = Text(
        f"复核人的名字重复，或不能作文件夹名：{'、'.join(names)}。",
        f"Names of reviewers repeat or cannot name a folder: {', '.join(names)}.",
    )
    fix = Text("请用不同的、不含 / 等符号的名字。", "Use different names, without / and the like.")
    return Problem("sample-reviewers", message, fix=fix)


def _is_share(value: float) -> bool:
    return 0 <= value <= _WHOLE


def is_folder(name: str) -> bool:
    """Return whether a folder can have ``name``."""
    return bool(name.strip()) and is_valid_filename(name) and not name.startswith(".")
