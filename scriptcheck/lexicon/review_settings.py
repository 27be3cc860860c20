"""What a profile says of reviews."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from scriptcheck.lexicon.base import Model

MOST_DAYS: Final = 3650
"""Ten years: what is longer is no deadline but a slip."""


class ReviewSettings(Model):
    """What a profile says of reviews."""

    appeal_days: Annotated[int, Field(ge=0, le=MOST_DAYS)] | None = None
    """Days after the review within which an agent's appeal counts; without it there is no
    deadline."""
