"""One agent's calls for the talk with that agent: the best, the worst, and what recurs."""

from scriptcheck.coaching.output import coaching_json, write_coaching
from scriptcheck.coaching.select import agent_calls
from scriptcheck.coaching.sheet import (
    CoachedCall,
    CoachingSheet,
    OwnWords,
    RecurringMiss,
    coaching_sheet,
)

__all__ = [
    "CoachedCall",
    "CoachingSheet",
    "OwnWords",
    "RecurringMiss",
    "agent_calls",
    "coaching_json",
    "coaching_sheet",
    "write_coaching",
]
