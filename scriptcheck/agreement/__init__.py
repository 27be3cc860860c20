"""How far people agree with each other, and with the program, on rules and cues."""

from scriptcheck.agreement.agree import (
    Agreement,
    Coefficient,
    Disagreement,
    EntryAgreement,
    agree,
)

__all__ = ["Agreement", "Coefficient", "Disagreement", "EntryAgreement", "agree"]
