"""What a profile says of reviews."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scriptcheck.lexicon.base import Model


class ReviewSettings(Model):
    """What a profile says of reviews."""

    appeal_days: Annotated[int, Field(ge=0)] | None = None
    """Days after the review within which an agent's appeal counts; without it there is no
    deadline."""
