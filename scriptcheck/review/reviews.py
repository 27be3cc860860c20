"""The labels of all calls, ready to say of each what holds after review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scriptcheck.review.final import review_call

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scriptcheck.report import CallReport
    from scriptcheck.review.final import CallReview
    from scriptcheck.review.label import ReviewLabel
    from scriptcheck.review.terms import ReviewTerms


@dataclass(frozen=True, slots=True)
class Reviews:
    """Labels by call, and the terms they count by; it can be pickled."""

    labels: Mapping[str, tuple[ReviewLabel, ...]]
    terms: ReviewTerms

    @classmethod
    def of(cls, labels: Iterable[ReviewLabel], terms: ReviewTerms) -> Reviews:
        """Return ``labels``, by the ids of their calls."""
        by_call: dict[str, list[ReviewLabel]] = {}
        for label in labels:
            by_call.setdefault(label.call_id, []).append(label)
        return cls({call_id: tuple(found) for call_id, found in by_call.items()}, terms)

    @property
    def unsigned_files(self) -> tuple[str, ...]:
        """The names of the files with labels that nobody has signed, sorted."""
        every = (label for labels in self.labels.values() for label in labels)
        return tuple(sorted({label.file for label in every if not label.reviewer}))

    def is_by_other_profile(self, report: CallReport) -> bool:
        """Return whether ``report`` was made by another profile, or version, than the terms are."""
        return self.terms.sha256 not in {"", report.profile.sha256}

    def __call__(self, report: CallReport) -> CallReview:
        """Return what holds of the call of ``report``.

        Of several calls with one id, each has the labels of that id.
        """
        return review_call(report, self.labels.get(report.call_id, ()), self.terms)
