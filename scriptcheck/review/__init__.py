"""Labels that people give to calls, and what holds after review and appeal."""

from scriptcheck.review.final import CallReview, FinalVerdict, UnknownRule, review_call
from scriptcheck.review.history import Refusal, ReviewEvent, ReviewStatus
from scriptcheck.review.label import ReviewLabel, ReviewStage, SpanLabel
from scriptcheck.review.read_labels import read_labels
from scriptcheck.review.reviews import Reviews
from scriptcheck.review.terms import ReviewTerms

__all__ = [
    "CallReview",
    "FinalVerdict",
    "Refusal",
    "ReviewEvent",
    "ReviewLabel",
    "ReviewStage",
    "ReviewStatus",
    "ReviewTerms",
    "Reviews",
    "SpanLabel",
    "UnknownRule",
    "read_labels",
    "review_call",
]
