"""A profile of which some rules alone are judged."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from scriptcheck.lexicon.same_as import kept_joined

if TYPE_CHECKING:
    from collections.abc import Collection

    from scriptcheck.lexicon.profile import Profile


def with_rules_alone(profile: Profile, taken: Collection[str]) -> Profile:
    """Return ``profile`` with its rules ``taken`` alone; what others join is said by these."""
    rules = kept_joined(
        {name: rule for name, rule in profile.rules.items() if name in taken},
        {name: rule for name, rule in profile.rules.items() if name not in taken},
    )
    return dataclasses.replace(profile, rules=rules)
