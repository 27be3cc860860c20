"""Intervals of a share and of a mean, from counts alone."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95
LEAST_FREEDOM: Final = 5
"""Degrees of freedom from which on ``t_quantile`` is right to two decimals."""


def wilson(successes: float, trials: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the ends of the Wilson score interval of ``successes`` in ``trials``, 0 to 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927),
    without continuity correction. ``trials`` must be more than 0.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / trials
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    centre = share + z * z / (2 * trials)
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def mean_interval(
    count: int, total: int, squares: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Return the ends of the t interval of the mean of ``count`` whole numbers.

    ``total`` is their sum, ``squares`` that of their squares. Student, The probable error of a mean
    (1908). Raises ``ValueError`` for fewer numbers than ``t_quantile`` is made for.
    """
    mean = total / count
    # Whole numbers until here, so that the same comes out in whatever order they were counted.
    variance = (count * squares - total * total) / (count * (count - 1)) if count > 1 else 0.0
    spread = t_quantile(count - 1, confidence) * sqrt(variance / count)
    return mean - spread, mean + spread


def t_quantile(freedom: int, confidence: float = CONFIDENCE) -> float:
    """Return how many standard errors a t interval reaches to each side.

    M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), 26.7.5. Raises
    ``ValueError`` below ``LEAST_FREEDOM`` degrees of freedom, where that expansion is not good.
    """
    if freedom < LEAST_FREEDOM:
        message = f"{freedom} degrees of freedom are fewer than {LEAST_FREEDOM}"
        raise ValueError(message)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))
