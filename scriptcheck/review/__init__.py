"""Labels that people give to calls, and what holds after review and appeal."""

from scriptcheck.review.label import ReviewLabel, ReviewStage, SpanLabel
from scriptcheck.review.read_labels import read_labels

__all__ = ["ReviewLabel", "ReviewStage", "SpanLabel", "read_labels"]
