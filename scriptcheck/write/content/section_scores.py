"""The sections of a scorecard: what each is called, and how a call did in it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.lexicon.profile import Profile
    from scriptcheck.report import CallReport


class SectionTerms(NamedTuple):
    """What a profile says of a section of its scorecard."""

    section: str
    """Its id."""
    title: Text
    floor: int | None
    rules: tuple[str, ...]
    """The rules of the section that the profile judges, by id."""


class SectionScore(NamedTuple):
    """How a call did in a section."""

    section: str
    title: Text
    """The id where the title is not known."""
    score: int | None
    """``None`` where nothing of the section applied."""
    floor: int | None
    """``None`` where there is none, or it is not known."""

    @property
    def is_below(self) -> bool:
        """Whether the score is below the floor, which fails the call."""
        return self.score is not None and self.floor is not None and self.score < self.floor


class ScorecardSections(NamedTuple):
    """The sections of a profile's scorecard, as far as the profile is at hand; can be pickled."""

    profile: str = ""
    """The name of the profile."""
    terms: tuple[SectionTerms, ...] = ()
    """In the order of the profile."""

    @classmethod
    def of(cls, profile: Profile | None) -> Self:
        """Return the sections of ``profile``; none where there is no profile."""
        if profile is None:
            return cls()
        terms = (
            SectionTerms(
                name,
                Text(section.name("zh"), section.name("en")),
                section.floor,
                tuple(rule for rule in profile.rules if _fits(rule, section.rules)),
            )
            for name, section in profile.scorecard.sections.items()
        )
        return cls(profile.name, tuple(terms))

    def scores(self, report: CallReport) -> list[SectionScore]:
        """Return how the call of ``report`` did in each section, first in those of the profile.

        What was judged by another profile has sections of which no title or floor is known.
        """
        return self.named(report.sections, report.profile.name)

    def named(self, scores: Mapping[str, int | None], profile: str) -> list[SectionScore]:
        """Return ``scores`` by section, which follow from the profile of this name."""
        if not scores:
            return []
        known = {each.section: each for each in self.terms if profile == self.profile}
        order = [name for name in known if name in scores]
        order += [name for name in scores if name not in known]
        return [_section_score(name, scores[name], known.get(name)) for name in order]


NO_SECTIONS: Final = ScorecardSections()


def _fits(rule: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(rule, pattern) for pattern in patterns)


def _section_score(name: str, score: int | None, terms: SectionTerms | None) -> SectionScore:
    if terms is None:
        return SectionScore(name, Text(name, name), score, None)
    return SectionScore(name, terms.title, score, terms.floor)


class SectionCells(NamedTuple):
    """The sections of a call as cells of a table, of which each has several values."""

    scores: tuple[str, ...]
    """``ID=SCORE``; without a score, nothing stands behind the equals sign."""
    floors: tuple[str, ...]
    """``ID=FLOOR``, of sections that have one."""
    below: tuple[str, ...]
    """The ids of the sections below their floor."""


def section_cells(found: Iterable[SectionScore]) -> SectionCells:
    """Return ``found`` as cells."""
    each = list(found)
    return SectionCells(
        tuple(f"{one.section}={'' if one.score is None else one.score}" for one in each),
        tuple(f"{one.section}={one.floor}" for one in each if one.floor is not None),
        tuple(one.section for one in each if one.is_below),
    )
