"""What holds after review, beside what the machine found: JSON Lines, CSV, Excel and Parquet."""

from scriptcheck.write.review_results.writer import ReviewWriter

__all__ = ["ReviewWriter"]
