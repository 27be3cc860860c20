"""Phrases that a lexicon lacks, proposed from labels and from what a learned model suspects."""

from scriptcheck.suggest.apply import Applied, apply_proposals
from scriptcheck.suggest.consequences import ChangedFigures, ChangedVerdicts, Consequences
from scriptcheck.suggest.evidence import MissedTurn
from scriptcheck.suggest.output import suggestions_json
from scriptcheck.suggest.suggest import Proposal, Suggestions, suggest

__all__ = [
    "Applied",
    "ChangedFigures",
    "ChangedVerdicts",
    "Consequences",
    "MissedTurn",
    "Proposal",
    "Suggestions",
    "apply_proposals",
    "suggest",
    "suggestions_json",
]
